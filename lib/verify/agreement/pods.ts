import { unordered, type ComposeReading, type Fault, type KubernetesReading, type PodReading } from './reading';
import { UNITED } from './word-readings';

/** Of a pod, not of one of its containers: if one has it, all have. */
const OF_ALL = new Set(['groups', ...UNITED]);
/** Said once, of the main container. */
const OF_THE_WHOLE = ['replicas', 'runs', 'scheduled'];

/** A Compose reading as Kubernetes would say it: what belongs to a pod as a whole is said of it as a whole. */
export function asPods(compose: ComposeReading, pods: KubernetesReading['pods']): ComposeReading {
  const facts = new Map(compose.facts);
  const startsAfter = new Map(compose.startsAfter);
  const inits = new Set<string>();
  for (const [name, pod] of pods) {
    const members = [...pod.containers, ...pod.inits];
    for (const what of OF_ALL) {
      const values = members.flatMap((member) => facts.get(`${member} ${what}`)?.split(' ') ?? []);
      if (values.length > 0) for (const member of members) facts.set(`${member} ${what}`, unordered(new Set(values)));
    }
    const periods = pod.containers.map((container) => Number(facts.get(`${container} stop grace period`)));
    for (const container of pod.containers) facts.set(`${container} stop grace period`, String(Math.max(...periods)));
    for (const init of pod.inits) facts.delete(`${init} stop grace period`);
    for (const member of members.slice(1)) for (const what of OF_THE_WHOLE) facts.delete(`${member} ${what}`);
    const derived = new Set([...members, ...pod.containers.flatMap((container) => compose.namespaces.get(container) ?? [])]);
    for (const member of members) startsAfter.set(member, new Map([...(compose.startsAfter.get(member) ?? [])].filter(([peer]) => !derived.has(peer))));
    startsAfter.set(name, startsAfter.get(name) ?? new Map());
    for (const init of pod.inits) inits.add(init);
  }
  const calls = new Map([...compose.calls].filter(([call]) => !call.split(' -> ').some((end) => inits.has(end))));
  return { ...compose, facts, calls, startsAfter };
}

/** Where containers that share a network, or run one after the other, do not in Compose. */
export function* podFaults(kubernetes: KubernetesReading, compose: ComposeReading): Iterable<Fault> {
  for (const [name, pod] of kubernetes.pods) {
    yield* networkFaults(name, pod, compose);
    yield* orderFaults(name, pod, compose);
    for (const volume of Number(compose.facts.get(`${name} replicas`)) > 1 ? pod.ownVolumes : []) yield { workload: name, aspect: 'volume', says: `each replica has a volume ${volume} of its own, in Compose they share it` };
    if (pod.containers.length > 1 && Number(compose.facts.get(`${name} replicas`)) > 1) yield { workload: name, aspect: 'replicas', says: 'several pods have one network in Compose' };
    for (const member of [...pod.containers.slice(1), ...pod.inits]) {
      const [own, whole] = [compose.facts.get(`${member} runs`), compose.facts.get(`${name} runs`)];
      const isInit = pod.inits.includes(member);
      if (own === undefined || (isInit ? own === 'for ever' : own !== whole)) yield { workload: member, aspect: 'restart', says: `it runs ${own} in Compose, beside ${name} that runs ${whole}` };
      if (compose.facts.get(`${member} scheduled`) !== compose.facts.get(`${name} scheduled`)) yield { workload: member, aspect: 'restart', says: `it is started at other times than ${name}` };
      const wholes = compose.facts.get(`${name} replicas`);
      if (compose.facts.get(`${member} replicas`) !== (isInit ? String(Math.min(Number(wholes), 1)) : wholes)) yield { workload: member, aspect: 'replicas', says: `there are not as many as of ${name} in Compose` };
    }
  }
}

function* networkFaults(name: string, { containers, inits }: PodReading, { namespaces, networks }: ComposeReading): Iterable<Fault> {
  const holders = new Set(containers.map((container) => namespaces.get(container)));
  const [holder] = holders;
  if (containers.length > 1 && (holders.size > 1 || holder === undefined)) yield { workload: name, aspect: 'reachability', says: 'its containers have no common network in Compose' };
  // Whoever is started anew has a new network, and those that had it are left behind.
  if (holder !== undefined && containers.includes(holder)) yield { workload: name, aspect: 'reachability', says: `its network is lost when ${holder} is started anew` };
  if (containers.length === 1 && holder !== undefined) yield { workload: name, aspect: 'reachability', says: `it has the network of ${holder} in Compose` };
  for (const init of inits) if (networks.get(init) !== networks.get(name)) yield { workload: init, aspect: 'isolation', says: `it is on the networks ${networks.get(init)} in Compose, ${name} on ${networks.get(name)}` };
}

function* orderFaults(name: string, { containers, inits }: PodReading, { startsAfter, namespaces }: ComposeReading): Iterable<Fault> {
  const waits = (container: string, before: string | undefined): boolean => before === undefined || startsAfter.get(container)?.get(before) === 'service_completed_successfully';
  for (const [at, init] of inits.entries()) if (!waits(init, inits[at - 1])) yield { workload: init, aspect: 'order', says: `it does not run after ${inits[at - 1]} in Compose` };
  for (const container of containers) {
    if (!waits(container, inits.at(-1))) yield { workload: container, aspect: 'order', says: `it does not wait for ${inits.at(-1)} in Compose` };
    const holder = namespaces.get(container);
    if (holder !== undefined && !startsAfter.get(container)?.has(holder)) yield { workload: container, aspect: 'order', says: `it does not wait for its network, ${holder}, in Compose` };
  }
  for (const sidecar of containers.slice(1)) if (!startsAfter.get(name)?.has(sidecar)) yield { workload: name, aspect: 'order', says: `it does not start after ${sidecar} in Compose` };
}
