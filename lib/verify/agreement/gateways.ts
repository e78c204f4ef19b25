import { differenceOf, faultOf, type Difference } from './difference';
import { unordered, type ComposeReading, type KubernetesReading } from './reading';

/** What the ingress controller does on Kubernetes is a container in Compose: the rest of a Compose reading. */
export function withoutGateways(compose: ComposeReading, names: ReadonlySet<string>): ComposeReading {
  if (names.size === 0) return compose;
  const others = <T>(all: ReadonlyMap<string, T>): Map<string, T> => new Map([...all].filter(([key]) => !key.split(' -> ').some((end) => names.has(end.split(' ')[0]))));
  const { facts, only, calls, published, checks, sources } = compose;
  return { ...compose, facts: others(facts), only: others(only), calls: others(calls), published: others(published), checks: others(checks), sources: others(sources), cutOff: new Set([...compose.cutOff].filter((name) => !names.has(name))) };
}

/** Whether the proxies lead where the Ingresses in their place lead. */
export function* gatewayDifferences(kubernetes: KubernetesReading, compose: ComposeReading): Iterable<Difference> {
  for (const [name, passing] of kubernetes.gateways) {
    const subject = compose.subjects.get(name);
    yield differenceOf(`${name} workload`, subject === undefined ? `Ingress/${name}` : undefined, subject);
    const [ours, theirs] = [unordered(passing), unordered(compose.passes.get(name) ?? [])];
    if (ours !== theirs) yield differenceOf(`${name} routes`, ours, theirs);
    const servers = new Set([...passing].map((route) => route.split(' ')[1].split(':')[0]));
    const missing = [...servers].filter((server) => !compose.calls.has(`${name} -> ${server}`));
    if (missing.length > 0) yield differenceOf(`${name} peers`, unordered(servers), `none of ${unordered(missing)}`);
    // Whoever is on its own network may call it; it is on no network but those of whom it calls.
    const own = compose.ownNetworks.get(name) ?? [];
    const others = own.filter((network) => network !== name && !servers.has(network));
    if (others.length > 0) yield differenceOf(`${name} peers`, unordered(servers), unordered(own));
    const hosts = [...compose.published].flatMap(([key, { host }]) => (key.startsWith(`${name} `) ? [host] : []));
    // With a certificate of its own it may answer everyone, without one only a proxy on the same machine.
    const isOpen = hosts.some((host) => !host.startsWith('127.0.0.1:'));
    if (hosts.length === 0 || isOpen !== compose.sources.has(name)) yield faultOf({ workload: name, aspect: 'entrance', says: `it is at ${unordered(hosts) || 'no port'} of the host` }, 'compose');
  }
}
