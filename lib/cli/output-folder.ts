import { withScheduled } from '../verify/agreement/scheduled';
import type { Application } from './application';
import type { Files } from './files';
import type { Report } from './report';

const MANIFEST = /^(.*)\.k8s\.yaml$/;
const OVERLAY = /^compose\.(.*)\.yaml$/;

/**
 * What a synthesis has written to a folder: each stack, and each choice and overlay of it; charts of cdk8s, too.
 *
 * @param reportOf what was said of a stack, by the path of its report
 */
export function applicationsIn(root: string, files: Files, reportOf: (file: string) => Report | undefined): Application[] {
  const ofCompose = files.list(`${root}/compose`).filter((name) => files.isFile(`${root}/compose/${name}/compose.yaml`));
  const ofKubernetes = files.list(`${root}/kubernetes`).flatMap((name) => MANIFEST.exec(name)?.[1] ?? []);
  const ofReports = files.list(`${root}/report`).flatMap((name) => /^([^.]+)\.json$/.exec(name)?.[1] ?? []);
  const names = [...new Set([...ofCompose, ...ofKubernetes, ...ofReports])].sort();
  return names.flatMap((name) => {
    const [file] = ifThere(`${root}/report/${name}.json`, files);
    return variantsOf(name, root, files, file === undefined ? undefined : reportOf(file), reportOf);
  });
}

function variantsOf(name: string, root: string, files: Files, report: Report | undefined, reportOf: (file: string) => Report | undefined): Application[] {
  const manifests = ifThere(`${root}/kubernetes/${name}.k8s.yaml`, files);
  const compose = ifThere(`${root}/compose/${name}/compose.yaml`, files);
  const usual: Application = { name, manifests, compose, envFiles: [], isWritten: true, reportFile: `${root}/report/${name}.json`, ...chosen(report?.choices[0]), ...(report && { report }) };
  const choices = files.list(`${root}/kubernetes/${name}`).flatMap((file) => MANIFEST.exec(file)?.[1] ?? []);
  const base = `${root}/kustomize/${name}/base/resources.yaml`;
  return [
    usual,
    ...choices.map((choice): Application => ({
      ...usual,
      ...chosen(report?.choices.find((each) => each.name === choice) ?? { name: choice, profiles: [choice] }),
      variant: `the choice "${choice}"`,
      manifests: [`${root}/kubernetes/${name}/${choice}.k8s.yaml`],
    })),
    ...overlaysOf(name, root, files).map((overlay): Application => {
      const [component] = ifThere(`${root}/kustomize/${name}/components/${overlay}/kustomization.yaml`, files);
      const [over] = ifThere(`${root}/compose/${name}/compose.${overlay}.yaml`, files);
      const [own] = ifThere(`${root}/report/${name}.${overlay}.json`, files);
      return {
        ...usual,
        variant: `the overlay "${overlay}"`,
        manifests: component === undefined ? [] : [base],
        ...(component !== undefined && { component }),
        compose: over === undefined ? [] : [...compose, over],
        report: own === undefined ? undefined : reportOf(own),
        reportFile: `${root}/report/${name}.${overlay}.json`,
      };
    }),
  ];
}

function overlaysOf(name: string, root: string, files: Files): string[] {
  const ofCompose = files.list(`${root}/compose/${name}`).flatMap((file) => OVERLAY.exec(file)?.[1] ?? []);
  const ofKustomize = files.list(`${root}/kustomize/${name}/components`);
  return [...new Set([...ofCompose, ...ofKustomize])].filter((overlay) => overlay !== 'override').sort();
}

/** Without a choice: what runs without any profile. */
function chosen({ name, profiles, parameters = {} }: Report['choices'][number] = { profiles: [] }): Pick<Application, 'choice' | 'profiles' | 'variables'> {
  return { choice: name, profiles: withScheduled(profiles), variables: new Map(Object.entries(parameters)) };
}

function ifThere(file: string, files: Files): string[] {
  return files.isFile(file) ? [file] : [];
}
