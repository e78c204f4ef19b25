import { protocolOf } from '../kubernetes/container-rules';
import { mapMatches, selectorMatches, type Cluster, type Container, type Pod } from '../kubernetes/manifests';
import type { Place } from '../problem';
import { at, fields, items, mappings, texts, type Fields } from '../untyped';
import { backendsOf, ENTRANCES, entrancesOf, gatewaysOf, gatewayTermsOf } from './kubernetes-entrances';
import { governingOf } from './kubernetes-names';
import { hasToken, policiesFor, shutAddresses } from './kubernetes-policies';
import { unordered, type Fault, type KubernetesReading } from './reading';

/** Who reaches whom in the cluster, under which name and on which ports. */
export type KubernetesAccess = Pick<KubernetesReading, 'calls' | 'ports' | 'entrances' | 'gateways' | 'gatewayTerms' | 'waits' | 'closed' | 'faults'>;

/** The name by which peers know a workload: its container's. A Job's own name changes with its content. */
export function workloadOf(pod: Pod): string {
  return pod.containers.find(({ init }) => !init)?.name ?? '';
}

/** The containers that run at the same time, the main one first; from some version on, those beside it are init containers that never end. */
export function runningContainers(pod: Pod): readonly Container[] {
  const { containers } = pod;
  return [...containers.filter(({ init }) => !init), ...containers.filter(({ init, body }) => init && body['restartPolicy'] === 'Always')];
}

/** What the user runs before the others, in order; a step that only waits is no container of the user's. */
export function userInits(pod: Pod): readonly Container[] {
  return pod.containers.filter(({ init, body, name }) => init && body['restartPolicy'] === undefined && !name.startsWith('wait-for-'));
}

/** Where a pod's template stands in its owner. */
export function placeOfTemplate({ owner: { kind } }: Pod): Place {
  return kind === 'Pod' ? [] : kind === 'CronJob' ? ['spec', 'jobTemplate', 'spec', 'template'] : ['spec', 'template'];
}

/** Where a container stands in the owner of its pod. */
export function placeOfContainer(pod: Pod, { body, init }: Container): Place {
  const list = init ? 'initContainers' : 'containers';
  return [...placeOfTemplate(pod), 'spec', list, items(pod.spec[list]).indexOf(body)];
}

const portText = (port: Fields): string => `${String(port['containerPort'])}/${protocolOf(port).toLowerCase()}`;

export const declaredPorts = (pod: Pod): readonly Fields[] => runningContainers(pod).flatMap(({ body }) => mappings(body['ports']));

export function readAccess(cluster: Cluster): KubernetesAccess {
  const faults: Fault[] = [];
  const ports = new Map<string, string>();
  for (const pod of cluster.pods) {
    for (const port of declaredPorts(pod)) ports.set(`${workloadOf(pod)} ${String(port['name'])}`, portText(port));
    faults.push(...serviceFaults(cluster, pod));
  }
  const calls = callsIn(cluster);
  for (const client of cluster.pods) faults.push(...shutAddresses(cluster, client, workloadOf, isAdmitted(cluster), declaredPorts));
  return {
    ports,
    calls,
    faults: [...faults, ...entranceFaults(cluster), ...metricsFaults(cluster), ...waitFaults(cluster, calls)],
    entrances: entrancesOf(cluster),
    gateways: gatewaysOf(cluster),
    gatewayTerms: gatewayTermsOf(cluster),
    waits: waitsOf(cluster),
    closed: new Set(cluster.pods.filter((pod) => isClosed(cluster, pod)).map(workloadOf)),
  };
}

/** Peers use the container's port under the workload's name, as they do in Compose. */
function* serviceFaults(cluster: Cluster, pod: Pod): Iterable<Fault> {
  const name = workloadOf(pod);
  const ports = declaredPorts(pod);
  const service = cluster.find('Service', pod.owner.namespace, name);
  if (!service || !mapMatches(service.spec['selector'], pod.labels)) {
    if (ports.length > 0) yield { workload: name, aspect: 'reachability', says: 'no Service of that name leads to it' };
    return;
  }
  const reachable = mappings(service.spec['ports']).map((port) => {
    if (port['port'] !== (port['targetPort'] ?? port['port'])) return `${String(port['port'])} for another port`;
    return `${String(port['name'])} ${String(port['port'])}/${protocolOf(port).toLowerCase()}`;
  });
  const wanted = ports.map((port) => `${String(port['name'])} ${portText(port)}`);
  if (unordered(reachable) !== unordered(wanted)) yield { workload: name, aspect: 'reachability', says: `it has the ports ${unordered(wanted)}, its Service ${unordered(reachable)}` };
}

