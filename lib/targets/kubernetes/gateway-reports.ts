import type { Reporter } from '../../diagnostics/findings';
import { hostsOf, type PublicExposure } from '../../model/endpoint';
import type { WorkloadModel } from '../../model/workload';
import type { KubernetesCodes } from './codes';
import { routePath } from './formats';
import { gatewayEndpoints } from './gateway';
import type { GatewayOptions } from './gateway-options';
import { leadsToTls, matchedPath, REDIRECT_STATUS, requestTimeout } from './http-route';
import { gatewayOf, isByGateway, issuerOf } from './ingress';
import type { KubernetesSettings } from './settings';
import { wholeSeconds } from './units';

/** Says what a Gateway does not, or otherwise than Compose. */
export function reportGateway(workload: WorkloadModel, settings: KubernetesSettings, findings: Reporter<KubernetesCodes>): void {
  reportStripped(workload, settings, findings);
  const gateway = gatewayOf(settings);
  if (!gateway) return;
  const served = gatewayEndpoints(workload);
  for (const { name, exposure } of served) {
    const rule = routePath(exposure.path);
    if (rule !== undefined) findings.report('kubernetes/refused', workload.path, { detail: `the path is ${JSON.stringify(exposure.path)}, but ${rule}` });
    const request = requestTimeout(gateway).timeouts?.request;
    const what = workload.gateway ? 'longest request' : `longest request ${name}`;
    findings.report('kubernetes/gateway-limits', workload.path, {
      detail: `${hostOf(exposure)} is to wait ${wholeSeconds(exposure.requestTimeout)} s in silence and to take ${Math.ceil(exposure.maxBodySize / 1024 ** 2)} MiB`,
      whole: wholeRequest(request),
      differences: request === undefined ? [] : [{ workload: workload.name, what, kubernetes: request }],
    });
    if (gateway.className === undefined) reportExisting(workload, exposure, gateway, settings, findings);
  }
  const led = served.filter(({ exposure }) => leadsToTls(gateway, exposure)).flatMap(({ exposure }) => plainAddresses(exposure)).sort();
  if (led.length === 0) return;
  const kubernetes = led.map((address) => `${address} by ${REDIRECT_STATUS}`).join(' ');
  findings.report('kubernetes/gateway-redirect', workload.path, { detail: led.join(', '), differences: [{ workload: workload.name, what: 'redirect', kubernetes }] });
}

function reportStripped(workload: WorkloadModel, settings: KubernetesSettings, findings: Reporter<KubernetesCodes>): void {
  const stripped = (workload.gateway ?? []).flatMap(({ path, stripPrefix }) => (stripPrefix ? [path] : []));
  const hasIngress = workload.endpoints.some(({ exposure }) => exposure?.kind === 'public' && !isByGateway(exposure, settings));
  if (stripped.length > 0 && hasIngress) findings.report('kubernetes/strip-prefix', workload.path, { detail: stripped.join(', ') });
}

/** Of a Gateway that is there the stack says neither certificates nor, unless they are named, listeners. */
function reportExisting(workload: WorkloadModel, exposure: PublicExposure, gateway: GatewayOptions, settings: KubernetesSettings, findings: Reporter<KubernetesCodes>): void {
  const { tls, certificate } = exposure;
  if (!tls) return;
  const issuer = issuerOf(exposure, settings);
  if (issuer !== undefined || certificate?.secret !== undefined) {
    findings.report('kubernetes/gateway-certificate', workload.path, { detail: `The certificate of ${hostOf(exposure)} is ${issuer === undefined ? `that of the Secret ${certificate?.secret}` : `to come from the issuer ${issuer}`}` });
  }
  if (leadsToTls(gateway, exposure)) return;
  const detail = gateway.listeners?.https === undefined
    ? `Every listener of the Gateway ${gateway.name} that has the host serves ${hostOf(exposure)}, also one without TLS, and nothing leads to TLS`
    : `Nothing that is written leads whoever asks for ${hostOf(exposure)} without TLS to TLS`;
  findings.report('kubernetes/gateway-listeners', workload.path, { detail });
}

function wholeRequest(request: string | undefined): string {
  if (request === undefined) return 'what its controller lets it, of which nothing is said';
  return request === '0s' ? 'as long as it takes' : request;
}

function plainAddresses(exposure: PublicExposure): string[] {
  const hosts = hostsOf(exposure);
  return (hosts.length > 0 ? hosts : ['*']).map((host) => `http://${host}${matchedPath(exposure.path)}`);
}

function hostOf({ host = 'any host' }: PublicExposure): string {
  return host;
}
