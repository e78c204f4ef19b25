import { DATA_KEY, LABEL_1123, SUBDOMAIN_1123 } from './names';

/**
 * What the API server enforces on top of field names, types and the enumerations of its source.
 * Keys are `<type id>#<field>`; a constraint on a list or map field speaks of its elements.
 */
export interface Constraint {
  readonly enum?: readonly string[];
  readonly form?: Form;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly minLength?: number;
  /** First minor version that has the field. @default - all have it */
  readonly since?: number;
}

/** How the text of a value has to look. */
export interface Form {
  readonly pattern: RegExp;
  /** What such a text is: `an IANA service name`. */
  readonly says: string;
}

const oneOf = (...values: string[]): Constraint => ({ enum: values });
/** The same where empty text is another value than none, and no good one. */
const exactlyOneOf = (...values: string[]): Constraint => ({ enum: values, minLength: 1 });
const range = (minimum: number, maximum?: number): Constraint => ({ minimum, ...(maximum !== undefined && { maximum }) });
const matching = (pattern: RegExp, says: string): Constraint => ({ form: { pattern, says } });

export const QUANTITY = /^\+?(\d+(\.\d*)?|\.\d+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?\d+)?$/;
/** IANA service name: at most 15 of [a-z0-9-], one letter at least, no hyphen at an edge or doubled. */
export const PORT_NAME = /^(?=.{1,15}$)(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$/;
export const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
export const BASE64 = /^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const CRON = /^(@(yearly|annually|monthly|weekly|daily|midnight|hourly)|@every \S+|[\d*?/,A-Za-z-]+( +[\d*?/,A-Za-z-]+){4})$/;
/** Runtimes add `CAP_` themselves, so a prefixed name asks for a capability that does not exist. */
const CAPABILITY = /^(?!CAP_)[A-Z][A-Z_0-9]*$/;
const INSIDE_VOLUME = /^(?!\/)(?!\.\.(\/|$))(?!.*\/\.\.(\/|$)).+$/;

const A_PORT_NAME = 'a port name: at most 15 letters, digits and "-"';
const PORT = range(1, 65535);
const OBJECT_NAME = matching(SUBDOMAIN_1123, 'the name of an object: lower-case letters, digits, "-" and "."');
const KEY = matching(DATA_KEY, 'a key: letters, digits, "-", "_" and "."');
const PORT_OR_NAME: Constraint = { ...PORT, ...matching(PORT_NAME, A_PORT_NAME) };
const COUNT_OR_PERCENT: Constraint = { minimum: 0, ...matching(/^(100|\d{1,2})%$/, 'a number, or a percentage up to 100%') };
const NOT_NEGATIVE = range(0);
const POSITIVE = range(1);
const FILE_MODE = range(0, 0o777);
const USER_ID = range(0, 2147483647);
const PROTOCOL = oneOf('TCP', 'UDP', 'SCTP');
const ACCESS_MODES: Constraint = { ...oneOf('ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod'), minItems: 1 };
const VOLUME_MODE = oneOf('Filesystem', 'Block');
const WEIGHT = range(1, 100);

const POD: Readonly<Record<string, Constraint>> = {
  'core.v1.PodSpec#containers': { minItems: 1 },
  'core.v1.PodSpec#restartPolicy': oneOf('Always', 'OnFailure', 'Never'),
  'core.v1.PodSpec#dnsPolicy': oneOf('ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None'),
  'core.v1.PodSpec#preemptionPolicy': exactlyOneOf('Never', 'PreemptLowerPriority'),
  'core.v1.PodSpec#terminationGracePeriodSeconds': NOT_NEGATIVE,
  'core.v1.PodSpec#activeDeadlineSeconds': POSITIVE,
  'core.v1.PodSpec#hostname': matching(LABEL_1123, 'an RFC 1123 label'),
  'core.v1.PodSpec#subdomain': matching(LABEL_1123, 'an RFC 1123 label'),
  'core.v1.PodOS#name': oneOf('linux', 'windows'),
  'core.v1.Container#image': matching(/^\S+$/, 'an image reference without spaces'),
  'core.v1.Container#imagePullPolicy': oneOf('Always', 'IfNotPresent', 'Never'),
  'core.v1.Container#restartPolicy': exactlyOneOf('Always'),
  'core.v1.Container#terminationMessagePolicy': oneOf('File', 'FallbackToLogsOnError'),
  'core.v1.ContainerPort#containerPort': PORT,
  'core.v1.ContainerPort#hostPort': PORT,
  'core.v1.ContainerPort#name': matching(PORT_NAME, A_PORT_NAME),
  'core.v1.ContainerPort#protocol': PROTOCOL,
  'core.v1.ContainerResizePolicy#restartPolicy': oneOf('NotRequired', 'RestartContainer'),
  'core.v1.HTTPGetAction#port': PORT_OR_NAME,
  'core.v1.HTTPGetAction#scheme': oneOf('HTTP', 'HTTPS'),
  'core.v1.TCPSocketAction#port': PORT_OR_NAME,
  'core.v1.GRPCAction#port': PORT,
  'core.v1.ExecAction#command': { minItems: 1 },
  'core.v1.Probe#initialDelaySeconds': NOT_NEGATIVE,
  'core.v1.Probe#periodSeconds': NOT_NEGATIVE,
  'core.v1.Probe#timeoutSeconds': NOT_NEGATIVE,
  'core.v1.Probe#failureThreshold': NOT_NEGATIVE,
  'core.v1.Probe#successThreshold': NOT_NEGATIVE,
  'core.v1.Probe#terminationGracePeriodSeconds': POSITIVE,
  'core.v1.PodSecurityContext#fsGroup': USER_ID,
  'core.v1.PodSecurityContext#fsGroupChangePolicy': exactlyOneOf('Always', 'OnRootMismatch'),
  'core.v1.PodSecurityContext#runAsUser': USER_ID,
  'core.v1.PodSecurityContext#runAsGroup': USER_ID,
  'core.v1.PodSecurityContext#supplementalGroups': USER_ID,
  'core.v1.SecurityContext#procMount': exactlyOneOf('Default', 'Unmasked'),
  'core.v1.SecurityContext#runAsUser': USER_ID,
  'core.v1.SecurityContext#runAsGroup': USER_ID,
  'core.v1.SeccompProfile#type': oneOf('RuntimeDefault', 'Localhost', 'Unconfined'),
  'core.v1.Capabilities#add': matching(CAPABILITY, 'a capability without CAP_, in capitals'),
  'core.v1.Capabilities#drop': matching(CAPABILITY, 'a capability without CAP_, in capitals'),
  'core.v1.Toleration#operator': oneOf('Exists', 'Equal'),
  'core.v1.Toleration#effect': oneOf('NoSchedule', 'PreferNoSchedule', 'NoExecute'),
  'core.v1.Taint#effect': oneOf('NoSchedule', 'PreferNoSchedule', 'NoExecute'),
  'core.v1.NodeSelectorRequirement#operator': oneOf('In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt'),
  'core.v1.PreferredSchedulingTerm#weight': WEIGHT,
  'core.v1.WeightedPodAffinityTerm#weight': WEIGHT,
  'core.v1.ConfigMapKeySelector#name': OBJECT_NAME,
  'core.v1.ConfigMapKeySelector#key': KEY,
  'core.v1.SecretKeySelector#name': OBJECT_NAME,
  'core.v1.SecretKeySelector#key': KEY,
  'core.v1.ConfigMapEnvSource#name': OBJECT_NAME,
  'core.v1.SecretEnvSource#name': OBJECT_NAME,
  'core.v1.PodAffinityTerm#topologyKey': { minLength: 1 },
  'core.v1.TopologySpreadConstraint#maxSkew': POSITIVE,
  'core.v1.TopologySpreadConstraint#minDomains': POSITIVE,
  'core.v1.TopologySpreadConstraint#whenUnsatisfiable': oneOf('DoNotSchedule', 'ScheduleAnyway'),
  'core.v1.TopologySpreadConstraint#nodeAffinityPolicy': oneOf('Honor', 'Ignore'),
  'core.v1.TopologySpreadConstraint#nodeTaintsPolicy': oneOf('Honor', 'Ignore'),
};

const VOLUMES: Readonly<Record<string, Constraint>> = {
  'core.v1.VolumeMount#mountPath': matching(/^\/[^:]*$/, 'an absolute path without ":"'),
  'core.v1.VolumeMount#mountPropagation': exactlyOneOf('None', 'HostToContainer', 'Bidirectional'),
  'core.v1.VolumeMount#subPath': matching(INSIDE_VOLUME, 'a relative path without ".."'),
  'core.v1.VolumeMount#subPathExpr': matching(INSIDE_VOLUME, 'a relative path without ".."'),
  'core.v1.KeyToPath#path': matching(INSIDE_VOLUME, 'a relative path without ".."'),
  'core.v1.KeyToPath#mode': FILE_MODE,
  'core.v1.ConfigMapVolumeSource#defaultMode': FILE_MODE,
  'core.v1.SecretVolumeSource#defaultMode': FILE_MODE,
  'core.v1.ProjectedVolumeSource#defaultMode': FILE_MODE,
  'core.v1.DownwardAPIVolumeSource#defaultMode': FILE_MODE,
  'core.v1.DownwardAPIVolumeFile#mode': FILE_MODE,
  'core.v1.DownwardAPIVolumeFile#path': matching(INSIDE_VOLUME, 'a relative path without ".."'),
  'core.v1.ServiceAccountTokenProjection#expirationSeconds': range(600),
  'core.v1.EmptyDirVolumeSource#medium': matching(/^(|Memory|HugePages(-\w+)?)$/, '"", Memory or HugePages'),
  'core.v1.HostPathVolumeSource#type':
    oneOf('', 'DirectoryOrCreate', 'Directory', 'FileOrCreate', 'File', 'Socket', 'CharDevice', 'BlockDevice'),
  'core.v1.HostPathVolumeSource#path': matching(/^(?!.*(^|\/)\.\.(\/|$)).+$/, 'a path without ".."'),
  'core.v1.PersistentVolumeClaimSpec#accessModes': ACCESS_MODES,
  'core.v1.PersistentVolumeClaimSpec#volumeMode': VOLUME_MODE,
  'core.v1.PersistentVolumeSpec#accessModes': ACCESS_MODES,
  'core.v1.PersistentVolumeSpec#volumeMode': VOLUME_MODE,
  'core.v1.PersistentVolumeSpec#persistentVolumeReclaimPolicy': oneOf('Retain', 'Delete', 'Recycle'),
  'storage.v1.StorageClass#reclaimPolicy': oneOf('Retain', 'Delete'),
  'storage.v1.StorageClass#volumeBindingMode': oneOf('Immediate', 'WaitForFirstConsumer'),
};

const WORKLOADS: Readonly<Record<string, Constraint>> = {
  'apps.v1.DeploymentSpec#replicas': NOT_NEGATIVE,
  'apps.v1.DeploymentSpec#minReadySeconds': NOT_NEGATIVE,
  'apps.v1.DeploymentSpec#revisionHistoryLimit': NOT_NEGATIVE,
  'apps.v1.DeploymentSpec#progressDeadlineSeconds': POSITIVE,
  'apps.v1.DeploymentStrategy#type': oneOf('Recreate', 'RollingUpdate'),
  'apps.v1.RollingUpdateDeployment#maxSurge': { minimum: 0, ...matching(/^\d+%$/, 'a number or a percentage') },
  'apps.v1.RollingUpdateDeployment#maxUnavailable': COUNT_OR_PERCENT,
  'apps.v1.ReplicaSetSpec#replicas': NOT_NEGATIVE,
  'apps.v1.ReplicaSetSpec#minReadySeconds': NOT_NEGATIVE,
  'apps.v1.StatefulSetSpec#replicas': NOT_NEGATIVE,
  'apps.v1.StatefulSetSpec#minReadySeconds': NOT_NEGATIVE,
  'apps.v1.StatefulSetSpec#revisionHistoryLimit': NOT_NEGATIVE,
  'apps.v1.StatefulSetSpec#podManagementPolicy': oneOf('OrderedReady', 'Parallel'),
  'apps.v1.StatefulSetOrdinals#start': NOT_NEGATIVE,
  'apps.v1.StatefulSetUpdateStrategy#type': oneOf('RollingUpdate', 'OnDelete'),
  'apps.v1.RollingUpdateStatefulSetStrategy#partition': NOT_NEGATIVE,
  'apps.v1.RollingUpdateStatefulSetStrategy#maxUnavailable': COUNT_OR_PERCENT,
  'apps.v1.StatefulSetPersistentVolumeClaimRetentionPolicy#whenDeleted': oneOf('Retain', 'Delete'),
  'apps.v1.StatefulSetPersistentVolumeClaimRetentionPolicy#whenScaled': oneOf('Retain', 'Delete'),
  'apps.v1.DaemonSetSpec#minReadySeconds': NOT_NEGATIVE,
  'apps.v1.DaemonSetSpec#revisionHistoryLimit': NOT_NEGATIVE,
  'apps.v1.DaemonSetUpdateStrategy#type': oneOf('RollingUpdate', 'OnDelete'),
  'apps.v1.RollingUpdateDaemonSet#maxSurge': COUNT_OR_PERCENT,
  'apps.v1.RollingUpdateDaemonSet#maxUnavailable': COUNT_OR_PERCENT,
  'batch.v1.JobSpec#backoffLimit': NOT_NEGATIVE,
  'batch.v1.JobSpec#backoffLimitPerIndex': NOT_NEGATIVE,
  'batch.v1.JobSpec#maxFailedIndexes': NOT_NEGATIVE,
  'batch.v1.JobSpec#completions': NOT_NEGATIVE,
  'batch.v1.JobSpec#parallelism': NOT_NEGATIVE,
  'batch.v1.JobSpec#activeDeadlineSeconds': POSITIVE,
  'batch.v1.JobSpec#ttlSecondsAfterFinished': NOT_NEGATIVE,
  'batch.v1.JobSpec#completionMode': exactlyOneOf('NonIndexed', 'Indexed'),
  'batch.v1.JobSpec#podReplacementPolicy': exactlyOneOf('TerminatingOrFailed', 'Failed'),
  'batch.v1.PodFailurePolicyRule#action': oneOf('FailJob', 'FailIndex', 'Ignore', 'Count'),
  'batch.v1.PodFailurePolicyOnExitCodesRequirement#operator': oneOf('In', 'NotIn'),
  'batch.v1.CronJobSpec#schedule': matching(CRON, 'a schedule of cron: five fields, or @hourly, @daily, ...'),
  'batch.v1.CronJobSpec#concurrencyPolicy': oneOf('Allow', 'Forbid', 'Replace'),
  'batch.v1.CronJobSpec#startingDeadlineSeconds': NOT_NEGATIVE,
  'batch.v1.CronJobSpec#successfulJobsHistoryLimit': NOT_NEGATIVE,
  'batch.v1.CronJobSpec#failedJobsHistoryLimit': NOT_NEGATIVE,
  'autoscaling.v1.HorizontalPodAutoscalerSpec#minReplicas': POSITIVE,
  'autoscaling.v1.HorizontalPodAutoscalerSpec#maxReplicas': POSITIVE,
  'autoscaling.v1.HorizontalPodAutoscalerSpec#targetCPUUtilizationPercentage': POSITIVE,
  'autoscaling.v2.HorizontalPodAutoscalerSpec#minReplicas': POSITIVE,
  'autoscaling.v2.HorizontalPodAutoscalerSpec#maxReplicas': POSITIVE,
  'autoscaling.v2.MetricSpec#type': oneOf('Resource', 'ContainerResource', 'Pods', 'Object', 'External'),
  'autoscaling.v2.MetricTarget#type': oneOf('Utilization', 'Value', 'AverageValue'),
  'autoscaling.v2.MetricTarget#averageUtilization': POSITIVE,
  'autoscaling.v2.HPAScalingRules#selectPolicy': oneOf('Max', 'Min', 'Disabled'),
  'autoscaling.v2.HPAScalingRules#stabilizationWindowSeconds': range(0, 3600),
  'autoscaling.v2.HPAScalingPolicy#type': oneOf('Pods', 'Percent'),
  'autoscaling.v2.HPAScalingPolicy#value': POSITIVE,
  'autoscaling.v2.HPAScalingPolicy#periodSeconds': range(1, 1800),
  'policy.v1.PodDisruptionBudgetSpec#minAvailable': COUNT_OR_PERCENT,
  'policy.v1.PodDisruptionBudgetSpec#maxUnavailable': COUNT_OR_PERCENT,
  'policy.v1.PodDisruptionBudgetSpec#unhealthyPodEvictionPolicy': oneOf('IfHealthyBudget', 'AlwaysAllow'),
  'scheduling.v1.PriorityClass#value': range(-2147483648, 1000000000),
  'scheduling.v1.PriorityClass#preemptionPolicy': oneOf('Never', 'PreemptLowerPriority'),
};

const NETWORK: Readonly<Record<string, Constraint>> = {
  'core.v1.ServiceSpec#type': oneOf('ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'),
  'core.v1.ServiceSpec#sessionAffinity': oneOf('None', 'ClientIP'),
  'core.v1.ServiceSpec#externalTrafficPolicy': oneOf('Cluster', 'Local'),
  'core.v1.ServiceSpec#internalTrafficPolicy': exactlyOneOf('Cluster', 'Local'),
  'core.v1.ServiceSpec#ipFamilyPolicy': exactlyOneOf('SingleStack', 'PreferDualStack', 'RequireDualStack'),
  'core.v1.ServiceSpec#ipFamilies': oneOf('IPv4', 'IPv6'),
  'core.v1.ServiceSpec#healthCheckNodePort': PORT,
  'core.v1.ServicePort#port': PORT,
  // 0 is a number that is not there, to a server that has a default.
  'core.v1.ServicePort#targetPort': { ...PORT_OR_NAME, minimum: 0 },
  'core.v1.ServicePort#nodePort': range(30000, 32767),
  'core.v1.ServicePort#name': matching(LABEL_1123, 'an RFC 1123 label'),
  'core.v1.ServicePort#protocol': PROTOCOL,
  'core.v1.ClientIPConfig#timeoutSeconds': range(1, 86400),
  'core.v1.EndpointPort#port': PORT,
  'core.v1.EndpointPort#protocol': PROTOCOL,
  'discovery.v1.EndpointSlice#addressType': oneOf('IPv4', 'IPv6', 'FQDN'),
  'networking.v1.IngressSpec#ingressClassName': { ...OBJECT_NAME, minLength: 1 },
  'networking.v1.IngressTLS#secretName': OBJECT_NAME,
  'networking.v1.HTTPIngressPath#path': matching(/^\//, 'a path that begins with "/"'),
  'networking.v1.HTTPIngressPath#pathType': oneOf('Exact', 'Prefix', 'ImplementationSpecific'),
  'networking.v1.HTTPIngressRuleValue#paths': { minItems: 1 },
  'networking.v1.ServiceBackendPort#number': PORT,
  'networking.v1.NetworkPolicySpec#policyTypes': oneOf('Ingress', 'Egress'),
  'networking.v1.NetworkPolicyPort#port': PORT_OR_NAME,
  'networking.v1.NetworkPolicyPort#endPort': PORT,
  'networking.v1.NetworkPolicyPort#protocol': PROTOCOL,
  'networking.v1.IPBlock#cidr': matching(/^[0-9a-fA-F.:]+\/\d{1,3}$/, 'addresses like 10.0.0.0/8'),
  'meta.v1.LabelSelectorRequirement#operator': oneOf('In', 'NotIn', 'Exists', 'DoesNotExist'),
  'rbac.v1.Subject#kind': oneOf('User', 'Group', 'ServiceAccount'),
  'rbac.v1.RoleRef#kind': oneOf('Role', 'ClusterRole'),
  'rbac.v1.RoleRef#apiGroup': oneOf('', 'rbac.authorization.k8s.io'),
  'rbac.v1.PolicyRule#verbs': { minItems: 1 },
};

export const CONSTRAINTS: Readonly<Record<string, Constraint>> = { ...POD, ...VOLUMES, ...WORKLOADS, ...NETWORK };

/** Fields the OpenAPI document calls optional but validation does not. */
export const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  'core.v1.Container': ['image'],
  'core.v1.PodTemplateSpec': ['spec'],
  'core.v1.PersistentVolumeClaim': ['spec'],
  'core.v1.PersistentVolumeClaimSpec': ['accessModes', 'resources'],
  'core.v1.Service': ['spec'],
  'core.v1.Pod': ['spec'],
  'core.v1.ConfigMapKeySelector': ['name'],
  'core.v1.SecretKeySelector': ['name'],
  'core.v1.ConfigMapEnvSource': ['name'],
  'core.v1.SecretEnvSource': ['name'],
  'core.v1.ConfigMapVolumeSource': ['name'],
  'core.v1.SecretVolumeSource': ['secretName'],
  'apps.v1.Deployment': ['spec'],
  'apps.v1.StatefulSet': ['spec'],
  'apps.v1.DaemonSet': ['spec'],
  'batch.v1.Job': ['spec'],
  'batch.v1.CronJob': ['spec'],
  'batch.v1.JobTemplateSpec': ['spec'],
  'autoscaling.v1.HorizontalPodAutoscaler': ['spec'],
  'autoscaling.v2.HorizontalPodAutoscaler': ['spec'],
  'networking.v1.Ingress': ['spec'],
  'networking.v1.NetworkPolicy': ['spec'],
  'policy.v1.PodDisruptionBudget': ['spec'],
};

/** Fields the OpenAPI document calls required and a server has a default for. */
export const NOT_REQUIRED: Readonly<Record<string, readonly string[]>> = {
  'apps.v1.StatefulSetSpec': ['serviceName'],
  'rbac.v1.RoleRef': ['apiGroup'],
};

/** Required text that may be empty all the same. */
export const MAY_BE_EMPTY: ReadonlySet<string> = new Set(['core.v1.HTTPHeader#value', 'core.v1.Sysctl#value', 'meta.v1.Condition#message', 'meta.v1.Condition#reason']);
