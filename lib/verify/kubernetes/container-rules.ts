import { LABEL_1123, SUBDOMAIN_1123 } from './identity-rules';
import type { Cluster, Container, Pod, Rule } from './manifests';
import { quantityOf } from './quantity';
import { at, fields, integer, items, mappings, repeated, shown, text, texts, type Fields } from '../untyped';

export const mainContainers = (pod: Pod): readonly Container[] => pod.containers.filter(({ init }) => !init);
export const portsOf = ({ body }: Container): readonly Fields[] => mappings(body['ports']);
export const protocolOf = (port: Fields): string => text(port['protocol']) ?? 'TCP';

function* containerNames({ pods }: Cluster): Iterable<string> {
  for (const pod of pods) {
    for (const name of repeated(pod.containers.map(({ name }) => name))) yield `${pod.label}: two containers are called "${name}"`;
    for (const { name, label } of pod.containers) {
      if (!LABEL_1123.test(name)) yield `${label}: name must be an RFC 1123 label`;
    }
  }
}

/** All containers of a pod share one network namespace, so ports and their names are the pod's. */
function* containerPorts({ pods }: Cluster): Iterable<string> {
  for (const pod of pods) {
    const ports = mainContainers(pod).flatMap(portsOf);
    const bound = (field: string) => ports.map((port) =>
      integer(port[field]) === undefined ? undefined : `${integer(port[field])}/${protocolOf(port)}`);
    for (const name of repeated(ports.map((port) => text(port['name'])))) yield `${pod.label}: two ports are called "${name}"`;
    for (const port of repeated(bound('containerPort'))) yield `${pod.label}: container port ${port} is declared twice`;
    for (const port of repeated(bound('hostPort'))) yield `${pod.label}: host port ${port} is declared twice`;
    if (pod.spec['hostNetwork'] !== true) continue;
    for (const { hostPort, containerPort } of ports) {
      if (hostPort !== undefined && hostPort !== containerPort) {
        yield `${pod.label}: with hostNetwork, hostPort must equal containerPort ${String(containerPort)}`;
      }
    }
  }
}

/** Kubernetes never uses a shell: a whole command line in the first element is looked up as one file name. */
function* argumentLists({ pods }: Cluster): Iterable<string> {
  for (const { label, body } of pods.flatMap((pod) => pod.containers)) {
    const lists = {
      command: body['command'],
      startupProbe: at(body['startupProbe'], 'exec', 'command'),
      readinessProbe: at(body['readinessProbe'], 'exec', 'command'),
      livenessProbe: at(body['livenessProbe'], 'exec', 'command'),
      postStart: at(body['lifecycle'], 'postStart', 'exec', 'command'),
      preStop: at(body['lifecycle'], 'preStop', 'exec', 'command'),
    };
    for (const [field, list] of Object.entries(lists)) {
      const [program] = texts(list);
      if (program !== undefined && /\s/.test(program)) {
        yield `${label} ${field}: ${shown(program)} is one argument, but looks like a command line`;
      }
    }
  }
}

const PLAIN_RESOURCE = /^(cpu|memory|ephemeral-storage|hugepages-\S+)$/;
const SMALLEST_MEMORY = 4 * 1024 * 1024;

function* resourceAmounts(where: string, amounts: Fields): Iterable<string> {
  for (const [name, value] of Object.entries(amounts)) {
    const amount = quantityOf(value);
    if (amount === undefined) continue;
    const extended = name.includes('/');
    if (!extended && !PLAIN_RESOURCE.test(name)) yield `${where}: ${shown(name)} is not a container resource`;
    if (extended && !Number.isInteger(amount)) yield `${where}: ${name} must be a whole number (got ${shown(value)})`;
    if (name === 'cpu' && Math.abs(amount * 1000 - Math.round(amount * 1000)) > 1e-9) {
      yield `${where}: cpu ${shown(value)} is finer than 1m`;
    }
    // `512m` is a valid quantity, but of half a byte: the Compose suffix does not mean mebibytes here.
    if (name === 'memory' && !Number.isInteger(amount)) yield `${where}: memory ${shown(value)} is a fraction of a byte`;
    else if (name === 'memory' && amount < SMALLEST_MEMORY) yield `${where}: memory ${shown(value)} is too little for any container`;
  }
}

