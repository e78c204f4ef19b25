import { declare } from './declaration';
import type { Named } from './model-codes';

/** Files of the outputs that nobody, or more than one, would write. */
export const OUTPUT_CODES = {
  'model/duplicate-output': declare<Named & { readonly other: string }>({
    severity: 'error',
    title: 'Two things that are written to one file',
    says: ({ value, other }) => `${value} is written by ${other} too.`,
    expected: 'a file of its own for each stack and chart',
    fix: 'Give one of the two another id.',
  }),
  'model/shared-directory': declare<Named>({
    severity: 'error',
    title: 'Two apps of one program in one directory',
    says: ({ value }) => `Another app of this program has written to "${value}": this one would remove what it wrote.`,
    expected: 'a directory of its own for each app, or one app with all stacks',
    fix: 'Create the stacks in one App, or give this one another directory: new App({ outdir: "dist-edge" }).',
  }),
  'model/unwritten-chart': declare<Named>({
    severity: 'warning',
    title: 'A chart of cdk8s that nothing is written of',
    says: ({ value }) => `The app is written for ${value || 'nothing'}, and none of it takes objects of cdk8s: nothing of this chart is written.`,
    fix: 'Add a target that writes manifests, such as `new Kubernetes()`, to those of the app, or take the chart out of it.',
  }),
} as const;
