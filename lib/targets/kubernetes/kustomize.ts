import { stringifyYaml, yamlComment } from '../../emit/yaml';
import { jsonDifference } from '../json-difference';
import { textFile, type OutputFile } from '../output';
import type { Lowered } from '../target';
import type { KubernetesObject } from './api';
import { kubernetesHeader } from './header';
import { documentParts, type KubernetesOutput } from './manifest';
import type { KubernetesSettings } from './settings';
import { fluxFolder, overlayFolder } from './steps';

/** A `kustomization.yaml`, as far as this library writes it. */
export interface Kustomization {
  readonly apiVersion: string;
  readonly kind: 'Kustomization' | 'Component';
  readonly resources?: readonly string[];
  readonly components?: readonly string[];
  readonly patches?: readonly KustomizePatch[];
}

export interface KustomizePatch {
  readonly target?: { readonly group?: string; readonly version: string; readonly kind: string; readonly name: string };
  readonly patch: string;
}

/**
 * Of one file of manifests, for Flux: without one it would take all files below a folder, of other stacks and other choices too. It may
 * name a file beside its folder, as Flux builds it within the whole repository.
 */
export function fluxFile({ path }: Pick<OutputFile, 'path'>): OutputFile {
  const folder = fluxFolder(path);
  return textFile(`${folder}/kustomization.yaml`, stringifyYaml(kustomization([`${'../'.repeat(folder.split('/').length)}${path}`])));
}

/** A base with the objects of the stack, a component that makes the variant of it, and an overlay that uses both. */
export function kustomizeFiles(name: string, base: Lowered<KubernetesOutput>, variant: Lowered<KubernetesOutput>, settings: KubernetesSettings): OutputFile[] {
  const root = `kustomize/${base.graph.model.name}`;
  const { component, resources } = componentOf(base.objects, variant.objects);
  return [
    { path: `${root}/base/resources.yaml`, parts: documentParts(base.objects, kubernetesHeader(base.graph, settings, base.objects)) },
    textFile(`${root}/base/kustomization.yaml`, stringifyYaml(kustomization(['resources.yaml']))),
    textFile(`${root}/components/${name}/kustomization.yaml`, yamlComment(kubernetesHeader(variant.graph, settings, variant.objects)) + stringifyYaml(component)),
    ...(resources.length > 0 ? [{ path: `${root}/components/${name}/resources.yaml`, parts: documentParts(resources) }] : []),
    textFile(`${overlayFolder(base.graph.model, name)}/kustomization.yaml`, stringifyYaml(kustomization(['../../base'], [`../../components/${name}`]))),
  ];
}

/** A component, and the objects that it brings. */
interface Component {
  readonly component: Kustomization;
  readonly resources: readonly KubernetesOutput[];
}

function kustomization(resources: readonly string[], components?: readonly string[]): Kustomization {
  return { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', resources, ...(components && { components }) };
}

/** The component that makes the objects of the variant of those of the base. A patch step is a line, so that a person can read what changes. */
function componentOf(base: readonly KubernetesOutput[], variant: readonly KubernetesOutput[]): Component {
  const before = new Set(base.map(identity));
  const after = new Map(variant.map((object) => [identity(object), object]));
  const resources = variant.filter((object) => !before.has(identity(object)));
  const removals = base.filter((object) => !after.has(identity(object))).map(({ value }) => removal(value));
  const patches = base.flatMap((object): KustomizePatch[] => {
    const changed = after.get(identity(object));
    const steps = changed ? jsonDifference(object.value, changed.value) : [];
    return steps.length === 0 ? [] : [{ target: targetOf(object.value), patch: `[\n${steps.map((step) => `  ${JSON.stringify(step)}`).join(',\n')}\n]\n` }];
  });
  return {
    resources,
    component: {
      apiVersion: 'kustomize.config.k8s.io/v1alpha1',
      kind: 'Component',
      ...(resources.length > 0 && { resources: ['resources.yaml'] }),
      patches: [...removals, ...patches],
    },
  };
}

function removal({ apiVersion, kind, metadata }: KubernetesObject): KustomizePatch {
  const namespace = metadata.namespace === undefined ? [] : [`  namespace: ${metadata.namespace}`];
  return { patch: ['$patch: delete', `apiVersion: ${apiVersion}`, `kind: ${kind}`, 'metadata:', `  name: ${metadata.name ?? ''}`, ...namespace, ''].join('\n') };
}

function targetOf({ apiVersion, kind, metadata }: KubernetesObject): NonNullable<KustomizePatch['target']> {
  const [version, group] = apiVersion.split('/').reverse();
  return { ...(group !== undefined && { group }), version, kind, name: metadata.name ?? '' };
}

function identity({ value: { apiVersion, kind, metadata } }: KubernetesOutput): string {
  return `${apiVersion} ${kind} ${metadata.namespace ?? ''} ${metadata.name ?? ''}`;
}
