import type { Findings } from '../diagnostics/findings';
import type { StackGraph } from '../model/graph';

const HOST = /^(?=.{1,253}$)[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?(\.[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)*$/;

/** A host port belongs to one endpoint, and a public host is a host name. */
export function checkHostPorts(graph: StackGraph, findings: Findings): void {
  const ports = new Map<string, string>();
  const addresses = new Map<string, string>();
  for (const workload of graph.model.workloads) {
    for (const { name, protocol, exposure } of workload.endpoints) {
      if (!exposure) continue;
      const owner = `${workload.name}.${name}`;
      const key = `${exposure.port.default}/${protocol}`;
      const other = ports.get(key);
      if (other !== undefined) findings.report('model/host-port-conflict', workload.path, { value: exposure.port.default, other });
      ports.set(key, other ?? owner);
      if (exposure.kind !== 'public') continue;
      if (protocol === 'udp') findings.report('model/not-http', workload.path, { what: `The host ${exposure.host}`, value: name });
      if (!HOST.test(exposure.host)) {
        findings.report('model/invalid-name', workload.path, { what: 'public host', value: exposure.host, rule: 'a DNS name in lower case, without scheme, port and path' });
      }
      if (!exposure.path.startsWith('/')) {
        findings.report('model/invalid-path', workload.path, { field: 'the public path', value: exposure.path, rule: 'one that begins with "/"' });
      }
      // An ingress takes `/api` and `/api/` for the same prefix.
      const address = `${exposure.host}${exposure.path.replace(/\/+$/, '')}`;
      const holder = addresses.get(address);
      if (holder !== undefined) findings.report('model/duplicate-name', workload.path, { what: `public address of ${owner},`, value: address, other: holder });
      addresses.set(address, holder ?? owner);
    }
  }
}
