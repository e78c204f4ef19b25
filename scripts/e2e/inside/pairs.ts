import type { ReportDocument } from '../../../lib/diagnostics/report-document';
import { namedReplicas } from '../../../lib/model/replicas';
import type { StackModel } from '../../../lib/model/stack';

/** One workload, and an endpoint of another that it may or may not call. */
export interface Pair {
  readonly from: string;
  readonly to: string;
  readonly port: number;
  /** Whether the model lets it. */
  readonly isDeclared: boolean;
}

/** Every workload with every TCP endpoint of every other one. */
export function pairsIn({ workloads, connections }: StackModel): readonly Pair[] {
  const declared = new Set(connections.map(({ from, to, endpoint }) => `${from} ${to} ${endpoint}`));
  return workloads.flatMap((from) => workloads.filter((to) => to !== from).flatMap((to) => to.endpoints
    .filter(({ protocol }) => protocol !== 'udp')
    .map((endpoint): Pair => ({ from: from.name, to: to.name, port: endpoint.port, isDeclared: declared.has(`${from.path} ${to.path} ${endpoint.name}`) }))));
}

/** Which of the undeclared ones the report of the stack says are open in Compose all the same: `from to`. */
export function announcedIn({ differences }: ReportDocument): ReadonlySet<string> {
  return new Set(differences.flatMap(({ workload, what, compose }) => {
    const from = /^called by (\S+)$/.exec(what)?.[1];
    return from !== undefined && compose === 'yes' ? [`${from} ${workload}`] : [];
  }));
}

/** A network of Compose knows no ports: who may call one, over TCP or UDP, may call all of them, `from to`. */
export function joinedIn({ workloads, connections }: Pick<StackModel, 'workloads' | 'connections'>): ReadonlySet<string> {
  const names = new Map(workloads.map(({ path, name }) => [path, name]));
  return new Set(connections.map(({ from, to }) => `${names.get(from)} ${names.get(to)}`));
}

/** On Kubernetes a gateway is no pod, so no difference is about it: in Compose it sees those who call whom it calls, and they see it, `from to`. */
export function besideGateways({ workloads, connections }: Pick<StackModel, 'workloads' | 'connections'>): ReadonlySet<string> {
  return new Set(workloads.flatMap((server) => {
    const together = [server, ...workloads.filter(({ path }) => connections.some(({ from, to }) => from === path && to === server.path))];
    return together.flatMap((from) => together.filter((to) => from.gateway || to.gateway).map((to) => `${from.name} ${to.name}`));
  }));
}

/** A connection by another name than the workload's own, or over UDP. */
export interface NamedPair extends Pair {
  readonly name: string;
  readonly protocol: 'tcp' | 'udp';
  readonly by: 'aliases' | 'udp';
}

/** The declared connections that are more than those of {@link pairsIn}. */
export function namedPairs(model: StackModel): readonly NamedPair[] {
  const { workloads, connections } = model;
  const replicas = namedReplicas(model);
  const byPath = new Map(workloads.map((workload) => [workload.path, workload]));
  return connections.flatMap(({ from, to, endpoint: name }) => {
    const [caller, called] = [byPath.get(from), byPath.get(to)];
    const endpoint = called?.endpoints.find((each) => each.name === name);
    if (!caller || !called || !endpoint) return [];
    const pair = { from: caller.name, to: called.name, port: endpoint.port, isDeclared: true, protocol: endpoint.protocol };
    const byName = endpoint.protocol === 'udp' ? [{ ...pair, name: called.name, by: 'udp' as const }] : [];
    return [...byName, ...[...called.aliases ?? [], ...replicas.get(to) ?? []].map((alias) => ({ ...pair, name: alias, by: 'aliases' as const }))];
  });
}

/** A port of the machine that runs Compose, as nobody has changed it. */
export interface PublishedPort {
  readonly name: string;
  /** Of the workload. */
  readonly path: string;
  /** Where it can be called. */
  readonly address: string;
  readonly port: number;
  readonly protocol: 'tcp' | 'udp';
  readonly workload: string;
  /** The port of the container, and the address that the host's is bound to. */
  readonly target: number;
  readonly bound: string;
}

/** As `docker port` says what leads to it. */
export function boundTo({ target, protocol, bound, port }: PublishedPort): string {
  return `${target}/${protocol} -> ${bound.includes(':') ? `[${bound}]` : bound}:${port}`;
}

/** Those of a stack. */
export function publishedIn({ workloads }: Pick<StackModel, 'workloads'>): readonly PublishedPort[] {
  return workloads.flatMap(({ name, path, endpoints }) => endpoints.flatMap(({ name: endpoint, protocol, port: target, exposure }) => {
    if (exposure?.port === undefined) return [];
    const address = exposure.reach === 'address' ? exposure.address ?? '127.0.0.1' : '127.0.0.1';
    return [{ name: `${name}.${endpoint}`, path, address, port: exposure.port.default, protocol, workload: name, target, bound: exposure.reach === 'all' ? '0.0.0.0' : address }];
  }));
}

/** A sentence for a connection that is not as it is stated. */
export function wrongPair({ from, to, port, isDeclared }: Pair, open: boolean, announced: ReadonlySet<string>): string | undefined {
  const isAnnounced = announced.has(`${from} ${to}`);
  if (open === (isDeclared || isAnnounced)) return undefined;
  return `${from} ${open ? 'reaches' : 'does not reach'} ${to}:${port}, which is ${isDeclared ? 'declared' : isAnnounced ? 'announced as open' : 'not declared'}`;
}
