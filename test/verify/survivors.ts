/** One change of one output, and the code by which it is found. */
export type Found = readonly [stack: string, subject: string, place: string, how: string, code: string];

const [SOCIETY, NOTEBOOK, RESEARCH] = ['ai-society', 'open-notebook-public', 'sentient-research-agent-s3'];
const POD = 'spec.template.spec';
const MAIN = `${POD}.containers.0`;
const INIT = `${POD}.initContainers.0`;

/** Changes that nobody noticed once. */
export const SURVIVORS: readonly Found[] = [
  // Who may call whom.
  [SOCIETY, 'NetworkPolicy/backend-ingress', 'spec.ingress.0.ports', 'removed', 'agreement/isolation'],
  [SOCIETY, 'NetworkPolicy/backend-ingress', 'spec.podSelector.matchLabels', 'removed', 'agreement/isolation'],
  [SOCIETY, 'NetworkPolicy/migration-ingress', 'spec.podSelector.matchLabels.app.kubernetes.io/name', 'removed', 'agreement/note'],
  [SOCIETY, 'NetworkPolicy/qdrant-ingress', 'spec.ingress.0.ports.0.port', 'changed', 'agreement/isolation'],
  [RESEARCH, 'NetworkPolicy/backend-ingress', '', 'removed', 'agreement/isolation'],
  [RESEARCH, 'NetworkPolicy/backend-ingress', 'spec.ingress.0.from.0.podSelector.matchLabels', 'removed', 'agreement/isolation'],
  [SOCIETY, 'NetworkPolicy/frontend-egress', 'spec.policyTypes', 'removed', 'agreement/isolation'],
  [SOCIETY, 'NetworkPolicy/frontend-egress', 'spec.egress.0.to.1', 'removed', 'agreement/reachability'],
  [SOCIETY, 'NetworkPolicy/frontend-egress', 'spec.egress.0.ports.1.port', 'changed', 'agreement/reachability'],
  [SOCIETY, 'NetworkPolicy/frontend-egress', 'spec.egress.1.to', 'removed', 'agreement/isolation'],
  [SOCIETY, 'NetworkPolicy/frontend-egress', 'spec.egress.1.to.0.podSelector.matchLabels', 'removed', 'agreement/isolation'],
  [SOCIETY, 'NetworkPolicy/frontend-egress', 'spec.egress.1.ports', 'removed', 'agreement/isolation'],
  [SOCIETY, 'NetworkPolicy/postgres-egress', 'spec.egress', 'removed', 'agreement/reachability'],
  // What objects say that Compose has no word for.
  [SOCIETY, 'Namespace/ai-society', '', 'removed', 'agreement/setting'],
  [SOCIETY, 'Namespace/ai-society', 'metadata.labels.pod-security.kubernetes.io/enforce', 'changed', 'agreement/privilege'],
  [SOCIETY, 'Deployment/backend', 'metadata.namespace', 'removed', 'agreement/setting'],
  [SOCIETY, 'Service/redis', 'metadata.labels.app.kubernetes.io/part-of', 'changed', 'agreement/note'],
  [SOCIETY, 'Deployment/backend', 'spec.template.metadata.labels.app.kubernetes.io/component', 'changed', 'agreement/note'],
  [SOCIETY, 'ConfigMap/backend-locations', 'data.added', 'added', 'agreement/setting'],
  [SOCIETY, 'Deployment/backend', `${POD}.serviceAccountName`, 'removed', 'agreement/setting'],
  [SOCIETY, 'Deployment/backend', `${POD}.automountServiceAccountToken`, 'changed', 'agreement/privilege'],
  [SOCIETY, 'Role/backend-task-reader', 'rules.0.apiGroups.0', 'changed', 'agreement/order'],
  [SOCIETY, 'Role/backend-task-reader', 'rules.0.verbs.0', 'removed', 'agreement/order'],
  [SOCIETY, 'StatefulSet/postgres', 'spec.serviceName', 'removed', 'agreement/reachability'],
  [SOCIETY, 'Service/postgres-headless', 'spec.clusterIP', 'removed', 'agreement/reachability'],
  [SOCIETY, 'Service/postgres-headless', 'spec.publishNotReadyAddresses', 'removed', 'agreement/reachability'],
  [SOCIETY, 'StatefulSet/postgres', `${POD}.securityContext.fsGroup`, 'removed', 'agreement/volume'],
  [SOCIETY, 'Deployment/backend', `${POD}.securityContext.seccompProfile.type`, 'changed', 'agreement/privilege'],
  [RESEARCH, 'Deployment/frontend', `${POD}.securityContext.seccompProfile`, 'removed', 'agreement/privilege'],
  [SOCIETY, 'Deployment/backend', `${MAIN}.imagePullPolicy`, 'changed', 'agreement/image'],
  [SOCIETY, 'Deployment/backend', `${MAIN}.env.0.valueFrom.secretKeyRef.name`, 'changed', 'agreement/environment'],
  [RESEARCH, 'Deployment/backend', `${MAIN}.env.0.valueFrom.secretKeyRef.optional`, 'removed', 'agreement/environment'],
  [NOTEBOOK, 'Deployment/api', `${MAIN}.env.7.valueFrom.configMapKeyRef.name`, 'changed', 'agreement/environment'],
  [SOCIETY, 'Ingress/frontend', 'spec.rules.0.http.paths.0.pathType', 'changed', 'agreement/entrance'],
  // Steps of one side alone.
  [SOCIETY, 'Deployment/backend', `${INIT}.args.0`, 'removed', 'agreement/order'],
  [SOCIETY, 'Deployment/backend', `${INIT}.volumeMounts.0.mountPath`, 'changed', 'agreement/order'],
  [SOCIETY, 'Deployment/backend', `${INIT}.securityContext.readOnlyRootFilesystem`, 'changed', 'agreement/privilege'],
  [SOCIETY, 'Job/migration', `${INIT}.command.0`, 'removed', 'agreement/order'],
  [RESEARCH, 'compose.yaml', 'services.experiments-owner.user', 'changed', 'agreement/privilege'],
  [RESEARCH, 'compose.yaml', 'services.experiments-owner.cap_add.0', 'removed', 'agreement/privilege'],
  [RESEARCH, 'compose.yaml', 'services.experiments-owner.cap_drop', 'removed', 'agreement/privilege'],
  [RESEARCH, 'compose.yaml', 'services.experiments-owner.read_only', 'changed', 'agreement/privilege'],
  // What a service says.
  [RESEARCH, 'compose.yaml', 'services.backend.healthcheck.test.2', 'removed', 'agreement/health'],
  [RESEARCH, 'compose.yaml', 'services.frontend.healthcheck.test.3', 'changed', 'agreement/health'],
  [RESEARCH, 'compose.yaml', 'services.backend.cap_drop', 'removed', 'agreement/privilege'],
  [RESEARCH, 'compose.yaml', 'services.backend.devices.0', 'changed', 'agreement/privilege'],
  [RESEARCH, 'compose.yaml', 'services.backend.tmpfs.0', 'changed', 'agreement/mount'],
  [RESEARCH, 'compose.yaml', 'services.backend.volumes.0.volume.nocopy', 'changed', 'agreement/mount'],
  [RESEARCH, 'compose.yaml', 'services.backend.logging', 'removed', 'agreement/setting'],
  [RESEARCH, 'compose.yaml', 'services.backend.logging.options.added', 'added', 'agreement/setting'],
  [SOCIETY, 'compose.yaml', 'services.backend.depends_on.migration.condition', 'changed', 'agreement/order'],
  // The proxy that stands for an Ingress.
  [NOTEBOOK, 'Ingress/proxy', 'spec.rules.0.host', 'changed', 'agreement/entrance'],
  [NOTEBOOK, 'Ingress/proxy', 'spec.tls', 'removed', 'agreement/entrance'],
  [NOTEBOOK, 'compose.yaml', 'services.proxy.entrypoint', 'removed', 'agreement/argv'],
  [NOTEBOOK, 'compose.yaml', 'services.proxy.read_only', 'changed', 'agreement/privilege'],
  [NOTEBOOK, 'compose.yaml', 'services.proxy.ports.0.target', 'changed', 'agreement/entrance'],
  [NOTEBOOK, 'compose.yaml', 'services.proxy.healthcheck', 'removed', 'agreement/health'],
  [NOTEBOOK, 'compose.yaml', 'services.proxy.depends_on.api', 'removed', 'agreement/order'],
  [NOTEBOOK, 'compose.yaml', 'services.proxy.ports.0.host_ip', 'changed', 'agreement/entrance'],
  [NOTEBOOK, 'Ingress/proxy', 'metadata.labels.app.kubernetes.io/name', 'changed', 'agreement/note'],
  [NOTEBOOK, 'compose.yaml', 'services.proxy.volumes.0.target', 'changed', 'agreement/entrance'],
  [NOTEBOOK, 'compose/open-notebook-public/files/proxy-nginx.nginx.conf', '43', 'removed', 'agreement/note'],
];
