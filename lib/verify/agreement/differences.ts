import { differenceOf, faultOf, type Difference } from './difference';
import { withoutDirectories } from './directories';
import { asPods, podFaults } from './pods';
import { probeDifferences } from './probe-agreement';
import { UNSET, unordered, type ComposeReading, type KubernetesReading } from './reading';

/**
 * Everything in which two readings of one system differ. It knows the two formats, not who wrote them.
 *
 * @param open what was asked to be on all networks of the Compose host beside its host name, as `workload endpoint`: no output says that
 */
export function differencesOf(kubernetes: KubernetesReading, read: ComposeReading, open: ReadonlySet<string> = new Set()): Difference[] {
  const compose = comparable(read, kubernetes);
  const containers = withoutGateways(compose, new Set(kubernetes.gateways.keys()));
  return [
    ...kubernetes.faults.map((fault) => faultOf(fault, 'kubernetes')),
    ...compose.faults.map((fault) => faultOf(fault, 'compose')),
    ...facts(kubernetes, containers),
    ...calls(kubernetes, containers),
    ...ports(kubernetes, containers, open),
    ...gateways(kubernetes, compose),
    ...certificates(kubernetes, compose),
    ...order(kubernetes, compose),
    ...handovers(kubernetes, compose),
    ...probes(kubernetes, containers),
    ...[...podFaults(kubernetes, read)].map((fault) => faultOf(fault, 'compose')),
  ];
}

/** A Compose reading as Kubernetes would say it. */
export function comparable(compose: ComposeReading, kubernetes: KubernetesReading): ComposeReading {
  return withoutDirectories(asPods(compose, kubernetes.pods), kubernetes);
}

/** What the ingress controller does on Kubernetes is a container in Compose. */
function withoutGateways(compose: ComposeReading, names: ReadonlySet<string>): ComposeReading {
  const isOther = ([key]: readonly [string, unknown]): boolean => !names.has(key.split(' ')[0]);
  return {
    ...compose,
    facts: new Map([...compose.facts].filter(isOther)),
    calls: new Map([...compose.calls].filter(isOther)),
    published: new Map([...compose.published].filter(isOther)),
    checks: new Map([...compose.checks].filter(isOther)),
  };
}

function* gateways(kubernetes: KubernetesReading, compose: ComposeReading): Iterable<Difference> {
  for (const [workload, passing] of kubernetes.gateways) {
    const [ours, theirs] = [unordered(passing), unordered(compose.passes.get(workload) ?? [])];
    if (ours !== theirs) yield { workload, aspect: 'entrance', what: 'routes', kubernetes: ours, compose: theirs };
    const servers = unordered(new Set([...passing].map((route) => route.split(' ')[1].split(':')[0])));
    const called = unordered([...compose.calls.keys()].flatMap((call) => (call.startsWith(`${workload} -> `) ? [call.slice(`${workload} -> `.length)] : [])));
    if (servers !== called) yield { workload, aspect: 'isolation', what: 'peers', kubernetes: servers, compose: called };
    const hosts = [...compose.published].flatMap(([key, { host }]) => (key.startsWith(`${workload} `) ? [host] : []));
    // With a certificate of its own it may answer everyone, without one only a proxy on the same machine.
    const isOpen = hosts.some((host) => !host.startsWith('127.0.0.1:'));
    if (hosts.length === 0 || isOpen !== compose.sources.has(workload)) yield faultOf({ workload, aspect: 'entrance', says: `it is at ${unordered(hosts) || 'no port'} of the host` }, 'compose');
  }
}

/** Kubernetes mounts a Secret where Compose mounts a directory of the operator's. */
function* certificates(kubernetes: KubernetesReading, compose: ComposeReading): Iterable<Difference> {
  for (const [key, value] of kubernetes.only) {
    const [, workload, target] = /^(\S+) mount (.*)$/s.exec(key) ?? [];
    const source = compose.sources.get(workload ?? '')?.get(target);
    if (workload !== undefined && !source?.endsWith(', read-only')) yield differenceOf(key, value, source);
  }
}