/** Other names under which peers reach a workload, on the same ports. */
export function otherNamesOf(cluster: Cluster, pod: Pod): string[] {
  const own = cluster.find('Service', pod.owner.namespace, workloadOf(pod));
  const governing = governingOf(cluster, pod);
  const others = cluster.ofKind('Service').filter((service) => service !== own && service !== governing && service.namespace === pod.owner.namespace && service.spec['type'] === 'ClusterIP' && mapMatches(service.spec['selector'], pod.labels));
  return others.filter(({ spec }) => own === undefined || JSON.stringify(spec['ports']) === JSON.stringify(own.spec['ports'])).map(({ name }) => name);
}

const admitsPort = (rule: Fields, port: Fields): boolean =>
  items(rule['ports']).length === 0
  || mappings(rule['ports']).some((allowed) => allowed['port'] === port['containerPort'] && protocolOf(allowed) === protocolOf(port));

/** A rule without `from` lets everyone in, which is for entrances and no word about peers. */
const admitsPeer = (rule: Fields, client: Pod): boolean =>
  mappings(rule['from']).some((peer) => 'podSelector' in peer && selectorMatches(peer['podSelector'], client.labels));

/** What a policy lets out to; undefined for a pod of which no policy says anything, or that is on the network of its node, where none holds. */
function waysOut(cluster: Cluster, pod: Pod): readonly Fields[] | undefined {
  const policies = pod.spec['hostNetwork'] === true ? [] : policiesFor(cluster, pod, 'Egress');
  return policies.length === 0 ? undefined : policies.flatMap(({ spec }) => mappings(spec['egress']));
}

const EVERYTHING: ReadonlySet<unknown> = new Set(['0.0.0.0/0', '::/0']);

const isAnywhere = (rule: Fields): boolean => items(rule['to']).length === 0 || mappings(rule['to']).some((peer) => EVERYTHING.has(at(peer['ipBlock'], 'cidr')) && items(at(peer['ipBlock'], 'except')).length === 0);

const isClosed = (cluster: Cluster, pod: Pod): boolean => waysOut(cluster, pod)?.every((rule) => !isAnywhere(rule) || items(rule['ports']).length > 0) ?? false;

/** Whoever is on the network of a node is found by an address alone. */
function letsOut(ways: readonly Fields[] | undefined, server: Pod, port: Fields): boolean {
  const isPeer = (peer: Fields): boolean => server.spec['hostNetwork'] !== true && ('podSelector' in peer || 'namespaceSelector' in peer)
    && selectorMatches(peer['podSelector'], server.labels) && selectorMatches(peer['namespaceSelector'], { 'kubernetes.io/metadata.name': server.owner.namespace });
  return ways?.some((rule) => admitsPort(rule, port) && (isAnywhere(rule) || mappings(rule['to']).some(isPeer))) ?? true;
}

const isOpen = (rule: Fields): boolean => items(rule['from']).length === 0;

/** Whether policies let a pod in on a port of another one. */
const isAdmitted = (cluster: Cluster) => {
  const policies = new Map(cluster.pods.map((server) => [server, policiesFor(cluster, server)]));
  return (client: Pod, server: Pod, port: Fields): boolean => {
    const ofServer = policies.get(server) ?? [];
    return ofServer.length === 0 || ofServer.some(({ spec }) => mappings(spec['ingress']).some((rule) => (admitsPeer(rule, client) || isOpen(rule)) && admitsPort(rule, port)));
  };
};

function callsIn(cluster: Cluster): Map<string, string> {
  const calls = new Map<string, string>();
  const ways = new Map(cluster.pods.map((pod) => [pod, waysOut(cluster, pod)]));
  for (const server of cluster.pods) {
    const policies = policiesFor(cluster, server);
    const rules = policies.flatMap(({ spec }) => mappings(spec['ingress']));
    for (const client of cluster.pods) {
      if (client === server) continue;
      const admitted = declaredPorts(server).filter((port) =>
        (policies.length === 0 || rules.some((rule) => admitsPeer(rule, client) && admitsPort(rule, port))) && letsOut(ways.get(client), server, port));
      if (admitted.length > 0) calls.set(`${workloadOf(client)} -> ${workloadOf(server)}`, unordered(admitted.map(portText)));
    }
  }
  return calls;
}

