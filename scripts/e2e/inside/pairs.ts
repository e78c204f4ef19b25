import type { ReportDocument } from '../../../lib/diagnostics/report-document';
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

/** On Kubernetes a gateway is no pod, so no difference is about it: in Compose it sees those who call whom it calls, and they see it, `from to`. */
export function besideGateways({ workloads, connections }: Pick<StackModel, 'workloads' | 'connections'>): ReadonlySet<string> {
  return new Set(workloads.flatMap((server) => {
    const together = [server, ...workloads.filter(({ path }) => connections.some(({ from, to }) => from === path && to === server.path))];
    return together.flatMap((from) => together.filter((to) => from.gateway || to.gateway).map((to) => `${from.name} ${to.name}`));
  }));
}

/** Ports of the machine that runs Compose, as nobody has changed them. */
export function publishedIn({ workloads }: Pick<StackModel, 'workloads'>): readonly { readonly name: string; readonly address: string; readonly port: number }[] {
  return workloads.flatMap(({ name, endpoints }) => endpoints.flatMap((endpoint) => {
    const { exposure } = endpoint;
    if (endpoint.protocol !== 'tcp' || exposure?.port === undefined) return [];
    const address = exposure.reach === 'address' ? exposure.address ?? '127.0.0.1' : '127.0.0.1';
    return [{ name: `${name}.${endpoint.name}`, address, port: exposure.port.default }];
  }));
}

/** What is not as it is stated, each a sentence. */
export function wrongAmong(pairs: readonly Pair[], isOpen: (pair: Pair) => boolean | undefined, announced: ReadonlySet<string>): string[] {
  return pairs.flatMap((pair) => {
    const { from, to, port, isDeclared } = pair;
    const open = isOpen(pair);
    if (open === undefined || open === (isDeclared || announced.has(`${from} ${to}`))) return [];
    return [`${from} ${open ? 'reaches' : 'does not reach'} ${to}:${port}, which is ${isDeclared ? 'declared' : announced.has(`${from} ${to}`) ? 'announced as open' : 'not declared'}`];
  });
}
