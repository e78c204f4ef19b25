import type { StackGraph } from '../../model/graph';
import { onlyChosen } from '../../model/references';
import type { ConfigMap, ExternalSecret, Namespace, PodDisruptionBudget } from './api';
import { selectorOf, stackMeta, workloadMeta } from './labels';
import { parametersName, secretNameOf, secretsName } from './names';
import type { ContainerModel } from '../../model/container';
import type { WorkloadModel } from '../../model/workload';

/** The levels of the Pod Security Standards, strictest first. */
export type PodSecurityLevel = 'restricted' | 'baseline' | 'privileged';

/** What the Pod Security Standards allow to add. */
const RESTRICTED_CAPABILITIES = new Set(['NET_BIND_SERVICE']);
const BASELINE_CAPABILITIES = new Set([
  ...RESTRICTED_CAPABILITIES,
  ...['AUDIT_WRITE', 'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'MKNOD', 'SETFCAP', 'SETGID', 'SETPCAP', 'SETUID', 'SYS_CHROOT'],
]);

/** The strictest level under which the container may run. */
export function podSecurityLevel({ security }: ContainerModel): PodSecurityLevel {
  if (security.fuse) return 'privileged';
  const names = security.capabilities.map(({ name }) => name);
  if (security.user !== undefined && security.user !== 0 && names.every((name) => RESTRICTED_CAPABILITIES.has(name))) return 'restricted';
  return names.every((name) => BASELINE_CAPABILITIES.has(name)) ? 'baseline' : 'privileged';
}

/** The namespace enforces the strictest level that all containers of the stack can run under. */
export function lowerNamespace(graph: StackGraph): Namespace {
  const levels = graph.containers.map(({ container }) => podSecurityLevel(container));
  const level = (['privileged', 'baseline'] as const).find((weak) => levels.includes(weak)) ?? 'restricted';
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name: graph.model.namespace,
      labels: {
        'app.kubernetes.io/managed-by': 'cdk8s-compose',
        'app.kubernetes.io/part-of': graph.model.name,
        'pod-security.kubernetes.io/enforce': level,
        'pod-security.kubernetes.io/warn': level,
      },
    },
  };
}

export function lowerParameters(graph: StackGraph): ConfigMap | undefined {
  const chosen = onlyChosen(graph);
  const given = graph.model.parameters.flatMap(({ name, default: value }) => (value === undefined || chosen.has(name) ? [] : [[name, value] as const]));
  if (given.length === 0) return undefined;
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: stackMeta(parametersName(graph.model), graph.model),
    data: Object.fromEntries(given),
  };
}

/**
 * Has the external-secrets operator create the Secrets, when the stack names a store. It makes none of a Secret while the
 * store lacks one of its keys, so each optional key has a Secret of its own.
 */
export function lowerExternalSecrets({ model }: StackGraph): ExternalSecret[] {
  const { secretStore, secrets } = model;
  if (!secretStore) return [];
  const secretOf = (name: string, keys: readonly string[]): ExternalSecret => ({
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: stackMeta(name, model),
    spec: {
      refreshInterval: '1h',
      secretStoreRef: { name: secretStore.name, kind: secretStore.kind },
      target: { name, creationPolicy: 'Owner' },
      data: keys.map((key) => ({ secretKey: key, remoteRef: { key: model.name, property: key } })),
    },
  });
  const required = secrets.filter(({ optional }) => !optional).map(({ name }) => name);
  return [
    ...(required.length > 0 ? [secretOf(secretsName(model), required)] : []),
    ...secrets.filter(({ optional }) => optional).map(({ name }) => secretOf(secretNameOf(name, model), [name])),
  ];
}

/** Keeps all but one replica running while nodes are drained. */
export function lowerDisruptionBudget(workload: WorkloadModel, graph: StackGraph): PodDisruptionBudget | undefined {
  if (workload.replicas < 2 || workload.kind === 'task') return undefined;
  return {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: workloadMeta(workload.name, workload, graph.model),
    spec: { maxUnavailable: 1, selector: { matchLabels: selectorOf(workload, graph.model) } },
  };
}