/** What leads in from outside of the cluster without an Ingress: `workload endpoint` to `LoadBalancer 1883 for 1883/tcp`. */
export function* outsideOf(cluster: Cluster, pod: Pod): Iterable<readonly [key: string, value: string]> {
  for (const { spec, namespace } of cluster.ofKind('Service')) {
    if (namespace !== pod.owner.namespace || spec['type'] === 'ClusterIP' || !mapMatches(spec['selector'], pod.labels)) continue;
    for (const port of mappings(spec['ports'])) {
      const outside = spec['type'] === 'NodePort' ? (port['nodePort'] ?? 'any') : port['port'];
      yield [`${workloadOf(pod)} ${String(port['name'])}`, `${String(spec['type'])} ${String(outside)} for ${String(port['targetPort'])}/${protocolOf(port).toLowerCase()}`];
    }
  }
}

/** What an Ingress or an HTTPRoute serves, or a Service for those outside, is open to everyone, and nothing else is. */
function* entranceFaults(cluster: Cluster): Iterable<Fault> {
  const entrances = new Set(cluster.ofKind(...ENTRANCES).flatMap((entrance) => [...backendsOf(cluster, entrance)].map(({ key }) => key)));
  for (const pod of cluster.pods) {
    const policies = policiesFor(cluster, pod);
    // Without a policy everything is open; who may call whom says so.
    if (policies.length === 0) continue;
    const open = policies.flatMap(({ spec }) => mappings(spec['ingress'])).filter(isOpen);
    for (const port of declaredPorts(pod)) {
      const key = `${workloadOf(pod)} ${String(port['name'])}`;
      const isEntrance = entrances.has(key) || [...outsideOf(cluster, pod)].some(([outside]) => outside === key);
      if (open.some((rule) => admitsPort(rule, port)) !== isEntrance) yield { workload: workloadOf(pod), aspect: 'entrance', says: `its endpoint ${String(port['name'])} ${isEntrance ? 'is shut to whoever comes by its entrance' : 'is open to everyone'}` };
    }
  }
}

/** Whoever is told to scrape comes from another namespace. */
function* metricsFaults(cluster: Cluster): Iterable<Fault> {
  for (const pod of cluster.pods.filter(({ annotations }) => annotations['prometheus.io/scrape'] === 'true')) {
    const rules = policiesFor(cluster, pod).flatMap(({ spec }) => mappings(spec['ingress']));
    const port = declaredPorts(pod).find((candidate) => portText(candidate) === `${String(pod.annotations['prometheus.io/port'])}/tcp`);
    const isLetIn = port && rules.some((rule) => mappings(rule['from']).some((peer) => 'namespaceSelector' in peer) && admitsPort(rule, port));
    if (!isLetIn) yield { workload: workloadOf(pod), aspect: 'isolation', says: 'it is to be scraped on a port where nobody from another namespace is let in' };
  }
}

const PORT_WAIT = /\bnc -z (?:-w \d+ )?(\S+) (\d+)/;
const JOB_WAIT = /\bjob\/(\S+)/;

interface Wait {
  readonly peer: string;
  /** On which it asks the peer itself. */
  readonly port?: string;
  /** About which it asks the API server. */
  readonly job?: string;
  /** Whether every word of it is known. */
  readonly isKnown: boolean;
  readonly body: Fields;
}

/** Whether a container waits by one of two commands, and does nothing else. */
function isKnownWait({ command, args }: Fields): boolean {
  if (command === undefined) return /^\["wait","--for=condition=complete","--timeout=-1s","job\/[^"]+"\]$/.test(JSON.stringify(args));
  return args === undefined && /^\["sh","-c","until nc -z -w \d+ \S+ \d+; do sleep \d+; done"\]$/.test(JSON.stringify(command));
}

