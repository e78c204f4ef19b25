import { jsonDifference } from '../json-difference';
import type { KubernetesObject } from './api';

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

/** A component, and the objects that it brings. */
export interface Component {
  readonly kustomization: Kustomization;
  readonly resources: readonly KubernetesObject[];
}

export function kustomization(resources: readonly string[], components?: readonly string[]): Kustomization {
  return { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', resources, ...(components && { components }) };
}

/** The component that makes the objects of the variant of those of the base. A patch step is a line, so that a person can read what changes. */
export function lowerComponent(base: readonly KubernetesObject[], variant: readonly KubernetesObject[]): Component {
  const before = new Map(base.map((object) => [identity(object), object]));
  const after = new Map(variant.map((object) => [identity(object), object]));
  const resources = variant.filter((object) => !before.has(identity(object)));
  const removals = base.filter((object) => !after.has(identity(object))).map(removal);
  const patches = base.flatMap((object): KustomizePatch[] => {
    const changed = after.get(identity(object));
    const steps = changed ? jsonDifference(object, changed) : [];
    return steps.length === 0 ? [] : [{ target: targetOf(object), patch: `[\n${steps.map((step) => `  ${JSON.stringify(step)}`).join(',\n')}\n]\n` }];
  });
  return {
    resources,
    kustomization: {
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

function identity({ apiVersion, kind, metadata }: KubernetesObject): string {
  return `${apiVersion} ${kind} ${metadata.namespace ?? ''} ${metadata.name ?? ''}`;
}
