import type { Findings } from '../diagnostics/findings';
import { hostAddress, hostsOf } from '../model/endpoint';
import type { StackGraph } from '../model/graph';
import { addressProblem } from '../model/word-problems';
import { choiceProblems } from './choices';

const HOST = /^(?=.{1,253}$)[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?(\.[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)*$/;

const ANY: ReadonlySet<string> = new Set(['0.0.0.0', '::']);

/** A host port belongs to one endpoint, and a public host is a host name. */
export function checkHostPorts(graph: StackGraph, findings: Findings): void {
  const ports = new Map<string, { readonly address: string; readonly owner: string }[]>();
  const addresses = new Map<string, string>();
  for (const workload of graph.model.workloads) {
    for (const { name, protocol, exposure } of workload.endpoints) {
      if (!exposure) continue;
      const owner = `${workload.name}.${name}`;
      // Whoever listens on every address has the port on each of them.
      const address = hostAddress(exposure);
      if (exposure.port) {
        const port = exposure.port.default;
        const taken = ports.get(`${port}/${protocol}`) ?? [];
        const other = taken.find((each) => [each.address, address].some((one) => ANY.has(one)) || each.address === address);
        if (other) findings.report('model/host-port-conflict', workload.path, { value: port, other: other.owner });
        ports.set(`${port}/${protocol}`, [...taken, { address, owner }]);
      }
      const isKnown = !exposure.chosenAddress || choiceProblems(exposure.chosenAddress, graph).length === 0;
      if (exposure.address !== undefined && isKnown && addressProblem(exposure.address) !== undefined) {
        findings.report('model/invalid-name', workload.path, { what: 'address of the host', value: exposure.address, rule: 'an IPv4 or IPv6 address of the machine, such as 192.168.1.10' });
      }
      if (exposure.kind !== 'public') continue;
      if (protocol === 'udp') findings.report('model/not-http', workload.path, { what: exposure.host === undefined ? 'Any host' : `The host ${exposure.host}`, value: name });
      for (const host of hostsOf(exposure)) {
        if (HOST.test(host)) continue;
        findings.report('model/invalid-name', workload.path, { what: 'public host', value: host, rule: 'a DNS name in lower case, without scheme, port and path' });
      }
      if (exposure.host === undefined && exposure.tls && exposure.certificate?.issuer !== undefined) {
        findings.report('model/meaningless-property', workload.path, { value: 'the property clusterIssuer', rule: 'a certificate is issued for a host, and none is given' });
      }
      if (exposure.host === undefined && exposure.otherHosts?.length) {
        findings.report('model/meaningless-property', workload.path, { value: 'the property otherHosts', rule: 'it is found under any host, as none is given' });
      }
      if (!exposure.path.startsWith('/')) {
        findings.report('model/invalid-path', workload.path, { field: 'the public path', value: exposure.path, rule: 'one that begins with "/"' });
      }
      // An ingress takes `/api` and `/api/` for the same prefix.
      for (const host of exposure.host === undefined ? ['*'] : hostsOf(exposure)) {
        const served = `${host}${exposure.path.replace(/\/+$/, '')}`;
        const holder = addresses.get(served);
        if (holder !== undefined) findings.report('model/duplicate-name', workload.path, { what: `public address of ${owner},`, value: served, other: holder, fix: 'Publish one of the two at another host or below another path.' });
        addresses.set(served, holder ?? owner);
      }
    }
  }
}