function* resources({ pods }: Cluster): Iterable<string> {
  for (const { label, body } of pods.flatMap((pod) => pod.containers)) {
    const limits = fields(at(body['resources'], 'limits'));
    const requests = fields(at(body['resources'], 'requests'));
    yield* resourceAmounts(`${label} limits`, limits);
    yield* resourceAmounts(`${label} requests`, requests);
    for (const [name, value] of Object.entries(requests)) {
      const [request, limit] = [quantityOf(value), quantityOf(limits[name])];
      if (name.includes('/') && request !== limit) yield `${label}: ${name} cannot be overcommitted, its request must equal its limit`;
      else if (request !== undefined && limit !== undefined && request > limit) {
        yield `${label}: requests ${name} ${shown(value)}, more than its limit ${shown(limits[name])}`;
      }
    }
  }
}

function* securityContexts({ pods }: Cluster): Iterable<string> {
  for (const pod of pods) {
    const ofPod = fields(pod.spec['securityContext']);
    for (const { label, body } of pod.containers) {
      const own = fields(body['securityContext']);
      const added = texts(at(own['capabilities'], 'add'));
      if (own['allowPrivilegeEscalation'] === false) {
        if (own['privileged'] === true) yield `${label}: privileged contradicts allowPrivilegeEscalation: false`;
        if (added.includes('SYS_ADMIN')) yield `${label}: capability SYS_ADMIN contradicts allowPrivilegeEscalation: false`;
      }
      const nonRoot = own['runAsNonRoot'] ?? ofPod['runAsNonRoot'];
      const user = own['runAsUser'] ?? ofPod['runAsUser'];
      if (nonRoot === true && user === 0) yield `${label}: runs as user 0, which runAsNonRoot: true forbids`;
    }
    const contexts = [
      [pod.label, ofPod] as const,
      ...pod.containers.map(({ label, body }) => [label, fields(body['securityContext'])] as const),
    ];
    for (const [label, context] of contexts) {
      const profile = fields(context['seccompProfile']);
      const needsFile = profile['type'] === 'Localhost';
      if (needsFile !== ('localhostProfile' in profile)) {
        yield `${label}: localhostProfile goes with seccompProfile type Localhost, and only with it`;
      }
    }
  }
}

function* podSettings({ pods }: Cluster): Iterable<string> {
  for (const { label, spec } of pods) {
    const sysctls = mappings(at(spec['securityContext'], 'sysctls')).map((sysctl) => text(sysctl['name']) ?? '');
    for (const name of repeated(sysctls)) yield `${label}: sysctl ${name} is set twice`;
    for (const name of sysctls) {
      if (spec['hostNetwork'] === true && name.startsWith('net.')) yield `${label}: sysctl ${name} cannot be set with hostNetwork`;
    }
    if (spec['hostPID'] === true && spec['shareProcessNamespace'] === true) {
      yield `${label}: hostPID and shareProcessNamespace exclude each other`;
    }
    if (spec['dnsPolicy'] === 'None' && items(at(spec['dnsConfig'], 'nameservers')).length === 0) {
      yield `${label}: dnsPolicy None needs a name server in dnsConfig`;
    }
    for (const alias of mappings(spec['hostAliases'])) {
      if (!/^[0-9a-fA-F.:]+$/.test(text(alias['ip']) ?? '')) yield `${label}: host alias ${shown(alias['ip'])} is not an IP address`;
      for (const name of texts(alias['hostnames'])) {
        if (!SUBDOMAIN_1123.test(name)) yield `${label}: host alias ${shown(name)} is not a valid host name`;
      }
    }
  }
}

/** Alpha in 1.28: a stock API server clears the field, and the helper that never exits blocks its pod for ever. */
function* nativeSidecars({ pods, minor }: Cluster): Iterable<string> {
  if (minor >= 29) return;
  for (const { label, body } of pods.flatMap((pod) => pod.containers)) {
    if (body['restartPolicy'] !== undefined) yield `${label}: a stock 1.28 API server drops restartPolicy on containers`;
  }
}

/** What one container, or the pod around it, may not say. */
export const CONTAINER_RULES: readonly Rule[] =
  [containerNames, containerPorts, argumentLists, resources, securityContexts, podSettings, nativeSidecars];
