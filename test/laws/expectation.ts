import { dependenciesOf, endpointsUsedBy } from './dependencies';
import { AGAIN, execProbe, httpProbe, UNSET, unordered, WHAT_FUSE_TAKES } from '../../lib/verify/agreement/reading';
import { EITHER_SCHEME } from '../../lib/verify/agreement/operator';
import {
  CERTIFICATE, containerName, endpointsOf, existingName, GATEWAY, GATEWAY_HOST, HOST_ADDRESS, membersOf, movedPort, nameInStack, podOf, SHARED_SCRATCH, type ExposureDescription, type HealthDescription, type MountDescription, type StackDescription,
  type ValueDescription, type WorkloadDescription, hostOfOther, NEIGHBOUR, othersOf, otherVariable,
} from './stack-description';
import { leavesOf, textOf } from './value-text';
import { OF_PODS } from '../../lib/verify/agreement/word-readings';
import { composeWordFacts, sharedWordFacts, wordNotes } from './words';

/** What a description says about the running system, in the words of a reading. */
export interface Expectation {
  readonly facts: ReadonlyMap<string, string>;
  /** Facts about variables that are not set, which Compose sets to the empty text. */
  readonly emptied: ReadonlySet<string>;
  /** `client -> server`, with the ports. */
  readonly calls: ReadonlyMap<string, string>;
  readonly ports: ReadonlyMap<string, string>;
  readonly published: ReadonlyMap<string, { readonly container: string; readonly host: string }>;
  readonly entrances: ReadonlyMap<string, string>;
  /** What the readiness probe asks, by workload. */
  readonly questions: ReadonlyMap<string, string>;
  readonly sources: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly startsAfter: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly onlyKubernetes: ReadonlyMap<string, string>;
  readonly onlyCompose: ReadonlyMap<string, string>;
  /** By gateway: `path host:port`. */
  readonly gateways: ReadonlyMap<string, string>;
}

const TMP_BYTES = 64 * 1024 ** 2;

export function expectationOf(stack: StackDescription): Expectation {
  const facts = new Map([[' system name', stack.name]]);
  for (const volume of stack.volumes) if (!volume.isExisting) facts.set(` volume ${nameInStack(volume)}`, 'durable');
  for (const at of stack.workloads.keys()) for (const [what, value] of factsOf(at, stack)) facts.set(`${nameOf(at, stack)} ${what}`, value);
  const endpoints = endpointsOf(stack.workloads).map(({ workload, endpoint }) => ({ key: `${stack.workloads[podOf(workload, stack.workloads)].name} ${endpoint.name}`, ...endpoint }));
  return {
    facts,
    emptied: emptiedIn(stack),
    calls: callsOf(stack),
    ports: new Map(endpoints.map(({ key, port, protocol }) => [key, `${port}/${protocol}`])),
    published: new Map(endpoints.flatMap(({ key, port, protocol, exposure }) =>
      (exposure ? [[key, { container: `${port}/${protocol}`, host: hostOf(exposure) }] as const] : []))),
    entrances: new Map(endpoints.flatMap(({ key, exposure }) =>
      (exposure?.kind === 'public' ? [[key, `${schemeOf(exposure, stack)}://${exposure.host}${exposure.path}`] as const] : []))),
    questions: new Map(stack.workloads.flatMap((workload, at) => (workload.health && workload.health.kind !== 'image' ? [[nameOf(at, stack), questionOf(workload.health, workload, stack)] as const] : []))),
    startsAfter: new Map(stack.workloads.map((_, at) => [nameOf(at, stack), conditionsOf(podOf(at, stack.workloads), stack)])),
    onlyKubernetes: new Map([...saidOfEach(stack, onlyInKubernetes), ...outsides(stack), ...byGateway(stack), ...storage(stack)]),
    onlyCompose: saidOfEach(stack, onlyInCompose),
    gateways: gatewaysOf(stack),
    sources: new Map(stack.workloads.map(({ mounts }, at) => [nameOf(at, stack), sourcesOf(mounts)] as const).filter(([, sources]) => sources.size > 0)),
  };
}

const nameOf = (at: number, { workloads }: StackDescription): string => containerName(at, workloads);

