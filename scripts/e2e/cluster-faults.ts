import type { Comparison } from './inside/compared';
import type { Fault } from './fault';

/** What a fault changes of an object. */
interface Manifest {
  readonly kind: string;
  readonly spec?: {
    readonly template?: { readonly spec: PodSpec };
    ports?: unknown[];
    ingress?: object[];
    egress?: object[];
    policyTypes?: string[];
  };
}

interface PodSpec {
  readonly securityContext: { runAsUser?: number };
  readonly volumes?: readonly { readonly name: string; readonly [source: string]: unknown }[];
  readonly containers: readonly [Container];
}

interface Container {
  volumeMounts?: { readonly name: string; readonly mountPath: string; readOnly?: boolean }[];
  env?: { readonly name: string; value?: string }[];
  readonly securityContext: { readOnlyRootFilesystem?: boolean; runAsUser?: number; capabilities?: object; allowPrivilegeEscalation?: boolean };
}

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
    ofContainer('another user', 'user', (_, pod) => pod.securityContext.runAsUser !== undefined, (container, pod) => { (container.securityContext.runAsUser === undefined ? pod : container).securityContext.runAsUser = 12345; }),
    ofContainer('the root file system is writable', 'root file system', ({ securityContext }) => securityContext.readOnlyRootFilesystem === true, ({ securityContext }) => { securityContext.readOnlyRootFilesystem = false; }),
    ofContainer('no privilege is dropped', 'privileges', ({ securityContext }) => securityContext.capabilities !== undefined, ({ securityContext }) => { delete securityContext.capabilities; }),
    ofContainer('programs may get more privileges', 'escalation', ({ securityContext }) => securityContext.allowPrivilegeEscalation === false, ({ securityContext }) => { securityContext.allowPrivilegeEscalation = true; }),
    inFirst('a port has no way in', 'connections', ({ kind, spec }) => kind === 'Service' && (spec?.ports?.length ?? 0) > 0, ({ spec }) => { spec!.ports = [{ name: 'planted', port: 9, targetPort: 9, protocol: 'TCP' }]; }),
    ...(enforcesPolicies ? ofNetworks() : []),
  ];
}

function ofNetworks(): readonly Fault[] {
  return [
    inFirst('a connection is closed', 'connections', ({ kind, spec }) => kind === 'NetworkPolicy' && (spec?.ingress?.length ?? 0) > 0, ({ spec }) => { delete spec!.ingress; }),
    inFirst('a connection is open', 'connections', ({ kind, spec }) => kind === 'NetworkPolicy' && (spec?.policyTypes ?? []).includes('Ingress') && spec!.ingress !== undefined && spec!.ingress.every((rule) => 'from' in rule), ({ spec }) => { spec!.ingress = [{}]; }),
    inFirst('there is a way out', 'connections', ({ kind, spec }) => kind === 'NetworkPolicy' && spec?.egress !== undefined, ({ spec }) => { spec!.egress = [{}]; }),
  ];
}

function ofMount(what: string, source: string): Fault {
  const hasOne = (container: Container, pod: PodSpec): boolean => mountsOf(container, pod, source).length > 0;
  return ofContainer(what, 'mounts', hasOne, (container, pod) => {
    const mounts = mountsOf(container, pod, source);
    container.volumeMounts = container.volumeMounts!.filter((mount) => !mounts.includes(mount));
  });
}

function mountsOf({ volumeMounts = [] }: Container, { volumes = [] }: PodSpec, source: string) {
  const names = new Set(volumes.filter((volume) => source in volume).map(({ name }) => name));
  return volumeMounts.filter(({ name }) => names.has(name));
}

function ofContainer(what: string, by: Comparison, isPlace: (container: Container, pod: PodSpec) => boolean, change: (container: Container, pod: PodSpec) => void): Fault {
  const podOf = ({ kind, spec }: Manifest): PodSpec | undefined => (kind === 'Deployment' || kind === 'StatefulSet' ? spec?.template?.spec : undefined);
  return inFirst(what, by, (manifest) => {
    const pod = podOf(manifest);
    return pod !== undefined && isPlace(pod.containers[0], pod);
  }, (manifest) => change(podOf(manifest)!.containers[0], podOf(manifest)!));
}

function inFirst(what: string, by: Comparison, isPlace: (manifest: Manifest) => boolean, change: (manifest: Manifest) => void): Fault {
  return {
    what,
    by,
    plant: (file) => {
      const manifest = (file as readonly Manifest[]).find(isPlace);
      if (manifest) change(manifest);
      return manifest !== undefined;
    },
  };
}

function hasText({ env = [] }: Container): boolean {
  return env.some(isText);
}

/** A variable whose value is a text of the manifest itself. */
function isText({ value = '' }: { readonly value?: string }): boolean {
  return /^[a-z]+$/.test(value);
}
