import { parse, parseAllDocuments } from 'yaml';
import type { Synthesized } from 'cdk8s-compose/testing';
import { operatorsVariables } from '../schema/compose-interpolation';
import { checkCompose } from '../schema/compose-rules';
import { validateCompose } from '../schema/compose-schema';
import { checkManifests } from '../schema/kubernetes-rules';
import { validateManifest } from '../schema/kubernetes-schema';
import { at, fields } from '../schema/untyped';

/** The outputs that a person applies, under names that are the same in every folder of goldens. None if there are errors. */
export function goldensOf({ model, files }: Synthesized): Map<string, string> {
  const goldens = new Map<string, string>();
  const folder = `compose/${model.name}/`;
  for (const [file, content] of files) {
    if (file === `kubernetes/${model.name}.k8s.yaml`) goldens.set('kubernetes.yaml', content);
    else if (file === `${folder}.env.example`) goldens.set('env.example', content);
    else if (/\/\.env\.[^/]+\.example$/.test(file)) goldens.set(file.slice(folder.length + 1), content);
    else if (/^(sandbox|kustomize)\//.test(file)) goldens.set(file.replace(`/${model.name}`, ''), content);
    else if (file.startsWith(folder)) goldens.set(file.slice(folder.length), content);
    else if (!/^(model|report)\//.test(file)) throw new Error(`no golden is kept of the output ${file}`);
  }
  return goldens;
}

/** What a strict server, a running cluster, Compose or the engine would have to say about the outputs, read back from their text. */
export function problemsOf(goldens: ReadonlyMap<string, string>): string[] {
  const manifests = parseAllDocuments(goldens.get('kubernetes.yaml')!).map((document) => {
    if (document.errors.length > 0) throw document.errors[0];
    return document.toJS() as unknown;
  });
  const compose: unknown = parse(goldens.get('compose.yaml')!);
  return [
    ...manifests.flatMap(validateManifest),
    ...checkManifests(manifests),
    ...validateCompose(compose),
    ...checkCompose(compose),
    ...missingFiles(compose, goldens),
    ...undescribedVariables(compose, goldens.get('env.example')!),
  ];
}

function missingFiles(compose: unknown, goldens: ReadonlyMap<string, string>): string[] {
  const overlays = [...goldens].filter(([file]) => /^compose\..+\.yaml$/.test(file)).map(([, content]): unknown => parse(content));
  const mounted = [compose, ...overlays].flatMap((document) => Object.values(fields(at(document, 'configs')))).map((config) => String(at(config, 'file')).replace(/^\.\//, ''));
  const written = [...goldens.keys()].filter((file) => file.startsWith('files/'));
  return [
    ...mounted.filter((file) => !goldens.has(file)).map((file) => `compose.yaml mounts ${file}, which is not written`),
    ...written.filter((file) => !mounted.includes(file)).map((file) => `${file} is written, but compose.yaml does not know it`),
  ];
}

function undescribedVariables(compose: unknown, example: string): string[] {
  const described = new Set([...example.matchAll(/^(?:# )?([A-Za-z_][A-Za-z0-9_]*)=/gm)].map(([, name]) => name));
  return operatorsVariables(compose).filter((name) => !described.has(name)).map((name) => `env.example does not describe ${name}`);
}
