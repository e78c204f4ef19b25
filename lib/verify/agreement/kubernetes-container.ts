import type { Cluster, Container, Pod } from '../kubernetes/manifests';
import { quantityOf } from '../kubernetes/quantity';
import { at, fields, isFields, items, mappings, shown, text, texts, type Fields } from '../untyped';
import type { Pages } from './notebook';
import { execProbe, httpProbe, UNSET, unordered, WHAT_FUSE_TAKES, type KubernetesProbe, type KubernetesProbes } from './reading';
import { expand, referencesIn } from './kubelet-expansion';

/** A container that is read, and what is around it. */
export interface ReadContainer {
  readonly pages: Pages;
  readonly cluster: Cluster;
  readonly operator: ReadonlyMap<string, string>;
  readonly pod: Pod;
  readonly container: Container;
  /** Name of the workload that it is a part of. */
  readonly workload: string;
}

/**
 * Reads what is started, and with which variables.
 *
 * @returns the keys of facts about variables that only other texts need
 */
export function readProcess(read: ReadContainer): readonly string[] {
  const { pages, container: { body } } = read;
  const sources = mappings(body['envFrom']).map((source) => fields(source['secretRef'] ?? source['configMapRef'])).map(({ name, optional }) => [name, optional === true]);
  if (sources.length > 0) pages.fact('variables from', JSON.stringify(sources), 'envFrom');
  const variables = new Map<string, string>();
  const used = new Set<string>();
  const helpers: string[] = [];
  for (const [index, entry] of items(body['env']).map(fields).entries()) {
    const variable = text(entry['name']) ?? '';
    const written = text(entry['value']) ?? '';
    const value = isFields(entry['valueFrom']) ? valueFrom(read, entry['valueFrom']) : expand(written, variables);
    for (const reference of referencesIn(written)) used.add(reference);
    pages.fact(`env ${variable}`, value ?? UNSET, 'env', index);
    if (value !== undefined) variables.set(variable, value);
    if ('valueFrom' in entry) helpers.push(variable);
  }
  for (const [field, what] of [['command', 'entry point'], ['args', 'command']] as const) {
    const words = body[field];
    if (!Array.isArray(words)) {
      // With an entry point of its own the image's command is not used.
      if (field === 'args' && Array.isArray(body['command'])) pages.fact(what, '[]');
      continue;
    }
    for (const reference of texts(words).flatMap(referencesIn)) used.add(reference);
    pages.fact(what, JSON.stringify(words.map((word) => expand(String(word), variables))), field);
  }
  return helpers.filter((variable) => used.has(variable)).map((variable) => `${pages.name} env ${variable}`);
}

function valueFrom({ pages, cluster, operator, pod: { owner } }: ReadContainer, source: Fields): string | undefined {
  const { configMapKeyRef, secretKeyRef } = source;
  // What a kubelet knows of the pod is no value that Compose could have.
  if (configMapKeyRef === undefined && secretKeyRef === undefined) return shown(source);
  const reference = fields(configMapKeyRef ?? secretKeyRef);
  const key = text(reference['key']) ?? '';
  if (configMapKeyRef !== undefined) {
    const written = text(at(cluster.find('ConfigMap', owner.namespace, text(reference['name']) ?? '')?.body, 'data', key));
    if (written === undefined && reference['optional'] !== true) pages.fault('environment', `there is no parameter ${key}`);
    return operator.get(key) ?? written;
  }
  const value = operator.get(key);
  if (value === undefined && reference['optional'] !== true) pages.fault('environment', `there is no secret ${key}`);
  return value;
}

/** Reads by what a container is asked whether it works. */
export function readProbes({ container: { body } }: ReadContainer): KubernetesProbes | undefined {
  const literal = new Map(mappings(body['env']).map((entry) => [text(entry['name']) ?? '', text(entry['value']) ?? '']));
  const read = (field: string): KubernetesProbe | undefined => (isFields(body[field]) ? probeOf(body[field], literal) : undefined);
  const [startup, readiness, liveness] = [read('startupProbe'), read('readinessProbe'), read('livenessProbe')];
  return (startup ?? readiness ?? liveness) && { ...(startup && { startup }), ...(readiness && { readiness }), ...(liveness && { liveness }) };
}

