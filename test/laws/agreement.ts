import { asPods, podDisagreements } from './pods';
import { probeDisagreements } from './probe-agreement';
import { UNSET, unordered, type ComposeReading, type KubernetesReading } from './reading';
import { shown } from '../../lib/verify/untyped';

/**
 * Everything in which two readings of one system differ and should not. It knows the two formats, not who wrote them.
 *
 * @param open what was asked to be on all networks of the Compose host beside its host name, as `workload endpoint`: no output says that
 */
export function disagreements(kubernetes: KubernetesReading, read: ComposeReading, open: ReadonlySet<string> = new Set()): string[] {
  const compose = asPods(read, kubernetes.pods);
  const containers = withoutGateways(compose, new Set(kubernetes.gateways.keys()));
  return [
    ...kubernetes.faults.map((fault) => `Kubernetes: ${fault}`),
    ...compose.faults.map((fault) => `Compose: ${fault}`),
    ...facts(kubernetes, containers),
    ...calls(kubernetes, containers),
    ...ports(kubernetes, containers, open),
    ...gateways(kubernetes, compose),
    ...certificates(kubernetes, compose),
    ...order(kubernetes, compose),
    ...handovers(kubernetes, compose),
    ...probes(kubernetes, containers),
    ...podDisagreements(kubernetes, read),
  ];
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

function* gateways(kubernetes: KubernetesReading, compose: ComposeReading): Iterable<string> {
  for (const [name, passing] of kubernetes.gateways) {
    const [ours, theirs] = [unordered(passing), unordered(compose.passes.get(name) ?? [])];
    if (ours !== theirs) yield `${name}: passes on ${ours} in Kubernetes, ${theirs} in Compose`;
    const servers = new Set([...passing].map((route) => route.split(' ')[1].split(':')[0]));
    const called = [...compose.calls.keys()].flatMap((call) => (call.startsWith(`${name} -> `) ? [call.slice(`${name} -> `.length)] : []));
    if (unordered(servers) !== unordered(called)) yield `${name}: leads to ${unordered(servers)} in Kubernetes, is on the networks of ${unordered(called)} in Compose`;
    const hosts = [...compose.published].flatMap(([key, { host }]) => (key.startsWith(`${name} `) ? [host] : []));
    // With a certificate of its own it may answer everyone, without one only a proxy on the same machine.
    const isOpen = hosts.some((host) => !host.startsWith('127.0.0.1:'));
    if (hosts.length === 0 || isOpen !== compose.sources.has(name)) yield `${name}: is at ${unordered(hosts)} in Compose`;
  }
}

/** Kubernetes mounts a Secret where Compose mounts a directory of the operator's. */
function* certificates(kubernetes: KubernetesReading, compose: ComposeReading): Iterable<string> {
  for (const [key, value] of kubernetes.only) {
    const [, workload, target] = /^(\S+) mount (.*)$/s.exec(key) ?? [];
    if (workload !== undefined && !compose.sources.get(workload)?.get(target)?.endsWith(', read-only')) yield `${key}: ${value} in Kubernetes only`;
  }
}

function* facts(kubernetes: KubernetesReading, compose: ComposeReading): Iterable<string> {
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
    yield `${key}: ${shown(ours)} in Kubernetes, ${shown(theirs)} in Compose`;
  }
}

function* calls(kubernetes: KubernetesReading, compose: ComposeReading): Iterable<string> {
  for (const call of kubernetes.calls.keys()) if (!compose.calls.has(call)) yield `${call}: on no common network in Compose`;
  for (const call of compose.calls.keys()) if (!kubernetes.calls.has(call)) yield `${call}: not let in by Kubernetes`;
}

function* ports(kubernetes: KubernetesReading, compose: ComposeReading, open: ReadonlySet<string>): Iterable<string> {
  for (const [key, { container }] of compose.published) {
    const port = kubernetes.ports.get(key);
    if (port !== container) yield `${key}: Compose publishes ${container}, Kubernetes has ${port}`;
  }
  for (const [key, address] of kubernetes.entrances) {
    const host = compose.published.get(key)?.host;
    if (!host?.startsWith(open.has(key) ? '0.0.0.0:' : '127.0.0.1:')) yield `${key}: served as ${address}, but in Compose ${host === undefined ? 'not published' : `at ${host}`}`;
  }
}

function* order(kubernetes: KubernetesReading, compose: ComposeReading): Iterable<string> {
  for (const [workload, peers] of kubernetes.waits) {
    const { containers, inits } = kubernetes.pods.get(workload)!;
    for (const member of [...containers, ...inits]) {
      for (const peer of peers) if (!compose.startsAfter.get(member)?.has(peer)) yield `${member}: waits for ${peer} in Kubernetes only`;
    }
  }
}

function* handovers(kubernetes: KubernetesReading, compose: ComposeReading): Iterable<string> {
  for (const [volume, { uid, gid }] of compose.handovers) {
    const writers = [...compose.facts].filter(([key, value]) => key.includes(' mount ') && value === `volume ${volume}`).map(([key]) => key.split(' ')[0]);
    if (writers.length === 0) yield `volume ${volume}: handed over, but nobody writes to it`;
    for (const writer of writers) {
      if (compose.facts.get(`${writer} user`) !== `${uid}:${gid}`) yield `volume ${volume}: handed over to ${uid}:${gid}, not to ${writer}`;
      if (kubernetes.volumeGroups.get(writer) !== gid) yield `volume ${volume}: of the group ${kubernetes.volumeGroups.get(writer)} in Kubernetes, ${gid} in Compose`;
    }
  }
}

function* probes(kubernetes: KubernetesReading, compose: ComposeReading): Iterable<string> {
  for (const workload of new Set([...kubernetes.probes.keys(), ...compose.checks.keys()])) {
    for (const problem of probeDisagreements(kubernetes.probes.get(workload), compose.checks.get(workload))) yield `${workload} ${problem}`;
  }
}
