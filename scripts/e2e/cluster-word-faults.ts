import { inFirst, mountsOf, ofContainer, ofPod, podOf, type Container, type Manifest, type PodSpec } from './cluster-fault';
import type { Fault } from './fault';

/** Faults of what words say in manifests, at least one for each comparison that sees a word there, but for claims, of which a cluster takes no change. */
export function clusterWordFaults(): readonly Fault[] {
  return [...ofProcesses(), ...ofPods(), ...ofChecks(), ...ofFiles(), ...ofObjects()];
}

function ofProcesses(): readonly Fault[] {
  return [
    ofContainer('it works in another directory', 'working directory', ({ workingDir }) => workingDir !== undefined, (container) => { container.workingDir = '/'; }),
    ofContainer('an argument more', 'arguments', ({ args }) => args !== undefined, ({ args }) => { args!.push('planted'); }),
    ofContainer('it has no terminal', 'standard input', ({ stdin, tty }) => stdin === true || tty === true, (container) => {
      delete container.stdin;
      delete container.tty;
    }),
    ofContainer('it may have fewer processors', 'processors', hasLimit('cpu'), (container) => { container.resources!.limits!['cpu'] = '300m'; }),
    ofContainer('it may have more memory', 'memory', hasLimit('memory'), (container) => { container.resources!.limits!['memory'] = '3Gi'; }),
    ofContainer('less memory is set aside for it', 'resources', ({ resources }) => resources?.requests?.['memory'] !== undefined, ({ resources }) => { resources!.requests!['memory'] = '1Mi'; }),
    ofContainer('another program', 'run', () => true, (container) => { container.command = ['false']; }),
    ofContainer('another image', 'image', ({ image }) => image !== undefined, (container) => { container.image = 'busybox:1.36.1'; }),
    ofContainer('it is pulled at other times', 'pull', ({ imagePullPolicy: policy }) => policy === 'Never' || policy === 'IfNotPresent', (container) => { container.imagePullPolicy = container.imagePullPolicy === 'Never' ? 'IfNotPresent' : 'Never'; }),
    ofContainer('nothing is done when it starts and stops', 'hooks', ({ lifecycle }) => lifecycle !== undefined, (container) => { delete container.lifecycle; }),
  ];
}

function ofPods(): readonly Fault[] {
  return [
    ofPod('it is of no further group', 'groups', ({ securityContext }) => securityContext?.supplementalGroups !== undefined, ({ securityContext }) => { delete securityContext!.supplementalGroups; }),
    ofPod('its system calls are filtered otherwise', 'system calls', ({ securityContext }) => securityContext?.seccompProfile !== undefined, ({ securityContext }) => {
      const { type } = securityContext!.seccompProfile!;
      securityContext!.seccompProfile = { type: type === 'Unconfined' ? 'RuntimeDefault' : 'Unconfined' };
    }),
    ofPod('its namespaces are its own', 'namespaces', ({ hostIPC, hostPID }) => hostIPC === true || hostPID === true, (pod) => {
      delete pod.hostIPC;
      delete pod.hostPID;
    }),
    ofContainer('it has no device', 'devices', ({ securityContext }) => securityContext?.privileged === true, ({ securityContext }) => { delete securityContext!.privileged; }),
    ofPod('parameters of the kernel are the usual ones', 'kernel parameters', ({ securityContext }) => securityContext?.sysctls !== undefined, ({ securityContext }) => { delete securityContext!.sysctls; }),
    ofPod('another host name', 'host name', ({ hostname }) => hostname !== undefined, (pod) => { pod.hostname = 'planted'; }),
    ofPod('a host is not known', 'hosts', ({ hostAliases }) => hostAliases !== undefined, (pod) => { delete pod.hostAliases; }),
    ofPod('names are looked for otherwise', 'resolver', ({ dnsConfig }) => dnsConfig !== undefined, (pod) => { delete pod.dnsConfig; }),
    ofPod('another platform', 'platform', ({ nodeSelector = {} }) => 'kubernetes.io/arch' in nodeSelector, ({ nodeSelector }) => { nodeSelector!['kubernetes.io/arch'] = 's390x'; }),
    ofPod('less time to stop', 'stop', () => true, (pod) => { pod.terminationGracePeriodSeconds = 6; }),
    { what: 'it waits for nobody', by: 'order', plant: waitForNobody, anew: true },
  ];
}

function ofChecks(): readonly Fault[] {
  return [
    ofContainer('it is not checked', 'health', ({ readinessProbe }) => readinessProbe !== undefined, (container) => { delete container.readinessProbe; }),
    ofContainer('it may fail more often', 'health times', ({ readinessProbe }) => readinessProbe !== undefined, ({ readinessProbe }) => { readinessProbe!.failureThreshold = 9; }),
    ofContainer('another path is asked for', 'requests', ({ readinessProbe }) => readinessProbe?.httpGet !== undefined, ({ readinessProbe, livenessProbe, startupProbe }) => {
      for (const probe of [readinessProbe, livenessProbe, startupProbe]) if (probe?.httpGet) probe.httpGet.path = '/planted';
    }),
  ];
}