function probeOf(probe: Fields, literal: ReadonlyMap<string, string>): KubernetesProbe {
  const { exec, httpGet, tcpSocket, grpc } = probe;
  const number = (field: string, otherwise: number): number => Number(probe[field] ?? otherwise);
  return {
    asks: isFields(exec)
      ? execProbe(texts(exec['command']).map((word) => expand(word, literal)))
      : isFields(httpGet)
        ? httpProbe(String(httpGet['port']), String(httpGet['path']), httpGet['scheme'] === 'HTTPS', mappings(httpGet['httpHeaders']).map(({ name, value }) => `${String(name)}: ${String(value)}`))
        : isFields(tcpSocket)
          ? `tcp ${String(tcpSocket['port'])}`
          : `grpc ${String(at(grpc, 'port'))} ${text(at(grpc, 'service')) ?? ''}`,
    period: number('periodSeconds', 10),
    timeout: number('timeoutSeconds', 1),
    failures: number('failureThreshold', 3),
    successes: number('successThreshold', 1),
    initialDelay: number('initialDelaySeconds', 0),
  };
}

/** Reads whom a container runs as, and what it may do. */
export function readPrivileges(read: ReadContainer): void {
  const { pages, pod: { spec }, container: { body } } = read;
  const own = fields(body['securityContext']);
  const ofPod = fields(spec['securityContext']);
  const either = (field: string): string => String(own[field] ?? ofPod[field]);
  pages.fact('user', `${either('runAsUser')}:${either('runAsGroup')}`, 'securityContext');
  pages.fact('root file system', own['readOnlyRootFilesystem'] === true ? 'read-only' : 'writable', 'securityContext');
  if (ofPod['supplementalGroups'] !== undefined) pages.fact('groups', unordered(items(ofPod['supplementalGroups']).map(String)));
  const user = own['runAsUser'] ?? ofPod['runAsUser'];
  if (user !== undefined && (own['runAsNonRoot'] ?? ofPod['runAsNonRoot']) !== (user !== 0)) pages.fault('user', 'runAsNonRoot says something else than runAsUser');
  const added = texts(at(own['capabilities'], 'add'));
  const isPrivileged = own['privileged'] === true || pluggedDevices(body).some((resource) => isOfFuse(resource, read));
  pages.fact('capabilities', isPrivileged ? WHAT_FUSE_TAKES : `without ${unordered(texts(at(own['capabilities'], 'drop')))}, with ${unordered(added)}`, 'securityContext');
  if (!isPrivileged && !added.includes('SYS_ADMIN')) pages.fact('privilege escalation', own['allowPrivilegeEscalation'] === false ? 'no' : 'yes', 'securityContext');
  // The engine lets everyone bind low ports; here that takes a sysctl.
  const first = Number(mappings(ofPod['sysctls']).find((sysctl) => sysctl['name'] === 'net.ipv4.ip_unprivileged_port_start')?.['value'] ?? 1024);
  if (mappings(body['ports']).some(({ containerPort }) => Number(containerPort) < Math.min(first, 1024))) pages.fault('privilege', 'it may not bind its low port');
}

/** Reads what a container gets, and what is set aside for it. */
export function readLimits({ pages, container: { body } }: ReadContainer): void {
  for (const [what, field] of [['limit', 'limits'], ['request', 'requests']] as const) {
    const amounts = at(body['resources'], field);
    pages.fact(`cpu ${what}`, String(Math.round((quantityOf(at(amounts, 'cpu')) ?? NaN) * 1000)), 'resources', field);
    pages.fact(`memory ${what}`, String(quantityOf(at(amounts, 'memory')) ?? NaN), 'resources', field);
  }
}

/** Devices of plug-ins, but for those that a container mounts by FUSE with. */
export function otherPluggedDevices(read: ReadContainer): readonly string[] {
  return pluggedDevices(read.container.body).filter((resource) => !isOfFuse(resource, read));
}

function pluggedDevices(body: Fields): readonly string[] {
  return Object.keys(fields(at(body['resources'], 'limits'))).filter((resource) => resource.includes('/') && resource !== 'nvidia.com/gpu');
}

/** With all that mounting takes: the device alone is like every other. */
function isOfFuse(resource: string, { pod: { annotations }, container: { body, name } }: ReadContainer): boolean {
  const own = fields(body['securityContext']);
  const isConfined = at(own['appArmorProfile'], 'type') !== 'Unconfined' && annotations[`container.apparmor.security.beta.kubernetes.io/${name}`] !== 'unconfined';
  return resource.endsWith('/fuse') && (own['privileged'] === true || texts(at(own['capabilities'], 'add')).includes('SYS_ADMIN')) && !isConfined;
}
