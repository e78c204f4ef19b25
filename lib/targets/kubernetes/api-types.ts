/*
 * Made by `npm run docs` from `schemas/kubernetes.json.br`, and not edited by hand: the API of Kubernetes as it is written in manifests, of all versions
 * together. What is not in every version says so.
 */

export interface AWSElasticBlockStoreVolumeSource { fsType?: string; partition?: number; readOnly?: boolean; volumeID: string; }
export interface Affinity { nodeAffinity?: NodeAffinity; podAffinity?: PodAffinity; podAntiAffinity?: PodAntiAffinity; }
export interface AppArmorProfile { localhostProfile?: string; type: string; }
export interface AzureDiskVolumeSource { cachingMode?: string; diskName: string; diskURI: string; fsType?: string; kind?: string; readOnly?: boolean; }
export interface AzureFilePersistentVolumeSource { readOnly?: boolean; secretName: string; secretNamespace?: string; shareName: string; }
export interface AzureFileVolumeSource { readOnly?: boolean; secretName: string; shareName: string; }
export interface CSIPersistentVolumeSource { controllerExpandSecretRef?: SecretReference; controllerPublishSecretRef?: SecretReference; driver: string; fsType?: string; nodeExpandSecretRef?: SecretReference; nodePublishSecretRef?: SecretReference; nodeStageSecretRef?: SecretReference; readOnly?: boolean; volumeAttributes?: Record<string, string>; volumeHandle: string; }
export interface CSIVolumeSource { driver: string; fsType?: string; nodePublishSecretRef?: LocalObjectReference; readOnly?: boolean; volumeAttributes?: Record<string, string>; }
export interface Capabilities { add?: string[]; drop?: string[]; }
export interface CephFSPersistentVolumeSource { monitors: string[]; path?: string; readOnly?: boolean; secretFile?: string; secretRef?: SecretReference; user?: string; }
export interface CephFSVolumeSource { monitors: string[]; path?: string; readOnly?: boolean; secretFile?: string; secretRef?: LocalObjectReference; user?: string; }
export interface CinderPersistentVolumeSource { fsType?: string; readOnly?: boolean; secretRef?: SecretReference; volumeID: string; }
export interface CinderVolumeSource { fsType?: string; readOnly?: boolean; secretRef?: LocalObjectReference; volumeID: string; }
export interface ClaimSource { resourceClaimName?: string; resourceClaimTemplateName?: string; }
export interface ClientIPConfig { timeoutSeconds?: number; }
export interface ClusterTrustBundleProjection { labelSelector?: LabelSelector; name?: string; optional?: boolean; path: string; signerName?: string; /** From 1.37 on. */ user?: number; }
export interface ConfigMapEnvSource { name?: string; optional?: boolean; }
export interface ConfigMapKeySelector { key: string; name?: string; optional?: boolean; }
export interface ConfigMapProjection { items?: KeyToPath[]; name?: string; optional?: boolean; }
export interface ConfigMapVolumeSource { defaultMode?: number; /** From 1.37 on. */ defaultUser?: number; items?: KeyToPath[]; name?: string; optional?: boolean; }
export interface Container { args?: string[]; command?: string[]; env?: EnvVar[]; envFrom?: EnvFromSource[]; image?: string; imagePullPolicy?: string; lifecycle?: Lifecycle; livenessProbe?: Probe; name: string; ports?: ContainerPort[]; readinessProbe?: Probe; resizePolicy?: ContainerResizePolicy[]; resources?: ResourceRequirements; restartPolicy?: string; /** From 1.34 on. */ restartPolicyRules?: ContainerRestartRule[]; securityContext?: SecurityContext; startupProbe?: Probe; stdin?: boolean; stdinOnce?: boolean; terminationMessagePath?: string; terminationMessagePolicy?: string; tty?: boolean; volumeDevices?: VolumeDevice[]; volumeMounts?: VolumeMount[]; workingDir?: string; }
export interface ContainerPort { containerPort: number; hostIP?: string; hostPort?: number; name?: string; protocol?: string; }
export interface ContainerResizePolicy { resourceName: string; restartPolicy: string; }
export interface ContainerResourceMetricSource { container: string; name: string; target: MetricTarget; }
export interface ContainerRestartRule { action: string; exitCodes?: ContainerRestartRuleOnExitCodes; }
export interface ContainerRestartRuleOnExitCodes { operator: string; values?: number[]; }
export interface CronJobSpec { concurrencyPolicy?: string; failedJobsHistoryLimit?: number; jobTemplate: JobTemplateSpec; schedule: string; startingDeadlineSeconds?: number; successfulJobsHistoryLimit?: number; suspend?: boolean; timeZone?: string; }
export interface CrossVersionObjectReference { apiVersion?: string; kind: string; name: string; }
export interface DaemonSetSpec { minReadySeconds?: number; revisionHistoryLimit?: number; selector: LabelSelector; template: PodTemplateSpec; updateStrategy?: DaemonSetUpdateStrategy; }
export interface DaemonSetUpdateStrategy { rollingUpdate?: RollingUpdateDaemonSet; type?: string; }
export interface DeploymentSpec { minReadySeconds?: number; paused?: boolean; progressDeadlineSeconds?: number; replicas?: number; revisionHistoryLimit?: number; selector: LabelSelector; strategy?: DeploymentStrategy; template: PodTemplateSpec; }
export interface DeploymentStrategy { rollingUpdate?: RollingUpdateDeployment; type?: string; }
export interface DownwardAPIProjection { items?: DownwardAPIVolumeFile[]; }
export interface DownwardAPIVolumeFile { fieldRef?: ObjectFieldSelector; mode?: number; path: string; resourceFieldRef?: ResourceFieldSelector; /** From 1.37 on. */ user?: number; }
export interface DownwardAPIVolumeSource { defaultMode?: number; /** From 1.37 on. */ defaultUser?: number; items?: DownwardAPIVolumeFile[]; }
export interface EmptyDirVolumeSource { medium?: string; /** From 1.37 on. */ mode?: number; sizeLimit?: string | number; }
export interface EnvFromSource { configMapRef?: ConfigMapEnvSource; prefix?: string; secretRef?: SecretEnvSource; }
export interface EnvVar { name: string; value?: string; valueFrom?: EnvVarSource; }
export interface EnvVarSource { configMapKeyRef?: ConfigMapKeySelector; fieldRef?: ObjectFieldSelector; /** From 1.34 on. */ fileKeyRef?: FileKeySelector; resourceFieldRef?: ResourceFieldSelector; secretKeyRef?: SecretKeySelector; }
export interface EphemeralContainer { args?: string[]; command?: string[]; env?: EnvVar[]; envFrom?: EnvFromSource[]; image?: string; imagePullPolicy?: string; lifecycle?: Lifecycle; livenessProbe?: Probe; name: string; ports?: ContainerPort[]; readinessProbe?: Probe; resizePolicy?: ContainerResizePolicy[]; resources?: ResourceRequirements; restartPolicy?: string; /** From 1.34 on. */ restartPolicyRules?: ContainerRestartRule[]; securityContext?: SecurityContext; startupProbe?: Probe; stdin?: boolean; stdinOnce?: boolean; targetContainerName?: string; terminationMessagePath?: string; terminationMessagePolicy?: string; tty?: boolean; volumeDevices?: VolumeDevice[]; volumeMounts?: VolumeMount[]; workingDir?: string; }
export interface EphemeralVolumeSource { volumeClaimTemplate?: PersistentVolumeClaimTemplate; }
export interface EvictionResponder { name: string; priority: number; }
export interface ExecAction { command?: string[]; }
export interface ExternalMetricSource { metric: MetricIdentifier; target: MetricTarget; }
export interface FCVolumeSource { fsType?: string; lun?: number; readOnly?: boolean; targetWWNs?: string[]; wwids?: string[]; }
export interface FileKeySelector { key: string; optional?: boolean; path: string; volumeName: string; }
export interface FlexPersistentVolumeSource { driver: string; fsType?: string; options?: Record<string, string>; readOnly?: boolean; secretRef?: SecretReference; }
export interface FlexVolumeSource { driver: string; fsType?: string; options?: Record<string, string>; readOnly?: boolean; secretRef?: LocalObjectReference; }
export interface FlockerVolumeSource { datasetName?: string; datasetUUID?: string; }
export interface GCEPersistentDiskVolumeSource { fsType?: string; partition?: number; pdName: string; readOnly?: boolean; }
export interface GRPCAction { /** From 1.37 on. */ mode?: string; port: number; service?: string; }
export interface GitRepoVolumeSource { directory?: string; repository: string; revision?: string; }
export interface GlusterfsPersistentVolumeSource { endpoints: string; endpointsNamespace?: string; path: string; readOnly?: boolean; }
export interface GlusterfsVolumeSource { endpoints: string; path: string; readOnly?: boolean; }
export interface HPAScalingPolicy { periodSeconds: number; type: string; value: number; }
export interface HPAScalingRules { policies?: HPAScalingPolicy[]; selectPolicy?: string; stabilizationWindowSeconds?: number; /** From 1.33 on. */ tolerance?: string | number; }
export interface HTTPGetAction { host?: string; httpHeaders?: HTTPHeader[]; path?: string; port: string | number; /** From 1.37 on. */ protocol?: string; scheme?: string; }
export interface HTTPHeader { name: string; value: string; }
export interface HTTPIngressPath { backend: IngressBackend; path?: string; pathType: string; }
export interface HTTPIngressRuleValue { paths: HTTPIngressPath[]; }
export interface HorizontalPodAutoscalerBehavior { scaleDown?: HPAScalingRules; scaleUp?: HPAScalingRules; }
export interface HorizontalPodAutoscalerSpec { behavior?: HorizontalPodAutoscalerBehavior; maxReplicas: number; metrics?: MetricSpec[]; minReplicas?: number; scaleTargetRef: CrossVersionObjectReference; }
export interface HostAlias { hostnames?: string[]; ip?: string; }
export interface HostPathVolumeSource { path: string; type?: string; }
export interface IPBlock { cidr: string; except?: string[]; }
export interface ISCSIPersistentVolumeSource { chapAuthDiscovery?: boolean; chapAuthSession?: boolean; fsType?: string; initiatorName?: string; iqn: string; iscsiInterface?: string; lun: number; portals?: string[]; readOnly?: boolean; secretRef?: SecretReference; targetPortal: string; }
export interface ISCSIVolumeSource { chapAuthDiscovery?: boolean; chapAuthSession?: boolean; fsType?: string; initiatorName?: string; iqn: string; iscsiInterface?: string; lun: number; portals?: string[]; readOnly?: boolean; secretRef?: LocalObjectReference; targetPortal: string; }
export interface ImageVolumeSource { pullPolicy?: string; reference?: string; }
export interface IngressBackend { resource?: TypedLocalObjectReference; service?: IngressServiceBackend; }
export interface IngressRule { host?: string; http?: HTTPIngressRuleValue; }
export interface IngressServiceBackend { name: string; port?: ServiceBackendPort; }
export interface IngressSpec { defaultBackend?: IngressBackend; ingressClassName?: string; rules?: IngressRule[]; tls?: IngressTLS[]; }
export interface IngressTLS { hosts?: string[]; secretName?: string; }
export interface JobSchedulingConfiguration { disruptionMode?: WorkloadPodGroupDisruptionMode; resourceClaims?: WorkloadPodGroupResourceClaim[]; schedulingConstraints?: WorkloadPodGroupSchedulingConstraints; schedulingPolicy?: WorkloadPodGroupSchedulingPolicy; }
export interface JobSpec { activeDeadlineSeconds?: number; backoffLimit?: number; backoffLimitPerIndex?: number; completionMode?: string; completions?: number; /** From 1.30 on. */ managedBy?: string; manualSelector?: boolean; maxFailedIndexes?: number; parallelism?: number; podFailurePolicy?: PodFailurePolicy; podReplacementPolicy?: string; /** From 1.37 on. */ scheduling?: JobSchedulingConfiguration; selector?: LabelSelector; /** From 1.30 on. */ successPolicy?: SuccessPolicy; suspend?: boolean; template: PodTemplateSpec; ttlSecondsAfterFinished?: number; }
export interface JobTemplateSpec { metadata?: ObjectMeta; spec?: JobSpec; }
export interface KeyToPath { key: string; mode?: number; path: string; /** From 1.37 on. */ user?: number; }
export interface LabelSelector { matchExpressions?: LabelSelectorRequirement[]; matchLabels?: Record<string, string>; }
export interface LabelSelectorRequirement { key: string; operator: string; values?: string[]; }
export interface Lifecycle { postStart?: LifecycleHandler; preStop?: LifecycleHandler; /** From 1.33 on. */ stopSignal?: string; }
export interface LifecycleHandler { exec?: ExecAction; httpGet?: HTTPGetAction; /** From 1.29 on. */ sleep?: SleepAction; tcpSocket?: TCPSocketAction; }
export interface LimitRangeItem { default?: Record<string, string | number>; defaultRequest?: Record<string, string | number>; max?: Record<string, string | number>; maxLimitRequestRatio?: Record<string, string | number>; min?: Record<string, string | number>; type: string; }
export interface LimitRangeSpec { limits: LimitRangeItem[]; }
export interface LocalObjectReference { name?: string; }
export interface LocalVolumeSource { fsType?: string; path: string; }
export interface ManagedFieldsEntry { apiVersion?: string; fieldsType?: string; fieldsV1?: Record<string, unknown>; manager?: string; operation?: string; subresource?: string; time?: string; }
export interface MetricIdentifier { name: string; selector?: LabelSelector; }
export interface MetricSpec { containerResource?: ContainerResourceMetricSource; external?: ExternalMetricSource; object?: ObjectMetricSource; pods?: PodsMetricSource; resource?: ResourceMetricSource; type: string; }
export interface MetricTarget { averageUtilization?: number; averageValue?: string | number; type: string; value?: string | number; }
export interface ModifyVolumeStatus { status: string; targetVolumeAttributesClassName?: string; }
export interface NFSVolumeSource { path: string; readOnly?: boolean; server: string; }
export interface NetworkPolicyEgressRule { ports?: NetworkPolicyPort[]; to?: NetworkPolicyPeer[]; }
export interface NetworkPolicyIngressRule { from?: NetworkPolicyPeer[]; ports?: NetworkPolicyPort[]; }
export interface NetworkPolicyPeer { ipBlock?: IPBlock; namespaceSelector?: LabelSelector; podSelector?: LabelSelector; }
export interface NetworkPolicyPort { endPort?: number; port?: string | number; protocol?: string; }
export interface NetworkPolicySpec { egress?: NetworkPolicyEgressRule[]; ingress?: NetworkPolicyIngressRule[]; podSelector?: LabelSelector; policyTypes?: string[]; }
export interface NodeAffinity { preferredDuringSchedulingIgnoredDuringExecution?: PreferredSchedulingTerm[]; requiredDuringSchedulingIgnoredDuringExecution?: NodeSelector; }
export interface NodeSelector { nodeSelectorTerms: NodeSelectorTerm[]; }
export interface NodeSelectorRequirement { key: string; operator: string; values?: string[]; }
export interface NodeSelectorTerm { matchExpressions?: NodeSelectorRequirement[]; matchFields?: NodeSelectorRequirement[]; }
export interface ObjectFieldSelector { apiVersion?: string; fieldPath: string; }
export interface ObjectMeta { annotations?: Record<string, string>; creationTimestamp?: string; deletionGracePeriodSeconds?: number; deletionTimestamp?: string; finalizers?: string[]; generateName?: string; generation?: number; labels?: Record<string, string>; managedFields?: ManagedFieldsEntry[]; name?: string; namespace?: string; ownerReferences?: OwnerReference[]; resourceVersion?: string; selfLink?: string; uid?: string; }
export interface ObjectMetricSource { describedObject: CrossVersionObjectReference; metric: MetricIdentifier; target: MetricTarget; }
export interface ObjectReference { apiVersion?: string; fieldPath?: string; kind?: string; name?: string; namespace?: string; resourceVersion?: string; uid?: string; }
export interface OwnerReference { apiVersion: string; blockOwnerDeletion?: boolean; controller?: boolean; kind: string; name: string; uid: string; }
export interface PersistentVolumeClaim { apiVersion?: string; kind?: string; metadata?: ObjectMeta; spec?: PersistentVolumeClaimSpec; status?: PersistentVolumeClaimStatus; }
export interface PersistentVolumeClaimCondition { lastProbeTime?: string; lastTransitionTime?: string; message?: string; reason?: string; status: string; type: string; }
export interface PersistentVolumeClaimSpec { accessModes?: string[]; dataSource?: TypedLocalObjectReference; dataSourceRef?: TypedObjectReference; resources?: ResourceRequirements | VolumeResourceRequirements; selector?: LabelSelector; storageClassName?: string; /** From 1.29 on. */ volumeAttributesClassName?: string; volumeMode?: string; volumeName?: string; }
export interface PersistentVolumeClaimStatus { accessModes?: string[]; allocatedResourceStatuses?: Record<string, string>; allocatedResources?: Record<string, string | number>; capacity?: Record<string, string | number>; conditions?: PersistentVolumeClaimCondition[]; /** From 1.29 on. */ currentVolumeAttributesClassName?: string; /** From 1.37 on. */ healthStatus?: VolumeHealthStatus; /** From 1.29 on. */ modifyVolumeStatus?: ModifyVolumeStatus; phase?: string; }
export interface PersistentVolumeClaimTemplate { metadata?: ObjectMeta; spec: PersistentVolumeClaimSpec; }
export interface PersistentVolumeClaimVolumeSource { claimName: string; readOnly?: boolean; }
export interface PersistentVolumeSpec { accessModes?: string[]; awsElasticBlockStore?: AWSElasticBlockStoreVolumeSource; azureDisk?: AzureDiskVolumeSource; azureFile?: AzureFilePersistentVolumeSource; capacity?: Record<string, string | number>; cephfs?: CephFSPersistentVolumeSource; cinder?: CinderPersistentVolumeSource; claimRef?: ObjectReference; csi?: CSIPersistentVolumeSource; fc?: FCVolumeSource; flexVolume?: FlexPersistentVolumeSource; flocker?: FlockerVolumeSource; gcePersistentDisk?: GCEPersistentDiskVolumeSource; glusterfs?: GlusterfsPersistentVolumeSource; hostPath?: HostPathVolumeSource; iscsi?: ISCSIPersistentVolumeSource; local?: LocalVolumeSource; mountOptions?: string[]; nfs?: NFSVolumeSource; nodeAffinity?: VolumeNodeAffinity; persistentVolumeReclaimPolicy?: string; photonPersistentDisk?: PhotonPersistentDiskVolumeSource; portworxVolume?: PortworxVolumeSource; quobyte?: QuobyteVolumeSource; rbd?: RBDPersistentVolumeSource; scaleIO?: ScaleIOPersistentVolumeSource; storageClassName?: string; storageos?: StorageOSPersistentVolumeSource; /** From 1.29 on. */ volumeAttributesClassName?: string; volumeMode?: string; vsphereVolume?: VsphereVirtualDiskVolumeSource; }
export interface PhotonPersistentDiskVolumeSource { fsType?: string; pdID: string; }
export interface PodAffinity { preferredDuringSchedulingIgnoredDuringExecution?: WeightedPodAffinityTerm[]; requiredDuringSchedulingIgnoredDuringExecution?: PodAffinityTerm[]; }
export interface PodAffinityTerm { labelSelector?: LabelSelector; /** From 1.29 on. */ matchLabelKeys?: string[]; /** From 1.29 on. */ mismatchLabelKeys?: string[]; namespaceSelector?: LabelSelector; namespaces?: string[]; topologyKey: string; }
export interface PodAntiAffinity { preferredDuringSchedulingIgnoredDuringExecution?: WeightedPodAffinityTerm[]; requiredDuringSchedulingIgnoredDuringExecution?: PodAffinityTerm[]; }
export interface PodCertificateProjection { certificateChainPath?: string; credentialBundlePath?: string; keyPath?: string; keyType: string; maxExpirationSeconds?: number; signerName: string; /** From 1.37 on. */ user?: number; /** From 1.35 on. */ userAnnotations?: Record<string, string>; }
export interface PodDNSConfig { nameservers?: string[]; options?: PodDNSConfigOption[]; searches?: string[]; }
export interface PodDNSConfigOption { name?: string; value?: string; }
export interface PodDisruptionBudgetSpec { maxUnavailable?: string | number; minAvailable?: string | number; selector?: LabelSelector; unhealthyPodEvictionPolicy?: string; }
export interface PodFailurePolicy { rules: PodFailurePolicyRule[]; }
export interface PodFailurePolicyOnExitCodesRequirement { containerName?: string; operator: string; values: number[]; }
export interface PodFailurePolicyOnPodConditionsPattern { status?: string; type: string; }
export interface PodFailurePolicyRule { action: string; onExitCodes?: PodFailurePolicyOnExitCodesRequirement; onPodConditions?: PodFailurePolicyOnPodConditionsPattern[]; }
export interface PodOS { name: string; }
export interface PodReadinessGate { conditionType: string; }
export interface PodResourceClaim { name: string; /** From 1.31 on. */ resourceClaimName?: string; /** From 1.31 on. */ resourceClaimTemplateName?: string; /** Until 1.30. */ source?: ClaimSource; }
export interface PodSchedulingGate { name: string; }
export interface PodSchedulingGroup { podGroupName?: string; }
export interface PodSecurityContext { /** From 1.30 on. */ appArmorProfile?: AppArmorProfile; fsGroup?: number; fsGroupChangePolicy?: string; runAsGroup?: number; runAsNonRoot?: boolean; runAsUser?: number; /** From 1.32 on. */ seLinuxChangePolicy?: string; seLinuxOptions?: SELinuxOptions; seccompProfile?: SeccompProfile; supplementalGroups?: number[]; /** From 1.31 on. */ supplementalGroupsPolicy?: string; sysctls?: Sysctl[]; windowsOptions?: WindowsSecurityContextOptions; }
export interface PodSpec { activeDeadlineSeconds?: number; affinity?: Affinity; automountServiceAccountToken?: boolean; containers: Container[]; dnsConfig?: PodDNSConfig; dnsPolicy?: string; enableServiceLinks?: boolean; ephemeralContainers?: EphemeralContainer[]; /** From 1.37 on. */ evictionResponders?: EvictionResponder[]; hostAliases?: HostAlias[]; hostIPC?: boolean; hostNetwork?: boolean; hostPID?: boolean; hostUsers?: boolean; hostname?: string; /** From 1.34 on. */ hostnameOverride?: string; imagePullSecrets?: LocalObjectReference[]; initContainers?: Container[]; nodeName?: string; nodeSelector?: Record<string, string>; os?: PodOS; overhead?: Record<string, string | number>; preemptionPolicy?: string; priority?: number; priorityClassName?: string; readinessGates?: PodReadinessGate[]; resourceClaims?: PodResourceClaim[]; /** From 1.32 on. */ resources?: ResourceRequirements; restartPolicy?: string; runtimeClassName?: string; schedulerName?: string; schedulingGates?: PodSchedulingGate[]; /** From 1.36 on. */ schedulingGroup?: PodSchedulingGroup; securityContext?: PodSecurityContext; serviceAccount?: string; serviceAccountName?: string; setHostnameAsFQDN?: boolean; shareProcessNamespace?: boolean; subdomain?: string; terminationGracePeriodSeconds?: number; tolerations?: Toleration[]; topologySpreadConstraints?: TopologySpreadConstraint[]; volumes?: Volume[]; /** In 1.35 alone. */ workloadRef?: WorkloadReference; }
export interface PodTemplateSpec { metadata?: ObjectMeta; spec?: PodSpec; }
export interface PodsMetricSource { metric: MetricIdentifier; target: MetricTarget; }
export interface PolicyRule { apiGroups?: string[]; nonResourceURLs?: string[]; resourceNames?: string[]; resources?: string[]; verbs: string[]; }
export interface PortworxVolumeSource { fsType?: string; readOnly?: boolean; volumeID: string; }
export interface PreferredSchedulingTerm { preference: NodeSelectorTerm; weight: number; }
export interface Probe { exec?: ExecAction; failureThreshold?: number; grpc?: GRPCAction; httpGet?: HTTPGetAction; initialDelaySeconds?: number; periodSeconds?: number; successThreshold?: number; tcpSocket?: TCPSocketAction; terminationGracePeriodSeconds?: number; timeoutSeconds?: number; }
export interface ProjectedVolumeSource { defaultMode?: number; /** From 1.37 on. */ defaultUser?: number; sources?: VolumeProjection[]; }
export interface QuobyteVolumeSource { group?: string; readOnly?: boolean; registry: string; tenant?: string; user?: string; volume: string; }
export interface RBDPersistentVolumeSource { fsType?: string; image: string; keyring?: string; monitors: string[]; pool?: string; readOnly?: boolean; secretRef?: SecretReference; user?: string; }
export interface RBDVolumeSource { fsType?: string; image: string; keyring?: string; monitors: string[]; pool?: string; readOnly?: boolean; secretRef?: LocalObjectReference; user?: string; }
export interface ResourceClaim { name: string; /** From 1.31 on. */ request?: string; }
export interface ResourceFieldSelector { containerName?: string; divisor?: string | number; resource: string; }
export interface ResourceMetricSource { name: string; target: MetricTarget; }
export interface ResourceQuotaSpec { hard?: Record<string, string | number>; scopeSelector?: ScopeSelector; scopes?: string[]; }
export interface ResourceRequirements { claims?: ResourceClaim[]; limits?: Record<string, string | number>; requests?: Record<string, string | number>; }
export interface RoleRef { apiGroup?: string; kind: string; name: string; }
export interface RollingUpdateDaemonSet { maxSurge?: string | number; maxUnavailable?: string | number; }
export interface RollingUpdateDeployment { maxSurge?: string | number; maxUnavailable?: string | number; }
export interface RollingUpdateStatefulSetStrategy { maxUnavailable?: string | number; partition?: number; }
export interface SELinuxOptions { level?: string; role?: string; type?: string; user?: string; }
export interface ScaleIOPersistentVolumeSource { fsType?: string; gateway: string; protectionDomain?: string; readOnly?: boolean; secretRef: SecretReference; sslEnabled?: boolean; storageMode?: string; storagePool?: string; system: string; volumeName?: string; }
export interface ScaleIOVolumeSource { fsType?: string; gateway: string; protectionDomain?: string; readOnly?: boolean; secretRef: LocalObjectReference; sslEnabled?: boolean; storageMode?: string; storagePool?: string; system: string; volumeName?: string; }
export interface ScopeSelector { matchExpressions?: ScopedResourceSelectorRequirement[]; }
export interface ScopedResourceSelectorRequirement { operator: string; scopeName: string; values?: string[]; }
export interface SeccompProfile { localhostProfile?: string; type: string; }
export interface SecretEnvSource { name?: string; optional?: boolean; }
export interface SecretKeySelector { key: string; name?: string; optional?: boolean; }
export interface SecretProjection { items?: KeyToPath[]; name?: string; optional?: boolean; }
export interface SecretReference { name?: string; namespace?: string; }
export interface SecretVolumeSource { defaultMode?: number; /** From 1.37 on. */ defaultUser?: number; items?: KeyToPath[]; optional?: boolean; secretName?: string; }
export interface SecurityContext { allowPrivilegeEscalation?: boolean; /** From 1.30 on. */ appArmorProfile?: AppArmorProfile; capabilities?: Capabilities; privileged?: boolean; procMount?: string; readOnlyRootFilesystem?: boolean; runAsGroup?: number; runAsNonRoot?: boolean; runAsUser?: number; seLinuxOptions?: SELinuxOptions; seccompProfile?: SeccompProfile; windowsOptions?: WindowsSecurityContextOptions; }
export interface ServiceAccountTokenProjection { audience?: string; expirationSeconds?: number; path: string; /** From 1.37 on. */ user?: number; }
export interface ServiceBackendPort { name?: string; number?: number; }
export interface ServicePort { appProtocol?: string; name?: string; nodePort?: number; port: number; protocol?: string; targetPort?: string | number; }
export interface ServiceSpec { allocateLoadBalancerNodePorts?: boolean; clusterIP?: string; clusterIPs?: string[]; externalIPs?: string[]; externalName?: string; externalTrafficPolicy?: string; healthCheckNodePort?: number; internalTrafficPolicy?: string; ipFamilies?: string[]; ipFamilyPolicy?: string; loadBalancerClass?: string; loadBalancerIP?: string; loadBalancerSourceRanges?: string[]; ports?: ServicePort[]; publishNotReadyAddresses?: boolean; selector?: Record<string, string>; sessionAffinity?: string; sessionAffinityConfig?: SessionAffinityConfig; /** From 1.30 on. */ trafficDistribution?: string; type?: string; }
export interface SessionAffinityConfig { clientIP?: ClientIPConfig; }
export interface SleepAction { seconds: number; }
export interface StatefulSetOrdinals { start?: number; }
export interface StatefulSetPersistentVolumeClaimRetentionPolicy { whenDeleted?: string; whenScaled?: string; }
export interface StatefulSetSpec { minReadySeconds?: number; ordinals?: StatefulSetOrdinals; persistentVolumeClaimRetentionPolicy?: StatefulSetPersistentVolumeClaimRetentionPolicy; podManagementPolicy?: string; replicas?: number; revisionHistoryLimit?: number; selector: LabelSelector; serviceName?: string; template: PodTemplateSpec; updateStrategy?: StatefulSetUpdateStrategy; volumeClaimTemplates?: PersistentVolumeClaim[]; }
export interface StatefulSetUpdateStrategy { rollingUpdate?: RollingUpdateStatefulSetStrategy; type?: string; }
export interface StorageOSPersistentVolumeSource { fsType?: string; readOnly?: boolean; secretRef?: ObjectReference; volumeName?: string; volumeNamespace?: string; }
export interface StorageOSVolumeSource { fsType?: string; readOnly?: boolean; secretRef?: LocalObjectReference; volumeName?: string; volumeNamespace?: string; }
export interface Subject { apiGroup?: string; kind: string; name: string; namespace?: string; }
export interface SuccessPolicy { rules: SuccessPolicyRule[]; }
export interface SuccessPolicyRule { succeededCount?: number; succeededIndexes?: string; }
export interface Sysctl { name: string; value: string; }
export interface TCPSocketAction { host?: string; port: string | number; }
export interface Toleration { effect?: string; key?: string; operator?: string; tolerationSeconds?: number; value?: string; }
export interface TopologyConstraint { key: string; }
export interface TopologySpreadConstraint { labelSelector?: LabelSelector; matchLabelKeys?: string[]; maxSkew: number; minDomains?: number; nodeAffinityPolicy?: string; nodeTaintsPolicy?: string; topologyKey: string; whenUnsatisfiable: string; }
export interface TypedLocalObjectReference { apiGroup?: string; kind: string; name: string; }
export interface TypedObjectReference { apiGroup?: string; kind: string; name: string; namespace?: string; }
export interface Volume { awsElasticBlockStore?: AWSElasticBlockStoreVolumeSource; azureDisk?: AzureDiskVolumeSource; azureFile?: AzureFileVolumeSource; cephfs?: CephFSVolumeSource; cinder?: CinderVolumeSource; configMap?: ConfigMapVolumeSource; csi?: CSIVolumeSource; downwardAPI?: DownwardAPIVolumeSource; emptyDir?: EmptyDirVolumeSource; ephemeral?: EphemeralVolumeSource; fc?: FCVolumeSource; flexVolume?: FlexVolumeSource; flocker?: FlockerVolumeSource; gcePersistentDisk?: GCEPersistentDiskVolumeSource; gitRepo?: GitRepoVolumeSource; glusterfs?: GlusterfsVolumeSource; hostPath?: HostPathVolumeSource; /** From 1.31 on. */ image?: ImageVolumeSource; iscsi?: ISCSIVolumeSource; name: string; nfs?: NFSVolumeSource; persistentVolumeClaim?: PersistentVolumeClaimVolumeSource; photonPersistentDisk?: PhotonPersistentDiskVolumeSource; portworxVolume?: PortworxVolumeSource; projected?: ProjectedVolumeSource; quobyte?: QuobyteVolumeSource; rbd?: RBDVolumeSource; scaleIO?: ScaleIOVolumeSource; secret?: SecretVolumeSource; storageos?: StorageOSVolumeSource; vsphereVolume?: VsphereVirtualDiskVolumeSource; }
export interface VolumeDevice { devicePath: string; name: string; }
export interface VolumeHealthCondition { message?: string; reason: string; status: string; }
export interface VolumeHealthStatus { healthConditions?: VolumeHealthCondition[]; lastTransitionTime?: string; }
export interface VolumeMount { /** From 1.37 on. */ bindMountOptions?: string[]; mountPath: string; mountPropagation?: string; name: string; readOnly?: boolean; /** From 1.30 on. */ recursiveReadOnly?: string; subPath?: string; subPathExpr?: string; }
export interface VolumeNodeAffinity { required?: NodeSelector; }
export interface VolumeProjection { /** From 1.29 on. */ clusterTrustBundle?: ClusterTrustBundleProjection; configMap?: ConfigMapProjection; downwardAPI?: DownwardAPIProjection; /** From 1.34 on. */ podCertificate?: PodCertificateProjection; secret?: SecretProjection; serviceAccountToken?: ServiceAccountTokenProjection; }
export interface VolumeResourceRequirements { limits?: Record<string, string | number>; requests?: Record<string, string | number>; }
export interface VsphereVirtualDiskVolumeSource { fsType?: string; storagePolicyID?: string; storagePolicyName?: string; volumePath: string; }
export interface WeightedPodAffinityTerm { podAffinityTerm: PodAffinityTerm; weight: number; }
export interface WindowsSecurityContextOptions { gmsaCredentialSpec?: string; gmsaCredentialSpecName?: string; hostProcess?: boolean; runAsUserName?: string; }
export interface WorkloadPodGroupDisruptionMode { all?: Record<string, unknown>; single?: Record<string, unknown>; }
export interface WorkloadPodGroupGangSchedulingPolicy { minCount?: number; }
export interface WorkloadPodGroupResourceClaim { name: string; resourceClaimName?: string; resourceClaimTemplateName?: string; }
export interface WorkloadPodGroupSchedulingConstraints { topology?: TopologyConstraint[]; }
export interface WorkloadPodGroupSchedulingPolicy { basic?: Record<string, unknown>; gang?: WorkloadPodGroupGangSchedulingPolicy; }
export interface WorkloadReference { /** In 1.35 alone. */ name?: string; /** In 1.35 alone. */ podGroup?: string; /** In 1.35 alone. */ podGroupReplicaKey?: string; }
