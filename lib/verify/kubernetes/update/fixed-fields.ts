/** A field that cannot be changed: the object in which it is, and the type of that. */
export interface FixedField {
  readonly path: readonly string[];
  readonly type: string;
  readonly field: string;
}

const of = (path: readonly string[], type: string, ...names: readonly string[]): readonly FixedField[] => names.map((field) => ({ path, type, field }));

/** By kind, from the update validation of the API server. */
export const FIXED: Readonly<Record<string, readonly FixedField[]>> = {
  Deployment: of(['spec'], 'apps.v1.DeploymentSpec', 'selector'),
  ReplicaSet: of(['spec'], 'apps.v1.ReplicaSetSpec', 'selector'),
  DaemonSet: of(['spec'], 'apps.v1.DaemonSetSpec', 'selector'),
  Job: of(['spec'], 'batch.v1.JobSpec', 'selector', 'completionMode', 'podFailurePolicy', 'backoffLimitPerIndex', 'managedBy', 'successPolicy'),
  Secret: of([], 'core.v1.Secret', 'type'),
  RoleBinding: of([], 'rbac.v1.RoleBinding', 'roleRef'),
  ClusterRoleBinding: of([], 'rbac.v1.ClusterRoleBinding', 'roleRef'),
  StorageClass: of([], 'storage.v1.StorageClass', 'parameters', 'provisioner', 'reclaimPolicy', 'volumeBindingMode'),
  PriorityClass: of([], 'scheduling.v1.PriorityClass', 'value', 'preemptionPolicy'),
  IngressClass: of(['spec'], 'networking.v1.IngressClassSpec', 'controller'),
  RuntimeClass: of([], 'node.v1.RuntimeClass', 'handler'),
  CSIDriver: of(['spec'], 'storage.v1.CSIDriverSpec', 'attachRequired', 'volumeLifecycleModes'),
  EndpointSlice: of([], 'discovery.v1.EndpointSlice', 'addressType'),
  CustomResourceDefinition: [
    ...of(['spec'], 'apiextensions.v1.CustomResourceDefinitionSpec', 'group', 'scope'),
    ...of(['spec', 'names'], 'apiextensions.v1.CustomResourceDefinitionNames', 'plural', 'kind'),
  ],
};

/** Kinds of whose spec only these fields can be changed. */
export const ONLY: Readonly<Record<string, { readonly type: string; readonly mutable: readonly string[] }>> = {
  StatefulSet: {
    type: 'apps.v1.StatefulSetSpec',
    mutable: ['replicas', 'template', 'updateStrategy', 'minReadySeconds', 'ordinals', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy'],
  },
};
