import type { Findings } from '../diagnostics/findings';
import { askedReferences } from '../model/connections';
import { OUTSIDE } from '../model/draft';
import { visitLeaves, type Expression } from '../model/expression';
import type { StackGraph } from '../model/graph';

/** Whatever is referred to is part of the stack. */
export function checkReferences(graph: StackGraph, findings: Findings): void {
  const unresolved = (at: string, what: string, value: string): void =>
    findings.report('model/unresolved-reference', at, { what, value: value.replace(OUTSIDE, '') });

  const gateways = new Set(graph.model.workloads.filter(({ gateway }) => gateway).map(({ path }) => path));
  for (const workload of graph.model.workloads) {
    const { path } = workload;
    for (const expression of askedReferences(workload, graph)) {
      // A workload may refer to its own endpoints; those are no connections.
      checkLeaves(path, expression, (peer) => peer === path);
    }
    for (const { to, endpoint } of graph.outgoing.get(path) ?? []) checkEndpoint(path, to, endpoint);
    for (const edge of workload.startAfter) if (!graph.workloads.has(edge.workload)) unresolved(path, 'workload', edge.workload);
    if (gateways.size === 0) continue;
    const peers = new Set([...(graph.outgoing.get(path) ?? []).map(({ to }) => to), ...workload.startAfter.map((edge) => edge.workload)]);
    for (const peer of peers) if (gateways.has(peer)) findings.report('model/gateway-reference', path, { value: peer });
  }
  // What a mounted file refers to is a connection of the workload that mounts it.
  const mounted = new Set<string>();
  for (const { container: { mounts } } of graph.containers) for (const mount of mounts) if (mount.kind === 'config') mounted.add(mount.config);
  for (const file of graph.model.configFiles) if (!mounted.has(file.name)) checkLeaves(file.path, file.content, () => true);

  function checkLeaves(at: string, expression: Expression, asksFor: (peer: string) => boolean): void {
    visitLeaves(expression, (leaf) => {
      if (leaf.kind === 'parameter' && !graph.parameters.has(leaf.name)) unresolved(at, 'parameter', leaf.name);
      if (leaf.kind === 'secret' && !graph.secrets.has(leaf.name)) unresolved(at, 'secret', leaf.name);
      if (leaf.kind === 'published-port' && !isPublished(leaf.peer, leaf.endpoint)) unresolved(at, 'published port of', `${leaf.peer}.${leaf.endpoint}`);
      if ((leaf.kind === 'host' || leaf.kind === 'port') && asksFor(leaf.peer)) checkEndpoint(at, leaf.peer, leaf.endpoint);
    });
  }

  function isPublished(path: string, name: string): boolean {
    return graph.peers.get(path)?.endpoints.some((endpoint) => endpoint.name === name && endpoint.exposure?.port !== undefined) ?? false;
  }

  function checkEndpoint(at: string, path: string, name: string): void {
    const known = graph.peers.get(path)?.endpoints.some((endpoint) => endpoint.name === name) ?? false;
    if (!known) unresolved(at, 'endpoint', `${path}.${name}`);
  }
}
