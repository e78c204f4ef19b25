import { inFirst, mountsOf, ofContainer, ofMount, type Container } from './cluster-fault';
import type { Fault } from './fault';

/** Faults of manifests; each is planted in the first object that has a place for it, those of networks where policies are enforced. */
export function clusterFaults(enforcesPolicies: boolean): readonly Fault[] {
  return [
    ofMount('a volume is not mounted', 'persistentVolumeClaim'),
    ofMount('what is in memory is not mounted', 'emptyDir'),
    ofMount('a file is not there', 'configMap'),
    ofContainer('a volume is mounted read-only', 'mounts', (container, pod) => mountsOf(container, pod, 'persistentVolumeClaim').length > 0, (container, pod) => {
      for (const mount of mountsOf(container, pod, 'persistentVolumeClaim')) mount.readOnly = true;
    }),
    ofContainer('a variable is missing', 'variables', hasText, (container) => { container.env!.splice(container.env!.findIndex(isText), 1); }),
    ofContainer('a variable has another value', 'variables', hasText, (container) => { container.env!.find(isText)!.value += '-'; }),
    ofContainer('there is a variable more', 'variables', hasText, (container) => { container.env!.push({ name: 'PLANTED', value: 'yes' }); }),
    ofContainer('another user', 'user', ({ securityContext }, pod) => securityContext !== undefined && pod.securityContext?.runAsUser !== undefined, ({ securityContext }, pod) => { (securityContext!.runAsUser === undefined ? pod.securityContext! : securityContext!).runAsUser = 12345; }),
    ofContainer('the root file system is writable', 'root file system', ({ securityContext }) => securityContext?.readOnlyRootFilesystem === true, ({ securityContext }) => { securityContext!.readOnlyRootFilesystem = false; }),
    ofContainer('no privilege is dropped', 'privileges', ({ securityContext }) => securityContext?.capabilities !== undefined, ({ securityContext }) => { delete securityContext!.capabilities; }),
    ofContainer('programs may get more privileges', 'escalation', ({ securityContext }) => securityContext?.allowPrivilegeEscalation === false, ({ securityContext }) => { securityContext!.allowPrivilegeEscalation = true; }),
    inFirst('a port has no way in', 'connections', ({ kind, spec }) => kind === 'Service' && (spec?.ports?.length ?? 0) > 0, ({ spec }) => { spec!.ports = [{ name: 'planted', port: 9, targetPort: 9, protocol: 'TCP' }]; }),
    ...(enforcesPolicies ? ofNetworks() : []),
  ];
}

function ofNetworks(): readonly Fault[] {
  return [
    inFirst('a connection is closed', 'connections', ({ kind, spec }) => kind === 'NetworkPolicy' && (spec?.ingress?.length ?? 0) > 0, ({ spec }) => { delete spec!.ingress; }),
    inFirst('a connection is open', 'connections', ({ kind, spec }) => kind === 'NetworkPolicy' && (spec?.policyTypes ?? []).includes('Ingress') && spec!.ingress !== undefined && spec!.ingress.every((rule) => 'from' in rule), ({ spec }) => { spec!.ingress = [{}]; }),
    inFirst('there is a way out', 'way out', ({ kind, spec }) => kind === 'NetworkPolicy' && spec?.egress !== undefined, ({ spec }) => { spec!.egress = [{}]; }),
  ];
}

function hasText({ env = [] }: Container): boolean {
  return env.some(isText);
}

/** A variable whose value is a text of the manifest itself. */
function isText({ value = '' }: { readonly value?: string }): boolean {
  return /^[a-z]+$/.test(value);
}