const hostOf = (exposure: ExposureDescription): string =>
  exposure.kind === 'free' ? '0.0.0.0:undefined' : `${{ host: '0.0.0.0', balancer: '0.0.0.0', node: '0.0.0.0', address: HOST_ADDRESS, chosen: HOST_ADDRESS, loopback: '127.0.0.1', public: exposure.isOpen ? '0.0.0.0' : '127.0.0.1' }[exposure.kind]}:${exposure.variable === undefined ? exposure.port : movedPort(exposure)}`;

function* factsOf(index: number, stack: StackDescription): Iterable<readonly [string, string]> {
  const workload = stack.workloads[index];
  const { image, entrypoint, command, kind, cpu, memory, user, capabilities, inPod } = workload;
  const pod = membersOf(podOf(index, stack.workloads), stack.workloads).map((member) => stack.workloads[member]);
  const words = (list: readonly ValueDescription[]): string => JSON.stringify(list.map((word) => textOf(word, stack)));
  yield ['image', image.kind === 'reference' ? image.reference : (image.name ?? `localhost/${stack.name}/${nameOf(index, stack)}:latest`)];
  if (entrypoint) yield ['entry point', words(entrypoint)];
  if (entrypoint ?? command) yield ['command', words(command ?? [])];
  if (workload.workingDirectory !== undefined) yield ['working directory', workload.workingDirectory];
  for (const { name, value } of workload.environment) yield [`env ${name}`, missingName(value, stack) === undefined ? textOf(value, stack) : UNSET];
  for (const of of workload.calls ?? []) yield [`env ${otherVariable(of)}`, hostOfOther(stack.others![of])];
  if (workload.sources?.length) yield ['variables from', JSON.stringify(workload.sources.map(({ name, optional }) => [name, optional]))];
  for (const { name, reason } of capabilities) yield [`note cdk8s-compose/capability.${name}`, reason];
  yield* wordNotes(workload.words);
  yield* mountsOf(index, stack);
  yield ['user', workload.imageUser === true ? 'undefined:undefined' : `${user.uid}:${user.gid}`];
  yield ['root file system', workload.readOnlyRoot ? 'read-only' : 'writable'];
  yield* privilegesOf(workload);
  yield* ofPod(pod, workload);
  if (!inPod) yield ['runs', kind === 'task' ? `once, tried again ${workload.retries} times` : kind === 'daemon' ? 'for ever on each machine' : 'for ever'];
  if (!inPod) yield ['replicas', String(workload.replicas)];
  for (const what of ['limit', 'request'] as const) {
    const isNone = what === 'limit' && workload.unlimited === true;
    yield [`cpu ${what}`, isNone ? 'NaN' : String(cpu[what])];
    yield [`memory ${what}`, isNone ? 'NaN' : String(memory[what])];
  }
}

/** The name of the parameter or secret that is all of a value, and has none. */
function missingName(value: ValueDescription, stack: StackDescription): string | undefined {
  const [leaf, ...others] = leavesOf(value, stack);
  if (others.length > 0) return undefined;
  if (leaf?.kind === 'secret' && stack.secrets[leaf.of].value === undefined) return stack.secrets[leaf.of].name;
  if (leaf?.kind !== 'parameter') return undefined;
  const { name, override, default: written } = stack.parameters[leaf.of];
  return override === undefined && written === undefined ? name : undefined;
}

function emptiedIn(stack: StackDescription): Set<string> {
  return new Set(stack.workloads.flatMap((workload, at) => workload.environment.flatMap(({ name, value }) => {
    const missing = missingName(value, stack);
    return missing === undefined || missing === name ? [] : [`${nameOf(at, stack)} env ${name}`];
  })));
}

type Facts = Iterable<readonly [string, string]>;

const saidOfEach = (stack: StackDescription, say: (workload: WorkloadDescription, stack: StackDescription) => Facts): Map<string, string> =>
  new Map(stack.workloads.flatMap((workload, at) => [...say(workload, stack)].map(([what, value]) => [`${nameOf(at, stack)} ${what}`, value] as const)));

