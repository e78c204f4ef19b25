import { workloadAt, type StackGraph } from '../../model/graph';
import { namedReplicas } from '../../model/replicas';
import type { SharedNetworkModel } from '../../model/word-values';
import { mainOf, type WorkloadModel } from '../../model/workload';
import { chosenTexts } from './chosen';
import type { ComposeNetwork, ComposeService } from './document';

export interface Networks {
  readonly declared: Record<string, ComposeNetwork>;
  /** Names of the networks of a workload that are derived, and of those that it shares with others. */
  of(workload: WorkloadModel): string[];
  /** Whether one of them has a way out. */
  isOpen(network: string): boolean;
}

/**
 * A workload that is called, published or calls the world has a network of its own name, and its callers join it: those
 * see each other there, everyone else is kept out. A network for each pair would be exact, but the engine has addresses
 * for about thirty networks. A network without a way out is internal; one with a published port cannot be.
 */
export function lowerNetworks(graph: StackGraph): Networks {
  const declared: Record<string, ComposeNetwork> = {};
  for (const workload of graph.model.workloads) {
    if (hasOwn(workload, graph)) declared[workload.name] = isOpen(workload, graph) ? {} : { internal: true };
  }
  const keys = new Map<string, string>();
  for (const workload of graph.model.workloads) {
    for (const network of workload.sharedNetworks ?? []) {
      const name = engineName(network, workload, graph);
      const key = keys.get(name) ?? freeKey(network, declared);
      keys.set(name, key);
      declared[key] = { name, ...(network.isExternal && { external: true }) };
    }
  }
  const ofStacks = new Map<string, string>();
  for (const { name, isOwn } of stackNetworks(graph)) {
    const key = freeKey({ name, isExternal: !isOwn }, declared);
    ofStacks.set(name, key);
    declared[key] = { name, ...(isOwn ? { internal: true } : { external: true }) };
  }
  const of = (workload: WorkloadModel): string[] => {
    if (workload.hostNetwork) return [];
    const names = new Set(peersOf(workload, graph).filter((peer) => !peer.hostNetwork).map(({ name }) => name));
    if (hasOwn(workload, graph)) names.add(workload.name);
    for (const network of workload.sharedNetworks ?? []) names.add(keys.get(engineName(network, workload, graph))!);
    for (const name of stackNetworksOf(workload, graph)) names.add(ofStacks.get(name)!);
    return [...names].sort();
  };
  const others = new Set(ofStacks.values());
  return { declared, of, isOpen: (network) => !declared[network].internal && !others.has(network) };
}

/** What the engine calls the network by which workloads of other stacks call one of a stack; its own project makes it, without a way out. */
function stackNetwork(stack: string, workload: string): string {
  return `${stack}-${workload}`;
}

/** Those of a stack: of workloads that are called from elsewhere, and of those elsewhere that it calls. */
function stackNetworks(graph: StackGraph): { readonly name: string; readonly isOwn: boolean }[] {
  const own = graph.model.workloads.filter(({ path }) => graph.callers.has(path)).map(({ name }) => ({ name: stackNetwork(graph.model.name, name), isOwn: true }));
  const called = new Set([...graph.callsStacks.values()].flat().map(({ to }) => to));
  return [...own, ...[...called].sort().map((to) => ({ name: networkOfPeer(to, graph), isOwn: false }))];
}

function stackNetworksOf({ name, path }: WorkloadModel, graph: StackGraph): string[] {
  return [...(graph.callers.has(path) ? [stackNetwork(graph.model.name, name)] : []), ...(graph.callsStacks.get(path) ?? []).map(({ to }) => networkOfPeer(to, graph))];
}

function networkOfPeer(path: string, graph: StackGraph): string {
  const { name, stack } = graph.outside.get(path)!;
  return stackNetwork(stack!.name, name);
}

/** What a workload is called beside its name: also by those who name a replica of it, and by those of other stacks, if some call it. */
export function aliasesOf({ name, path, kind, aliases = [] }: WorkloadModel, graph: StackGraph): string[] {
  const replicas = (kind === 'stateful' && namedReplicas(graph.model).get(path)) || [];
  return [...aliases, ...replicas, ...(graph.callers.has(path) ? [`${name}.${graph.model.namespace}.svc`] : [])];
}

/** What the engine calls a network that others are on, with the variables of the operator. */
function engineName({ name }: SharedNetworkModel, workload: WorkloadModel, graph: StackGraph): string {
  return chosenTexts(mainOf(workload), graph)[`sharedNetworks.${name}`] ?? name;
}

/** What it is called in the file: no workload's can be called so. Two variables may have one default. */
function freeKey({ name }: SharedNetworkModel, declared: Networks['declared']): string {
  let key = `shared-${name}`;
  for (let at = 2; key in declared; at++) key = `shared-${name}-${at}`;
  return key;
}

/** Which networks a service is on, and what it is called there besides. */
export function joining(networks: readonly string[], aliases: readonly string[] = []): Pick<ComposeService, 'networks'> {
  return { networks: aliases.length === 0 ? [...networks] : Object.fromEntries(networks.map((network) => [network, { aliases: [...aliases] }])) };
}

/** What a service has that is in the network of the machine, or that has a peer there, whom it finds by the machine's address. */
export function hostNetworkOf(workload: WorkloadModel, graph: StackGraph): Partial<ComposeService> {
  const peers = peersOf(workload, graph).filter((peer) => peer.hostNetwork);
  if (!workload.hostNetwork && peers.length === 0) return {};
  const names = [...new Set(peers.flatMap(({ name, aliases = [] }) => [name, ...aliases]))];
  return { ...(workload.hostNetwork && { network_mode: 'host' }), ...(names.length > 0 && { extra_hosts: names.map((name) => `${name}:host-gateway`) }) };
}

function peersOf(workload: WorkloadModel, graph: StackGraph): readonly WorkloadModel[] {
  return graph.outgoing.get(workload.path)?.map((connection) => workloadAt(graph, connection.to)) ?? NO_PEERS;
}

const NO_PEERS: readonly WorkloadModel[] = [];

/** The machine itself is behind a way out. */
function isOpen(workload: WorkloadModel, graph: StackGraph): boolean {
  return workload.egress || workload.allowedEgress !== undefined || graph.callsOutside.has(workload.path) || peersOf(workload, graph).some((peer) => peer.hostNetwork) || workload.endpoints.some((endpoint) => endpoint.exposure !== undefined);
}

/** Without any network Compose would put it on the shared default one. */
function hasOwn(workload: WorkloadModel, graph: StackGraph): boolean {
  return !workload.hostNetwork && (isOpen(workload, graph) || graph.incoming.has(workload.path) || !graph.outgoing.has(workload.path));
}
