import type { Findings } from '../diagnostics/findings';
import { usesSource, type StackGraph } from '../model/graph';

const HOST = /^(?=.{1,253}$)[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?(\.[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)*$/;

const CERTIFICATE = 'the variable of a certificate';

/** A host port and the variable that moves it belong to one endpoint, a variable has one meaning, a public host is a host name. */
export function checkHostPorts(graph: StackGraph, findings: Findings): void {
  const ports = new Map<string, string>();
  const addresses = new Map<string, string>();
  const variables = new Map<string, string>([...graph.model.parameters, ...graph.model.secrets].map(({ name, path }) => [name, path]));
  if (usesSource(graph.model)) {
    const { variable } = graph.model.source;
    const namesake = variables.get(variable);
    if (namesake !== undefined) findings.report('model/duplicate-name', graph.model.path, { what: 'source variable', value: variable, other: namesake });
    variables.set(variable, namesake ?? 'the source variable of the stack');
  }
  for (const { mounts, name, path } of graph.model.workloads) {
    for (const mount of mounts) {
      if (mount.kind !== 'certificate') continue;
      const namesake = variables.get(mount.variable);
      // Several workloads may have one certificate.
      if (namesake !== undefined && namesake !== CERTIFICATE) findings.report('model/duplicate-name', path, { what: `certificate variable of ${name},`, value: mount.variable, other: namesake });
      variables.set(mount.variable, namesake ?? CERTIFICATE);
    }
  }
  for (const workload of graph.model.workloads) {
    for (const { name, protocol, exposure } of workload.endpoints) {
      if (!exposure) continue;
      const owner = `${workload.name}.${name}`;
      const key = `${exposure.port.default}/${protocol}`;
      const other = ports.get(key);
      if (other !== undefined) findings.report('model/host-port-conflict', workload.path, { value: exposure.port.default, other });
      ports.set(key, other ?? owner);
      const namesake = variables.get(exposure.port.variable);
      if (namesake !== undefined) {
        findings.report('model/duplicate-name', workload.path, { what: `host port variable of ${owner},`, value: exposure.port.variable, other: namesake });
      }
      variables.set(exposure.port.variable, namesake ?? owner);
      if (exposure.kind !== 'public') continue;
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
