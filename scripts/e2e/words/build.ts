import * as fs from 'node:fs';
import * as path from 'node:path';
import { isFetched } from '../../../lib/model/build';
import type { BuiltImage } from '../../../lib/model/image';
import type { StackModel } from '../../../lib/model/stack';
import { mainOf } from '../../../lib/model/workload';
import { lastLine, must, run } from '../command';
import type { ComposeProject } from '../compose-project';
import { same, type Noted } from '../inside/compared';

/** Labels by which a build says what it is and which arguments it was given. */
const MARK = 'e2e.mark';

/** Builds what is built of the checkout, on the stand-in of the same image, and looks what has become of it; an image that is built at every start has a change in it when it is started again. */
export function buildComparisons({ workloads }: StackModel, project: ComposeProject, checkout: string): readonly Noted[] {
  return workloads.flatMap((workload) => {
    const { image, imagePullPolicy, path: of } = mainOf(workload);
    if (image.kind !== 'build' || isFetched(image.context) || image.build?.dockerfileInline) return [];
    const base = project.imageOf(image.reference);
    project.giveBack(base);
    writeDockerfile(image, base, checkout, 'first');
    const { stderr } = project.run(['build', workload.name]);
    const labels = labelsOf(base);
    const expected = { [MARK]: 'first', ...Object.fromEntries(Object.entries(image.args).map(([name, value]) => [`e2e.arg.${name}`, value])) };
    const has = Object.fromEntries(Object.keys(expected).map((name) => [name, labels[name]]));
    const built: Noted = { path: of, ...same('build', `what it is built of (${lastLine(stderr)})`, has, expected) };
    return imagePullPolicy === 'build' ? [built, atStart(workload.name, of, image, base, project, checkout)] : [built];
  });
}

function atStart(service: string, of: string, image: BuiltImage, base: string, project: ComposeProject, checkout: string): Noted {
  writeDockerfile(image, base, checkout, 'second');
  const { stderr } = project.run(['up', '-d', '--wait', '--no-deps', service]);
  const container = project.states.find(({ Service }) => Service === service);
  const running = container ? labelsOf(must(['docker', 'inspect', '--format', '{{.Image}}', container.ID]).trim()) : {};
  return { path: of, ...same('built at start', `what is started (${lastLine(stderr)})`, running[MARK], 'second') };
}

function writeDockerfile({ context, dockerfile = 'Dockerfile', target, args }: BuiltImage, base: string, checkout: string, mark: string): void {
  const file = path.join(checkout, context, dockerfile);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, [
    `FROM ${base} AS ${target ?? 'only'}`, ...Object.keys(args).map((name) => `ARG ${name}`), `LABEL ${MARK}=${mark}`, ...Object.keys(args).map((name) => `LABEL e2e.arg.${name}="$${name}"`), '',
  ].join('\n'));
}

function labelsOf(image: string): Readonly<Record<string, string>> {
  return JSON.parse(run(['docker', 'image', 'inspect', '--format', '{{json .Config.Labels}}', image]).stdout || '{}') as Readonly<Record<string, string>> | null ?? {};
}
