import type { Findings } from '../diagnostics/findings';
import { expressionsOf } from '../model/connections';
import { OUTSIDE } from '../model/draft';
import { visitLeaves } from '../model/expression';
import type { StackGraph } from '../model/graph';

/** Whatever is referred to is part of the stack. */
export function checkReferences(graph: StackGraph, findings: Findings): void {
  for (const workload of graph.model.workloads) {
    const unresolved = (what: string, value: string): void =>
      findings.report('model/unresolved-reference', workload.path, { what, value: value.replace(OUTSIDE, '') });
    for (const expression of expressionsOf(workload, graph.configFiles)) {
      visitLeaves(expression, (leaf) => {
        if (leaf.kind === 'parameter' && !graph.parameters.has(leaf.name)) unresolved('parameter', leaf.name);
        if (leaf.kind === 'secret' && !graph.secrets.has(leaf.name)) unresolved('secret', leaf.name);
        // A workload may refer to its own endpoints; those are no connections.
        if ((leaf.kind === 'host' || leaf.kind === 'port') && leaf.workload === workload.path) checkEndpoint(leaf.workload, leaf.endpoint);
        if (leaf.kind === 'published-port') checkPublished(leaf.workload, leaf.endpoint);
      });
    }
    for (const { to, endpoint } of graph.outgoing.get(workload.path) ?? []) checkEndpoint(to, endpoint);
    for (const edge of workload.startAfter) if (!graph.workloads.has(edge.workload)) unresolved('workload', edge.workload);

    function checkPublished(path: string, name: string): void {
      checkEndpoint(path, name);
      const endpoint = graph.workloads.get(path)?.endpoints.find((candidate) => candidate.name === name);
      if (endpoint && !endpoint.exposure) unresolved('published port of', `${path}.${name}`);
    }

    function checkEndpoint(path: string, name: string): void {
      const peer = graph.workloads.get(path);
      if (!peer) unresolved('endpoint', `${path}.${name}`);
      else if (!peer.endpoints.some((endpoint) => endpoint.name === name)) unresolved('endpoint', `${path}.${name}`);
    }
  }
}
