import { isIP } from 'node:net';
import type { Findings } from '../diagnostics/findings';
import { isCidr } from '../model/egress';
import { isPort } from '../model/endpoint';
import type { StackGraph } from '../model/graph';

const HOST = /^(?=.{1,253}$)[a-z0-9_]([-a-z0-9_]{0,61}[a-z0-9_])?(\.[a-z0-9_]([-a-z0-9_]{0,61}[a-z0-9_])?)*\.?$/i;

/** A server of somebody else is found by a host, which is nothing but that, and nobody of the stack. */
export function checkOutside({ model }: StackGraph, findings: Findings): void {
  const names = new Map(model.workloads.flatMap(({ name, aliases = [], path }) => [name, ...aliases].map((each) => [each, path])));
  for (const { name: value, path, endpoints, defaultHost, host, cidr, lacking, stack } of model.outside ?? []) {
    if (stack) continue;
    const report = (field: string, value: string, expected: string): void => findings.report('model/external-host', path, { field, value, expected });
    // Of one with choices in it, the default is one of many, and may be none.
    const text = host.kind === 'literal' || defaultHost !== '' ? defaultHost : undefined;
    if (text !== undefined && !HOST.test(text) && isIP(text) === 0) report('host', text, 'a name, such as db.example.com, or an address');
    else if (text !== undefined && isLoopback(text)) report('host', text, 'a server that others than the container itself reach: inside of a container this is the container');
    else if (text !== undefined && isIP(text) === 6 && host.kind !== 'literal') report('host', text, 'a name, or an IPv4 address: of IPv6 it has to be in the program, as it has brackets in URLs and none elsewhere');
    else if (text !== undefined && names.has(text)) report('host', text, `somebody outside: this is the name of the workload at ${names.get(text)}, which is referred to by its endpoint`);
    if (lacking !== undefined) findings.report('model/external-credentials', path, { value, detail: lacking });
    if (cidr !== undefined && !isCidr(cidr)) report('cidr', cidr, 'addresses as 10.20.0.0/16, of one address 10.20.0.7/32');
    for (const { name, port } of endpoints) if (!isPort(port)) findings.report('model/invalid-port', path, { field: `the port of endpoint "${name}"`, value: port });
  }
}

/** A workload of another stack is found by its name, and so has to be there under it. */
export function checkStackPeers(graph: StackGraph, findings: Findings): void {
  for (const [from, calls] of graph.callsStacks) {
    for (const value of new Set(calls.map(({ to }) => to))) {
      const refusal = graph.outside.get(value)?.stack?.refusal;
      if (refusal !== undefined) findings.report('model/stack-peer', from, { value, detail: refusal });
    }
  }
}

function isLoopback(text: string): boolean {
  return text === 'localhost' || text.endsWith('.localhost') || /^127\./.test(text) || text === '::1';
}