function* privilegesOf({ capabilities, fuse, rootReason, operations, endpoints, mounts, words }: WorkloadDescription): Facts {
  const ofHost = mounts.flatMap((mount) => (mount.kind === 'host-path' ? [[mount.target, mount.reason]] : [])).sort(([a], [b]) => (a < b ? -1 : 1));
  if (ofHost.length > 0) yield ['note cdk8s-compose/host-path', ofHost.map((each) => each.join(': ')).join('; ')];
  yield ['capabilities', fuse || words.privileged ? WHAT_FUSE_TAKES : `without ALL, with ${unordered(capabilities.map(({ name }) => name))}`];
  if (fuse) yield ['note cdk8s-compose/fuse', fuse.reason];
  else if (!words.privileged && !capabilities.some(({ name }) => name === 'SYS_ADMIN')) yield ['privilege escalation', words.privilegeEscalation ? 'yes' : 'no'];
  if (rootReason !== undefined) yield ['note cdk8s-compose/root', rootReason];
  if (operations.schedule !== undefined) yield ['scheduled', 'yes'];
  if (operations.metrics) {
    yield ['note prometheus.io/path', operations.metrics.path];
    yield ['note prometheus.io/port', String(endpoints[operations.metrics.endpoint].port)];
    yield ['note prometheus.io/scrape', 'true'];
  }
}

/** What all containers of a pod have if one of them has it. */
function* ofPod(pod: readonly WorkloadDescription[], { inPod, words }: WorkloadDescription): Facts {
  const groups = new Set(pod.flatMap((member) => member.groups.map(String)));
  if (groups.size > 0) yield ['groups', unordered(groups)];
  for (const [what, value] of new Map(pod.flatMap((member) => sharedWordFacts(member.words)).filter(([fact]) => OF_PODS.has(fact)))) yield [what, value];
  for (const [what, value] of sharedWordFacts(words)) if (!OF_PODS.has(what)) yield [what, value];
  if (inPod?.init !== true) yield ['stop grace period', String(Math.max(...pod.filter((member) => member.inPod?.init !== true).map((member) => Math.ceil(member.stopGracePeriod / 1000))))];
}

/** A pod's ports are those of all of its containers. */
function outsides(stack: StackDescription): [string, string][] {
  return stack.workloads.flatMap((workload, at) => [...outsideOf(workload)].map(([what, value]): [string, string] => [`${stack.workloads[podOf(at, stack.workloads)].name} ${what}`, value]));
}

/** Whether a Gateway serves it. */
const isByGateway = ({ kind, ingressClass }: ExposureDescription, { cluster }: StackDescription): boolean => kind === 'public' && ingressClass === undefined && cluster?.gateway !== undefined;

/** Of a Gateway that is there nobody knows which of its listeners have TLS. */
function schemeOf(exposure: ExposureDescription, stack: StackDescription): string {
  return isByGateway(exposure, stack) && stack.cluster?.gateway?.className === undefined ? EITHER_SCHEME : exposure.tls ? 'https' : 'http';
}

/** What HTTPRoutes say that nothing in Compose does, and the Gateway that is made for them. */
function* byGateway(stack: StackDescription): Facts {
  const { workloads, cluster: { gateway } = {}, gateway: proxy } = stack;
  if (!gateway) return;
  const { className, listeners, name = stack.name, requestTimeout = '0s' } = gateway;
  const served = endpointsOf(workloads).flatMap(({ workload, endpoint: { name: endpoint, exposure } }) => (exposure && isByGateway(exposure, stack) ? [{ of: workloads[podOf(workload, workloads)].name, endpoint, exposure }] : []));
  if (requestTimeout !== '') for (const { of, endpoint } of served) yield [`${of} longest request ${endpoint}`, requestTimeout];
  const leads = className !== undefined || (listeners?.https !== undefined && listeners.http !== undefined);
  const plain = className === undefined ? EITHER_SCHEME : 'http';
  const led = leads ? served.filter(({ exposure }) => exposure.tls) : [];
  for (const of of new Set(led.map((each) => each.of))) yield [`${of} redirect`, unordered(led.filter((each) => each.of === of).map(({ exposure }) => `${plain}://${exposure.host}${exposure.path} by 301`))];
  if (className === undefined || served.length + (proxy ? 1 : 0) === 0) return;
  const secured = new Map(served.filter(({ exposure }) => exposure.tls).map(({ exposure: { host } }) => [host, `${host.replaceAll('.', '-')}-tls`]));
  if (proxy) secured.set(GATEWAY_HOST, proxy.certificate ? CERTIFICATE.secret : `${GATEWAY_HOST.replaceAll('.', '-')}-tls`);
  yield [` gateway ${name}`, className];
  yield [` gateway ${name} http`, '80/HTTP'];
  for (const [host, secret] of secured) yield [` gateway ${name} https-${host}`, `443/HTTPS ${host} with ${secret}`];
}

