import type { StackGraph } from '../../model/graph';
import { onlyChosen } from '../../model/references';
import type { ConfigMap, ExternalSecret, Namespace, PodDisruptionBudget } from './api';
import { selectorOf, stackMeta, workloadMeta } from './labels';
import { newSecrets, parametersName, secretNameOf, secretsName } from './names';
import { weakest, type PodSecurityLevels } from './pod-security';
import type { WorkloadModel } from '../../model/workload';

/** The namespace enforces the strictest level that all containers of the stack can run under. */
export function lowerNamespace(graph: StackGraph, levels: PodSecurityLevels): Namespace {
  const level = weakest([...levels.values()]);
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
  const { secretStore } = model;
  if (!secretStore) return [];
  const secrets = newSecrets(model);
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
