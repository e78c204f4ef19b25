import { alone, inDeployment, type Fault } from './fault';

const cronJob = (apiVersion: string): string => `{ apiVersion: ${apiVersion}, kind: CronJob, metadata: { name: a }, spec: { schedule: "@daily",
  jobTemplate: { spec: { template: { spec: { restartPolicy: Never, containers: [{ name: a, image: a }] } } } } } }`;
const policy = (kind: string): string => `{ apiVersion: admissionregistration.k8s.io/v1, kind: ${kind}, metadata: { name: a } }`;
const flow = (version: string): string => `{ apiVersion: flowcontrol.apiserver.k8s.io/${version}, kind: FlowSchema, metadata: { name: a }, spec: { priorityLevelConfiguration: { name: a } } }`;
const sidecar = 'initContainers: [{ name: log, image: log, restartPolicy: Always }]';

/** What one version has and another one does not. */
export const VERSION_FAULTS: readonly Fault[] = [
  ...alone([
    ['manifest/not-in-version', 'batch/v1beta1 CronJob is gone since Kubernetes 1.25; it is in batch/v1', cronJob('batch/v1beta1'), cronJob('batch/v1')],
    ['manifest/not-in-version', 'ValidatingAdmissionPolicy is known from Kubernetes 1.30 on', policy('ValidatingAdmissionPolicy'), policy('ValidatingWebhookConfiguration')],
    ['manifest/not-in-version', 'flowcontrol.apiserver.k8s.io/v1 FlowSchema is known from Kubernetes 1.29 on; it is in flowcontrol.apiserver.k8s.io/v1beta2', flow('v1'), flow('v1beta3')],
  ], { by: 'all' }),
  ...alone([
    ['manifest/not-in-version', 'flowcontrol.apiserver.k8s.io/v1beta3 FlowSchema is gone since Kubernetes 1.32; it is in flowcontrol.apiserver.k8s.io/v1', flow('v1beta3'), flow('v1')],
  ], { by: 'all', settings: { version: '1.32' } }),
  ...inDeployment('pod', [
    ['manifest/not-in-version', 'securityContext.supplementalGroupsPolicy: known from Kubernetes 1.31 on', 'securityContext: { supplementalGroupsPolicy: Strict }', 'securityContext: { supplementalGroups: [1] }'],
    ['manifest/not-in-version', 'drops it unless its feature gate SidecarContainers is turned on, and keeps it from Kubernetes 1.29 on', sidecar, 'initContainers: [{ name: log, image: log }]'],
    ['manifest/not-in-version', 'hostUsers: a server of Kubernetes 1.28 drops it unless its feature gate UserNamespacesSupport is turned on, and keeps it from Kubernetes 1.33 on', 'hostUsers: false', 'hostIPC: false'],
  ], '', { by: 'all' }),
  // What the server drops although no type of the API says so.
  ...inDeployment('pod', [
    ['manifest/not-in-version', 'volumes[0].image: a server of Kubernetes 1.34 drops it unless its feature gate ImageVolume is turned on, and keeps it from Kubernetes 1.35 on', 'volumes: [{ name: a, image: { reference: "a:1" } }]', 'volumes: [{ name: a, emptyDir: {} }]'],
  ], '', { by: 'all', settings: { version: '1.34' } }),
  ...inDeployment('container', [
    ['manifest/not-in-version', 'lifecycle.stopSignal: a server of Kubernetes 1.37 drops it unless its feature gate ContainerStopSignals is turned on', 'lifecycle: { stopSignal: SIGINT }', 'lifecycle: { preStop: { sleep: { seconds: 1 } } }'],
  ], '', { by: 'all', settings: { version: '1.37' } }),
  ...inDeployment('pod', [
    ['manifest/unknown-field', 'hostUser: unknown field; did you mean hostUsers?', 'hostUser: false', `{ hostUsers: false, ${sidecar} }`],
  ], '', { by: 'all', settings: { version: '1.36' } }),
];