function* outsideOf({ endpoints }: WorkloadDescription): Facts {
  for (const { name, port, protocol, exposure } of endpoints) {
    if (exposure?.kind !== 'balancer' && exposure?.kind !== 'node') continue;
    const outside = exposure.kind === 'node' && (exposure.port < 30000 || exposure.port > 32767) ? 'any' : exposure.port;
    yield [`outside ${name}`, `${exposure.kind === 'node' ? 'NodePort' : 'LoadBalancer'} ${outside} for ${port}/${protocol}`];
  }
}

function* storage({ volumes, secrets, secretStore }: StackDescription): Facts {
  if (secretStore && secrets.length > 0) yield [' objects ExternalSecret', 'yes'];
  for (const volume of volumes.filter(({ isExisting }) => !isExisting)) {
    yield [` volume ${nameInStack(volume)} size`, String(volume.size)];
    if (volume.storageClass !== undefined) yield [` volume ${nameInStack(volume)} class`, volume.storageClass];
  }
}

function* onlyInKubernetes({ mounts, health, replicas, kind, inPod, operations: { rollingUpdate, autoscaling, schedule } }: WorkloadDescription): Facts {
  if (health?.liveness && health.kind !== 'image') yield ['liveness probe', 'yes'];
  if (replicas > 1 && kind !== 'task' && !inPod) yield ['disruption', 'at most 1 fewer'];
  for (const mount of mounts) if (mount.kind === 'certificate') yield [`mount ${mount.target}`, `certificate ${CERTIFICATE.secret}, read-only`];
  if (autoscaling) yield ['autoscaling', `to ${autoscaling.maxReplicas} at ${autoscaling.cpuUtilization} %`];
  if (schedule !== undefined) yield ['schedule', `${schedule} Etc/UTC`];
  if (!rollingUpdate) return;
  yield ['update', `${rollingUpdate.maxSurge} more, ${rollingUpdate.maxUnavailable} fewer, ${Math.ceil(rollingUpdate.settleTime / 1000)} s apart`];
}

function* onlyInCompose(workload: WorkloadDescription, stack: StackDescription): Facts {
  const { words, inPod, operations, health, stopSignal } = workload;
  const { workloads } = stack;
  for (const [what, value] of composeWordFacts(words, inPod && workloads[inPod.workload].words)) if (what !== 'shared networks') yield [what, value];
  // The network of a workload of another stack is one of that kind.
  const pod = inPod?.workload ?? workloads.indexOf(workload);
  const networks = [...(workloads[pod].words.sharedNetworks ?? []).map(({ name }) => name), ...othersOf(pod, stack).flatMap(({ kind, name }) => (kind === 'workload' ? [`${NEIGHBOUR}-${name}`] : []))];
  if (networks.length > 0) yield ['shared networks', unordered(networks)];
  if (stopSignal !== undefined) yield ['stop signal', stopSignal];
  if (health?.kind === 'image') yield ['check of the image', JSON.stringify([health.interval, health.timeout, health.retries, health.startPeriod, health.startInterval])];
  // Whoever is beside a workload is started again as that one is.
  const { restart } = inPod && !inPod.init ? workloads[inPod.workload].operations : operations;
  if (restart) yield ['restart', `${restart.attempts} attempts, ${restart.delay} ms apart`];
}

