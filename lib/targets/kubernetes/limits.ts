import type { Reporter } from '../../diagnostics/findings';
import type { StackGraph } from '../../model/graph';
import type { LimitRange, ResourceQuota } from './api';
import type { Refused } from './check-placement';
import type { KubernetesCodes } from './codes';
import { qualifiedName } from './formats';
import { stackMeta } from './labels';
import type { KubernetesSettings } from './settings';

/** Of containers, by the names of resources, such as `cpu` and `memory`. */
export interface ContainerLimits {
  /**
   * The limit of those that state none.
   * @default - none, or `max`
   */
  readonly default?: { readonly [resource: string]: string };
  /**
   * The request of those that state none.
   * @default - none, or `default`
   */
  readonly defaultRequest?: { readonly [resource: string]: string };
  /**
   * The largest limit.
   * @default - any
   */
  readonly max?: { readonly [resource: string]: string };
  /**
   * The smallest request.
   * @default - any
   */
  readonly min?: { readonly [resource: string]: string };
}

/** From the least to the most that a container may have. */
const IN_ORDER = ['min', 'defaultRequest', 'default', 'max'] as const;

/** What may be in the namespace of a stack; none where the settings say nothing of it. */
export function lowerLimits({ model }: StackGraph, { resourceQuota = {}, limitRange = {} }: KubernetesSettings): (ResourceQuota | LimitRange)[] {
  const metadata = stackMeta(model.name, model);
  const said = IN_ORDER.flatMap((name) => (isEmpty(limitRange[name]) ? [] : [[name, { ...limitRange[name] }] as const]));
  return [
    ...(isEmpty(resourceQuota) ? [] : [{ apiVersion: 'v1' as const, kind: 'ResourceQuota' as const, metadata, spec: { hard: { ...resourceQuota } } }]),
    ...(said.length === 0 ? [] : [{ apiVersion: 'v1' as const, kind: 'LimitRange' as const, metadata, spec: { limits: [{ type: 'Container', ...Object.fromEntries(said) }] } }]),
  ];
}

/** Says that a namespace has what a project has not. */
export function reportLimits(graph: StackGraph, settings: KubernetesSettings, findings: Reporter<KubernetesCodes>): void {
  for (const { kind } of lowerLimits(graph, settings)) {
    const isQuota = kind === 'ResourceQuota';
    const detail = isQuota ? 'a quota for its namespace' : 'limits for containers of its namespace';
    findings.report('kubernetes/target-setting', graph.model.path, { setting: isQuota ? 'resourceQuota' : 'limitRange', detail, differences: [{ workload: '', what: `objects ${kind}`, kubernetes: 'yes' }] });
  }
}

function isEmpty(resources: object = {}): boolean {
  return Object.keys(resources).length === 0;
}

const QUANTITY = /^(\d+(?:\.\d*)?|\.\d+)(n|u|m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?\d+)?$/;
const DECIMAL = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'];
const BINARY = ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];

/** NaN for a text that is none. */
function amountOf(quantity: string): number {
  const [, number, unit = ''] = QUANTITY.exec(quantity) ?? [];
  if (/^[eE]./.test(unit)) return Number(number + unit);
  return Number(number) * (BINARY.includes(unit) ? 1024 ** (BINARY.indexOf(unit) + 1) : 1000 ** (DECIMAL.indexOf(unit) - DECIMAL.indexOf('')));
}

/** Finds what the API server refuses of it. */
export function checkLimits({ resourceQuota = {}, limitRange = {} }: KubernetesSettings, refused: Refused): void {
  const all = [['resourceQuota', resourceQuota] as const, ...IN_ORDER.map((name) => [`limitRange.${name}`, limitRange[name] ?? {}] as const)];
  for (const [of, resources] of all) {
    for (const [name, quantity] of Object.entries(resources)) {
      refused(`a resource of ${of}`, name, qualifiedName(name));
      refused(`${name} of ${of}`, quantity, Number.isNaN(amountOf(quantity)) ? 'it has to be a quantity, such as 500m, 8 or 2Gi' : undefined);
    }
  }
  for (const [at, less] of IN_ORDER.entries()) {
    for (const more of IN_ORDER.slice(at + 1)) {
      for (const [name, quantity] of Object.entries(limitRange[less] ?? {})) {
        const most = limitRange[more]?.[name];
        if (most !== undefined && amountOf(quantity) > amountOf(most)) refused(`${name} of limitRange.${less}`, quantity, `it has to be at most that of limitRange.${more}, ${most}`);
      }
    }
  }
}
