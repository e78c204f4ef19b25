import type { Findings } from '../diagnostics/findings';
import type { ContainerModel } from '../model/container';
import { textOf, type Expression } from '../model/expression';
import { grouped, type StackGraph } from '../model/graph';
import type { StackModel } from '../model/stack';
import { containersOf, type WorkloadModel } from '../model/workload';
import { addressPatterns, type AddressPattern, type TextKind } from './address-patterns';

/**
 * Takes something that a workload's containers get to see, as the user wrote it out.
 *
 * @param what it is called by people, with `name`
 */
type VisitText = (kind: TextKind, text: string, what: string, name?: string) => void;

/** What may be the name of a workload: most texts have none, and are not looked at any more. */
const WORD = /[a-z][a-z0-9-]*/g;

/**
 * The name of a peer in plain text is an address that nobody knows of: no common network follows from it, no network rule
 * and no start order. Where the two are connected all the same, it is only that the text stays behind when a name changes.
 */
export function checkPlainAddresses(graph: StackGraph, findings: Findings): void {
  const { workloads, namespace } = graph.model;
  if (workloads.length < 2) return;
  const peers = new Map(workloads.filter(({ gateway }) => !gateway).flatMap((peer) => [peer.name, ...(peer.aliases ?? [])].map((name) => [name, peer] as const)));
  const patterns = new Map<WorkloadModel, readonly AddressPattern[]>();
  const patternsOf = (peer: WorkloadModel): readonly AddressPattern[] => {
    if (!patterns.has(peer)) patterns.set(peer, [peer.name, ...(peer.aliases ?? [])].flatMap((name) => addressPatterns({ ...peer, name }, namespace)));
    return patterns.get(peer)!;
  };
  const called = calledContainers(graph.model);
  // The commands of many containers are the same.
  const known = new Map<string, readonly WorkloadModel[]>();
  const peersIn = (text: string): readonly WorkloadModel[] => {
    let found = known.get(text);
    if (!found) known.set(text, (found = namedIn(text, peers)));
    return found;
  };
  for (const workload of workloads) {
    const named = new Map<WorkloadModel, Set<string>>();
    const inspect: VisitText = (kind, text, what, name = '') => {
      for (const peer of peersIn(text)) {
        if (peer === workload || !isNamed(patternsOf(peer), kind, text)) continue;
        if (!named.has(peer)) named.set(peer, new Set());
        named.get(peer)!.add(`${what}${name}`);
      }
    };
    for (const container of containersOf(workload)) visitTexts(container, graph, inspect);
    for (const [peer, places] of named) report(workload, peer, [...places], graph, findings);
    if (called.length > 0) reportContainerNames(workload, called, graph, findings);
  }
}

const NOBODY: readonly WorkloadModel[] = [];

/** Those whose names are words of a text, each once. */
function namedIn(text: string, peers: ReadonlyMap<string, WorkloadModel>): readonly WorkloadModel[] {
  let found: WorkloadModel[] | undefined;
  for (const word of text.match(WORD) ?? []) {
    const peer = peers.get(word);
    if (peer && !found?.includes(peer)) (found ??= []).push(peer);
  }
  return found ?? NOBODY;
}

/** A container with a name of its own in Compose. */
interface CalledContainer {
  readonly peer: WorkloadModel;
  readonly containerName: string;
  readonly patterns: readonly AddressPattern[];
}

/** Those of a stack; most have none. */
function calledContainers({ workloads, namespace }: StackModel): CalledContainer[] {
  return workloads.flatMap((peer) =>
    containersOf(peer).flatMap(({ containerName }) =>
      containerName === undefined || containerName === peer.name ? [] : [{ peer, containerName, patterns: addressPatterns({ ...peer, name: containerName }, namespace) }],
    ),
  );
}

/** A container name is an address in Compose only, and only under this name of the workload. */
function reportContainerNames(workload: WorkloadModel, called: readonly CalledContainer[], graph: StackGraph, findings: Findings): void {
  const named = new Map<CalledContainer, Set<string>>();
  const inspect: VisitText = (kind, text, what, name = '') => {
    for (const container of called) {
      if (container.peer === workload || !text.includes(container.containerName) || !isNamed(container.patterns, kind, text)) continue;
      if (!named.has(container)) named.set(container, new Set());
      named.get(container)!.add(`${what}${name}`);
    }
  };
  for (const container of containersOf(workload)) visitTexts(container, graph, inspect);
  for (const [{ peer, containerName }, places] of named) findings.report('model/container-address', workload.path, { field: [...places].join(', '), value: containerName, known: peer.name });
}

function isNamed(patterns: readonly AddressPattern[], kind: TextKind, text: string): boolean {
  return patterns.some(({ kinds, matches }) => (kinds === undefined || kinds.includes(kind)) && matches(text));
}

function report(workload: WorkloadModel, peer: WorkloadModel, places: readonly string[], graph: StackGraph, findings: Findings): void {
  const isConnected = (graph.outgoing.get(workload.path) ?? []).some(({ to }) => to === peer.path);
  const endpoint = peer.endpoints[0]?.name;
  const params = { value: peer.name, field: places.join(', '), known: endpoint === undefined ? 'no endpoint yet: addEndpoint gives one' : `the endpoint "${endpoint}"` };
  findings.report(isConnected ? 'model/plain-name' : 'model/plain-address', workload.path, params);
}

function visitTexts({ process, mounts, health }: ContainerModel, graph: StackGraph, visit: VisitText): void {
  process.environment.forEach(({ name, value }) => visit('variable', `${name}=${written(value, graph)}`, 'the variable ', name));
  const { entrypoint = [], command = [] } = process;
  if (entrypoint.length + command.length > 0) visit('command', entrypoint.concat(command).map((word) => written(word, graph)).join(' '), 'the command');
  if (health?.check.kind === 'exec') visit('command', health.check.command.map((word) => written(word, graph)).join(' '), 'the health command');
  mounts.forEach((mount) => {
    const file = mount.kind === 'config' ? graph.configFiles.get(mount.config) : undefined;
    if (file && file.encoding === undefined) visit('file', written(file.content, graph), 'the file ', file.fileName);
  });
}

/** What the user wrote out, also as the default of a parameter; another value in between stands as a character that no address has. */
function written(expression: Expression, graph: StackGraph): string {
  if (expression.kind === 'literal') return expression.text;
  if (expression.kind === 'parameter') return graph.parameters.get(expression.name)?.default ?? '\0';
  return expression.kind === 'text' ? textOf(expression.parts, (part) => written(part, graph)) : '\0';
}

/** A start order is no connection: whoever has no other edge to the one it waits for may have meant one. */
export function checkOrderOnly(graph: StackGraph, findings: Findings): void {
  for (const { path, startAfter } of graph.model.workloads) {
    const connected = new Set((graph.outgoing.get(path) ?? []).map(({ to }) => to));
    const only = startAfter.filter((edge) => !edge.implied && edge.condition !== 'completed' && !connected.has(edge.workload));
    const names = only.flatMap((edge) => {
      const peer = graph.workloads.get(edge.workload);
      return peer && peer.endpoints.length > 0 ? [peer.name] : [];
    });
    if (names.length === 0) continue;
    const code = connected.size === 0 ? 'model/start-after-only' : 'model/start-after-alone';
    for (const [value] of grouped(names, (name) => name)) findings.report(code, path, { value });
  }
}
