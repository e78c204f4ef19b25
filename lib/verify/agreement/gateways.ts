import { differenceOf, faultOf, type Difference } from './difference';
import { hasSymbol } from './operator';
import { questionOf } from './probe-question';
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
    yield differenceOf(`${name} workload`, subject === undefined ? (kubernetes.subjects.get(name) ?? `Ingress/${name}`) : undefined, subject);
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
    yield* proxyDifferences(name, servers, kubernetes, compose);
  }
}

const PROXY = { 'entry point': '["sh","/etc/nginx/start.sh"]', command: '["nginx","-g","daemon off;"]', 'root file system': 'read-only', 'privilege escalation': 'no', capabilities: 'without ALL, with ', runs: 'for ever', replicas: '1' };

/** Whether the container that stands for an Ingress can do its work, takes what that takes, and may do nothing else. */
function* proxyDifferences(name: string, servers: ReadonlySet<string>, kubernetes: KubernetesReading, compose: ComposeReading): Iterable<Difference> {
  const { terms: ours, addresses, isSecure, redirect, requests } = kubernetes.gatewayTerms.get(name) ?? {};
  const proxy = compose.proxies.get(name);
  if (!proxy) return;
  yield differenceOf(`${name} entrance`, addresses, undefined);
  if (redirect !== undefined) yield differenceOf(`${name} redirect`, redirect, undefined);
  if (requests !== undefined) yield differenceOf(`${name} longest request`, requests, undefined);
  if (ours !== undefined && ours !== proxy.terms) yield differenceOf(`${name} terms`, ours, proxy.terms);
  for (const [what, wanted] of Object.entries(PROXY)) {
    const said = compose.facts.get(`${name} ${what}`);
    if (said !== wanted) yield differenceOf(`${name} ${what}`, wanted, said);
  }
  for (const file of proxy.strangers) yield differenceOf(`${name} checksum of ${file}`, undefined, 'that of another content');
  const user = compose.facts.get(`${name} user`) ?? '';
  if (!/^[1-9]\d*:[1-9]\d*$/.test(user)) yield differenceOf(`${name} user`, 'not root', user);
  const ports = [...compose.published].filter(([key]) => key.startsWith(`${name} `)).map(([, port]) => port);
  const [wanted, published] = [unordered([...proxy.ports].map((port) => `${port}/tcp`)), unordered(new Set(ports.map(({ container }) => container)))];
  if (wanted !== published) yield differenceOf(`${name} ports`, wanted, published);
  const open = ports.filter(({ container, host }) => proxy.plainPorts.has(container.split('/')[0]) && !host.startsWith('127.0.0.1:'));
  if (open.length > 0) yield differenceOf(`${name} ports`, 'open without a certificate to this machine alone', unordered(open.map(({ host }) => host)));
  const lost = ports.filter(({ host }) => !/:\d+$/.test(host) && !hasSymbol(host));
  if (lost.length > 0) yield differenceOf(`${name} ports`, 'known to whoever calls', unordered(lost.map(({ host }) => host)));
  const certificate = [...(compose.sources.get(name) ?? [])].map(([target, source]) => `${target}${source.endsWith(', read-only') ? '' : ', writable'}`);
  if (unordered(certificate) !== (proxy.certificate ?? '')) yield differenceOf(`${name} certificate`, proxy.certificate, unordered(certificate));
  if (proxy.certificate !== undefined && !isSecure) yield differenceOf(`${name} certificate`, 'none', proxy.certificate);
  const check = compose.checks.get(name);
  const [, port] = /^http (\d+) /.exec(check ? questionOf(check.command) : '') ?? [];
  if (port === undefined || !proxy.ports.has(port)) yield differenceOf(`${name} check`, 'one of its ports', check && questionOf(check.command));
  for (const server of servers) {
    const condition = compose.startsAfter.get(name)?.get(server);
    const wanted = endOf(server, compose);
    if (condition === undefined || (wanted !== undefined && condition !== wanted)) yield differenceOf(`${name} starts after ${server}`, wanted ?? 'yes', condition);
  }
}

/** For what a container waits that waits for a task: its end. For whatever else it waits until it is there, which each output says in its own way. */
export function endOf(workload: string, { facts }: ComposeReading): string | undefined {
  return facts.get(`${workload} runs`)?.startsWith('once') ? 'service_completed_successfully' : undefined;
}