/** What a step of its own may do that waiting does not take: `wait for PEER`. */
export function* waitNotes(cluster: Cluster, pod: Pod): Iterable<readonly [what: string, value: string]> {
  for (const { peer, isKnown, body } of waitsIn(cluster, pod)) {
    if (!isKnown) yield [`wait for ${peer}`, 'by a command that nobody knows'];
    const context = fields(body['securityContext']);
    const capabilities = fields(context['capabilities']);
    const isLocked = context['allowPrivilegeEscalation'] === false && context['readOnlyRootFilesystem'] === true && context['privileged'] !== true && texts(capabilities['drop']).includes('ALL') && items(capabilities['add']).length === 0;
    if (!isLocked) yield [`privileges of the wait for ${peer}`, 'more than it takes'];
  }
}

function waitsIn(cluster: Cluster, pod: Pod): readonly Wait[] {
  return pod.containers.filter(({ init, name }) => init && name.startsWith('wait-for-')).map(({ body }) => {
    const words = [...texts(body['command']), ...texts(body['args'])].join(' ');
    const job = JOB_WAIT.exec(words)?.[1];
    const task = cluster.pods.find(({ owner }) => owner.kind === 'Job' && owner.name === job);
    const isKnown = isKnownWait(body);
    if (job !== undefined) return { peer: task ? workloadOf(task) : job, job, isKnown, body };
    const [, peer = '', port = ''] = PORT_WAIT.exec(words) ?? [];
    return { peer, port, isKnown, body };
  });
}

function waitsOf(cluster: Cluster): Map<string, readonly string[]> {
  return new Map(cluster.pods.map((pod) => [workloadOf(pod), waitsIn(cluster, pod).map(({ peer }) => peer)]));
}

/** Who waits for an object asks for it once, and then for what happens to it. */
const WATCHING = ['get', 'list', 'watch'];

/** Whether a pod's account may look at a Job. */
function mayLookAt(cluster: Cluster, { owner, spec }: Pod, job: string): boolean {
  const isOwn = (subject: Fields): boolean => subject['name'] === spec['serviceAccountName'] && subject['namespace'] === owner.namespace;
  return cluster.ofKind('RoleBinding').filter(({ body }) => mappings(body['subjects']).some(isOwn)).some(({ body, namespace }) => {
    const role = cluster.find('Role', namespace, String(at(body['roleRef'], 'name')));
    return mappings(role?.body['rules']).some((rule) =>
      texts(rule['apiGroups']).includes('batch') && texts(rule['resources']).includes('jobs') && texts(rule['resourceNames']).includes(job) && WATCHING.every((verb) => texts(rule['verbs']).includes(verb)));
  });
}

/** On which API servers are found. */
const API_SERVER_PORTS = [443, 6443];

/** An API server is found by its address alone. */
const isToAddresses = (rule: Fields): boolean => items(rule['to']).length === 0 || mappings(rule['to']).some((peer) => 'ipBlock' in peer);

/** An init container that a policy shuts out waits for ever. */
function* waitFaults(cluster: Cluster, calls: ReadonlyMap<string, string>): Iterable<Fault> {
  for (const pod of cluster.pods) {
    const before = pod.containers.filter(({ init }) => init).map(({ name }) => name.startsWith('wait-for-'));
    if (before.lastIndexOf(true) > before.indexOf(false) && before.includes(false)) yield { workload: workloadOf(pod), aspect: 'order', says: 'a container runs before its pod has waited' };
    for (const { peer, port, job, body } of waitsIn(cluster, pod)) {
      if (job !== undefined) {
        if (isClosed(cluster, pod) && !API_SERVER_PORTS.some((containerPort) => waysOut(cluster, pod)!.some((rule) => isToAddresses(rule) && admitsPort(rule, { containerPort })))) {
          yield { workload: workloadOf(pod), aspect: 'order', says: `it waits for the job ${job}, and no policy lets it out to the API server that knows of it` };
        }
        if (!hasToken(cluster, pod, body)) yield { workload: workloadOf(pod), aspect: 'order', says: `it waits for the job ${job}, and has no token to ask about it` };
        if (!mayLookAt(cluster, pod, job)) yield { workload: workloadOf(pod), aspect: 'order', says: `it waits for the job ${job}, at which it may not look` };
        continue;
      }
      const admitted = calls.get(`${workloadOf(pod)} -> ${peer}`)?.split(' ') ?? [];
      if (!admitted.includes(`${port}/tcp`)) yield { workload: workloadOf(pod), aspect: 'order', says: `it waits for ${peer} on port ${port}, where it is not let in` };
    }
  }
}
