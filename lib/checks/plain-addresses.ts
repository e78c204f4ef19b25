import type { Findings } from '../diagnostics/findings';
import type { ContainerModel } from '../model/container';
import { textOf, type Expression } from '../model/expression';
import { grouped, type StackGraph } from '../model/graph';
import type { StackModel } from '../model/stack';
import type { MountModel } from '../model/storage';
import { containersOf, type WorkloadModel } from '../model/workload';
import { addressPatterns, type AddressPattern, type TextKind } from './address-patterns';

/** Something that a workload's containers get to see, as the user wrote it out. */
interface Written {
  readonly kind: TextKind;
  readonly text: string;
  /** What it is called by people. */
  readonly what: string;
}

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
  for (const workload of workloads) {
    // Most name nobody: as a whole that is found out sooner than text by text.
    const texts = containersOf(workload).flatMap((container) => textsOf(container, graph));
    const named = namedIn(texts.map(({ text }) => text).join('\n'), peers).filter((peer) => peer !== workload);
    const inTexts = named.length === 0 ? [] : texts.map((each) => ({ ...each, peers: new Set(namedIn(each.text, peers)) }));
    for (const peer of named) {
      const places = inTexts.filter((each) => each.peers.has(peer) && isNamed(patternsOf(peer), each.kind, each.text));
      if (places.length > 0) report(workload, peer, placesOf(places), graph, findings);
    }
    if (called.length > 0) reportContainerNames(workload, texts, called, findings);
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
function reportContainerNames(workload: WorkloadModel, texts: readonly Written[], called: readonly CalledContainer[], findings: Findings): void {
  for (const { peer, containerName, patterns } of called) {
    if (peer === workload) continue;
    const places = texts.filter(({ kind, text }) => text.includes(containerName) && isNamed(patterns, kind, text));
    if (places.length > 0) findings.report('model/container-address', workload.path, { field: placesOf(places), value: containerName, known: peer.name });
  }
}

/** Each once, however often the name is in it. */
function placesOf(places: readonly Written[]): string {
  return [...new Set(places.map(({ what }) => what))].join(', ');
}

function isNamed(patterns: readonly AddressPattern[], kind: TextKind, text: string): boolean {
  return patterns.some(({ kinds, matches }) => (kinds === undefined || kinds.includes(kind)) && matches(text));
}

function report(workload: WorkloadModel, peer: WorkloadModel, field: string, graph: StackGraph, findings: Findings): void {
  const isConnected = (graph.outgoing.get(workload.path) ?? []).some(({ to }) => to === peer.path);
  const endpoint = peer.endpoints[0]?.name;
  const params = { value: peer.name, field, known: endpoint === undefined ? 'no endpoint yet: addEndpoint gives one' : `the endpoint "${endpoint}"` };
  findings.report(isConnected ? 'model/plain-name' : 'model/plain-address', workload.path, params);
}

function textsOf({ process, mounts, health }: ContainerModel, graph: StackGraph): Written[] {
  const { environment, entrypoint = [], command = [] } = process;
  const check = health?.check.kind === 'exec' ? health.check.command : [];
  const variables = environment.map(({ name, value }): Written => ({ kind: 'variable', text: `${name}=${written(value, graph)}`, what: `the variable ${name}` }));
  return variables.concat(textOfWords(entrypoint.concat(command), 'the command', graph), textOfWords(check, 'the health command', graph), textsOfFiles(mounts, graph));
}

function textOfWords(words: readonly Expression[], what: string, graph: StackGraph): Written[] {
  return words.length === 0 ? [] : [{ kind: 'command', text: words.map((word) => written(word, graph)).join(' '), what }];
}

function textsOfFiles(mounts: readonly MountModel[], graph: StackGraph): Written[] {
  const texts: Written[] = [];
  for (const mount of mounts) {
    const file = mount.kind === 'config' ? graph.configFiles.get(mount.config) : undefined;
    if (file && file.encoding === undefined) texts.push({ kind: 'file', text: written(file.content, graph), what: `the file ${file.fileName}` });
  }
  return texts;
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
