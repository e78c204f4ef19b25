import type { Findings } from '../diagnostics/findings';
import type { ContainerModel } from '../model/container';
import type { Expression } from '../model/expression';
import { grouped, type StackGraph } from '../model/graph';
import { containersOf, type WorkloadModel } from '../model/workload';
import { addressPatterns, type AddressPattern, type TextKind } from './address-patterns';

/** Something that a workload's containers get to see, as the user wrote it out. */
interface PlainText {
  readonly kind: TextKind;
  /** As it is called by people. */
  readonly where: string;
  readonly text: string;
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
  const peers = new Map(workloads.filter(({ gateway }) => !gateway).map((peer) => [peer.name, peer]));
  const patterns = new Map<WorkloadModel, readonly AddressPattern[]>();
  const patternsOf = (peer: WorkloadModel): readonly AddressPattern[] => {
    if (!patterns.has(peer)) patterns.set(peer, addressPatterns(peer, namespace));
    return patterns.get(peer)!;
  };
  for (const workload of workloads) {
    const texts = containersOf(workload).flatMap((container) => textsOf(container, graph));
    const named = new Map<WorkloadModel, string[]>();
    for (const { kind, where, text } of texts) {
      const asked = new Set<WorkloadModel>([workload]);
      for (const word of text.match(WORD) ?? []) {
        const peer = peers.get(word);
        if (!peer || asked.has(peer)) continue;
        asked.add(peer);
        if (isNamed(patternsOf(peer), kind, text)) named.set(peer, [...(named.get(peer) ?? []), where]);
      }
    }
    reportContainerNames(workload, texts, graph, findings);
    for (const [peer, places] of named) report(workload, peer, [...new Set(places)], graph, findings);
  }
}

/** A container name is an address in Compose only, and only under this name of the workload. */
function reportContainerNames(workload: WorkloadModel, texts: readonly PlainText[], { model }: StackGraph, findings: Findings): void {
  for (const peer of model.workloads) {
    for (const { containerName } of peer === workload ? [] : containersOf(peer)) {
      if (containerName === undefined || containerName === peer.name) continue;
      const patterns = addressPatterns({ ...peer, name: containerName }, model.namespace);
      const places = texts.filter(({ kind, text }) => text.includes(containerName) && isNamed(patterns, kind, text)).map(({ where }) => where);
      if (places.length > 0) findings.report('model/container-address', workload.path, { field: [...new Set(places)].join(', '), value: containerName, known: peer.name });
    }
  }
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

function textsOf(container: ContainerModel, graph: StackGraph): PlainText[] {
  const { process, mounts, health } = container;
  const variables = process.environment.map(({ name, value }): PlainText => ({ kind: 'variable', where: `the variable ${name}`, text: `${name}=${written(value)}` }));
  const words = [...(process.entrypoint ?? []), ...(process.command ?? [])].map(written);
  const command: PlainText[] = words.length === 0 ? [] : [{ kind: 'command', where: 'the command', text: words.join(' ') }];
  const check: PlainText[] = health?.check.kind === 'exec' ? [{ kind: 'command', where: 'the health command', text: health.check.command.map(written).join(' ') }] : [];
  const files = mounts.flatMap((mount): PlainText[] => {
    const file = mount.kind === 'config' ? graph.configFiles.get(mount.config) : undefined;
    return file ? [{ kind: 'file', where: `the file ${file.fileName}`, text: written(file.content) }] : [];
  });
  return [...variables, ...command, ...check, ...files];
}

/** What the user wrote out; a value in between stands as a character that no address has. */
function written(expression: Expression): string {
  if (expression.kind === 'literal') return expression.text;
  return expression.kind === 'text' ? expression.parts.map(written).join('') : '\0';
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
