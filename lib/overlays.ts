import { applyAcknowledgements } from './diagnostics/acknowledge';
import { Findings, type Finding } from './diagnostics/findings';
import { renderReport } from './diagnostics/render';
import { stringifyDocuments, stringifyYaml } from './emit/yaml';
import { COMPOSE_FOLDER, sandboxFiles } from './outputs';
import type { Stack } from './stack';
import { analyze, type Analysis } from './synthesis';
import { composeDifference } from './targets/compose/merge';
import { kubernetesHeader } from './targets/kubernetes/header';
import { kustomization, lowerComponent } from './targets/kubernetes/kustomize';

/** Folder of the Kustomize bases and components, one below it for each stack with an overlay. */
const KUSTOMIZE_FOLDER = 'kustomize';

/** What the overlays of a stack come to. */
export interface Overlays {
  /** By path; empty if there is nothing to lay over. */
  readonly files: ReadonlyMap<string, string>;
  readonly findings: readonly Finding[];
}

/** The overlays of a stack: each is the difference between the stack and a variant of it, in the terms of each target. */
export function overlaysOf(stack: Stack, base: Analysis): Overlays {
  const files = new Map<string, string>();
  const findings: Finding[] = [];
  for (const [name, variant] of stack._overlays) {
    const own = new Findings();
    if (variant.node.id !== stack.node.id || variant.namespace !== stack.namespace || !/^[a-z][a-z0-9-]*$/.test(name)) {
      own.report('model/overlay', stack.node.path, { name, value: variant.node.id, namespace: variant.namespace });
    }
    const analysis = variant._withKubernetesOnly(analyze(variant));
    const settled = applyAcknowledgements(variant.node.root, analysis.findings);
    // Information about the variant is in its report; under the stack's own path it would be about the stack.
    findings.push(...settled.filter(({ severity }) => severity !== 'info').map((finding) => ({ ...finding, path: `${finding.path} (overlay ${name})` })));
    if (base.compose && analysis.compose) {
      for (const [file, content] of filesOf(name, stack.node.path, base, analysis, own)) files.set(file, content);
      files.set(`report/${base.model.name}.${name}.txt`, renderReport(`${base.model.name} with the overlay ${name}`, settled));
    }
    findings.push(...own.all);
  }
  return { files, findings };
}

function filesOf(name: string, path: string, base: Analysis, variant: Analysis, findings: Findings): Map<string, string> {
  const files = new Map<string, string>();
  const folder = `${COMPOSE_FOLDER}/${base.model.name}`;
  const { fragment, impossible } = composeDifference(base.compose!.document, variant.compose!.document);
  for (const detail of impossible) findings.report('compose/overlay', path, { name, detail });
  files.set(`${folder}/compose.${name}.yaml`, stringifyYaml(fragment));
  files.set(`${folder}/.env.${name}.example`, variant.compose!.environmentExample);
  for (const [file, content] of variant.compose!.files) {
    const known = base.compose!.files.get(file);
    if (known === undefined) files.set(`${folder}/${file}`, content);
    else if (known !== content) findings.report('compose/overlay', path, { name, detail: `${file} has another content` });
  }

  const root = `${KUSTOMIZE_FOLDER}/${base.model.name}`;
  const { kustomization: component, resources } = lowerComponent(base.kubernetes, variant.kubernetes);
  files.set(`${root}/base/resources.yaml`, stringifyDocuments(base.kubernetes, kubernetesHeader(base.model)));
  files.set(`${root}/base/kustomization.yaml`, stringifyYaml(kustomization(['resources.yaml'])));
  files.set(`${root}/components/${name}/kustomization.yaml`, stringifyDocuments([component], kubernetesHeader(variant.model)));
  if (resources.length > 0) files.set(`${root}/components/${name}/resources.yaml`, stringifyDocuments(resources));
  files.set(`${root}/overlays/${name}/kustomization.yaml`, stringifyYaml(kustomization(['../../base'], [`../../components/${name}`])));

  for (const [file, content] of sandboxFiles(variant.model)) files.set(`sandbox/${base.model.name}.${name}/${file}`, content);
  return files;
}
