import type { StackGraph } from '../../model/graph';
import { workloadAt } from '../../model/graph';
import type { WorkloadModel } from '../../model/workload';
import type { Container, PodVolume, Role, RoleBinding } from './api';
import { jobPlaceholder } from './controller';
import { workloadMeta } from './labels';
import { pullPolicy } from './pull-policy';
import { accountOf } from './service-account';
import type { KubernetesWorkloadSettings } from './workload-settings';

const TOKEN_VOLUME = 'api-access';
const TOKEN_DIRECTORY = '/var/run/secrets/kubernetes.io/serviceaccount';

/** The tasks whose Jobs the pods of a workload wait for. */
export function awaitedTasks(workload: WorkloadModel, graph: StackGraph): WorkloadModel[] {
  return workload.startAfter
    .filter((edge) => edge.enforced && edge.condition === 'completed')
    .map((edge) => workloadAt(graph, edge.workload));
}

/** The container of a pod that waits for a peer. */
export function waitName(peer: WorkloadModel): string {
  return `wait-for-${peer.name}`;
}

/** Ends when the Job is complete. A Job that has failed for good is waited for: its successor has another name, and so new pods. */
export function taskWait(task: WorkloadModel, image: string): Container {
  return {
    name: waitName(task),
    image,
    imagePullPolicy: pullPolicy(image),
    args: ['wait', '--for=condition=complete', '--timeout=-1s', `job/${jobPlaceholder(task.name)}`],
    resources: { requests: { cpu: '10m', memory: '32Mi' }, limits: { cpu: '200m', memory: '128Mi' } },
    securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, readOnlyRootFilesystem: true },
    volumeMounts: [{ name: TOKEN_VOLUME, mountPath: TOKEN_DIRECTORY, readOnly: true }],
  };
}

/** What the kubelet would mount into every container of the pod; here only the waiting one has it. */
export function tokenVolume(): PodVolume {
  return {
    name: TOKEN_VOLUME,
    projected: {
      defaultMode: 0o444,
      sources: [
        { serviceAccountToken: { path: 'token', expirationSeconds: 3600 } },
        { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
        { downwardAPI: { items: [{ path: 'namespace', fieldRef: { fieldPath: 'metadata.namespace' } }] } },
      ],
    },
  };
}

/** The right to look at the awaited Jobs, and at nothing else. */
export function lowerTaskAccess(workload: WorkloadModel, graph: StackGraph, settings: KubernetesWorkloadSettings): { role?: Role; roleBinding?: RoleBinding } {
  const tasks = awaitedTasks(workload, graph);
  if (tasks.length === 0) return {};
  const metadata = workloadMeta(`${workload.name}-task-reader`, workload, graph.model);
  return {
    role: {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'Role',
      metadata,
      rules: [{ apiGroups: ['batch'], resources: ['jobs'], resourceNames: tasks.map(({ name }) => jobPlaceholder(name)), verbs: ['get', 'list', 'watch'] }],
    },
    roleBinding: {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: metadata.name },
      subjects: [{ kind: 'ServiceAccount', name: accountOf(workload, settings), namespace: graph.model.namespace }],
    },
  };
}
