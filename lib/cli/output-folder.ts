import { fields, mappings, text, texts, type Fields } from '../verify/untyped';
import type { Application } from './application';
import type { Files } from './files';

const MANIFEST = /^(.*)\.k8s\.yaml$/;
const OVERLAY = /^compose\.(.*)\.yaml$/;
/** In Compose, tasks with a schedule run only when somebody asks. */
const SCHEDULED = 'scheduled';

/** A variant of a stack by its name: what is chosen, and what the operator sets then. */
interface Choice {
  readonly profiles: readonly string[];
  readonly variables: ReadonlyMap<string, string>;
}

/** What a synthesis has written to a folder: each stack, and each choice and overlay of it; charts of cdk8s, too. */
export function applicationsIn(root: string, files: Files): Application[] {
  const ofCompose = files.list(`${root}/compose`).filter((name) => files.isFile(`${root}/compose/${name}/compose.yaml`));
  const ofKubernetes = files.list(`${root}/kubernetes`).flatMap((name) => MANIFEST.exec(name)?.[1] ?? []);
  const names = [...new Set([...ofCompose, ...ofKubernetes])].sort();
  return names.flatMap((name) => variantsOf(name, root, files));
}

function variantsOf(name: string, root: string, files: Files): Application[] {
  const model = modelOf(`${root}/model/${name}.json`, files);
  const manifests = ifThere(`${root}/kubernetes/${name}.k8s.yaml`, files);
  const compose = ifThere(`${root}/compose/${name}/compose.yaml`, files);
  const [report] = ifThere(`${root}/report/${name}.json`, files);
  const usual: Application = { name, manifests, compose, envFiles: [], ...choiceNamed(undefined, model), ...(report !== undefined && { report }) };
  const choices = files.list(`${root}/kubernetes/${name}`).flatMap((file) => MANIFEST.exec(file)?.[1] ?? []);
  const base = `${root}/kustomize/${name}/base/resources.yaml`;
  return [
    usual,
    ...choices.map((choice) => ({ ...usual, ...choiceNamed(choice, model), variant: `the choice "${choice}"`, manifests: [`${root}/kubernetes/${name}/${choice}.k8s.yaml`] })),
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
        report: own,
      };
    }),
  ];
}

function overlaysOf(name: string, root: string, files: Files): string[] {
  const ofCompose = files.list(`${root}/compose/${name}`).flatMap((file) => OVERLAY.exec(file)?.[1] ?? []);
  const ofKustomize = files.list(`${root}/kustomize/${name}/components`);
  return [...new Set([...ofCompose, ...ofKustomize])].filter((overlay) => overlay !== 'override').sort();
}

/** Without a name: the choice that counts where nobody chooses. */
function choiceNamed(name: string | undefined, model: Fields): Choice {
  const choices = mappings(model['choices']);
  const choice = choices.find((each) => (name === undefined ? each['isDefault'] === true : each['name'] === name));
  // A stack that states none has one for each of its profiles.
  const profiles = choice ? texts(choice['profiles']) : name !== undefined && choices.length === 0 ? [name] : [];
  const settings = new Map(mappings(model['parameters']).map((parameter) => [text(parameter['name']), text(parameter['setting'])]));
  const variables = Object.entries(fields(choice?.['parameters'])).map(([parameter, value]) => [settings.get(parameter) ?? parameter, String(value)] as const);
  return { profiles: [...profiles, SCHEDULED, ...profiles.map((profile) => `${profile}-${SCHEDULED}`)], variables: new Map(variables) };
}

/** What is not there, or is no JSON, states no choice. */
function modelOf(file: string, files: Files): Fields {
  try {
    return fields(JSON.parse(files.readIfThere(file) ?? '{}'));
  } catch {
    return {};
  }
}

function ifThere(file: string, files: Files): string[] {
  return files.isFile(file) ? [file] : [];
}
