import type { Findings } from '../diagnostics/findings';
import { isPort } from '../model/endpoint';
import type { StackGraph } from '../model/graph';

/** Ports are numbers that exist, and a container has each of them once. */
export function checkPorts(graph: StackGraph, findings: Findings): void {
  for (const workload of graph.model.workloads) {
    const seen = new Map<string, string>();
    for (const { name, port, protocol, exposure } of workload.endpoints) {
      if (!isPort(port)) findings.report('model/invalid-port', workload.path, { field: `the port of endpoint "${name}"`, value: port });
      if (exposure?.port && !isPort(exposure.port.default)) {
        findings.report('model/invalid-port', workload.path, { field: `the host port of endpoint "${name}"`, value: exposure.port.default });
      }
      const key = `${port}/${protocol}`;
      const first = seen.get(key);
      if (first !== undefined) findings.report('model/duplicate-port', workload.path, { value: key, first, second: name });
      seen.set(key, first ?? name);
    }
  }
}
