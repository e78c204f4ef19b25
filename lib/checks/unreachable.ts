import type { Findings } from '../diagnostics/findings';
import type { Expression } from '../model/expression';
import type { StackGraph } from '../model/graph';
import { containersOf } from '../model/workload';

/** URLs that are called, not shown: those of HTTP may be links. Of the host nothing is said by a scheme that is not listed. */
const CALLED = /^(?:postgres(?:ql)?|mysql|mariadb|mssql|mongodb|redis|rediss|valkeys?|amqps?|nats|smtps?|ldaps?|bolt|neo4j|clickhouse|memcached|kafka)(?:\+[a-z0-9+]+)?:\/\/(?:[^@/]*@)?([^:/?#,]+)/i;

/** Whoever calls nobody outside and has the URL of somebody there waits for an answer for ever. */
export function checkUnreachable(graph: StackGraph, findings: Findings): void {
  const { namespace, workloads } = graph.model;
  const peers = new Set<string>();
  for (const { name, aliases = [] } of workloads) for (const each of [name, ...aliases]) peers.add(each).add(`${each}.${namespace}`).add(`${each}.${namespace}.svc`);
  for (const { defaultHost } of graph.model.outside ?? []) if (defaultHost !== undefined) peers.add(defaultHost);
  for (const workload of workloads) {
    if (workload.egress || workload.allowedEgress) continue;
    for (const { path, process } of containersOf(workload)) {
      for (const { name, value } of process.environment) {
        const [, host] = CALLED.exec(written(value, graph)) ?? [];
        if (host === undefined || host.includes('\0') || !host.includes('.') || peers.has(host) || /^127\./.test(host)) continue;
        findings.report('model/unreachable-host', path, { field: name, value: host });
      }
    }
  }
}

/** What is written out, also as the default of a parameter; a secret in between stands as a character that no host has. */
function written(expression: Expression, graph: StackGraph): string {
  if (expression.kind === 'literal') return expression.text;
  if (expression.kind === 'parameter') return graph.parameters.get(expression.name)?.default ?? '\0';
  return expression.kind === 'text' ? expression.parts.map((part) => written(part, graph)).join('') : '\0';
}
