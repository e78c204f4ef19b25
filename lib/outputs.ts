import { literalText } from './model/expression';
import { renderReport } from './diagnostics/render';
import type { Finding } from './diagnostics/findings';
import { stringifyDocuments, stringifyYaml } from './emit/yaml';
import type { StackModel } from './model/stack';
import type { Analysis } from './synthesis';
import { kubernetesHeader } from './targets/kubernetes/header';

/** Folder of the manifests in the output directory. */
export const KUBERNETES_FOLDER = 'kubernetes';
/** Folder of the Compose files, one below it for each stack. */
export const COMPOSE_FOLDER = 'compose';

/** Every output of one stack by its path; none if the stack has errors. */
export function outputFiles({ model, kubernetes, compose }: Analysis, findings: readonly Finding[]): Map<string, string> {
  const files = new Map<string, string>();
  if (!compose) return files;
  const folder = `${COMPOSE_FOLDER}/${model.name}`;
  files.set(`${KUBERNETES_FOLDER}/${model.name}.k8s.yaml`, stringifyDocuments(kubernetes, kubernetesHeader(model)));
  files.set(`${folder}/compose.yaml`, stringifyYaml(compose.document));
  files.set(`${folder}/.env.example`, compose.environmentExample);
  for (const [file, content] of compose.files) files.set(`${folder}/${file}`, content);
  for (const [file, content] of sandboxFiles(model)) files.set(`sandbox/${model.name}/${file}`, content);
  files.set(`model/${model.name}.json`, `${JSON.stringify(model, null, 2)}\n`);
  files.set(`report/${model.name}.txt`, renderReport(model.name, findings));
  return files;
}

/** The templates of the sandboxes; the checks let nothing but text into them. */
export function sandboxFiles({ sandboxes = [] }: StackModel): Map<string, string> {
  return new Map(sandboxes.flatMap(({ name, files }) => files.map((file) => [`${name}/${file.name}`, literalText(file.content) ?? ''] as const)));
}