function* facts(kubernetes: KubernetesReading, compose: ComposeReading): Iterable<Difference> {
  const publishing = new Set([...compose.published].filter(([, { host }]) => !host.endsWith(':undefined')).map(([key]) => key.split(' ')[0]));
  for (const key of new Set([...kubernetes.facts.keys(), ...compose.facts.keys()])) {
    const ours = kubernetes.facts.get(key);
    const theirs = compose.facts.get(key);
    if (ours === theirs) continue;
    // Kubernetes composes text from variables, so it may have one that only other texts need.
    if (theirs === undefined && kubernetes.helpers.has(key)) continue;
    // Compose hands a variable that is not set on under its own name only.
    if (ours === UNSET && theirs === '' && compose.emptied.has(key)) continue;
    // One container can hold a host port, and one of each can share a network.
    const [workload, what] = key.split(' ');
    const isOne = publishing.has(workload) || (kubernetes.pods.get(workload)?.containers.length ?? 0) > 1;
    if (what === 'replicas' && isOne && theirs === String(Math.min(Number(ours), 1))) continue;
    yield differenceOf(key, ours, theirs);
  }
}

function* calls(kubernetes: KubernetesReading, compose: ComposeReading): Iterable<Difference> {
  for (const call of new Set([...kubernetes.calls.keys(), ...compose.calls.keys()])) {
    const [client, workload] = call.split(' -> ');
    const [ours, theirs] = [kubernetes.calls.has(call), compose.calls.has(call)];
    if (ours !== theirs) yield { workload, aspect: 'isolation', what: `called by ${client}`, kubernetes: ours ? 'yes' : 'no', compose: theirs ? 'yes' : 'no' };
  }
}

function* ports(kubernetes: KubernetesReading, compose: ComposeReading, open: ReadonlySet<string>): Iterable<Difference> {
  for (const [key, { container }] of compose.published) {
    const [workload, endpoint] = key.split(' ');
    const port = kubernetes.ports.get(key);
    if (port !== container) yield { workload, aspect: 'port', what: `port ${endpoint}`, ...(port !== undefined && { kubernetes: port }), compose: container };
  }
  for (const [key, address] of kubernetes.entrances) {
    const [workload, endpoint] = key.split(' ');
    const host = compose.published.get(key)?.host;
    if (!host?.startsWith(open.has(key) ? '0.0.0.0:' : '127.0.0.1:')) yield { workload, aspect: 'entrance', what: `entrance ${endpoint}`, kubernetes: address, ...(host !== undefined && { compose: host }) };
  }
}

function* order(kubernetes: KubernetesReading, compose: ComposeReading): Iterable<Difference> {
  for (const [workload, peers] of kubernetes.waits) {
    const { containers, inits } = kubernetes.pods.get(workload)!;
    for (const member of [...containers, ...inits]) {
      for (const peer of peers) if (!compose.startsAfter.get(member)?.has(peer)) yield { workload: member, aspect: 'order', what: `starts after ${peer}`, kubernetes: 'yes' };
    }
  }
}

function* handovers(kubernetes: KubernetesReading, compose: ComposeReading): Iterable<Difference> {
  for (const [volume, { uid, gid }] of compose.handovers) {
    const fault = (says: string): Difference => faultOf({ workload: '', aspect: 'volume', says: `the volume ${volume} ${says}` }, 'compose');
    const writers = [...compose.facts].filter(([key, value]) => key.includes(' mount ') && value === `volume ${volume}`).map(([key]) => key.split(' ')[0]);
    if (writers.length === 0) yield fault('is handed over, but nobody writes to it');
    for (const writer of writers) {
      if (compose.facts.get(`${writer} user`) !== `${uid}:${gid}`) yield fault(`is handed over to ${uid}:${gid}, not to ${writer}`);
      const group = kubernetes.volumeGroups.get(writer);
      if (group !== gid) yield { workload: writer, aspect: 'volume', what: 'group of volumes', ...(group !== undefined && { kubernetes: group }), compose: gid };
    }
  }
}

function* probes(kubernetes: KubernetesReading, compose: ComposeReading): Iterable<Difference> {
  for (const workload of new Set([...kubernetes.probes.keys(), ...compose.checks.keys()])) yield* probeDifferences(workload, kubernetes.probes.get(workload), compose.checks.get(workload));
}
