import type { Problem } from '../problem';
import { at, fields, integer, items, mappings, plain, repeated, shown, text, texts, type Fields } from '../untyped';
import { inContainer, inPod } from './finding';
import type { Cluster, Container, Pod, Rule } from './manifests';
import { isAddress, LABEL_1123, SUBDOMAIN_1123 } from './names';

export const mainContainers = (pod: Pod): readonly Container[] => pod.containers.filter(({ init }) => !init);
export const portsOf = ({ body }: Container): readonly Fields[] => mappings(body['ports']);
export const protocolOf = (port: Fields): string => text(port['protocol']) ?? 'TCP';

/** Containers that run beside the others: all but the init containers that end. */
export const running = (pod: Pod): readonly Container[] => pod.containers.filter(({ init, body }) => !init || body['restartPolicy'] === 'Always');

function* containerNames({ pods }: Cluster): Iterable<Problem> {
  for (const pod of pods) {
    for (const name of repeated(pod.containers.map(({ name }) => name))) yield inPod('manifest/duplicate', pod, ['containers'], `two containers are called "${name}"`);
    for (const name of repeated(mappings(pod.spec['imagePullSecrets']).map((secret) => text(secret['name'])))) yield inPod('manifest/duplicate', pod, ['imagePullSecrets'], `the Secret "${name}" pulls images twice`);
    for (const container of pod.containers) {
      if (!LABEL_1123.test(container.name)) yield inContainer('manifest/invalid-name', container, ['name'], ': name must be an RFC 1123 label');
    }
  }
}

/** All containers of a pod share one network namespace, so ports and their names are the pod's. */
function* containerPorts({ pods }: Cluster): Iterable<Problem> {
  for (const pod of pods) {
    const ports = running(pod).flatMap(portsOf);
    const bound = (field: string) => ports.map((port) =>
      integer(port[field]) === undefined ? undefined : `${integer(port[field])}/${protocolOf(port)}`);
    for (const name of repeated(ports.map((port) => text(port['name'])))) yield inPod('manifest/duplicate', pod, ['containers'], `two ports are called "${name}"`);
    for (const port of repeated(bound('containerPort'))) yield inPod('manifest/duplicate', pod, ['containers'], `container port ${port} is declared twice`);
    for (const port of repeated(bound('hostPort'))) yield inPod('manifest/duplicate', pod, ['containers'], `host port ${port} is declared twice`);
    if (pod.spec['hostNetwork'] !== true) continue;
    for (const { hostPort, containerPort } of ports) {
      if (hostPort !== undefined && hostPort !== containerPort) {
        yield inPod('manifest/port', pod, ['containers'], `with hostNetwork, hostPort must equal containerPort ${plain(containerPort)}`);
      }
    }
  }
}

const COMMANDS: readonly (readonly [name: string, path: readonly string[]])[] = [
  ['command', ['command']],
  ['startupProbe', ['startupProbe', 'exec', 'command']],
  ['readinessProbe', ['readinessProbe', 'exec', 'command']],
  ['livenessProbe', ['livenessProbe', 'exec', 'command']],
  ['postStart', ['lifecycle', 'postStart', 'exec', 'command']],
  ['preStop', ['lifecycle', 'preStop', 'exec', 'command']],
];

/** Kubernetes never uses a shell: a whole command line in the first element is looked up as one file name. */
function* argumentLists({ pods }: Cluster): Iterable<Problem> {
  for (const container of pods.flatMap((pod) => pod.containers)) {
    for (const [name, path] of COMMANDS) {
      const [program] = texts(at(container.body, ...path));
      if (program !== undefined && /\s/.test(program)) {
        yield inContainer('manifest/container', container, [...path, 0], `${name}: ${shown(program)} is one argument, but looks like a command line`);
      }
    }
  }
}

function contextsOf(pod: Pod): readonly (readonly [Fields, (code: 'manifest/container', detail: string) => Problem])[] {
  return [
    [fields(pod.spec['securityContext']), (code, detail) => inPod(code, pod, ['securityContext'], detail)],
    ...pod.containers.map((container) =>
      [fields(container.body['securityContext']), (code: 'manifest/container', detail: string) => inContainer(code, container, ['securityContext'], `: ${detail}`)] as const),
  ];
}

function* securityContexts({ pods }: Cluster): Iterable<Problem> {
  for (const pod of pods) {
    const ofPod = fields(pod.spec['securityContext']);
    for (const container of pod.containers) {
      const own = fields(container.body['securityContext']);
      const wrong = (detail: string): Problem => inContainer('manifest/container', container, ['securityContext'], detail);
      if (own['allowPrivilegeEscalation'] === false) {
        if (own['privileged'] === true) yield wrong(': privileged contradicts allowPrivilegeEscalation: false');
        if (texts(at(own['capabilities'], 'add')).includes('SYS_ADMIN')) yield wrong(': capability SYS_ADMIN contradicts allowPrivilegeEscalation: false');
      }
      const nonRoot = own['runAsNonRoot'] ?? ofPod['runAsNonRoot'];
      const user = own['runAsUser'] ?? ofPod['runAsUser'];
      if (nonRoot === true && user === 0) yield wrong('runs as user 0, which runAsNonRoot: true forbids');
    }
    for (const [context, wrong] of contextsOf(pod)) {
      const profile = fields(context['seccompProfile']);
      const needsFile = profile['type'] === 'Localhost';
      if (needsFile !== ('localhostProfile' in profile)) yield wrong('manifest/container', 'localhostProfile goes with seccompProfile type Localhost, and only with it');
    }
  }
}

function* podSettings({ pods }: Cluster): Iterable<Problem> {
  for (const pod of pods) {
    const { spec } = pod;
    const sysctls = mappings(at(spec['securityContext'], 'sysctls')).map((sysctl) => text(sysctl['name']) ?? '');
    const place = ['securityContext', 'sysctls'];
    for (const name of repeated(sysctls)) yield inPod('manifest/duplicate', pod, place, `sysctl ${name} is set twice`);
    for (const name of sysctls) {
      if (spec['hostNetwork'] === true && name.startsWith('net.')) yield inPod('manifest/container', pod, place, `sysctl ${name} cannot be set with hostNetwork`);
    }
    if (spec['hostPID'] === true && spec['shareProcessNamespace'] === true) {
      yield inPod('manifest/container', pod, ['shareProcessNamespace'], 'hostPID and shareProcessNamespace exclude each other');
    }
    if (spec['dnsPolicy'] === 'None' && items(at(spec['dnsConfig'], 'nameservers')).length === 0) {
      yield inPod('manifest/container', pod, ['dnsPolicy'], 'dnsPolicy None needs a name server in dnsConfig');
    }
    yield* hostAliases(pod);
  }
}

function* hostAliases(pod: Pod): Iterable<Problem> {
  for (const [index, alias] of items(pod.spec['hostAliases']).entries()) {
    const { ip, hostnames } = fields(alias);
    if (!isAddress(text(ip) ?? '')) yield inPod('manifest/invalid-value', pod, ['hostAliases', index, 'ip'], `host alias ${shown(ip)} is not an IP address`);
    for (const name of texts(hostnames)) {
      if (!SUBDOMAIN_1123.test(name)) yield inPod('manifest/invalid-name', pod, ['hostAliases', index, 'hostnames'], `host alias ${shown(name)} is not a valid host name`);
    }
  }
}

/** What one container, or the pod around it, may not say. */
export const CONTAINER_RULES: readonly Rule[] = [containerNames, containerPorts, argumentLists, securityContexts, podSettings];
