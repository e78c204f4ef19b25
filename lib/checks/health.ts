import type { Findings } from '../diagnostics/findings';
import { visitLeaves } from '../model/expression';
import type { StackGraph } from '../model/graph';
import type { HealthCheck, ProbeClientName } from '../model/health';

const CLIENTS: Record<Exclude<HealthCheck['kind'], 'exec'>, readonly ProbeClientName[]> = {
  http: ['curl', 'wget', 'bash', 'python', 'node'],
  tcp: ['bash', 'nc', 'python', 'node'],
  grpc: ['grpc_health_probe'],
};

/** Path and query as RFC 3986 has them; anything else has to be percent-encoded. */
const URL_PATH = /^\/(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*$/;

const HEADER = /^[A-Za-z0-9][A-Za-z0-9_-]*$/;
const HEADER_VALUE = /^[!-~]([ -~]*[!-~])?$/;

/** A probe asks a port that is there, in a way that both targets can. */
export function checkHealth(graph: StackGraph, findings: Findings): void {
  for (const { container: { health, imageHealth, path }, workload: { endpoints } } of graph.containers) {
    const invalid = (value: string, rule: string): void => findings.report('model/invalid-probe', path, { value, rule });
    const { retries = 1 } = health ?? imageHealth ?? {};
    if (!Number.isInteger(retries) || retries < 1) invalid(`tried ${retries} times`, 'retries has to be a whole number, 1 or more');
    if (!health) continue;
    const { check } = health;
    if (check.kind === 'exec') {
      if (check.command.length === 0) invalid('an empty command', 'it needs a program to run');
      for (const word of check.command) {
        visitLeaves(word, (leaf) => {
          // The kubelet expands only variables with a static value in probes.
          if (leaf.kind === 'parameter' || leaf.kind === 'secret') invalid(`a command with ${leaf.name} in it`, 'it has to read that from its environment');
        });
      }
      continue;
    }
    const endpoint = endpoints.find(({ name }) => name === check.endpoint);
    if (!endpoint) {
      const known = endpoints.length === 0 ? 'none' : endpoints.map(({ name }) => `"${name}"`).join(', ');
      findings.report('model/unknown-probe-port', path, { value: check.endpoint, known });
    } else if (endpoint.protocol === 'udp') {
      invalid(`a ${check.kind} check of the UDP endpoint "${check.endpoint}"`, 'only TCP ports can be asked');
    }
    if (check.kind === 'http' && !URL_PATH.test(check.path)) invalid(`a GET of "${check.path}"`, 'the path has to begin with "/" and be URL-encoded');
    if (check.kind === 'http') {
      for (const { name, value } of check.headers ?? []) if (!HEADER.test(name) || !HEADER_VALUE.test(value)) invalid(`the header "${name}: ${value}"`, 'a header has a name of letters, digits and "-", and a value of printable characters on one line');
      if (check.scheme === 'https' && check.client === 'bash') invalid('a check over HTTPS with bash', 'it cannot speak TLS: the client has to be curl, wget, python or node');
    }
    if (!CLIENTS[check.kind].includes(check.client)) {
      invalid(`a ${check.kind} check with ${check.client}`, `the client has to be one of ${CLIENTS[check.kind].join(', ')}`);
    }
  }
}
