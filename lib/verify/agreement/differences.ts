import { accessDifferences } from './access-differences';
import { differenceOf, faultOf, partsOf, type Difference } from './difference';
import { withoutDirectories } from './directories';
import { gatewayDifferences, withoutGateways } from './gateways';
import { onlyDifferences } from './one-sided';
import { orderDifferences } from './order';
import { asPods, podFaults } from './pods';
import { probeDifferences } from './probe-agreement';
import type { ComposeReading, KubernetesReading, Reading } from './reading';
import { replicaNameFaults } from './replica-names';

/**
 * Everything in which two readings of one system differ. It knows the two formats, not who wrote them.
 *
 * What both say in another way is no difference: a variable that Kubernetes has for the sake of other texts alone, a volume handed
 * over by a step of its own, a pod that is services in one network, whole seconds, a proxy whose routes are those of an Ingress.
 */
export function differencesOf(kubernetes: KubernetesReading, read: ComposeReading): Difference[] {
  const compose = comparable(read, kubernetes);
  const containers = withoutGateways(compose, new Set(kubernetes.gateways.keys()));
  const [ours, theirs] = [containersIn(kubernetes), containersIn(containers)];
  const missing = new Set([...ours].filter((name) => !theirs.has(name)).concat([...theirs].filter((name) => !ours.has(name))));
  return [
    // What else is said of them follows from that.
    ...[...missing].map((name) => differenceOf(`${name} workload`, ours.has(name) ? kubernetes.subjects.get(name) : undefined, theirs.has(name) ? compose.subjects.get(name) : undefined)),
    ...all(kubernetes, read, compose, containers).filter(({ workload, what }) => !missing.has(workload) && !missing.has(/^(?:called by|joined by|starts after|again with) (.*)$/.exec(what)?.[1] ?? '')),
  ];
}

/** Every container that a reading tells of. */
function containersIn({ facts }: Reading): ReadonlySet<string> {
  return new Set([...facts.keys()].flatMap((key) => (key.endsWith(' image') && key.indexOf(' ') === key.length - ' image'.length ? [key.slice(0, -' image'.length)] : [])));
}

/** @param containers the reading of Compose without proxies that are an Ingress on Kubernetes */
function all(kubernetes: KubernetesReading, read: ComposeReading, compose: ComposeReading, containers: ComposeReading): Difference[] {
  return [
    ...kubernetes.faults.map((fault) => faultOf(fault, 'kubernetes')),
    ...compose.faults.map((fault) => faultOf(fault, 'compose')),
    ...facts(kubernetes, containers),
    ...onlyDifferences(kubernetes, containers),
    ...accessDifferences(kubernetes, containers),
    ...gatewayDifferences(kubernetes, compose),
    ...orderDifferences(kubernetes, compose),
    ...handovers(kubernetes, compose),
    ...unawaited(kubernetes, containers),
    ...[...new Set([...kubernetes.probes.keys(), ...containers.checks.keys()])].flatMap((workload) => [...probeDifferences(workload, kubernetes.probes.get(workload), containers.checks.get(workload), kubernetes.nativeSidecars.has(workload))]),
    ...[...podFaults(kubernetes, read)].map((fault) => faultOf(fault, 'compose')),
    ...[...replicaNameFaults(kubernetes, read)].map(({ side, ...fault }) => faultOf(fault, side)),
  ];
}

/** A Compose reading as Kubernetes would say it. */
export function comparable(compose: ComposeReading, kubernetes: KubernetesReading): ComposeReading {
  return withoutDirectories(asPods(compose, kubernetes.pods), kubernetes);
}

function* facts(kubernetes: KubernetesReading, compose: ComposeReading): Iterable<Difference> {
  for (const key of new Set([...kubernetes.facts.keys(), ...compose.facts.keys()])) {
    const ours = kubernetes.facts.get(key);
    const theirs = compose.facts.get(key);
    if (ours !== theirs && !isSame(key, ours, theirs, kubernetes, compose)) yield differenceOf(key, ours, theirs);
  }
  for (const [volume, directory] of compose.directories) yield differenceOf(` volume ${volume}`, 'durable', `directory ${directory}`);
}

/** Until it ends well, in the words of Kubernetes, which can count no further. */
const FOR_EVER = 'once, tried again 2147483647 times';

/** Whether two values are the same in the words of two formats. */
function isSame(key: string, ours: string | undefined, theirs: string | undefined, kubernetes: KubernetesReading, compose: ComposeReading): boolean {
  const { workload, what } = partsOf(key);
  switch (what) {
    // What the operator has, he calls as he likes.
    case 'variables from':
      return ours !== undefined && theirs !== undefined && flagsOf(ours) === flagsOf(theirs);
    // Manifests need no name for what they are together.
    case 'system name':
      return ours === undefined;
    case 'runs':
      return ours === FOR_EVER && theirs === 'for ever' && compose.only.get(`${workload} started again`) === 'on-failure';
    // A device plugin may offer them under any name.
    case 'graphics processors':
      return ours === undefined && kubernetes.plugged.has(workload);
    default:
      // Kubernetes composes text from variables, so it may have one that only other texts need.
      return theirs === undefined && kubernetes.helpers.has(key);
  }
}

function flagsOf(sources: string): string {
  return JSON.stringify((JSON.parse(sources) as readonly (readonly unknown[])[]).map(([, isOptional]) => isOptional));
}

function* unawaited(kubernetes: KubernetesReading, compose: ComposeReading): Iterable<Difference> {
  for (const workload of compose.unawaited) {
    if (kubernetes.facts.get(`${workload} runs`)?.startsWith('once')) yield faultOf({ workload, aspect: 'order', says: 'it ends, and nobody waits for it' }, 'compose');
  }
}

function* handovers(kubernetes: KubernetesReading, compose: ComposeReading): Iterable<Difference> {
  for (const [volume, { uid, gid }] of compose.handovers) {
    const writers = [...compose.facts].filter(([key, value]) => key.includes(' mount ') && value === `volume ${volume}`).map(([key]) => key.split(' ')[0]);
    if (writers.length === 0) yield faultOf({ workload: '', aspect: 'volume', says: `the volume ${volume} is handed over, but nobody writes to it` }, 'compose');
    for (const writer of writers) {
      const user = compose.facts.get(`${writer} user`);
      if (user !== `${uid}:${gid}`) yield differenceOf(`${writer} owner of ${volume}`, user, `${uid}:${gid}`);
      const group = kubernetes.volumeGroups.get(writer);
      if (group !== gid) yield differenceOf(`${writer} volume group`, group, gid);
    }
  }
}