function* mountsOf(index: number, stack: StackDescription): Iterable<readonly [string, string]> {
  const { mounts, tmp, sharedMemory } = stack.workloads[index];
  if (tmp && !mounts.some(({ target }) => target === '/tmp')) yield ['mount /tmp', `memory ${TMP_BYTES}`];
  if (sharedMemory !== undefined) yield ['mount /dev/shm', `memory ${sharedMemory}`];
  for (const mount of mounts) {
    const key = `mount ${mount.target}`;
    if (mount.kind === 'volume') yield [key, `volume ${stack.volumes[mount.of].isExisting ? existingName(stack.volumes[mount.of]) : nameInStack(stack.volumes[mount.of])}${mount.readOnly ? ', read-only' : ''}`];
    if (mount.kind === 'config') yield [key, `file ${textOf(stack.configFiles[mount.of].content, stack)}`];
    if (mount.kind === 'secret') yield [key, `secret ${stack.secrets[mount.of].name}`];
    if (mount.kind === 'scratch') yield [key, `memory ${mount.size ?? 'of any size'}`];
    if (mount.kind === 'image') yield [key, `image ${mount.reference}`];
    if (mount.kind === 'image' && mount.subPath !== undefined) yield [`${key} below`, mount.subPath];
    if (mount.kind === 'host-path') yield [key, `host ${mount.path}${mount.readOnly ? ', read-only' : ''}`];
    if (mount.kind === 'shared-scratch') yield [key, `shared ${stack.workloads[podOf(index, stack.workloads)].name}-${SHARED_SCRATCH.name}`];
  }
}

function sourcesOf(mounts: readonly MountDescription[]): Map<string, string> {
  return new Map(mounts.flatMap((mount) => {
    if (mount.kind === 'certificate') return [[mount.target, `${CERTIFICATE.directory}, read-only`] as const];
    if (mount.kind !== 'source') return [];
    const directory = mount.path === '.' ? '/checkout' : `/checkout/${mount.path}`;
    return [[mount.target, `${directory}${mount.readOnly ? ', read-only' : ''}`] as const, ...mount.keep.map((keep) => [keep, 'kept'] as const)];
  }));
}

function questionOf({ kind, path, isSafe, headers = {}, service, command, endpoint }: HealthDescription, { endpoints }: WorkloadDescription, stack: StackDescription): string {
  if (kind === 'exec') return execProbe(command.map((word) => textOf(word, stack)));
  const { port } = endpoints[endpoint ?? 0];
  if (kind === 'http') return httpProbe(String(port), path, isSafe, Object.entries(headers).map(([name, value]) => `${name}: ${value}`));
  return kind === 'tcp' ? `tcp ${port}` : `grpc ${port} ${service ?? ''}`;
}

function callsOf(stack: StackDescription): Map<string, string> {
  const all = endpointsOf(stack.workloads);
  const calls = new Map<string, Set<string>>();
  for (const [at, client] of stack.workloads.entries()) {
    if (client.inPod) continue;
    for (const of of endpointsUsedBy(at, stack)) {
      const { workload, endpoint } = all[of];
      const key = `${client.name} -> ${stack.workloads[podOf(workload, stack.workloads)].name}`;
      calls.set(key, (calls.get(key) ?? new Set()).add(`${endpoint.port}/${endpoint.protocol}`));
    }
  }
  return new Map([...calls].map(([key, ports]) => [key, unordered(ports)]));
}

function conditionsOf(at: number, stack: StackDescription): Map<string, string> {
  return new Map(dependenciesOf(at, stack).map((peer) => {
    const { name, kind, health } = stack.workloads[peer];
    const said = stack.workloads[at].startAfter.find(({ workload }) => workload === peer);
    const again = said?.restart ? AGAIN : '';
    if (said?.started) return [name, `service_started${again}`];
    return [name, (kind === 'task' ? 'service_completed_successfully' : health ? 'service_healthy' : 'service_started') + again];
  }));
}

function gatewaysOf({ gateway, workloads }: StackDescription): Map<string, string> {
  if (!gateway) return new Map();
  const all = endpointsOf(workloads);
  const routes = gateway.routes.map(({ path, of, stripPrefix }) => `${path} ${workloads[podOf(all[of].workload, workloads)].name}:${all[of].endpoint.port}${stripPrefix ? ` without-prefix x-forwarded-prefix=${path}` : ''}`);
  return new Map([[GATEWAY, unordered(routes)]]);
}