function ofFiles(): readonly Fault[] {
  return [
    ofContainer('less memory may be shared', 'memory mounts', (_, pod) => inMemory(pod).length > 0, (_, pod) => { for (const { emptyDir } of inMemory(pod)) emptyDir!.sizeLimit = '1Mi'; }),
    ofContainer('files have other modes', 'file modes', (container, pod) => mountsOf(container, pod, 'configMap').length > 0, (_, pod) => {
      for (const { configMap } of pod.volumes ?? []) if (configMap) for (const item of [configMap, ...configMap.items ?? []]) Object.assign(item, item === configMap ? { defaultMode: 0o777 } : { mode: 0o777 });
    }),
    { what: 'a file has another content', by: 'files', plant: otherContent },
  ];
}

function ofObjects(): readonly Fault[] {
  return [
    inFirst('another label', 'labels', (manifest) => Object.keys(marksOf(manifest)).length > 0, (manifest) => {
      for (const marks of [manifest.spec!.template!.metadata!.labels ?? {}, manifest.spec!.template!.metadata!.annotations ?? {}]) for (const name of Object.keys(marks)) if (isOwn(name)) marks[name] = 'planted';
    }),
    inFirst('it has no other name', 'aliases', ({ kind, metadata: { name, labels = {} } }) => kind === 'Service' && labels['app.kubernetes.io/name'] !== name, ({ spec }) => { spec!.selector = { planted: 'yes' }; }),
    inFirst('it is not called over UDP', 'udp', ({ kind, spec }) => kind === 'Service' && (spec?.ports ?? []).some(({ protocol }) => protocol === 'UDP'), ({ spec }) => { spec!.ports = [{ name: 'planted', port: 9, targetPort: 9, protocol: 'UDP' }]; }),
    inFirst('it has no port of a node', 'services', ({ kind, spec }) => kind === 'Service' && (spec?.type === 'NodePort' || spec?.type === 'LoadBalancer'), ({ spec }) => {
      spec!.type = 'ClusterIP';
      for (const port of spec!.ports ?? []) delete port.nodePort;
    }),
    inFirst('it runs at other times', 'schedule', ({ kind }) => kind === 'CronJob', ({ spec }) => { spec!.schedule = '0 0 31 1 *'; }),
    inFirst('it is tried again otherwise', 'restart', ({ kind }) => kind === 'Job' || kind === 'CronJob', ({ spec }) => { (spec!.jobTemplate?.spec ?? spec!).backoffLimit = 9; }),
    inFirst('it is replaced otherwise', 'update', ({ kind, spec }) => kind === 'Deployment' && spec?.strategy?.rollingUpdate !== undefined, ({ spec }) => { spec!.strategy!.rollingUpdate = { maxSurge: 3, maxUnavailable: 0 }; }),
  ];
}

function hasLimit(name: string): (container: Container) => boolean {
  return ({ resources }) => resources?.limits?.[name] !== undefined;
}

function inMemory({ volumes = [] }: PodSpec) {
  return volumes.filter(({ emptyDir }) => emptyDir?.medium === 'Memory' && emptyDir.sizeLimit !== undefined);
}

/** Whether a label, or an annotation, is nobody's else. */
function isOwn(name: string): boolean {
  return !/^(?:app\.)?kubernetes\.io\/|cdk8s|checksum/.test(name);
}

function marksOf({ kind, spec }: Manifest): object {
  const { labels, annotations } = (kind === 'Deployment' ? spec?.template?.metadata : undefined) ?? {};
  return Object.fromEntries(Object.entries({ ...labels, ...annotations }).filter(([name]) => isOwn(name)));
}

/** Who is waited for takes his time as well: otherwise it is chance who comes first. */
function waitForNobody(file: object): boolean {
  const objects = file as readonly Manifest[];
  return objects.some((object) => {
    const pod = podOf(object);
    const awaited = objects.find((other) => podOf(other) !== undefined && pod?.initContainers?.some(({ name }) => name === `wait-for-${other.metadata.name}`));
    if (!pod || !awaited) return false;
    pod.initContainers = pod.initContainers!.filter(({ name }) => name !== `wait-for-${awaited.metadata.name}`);
    const [main] = podOf(awaited)!.containers;
    delete main.startupProbe;
    main.readinessProbe = { ...main.readinessProbe ?? { tcpSocket: { port: main.ports![0].containerPort } }, initialDelaySeconds: 20 };
    return true;
  });
}

/** What is in a file has a name of its own, as a file that is mounted by itself is not written anew. */
function otherContent(file: object): boolean {
  const objects = file as Manifest[];
  const found = objects.find(({ kind, metadata, data }) => kind === 'ConfigMap' && data !== undefined && !metadata.name.endsWith('-parameters'));
  if (!found) return false;
  const { name } = found.metadata;
  const renamed = JSON.parse(JSON.stringify(objects).replaceAll(`"${name}"`, `"${name}-planted"`)) as Manifest[];
  for (const { metadata, data = {} } of renamed) if (metadata.name === `${name}-planted`) for (const key of Object.keys(data)) data[key] += '\n# planted\n';
  objects.splice(0, objects.length, ...renamed);
  return true;
}
