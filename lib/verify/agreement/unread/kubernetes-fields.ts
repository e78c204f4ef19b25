/**
 * What is known of a type of the API: the fields that are looked at, and those that no process notices, because they are about
 * which node or replica it is, and how long others keep what is left of it. Any other field changes what runs. All fields
 * of a type that is not here are looked at.
 */
export interface KnownFields {
  readonly read: string;
  readonly unnoticed?: string;
}

export const KUBERNETES_FIELDS: Readonly<Record<string, KnownFields>> = {
  'meta.v1.ObjectMeta': { read: 'name namespace labels annotations', unnoticed: 'creationTimestamp generateName generation managedFields resourceVersion selfLink uid' },
  'core.v1.PodSpec': {
    read: 'containers initContainers volumes securityContext serviceAccountName automountServiceAccountToken enableServiceLinks terminationGracePeriodSeconds hostAliases hostIPC hostNetwork hostPID hostUsers hostname dnsConfig runtimeClassName nodeSelector shareProcessNamespace restartPolicy resources',
    unnoticed: 'affinity tolerations topologySpreadConstraints priorityClassName priority preemptionPolicy imagePullSecrets os overhead serviceAccount',
  },
  'core.v1.PodSecurityContext': { read: 'runAsUser runAsGroup runAsNonRoot supplementalGroups fsGroup seccompProfile sysctls', unnoticed: 'fsGroupChangePolicy seLinuxChangePolicy' },
  'core.v1.SecurityContext': { read: 'allowPrivilegeEscalation appArmorProfile capabilities privileged readOnlyRootFilesystem runAsUser runAsGroup runAsNonRoot seccompProfile' },
  'core.v1.AppArmorProfile': { read: 'type' },
  'core.v1.SeccompProfile': { read: 'type' },
  'core.v1.Container': {
    read: 'name image imagePullPolicy command args workingDir env envFrom ports resources securityContext volumeMounts livenessProbe readinessProbe startupProbe lifecycle stdin tty',
    unnoticed: 'terminationMessagePath terminationMessagePolicy resizePolicy',
  },
  'core.v1.EnvFromSource': { read: 'configMapRef secretRef' },
  'core.v1.ContainerPort': { read: 'name containerPort protocol' },
  'core.v1.VolumeMount': { read: 'name mountPath readOnly subPath mountPropagation' },
  'core.v1.Volume': { read: 'name configMap secret emptyDir projected persistentVolumeClaim hostPath image' },
  'core.v1.ImageVolumeSource': { read: 'reference' },
  'core.v1.ResourceRequirements': { read: 'limits requests' },
  'core.v1.ResourceRequirements#limits': { read: 'cpu memory' },
  'core.v1.ResourceRequirements#requests': { read: 'cpu memory', unnoticed: 'ephemeral-storage' },
  'core.v1.Probe': { read: 'exec httpGet tcpSocket grpc periodSeconds timeoutSeconds failureThreshold successThreshold initialDelaySeconds' },
  'core.v1.HTTPGetAction': { read: 'path port scheme httpHeaders' },
  'core.v1.TCPSocketAction': { read: 'port' },
  'core.v1.Lifecycle': { read: 'postStart preStop' },
  'core.v1.LifecycleHandler': { read: 'exec sleep' },
  'apps.v1.DeploymentSpec': { read: 'replicas selector template strategy minReadySeconds', unnoticed: 'revisionHistoryLimit progressDeadlineSeconds' },
  'apps.v1.StatefulSetSpec': { read: 'replicas selector serviceName template volumeClaimTemplates updateStrategy', unnoticed: 'revisionHistoryLimit podManagementPolicy' },
  'apps.v1.StatefulSetUpdateStrategy': { read: 'rollingUpdate' },
  'apps.v1.RollingUpdateStatefulSetStrategy': { read: '', unnoticed: 'maxUnavailable' },
  'apps.v1.DaemonSetSpec': { read: 'selector template updateStrategy', unnoticed: 'revisionHistoryLimit minReadySeconds' },
  'apps.v1.DaemonSetUpdateStrategy': { read: '', unnoticed: 'rollingUpdate' },
  'batch.v1.JobSpec': { read: 'template backoffLimit selector' },
  'batch.v1.CronJobSpec': { read: 'schedule timeZone jobTemplate concurrencyPolicy', unnoticed: 'startingDeadlineSeconds failedJobsHistoryLimit successfulJobsHistoryLimit' },
  'core.v1.ServiceSpec': { read: 'selector ports type clusterIP', unnoticed: 'allocateLoadBalancerNodePorts clusterIPs ipFamilies ipFamilyPolicy healthCheckNodePort sessionAffinity sessionAffinityConfig trafficDistribution' },
  'core.v1.ServicePort': { read: 'name port targetPort protocol nodePort', unnoticed: 'appProtocol' },
  'networking.v1.IngressSpec': { read: 'rules tls ingressClassName' },
  'networking.v1.IngressBackend': { read: 'service' },
  'networking.v1.NetworkPolicyPort': { read: 'port protocol' },
  'autoscaling.v2.HorizontalPodAutoscalerSpec': { read: 'minReplicas maxReplicas scaleTargetRef metrics' },
  'policy.v1.PodDisruptionBudgetSpec': { read: 'minAvailable maxUnavailable selector', unnoticed: 'unhealthyPodEvictionPolicy' },
  'core.v1.PersistentVolumeClaimSpec': { read: 'accessModes resources storageClassName volumeName' },
};

/** What a field is whether somebody says it or not, beside what a server puts there. */
export const USUAL_VALUES: Readonly<Record<string, unknown>> = {
  'apps.v1.StatefulSetUpdateStrategy#type': 'RollingUpdate',
  'apps.v1.DaemonSetUpdateStrategy#type': 'RollingUpdate',
  'apps.v1.RollingUpdateStatefulSetStrategy#partition': 0,
  'batch.v1.JobSpec#completions': 1,
  'batch.v1.JobSpec#parallelism': 1,
  'core.v1.Container#restartPolicy': 'Always',
  'core.v1.SecurityContext#procMount': 'Default',
  'core.v1.PodSecurityContext#supplementalGroupsPolicy': 'Merge',
  'core.v1.VolumeMount#recursiveReadOnly': 'Disabled',
  'core.v1.ServiceSpec#externalTrafficPolicy': 'Cluster',
  'core.v1.ServiceSpec#internalTrafficPolicy': 'Cluster',
};
