import { setterOf } from '../../lib/targets/compose/reserved-variables';
import type { PlannedEndpoint, ServiceDraft } from './drafts';
import { knownPort } from './known-ports';
import { textsOf, type Mention } from './peers';
import { portForms, type PortForm } from './port-form';
import { call, object, type Said } from './program';
import { isMapping, isScalar, listOf, type Raw } from './raw';
import { defaultText, parseTemplate, plainText, type Template } from './template';

/** Where a port is published. */
export interface Publication {
  readonly endpoint: PlannedEndpoint;
  readonly form: PortForm;
}

const EVERYWHERE: ReadonlySet<string | undefined> = new Set([undefined, '', '0.0.0.0', '::']);
const LOOPBACK: ReadonlySet<string | undefined> = new Set(['127.0.0.1', 'localhost', '::1']);

/** The ports of the host: each is one endpoint's, and where the file leaves one to a variable without a default, some other. */
export class HostPorts {
  private readonly taken = new Set<string>();

  public constructor(services: ReadonlyMap<string, Raw>) {
    for (const { ports } of services.values()) {
      for (const { published, protocol } of listOf(ports).flatMap((entry) => portForms(entry) ?? [])) {
        const port = defaultText(parseTemplate(published ?? ''));
        if (port !== '') this.taken.add(`${port}/${protocol}`);
      }
    }
  }

  /** The same port as in the container, if it is free. */
  public claim(port: number, protocol: string): number {
    const candidates = [port, ...(port < 1024 ? [port + 8000] : [])];
    let free = candidates.find((candidate) => !this.taken.has(`${candidate}/${protocol}`)) ?? candidates[candidates.length - 1];
    while (this.taken.has(`${free}/${protocol}`)) free++;
    this.taken.add(`${free}/${protocol}`);
    return free;
  }
}

/** The endpoints of a service: those that it says, those that its peers name; or, if somebody names it, the one that its command or check says, or everybody knows. */
export function plannedEndpoints({ ports, expose, image, command, entrypoint, healthcheck }: Raw, mentions: readonly Mention[]): PlannedEndpoint[] {
  const endpoints: PlannedEndpoint[] = [];
  const add = (port: string | number, protocol: string): void => {
    const number = Number(port);
    if (!Number.isInteger(number) || number < 1 || number > 65_535 || (protocol !== 'tcp' && protocol !== 'udp')) return;
    if (endpoints.some((known) => known.port === number && known.protocol === protocol)) return;
    endpoints.push({ name: protocol === 'tcp' ? `port-${number}` : `udp-${number}`, port: number, protocol });
  };
  for (const entry of [...listOf(ports), ...listOf(expose)]) for (const { target, protocol } of portForms(entry) ?? []) add(target, protocol);
  for (const { port } of mentions) if (port !== undefined) add(port, 'tcp');
  if (endpoints.length > 0 || mentions.length === 0) return endpoints;
  const check = isMapping(healthcheck) ? listOf(healthcheck.test).join(' ') : '';
  const asked = /(?:localhost|127\.0\.0\.1|0\.0\.0\.0):(\d+)/.exec(defaultText(parseTemplate(check)))?.[1];
  const told = /(?:^|\s)--port[\s=]+(\d+)/.exec(textsOf({ command, entrypoint }).join(' '))?.[1];
  const known = told ?? asked ?? (isScalar(image) ? knownPort(defaultText(parseTemplate(String(image)))) : undefined);
  if (known !== undefined) add(known, 'tcp');
  return endpoints;
}

/** All endpoints of a service, each published where `ports` says. */
export function mapPorts(service: ServiceDraft): void {
  const { project, raw } = service;
  const endpoints = project.endpoints.get(service.service) ?? [];
  const published = new Map<string, Said>();
  service.about('ports');
  for (const entry of listOf(raw.ports)) {
    const forms = portForms(entry);
    if (!forms) service.leave('no port that Compose takes', entry);
    for (const form of forms ?? []) {
      const endpoint = endpoints.find(({ port, protocol }) => String(port) === form.target && protocol === form.protocol);
      if (!endpoint) service.leave('the port of an endpoint is a number', entry);
      else if (published.has(endpoint.name)) service.leave('an endpoint is published once', entry);
      else {
        const outcome = publication({ endpoint, form }, service);
        if ('why' in outcome) service.leave(outcome.why, entry);
        else published.set(endpoint.name, outcome.said);
      }
    }
  }
  for (const { name, port, protocol } of endpoints) {
    const publish = published.get(name);
    service.about(publish === undefined ? 'expose' : 'ports').call('addEndpoint', name, object({
      port,
      ...(protocol === 'udp' && { protocol: { kind: 'member', of: 'Protocol.UDP' } as const }),
      ...(publish !== undefined && { publish }),
    }));
  }
}

function publication({ endpoint, form }: Publication, service: ServiceDraft): { readonly said: Said } | { readonly why: string } {
  const { published, hostIp, rest } = form;
  const [more] = Object.keys(rest);
  if (more !== undefined) return { why: `no word says ${more}` };
  const isEverywhere = EVERYWHERE.has(hostIp);
  if (published === undefined) return isEverywhere ? { said: call('Publish.onFreePort') } : { why: 'a free port of one address' };
  const address = service.textOf(parseTemplate(hostIp ?? ''));
  if ('why' in address) return address;
  const before = isEverywhere || LOOPBACK.has(hostIp) ? [] : [address.said];
  const method = isEverywhere ? 'onHostPort' : LOOPBACK.has(hostIp) ? 'onLoopback' : 'onAddress';
  const template = parseTemplate(published);
  const said = defaultText(template);
  const port = said === '' ? service.project.hostPorts.claim(endpoint.port, endpoint.protocol) : Number(said);
  if (!Number.isInteger(port) || port < 1) return { why: 'several ports of the host' };
  const plain = plainText(template);
  if (plain !== undefined) return { said: call(`Publish.${method}`, ...before, port, ...freeVariable(endpoint, service)) };
  const variable = onlyVariable(template);
  if (variable === undefined) return { why: 'a port of the host that is put together of several texts' };
  if (!service.project.variables.claimPort(variable, { service: service.service, endpoint: endpoint.name })) return { why: 'a variable that is the port of another endpoint' };
  return { said: call(`Publish.${method}`, ...before, port, object({ variable })) };
}

/** The name of the variable that is all of a text. */
function onlyVariable(template: Template): string | undefined {
  const [first, ...more] = template;
  return more.length > 0 || typeof first === 'string' || first.operator.endsWith('+') ? undefined : first.name;
}

/** A name for the variable that moves the port, where the file means something else by the one that it would have. */
function freeVariable({ port, protocol }: PlannedEndpoint, { service, project }: ServiceDraft): Said[] {
  const words = project.ids.of(service).replaceAll('-', '_').toUpperCase();
  const isClash = setterOf(`${words}_PORT`) !== undefined || project.variables.isUsed(`${words}_PORT`) || project.variables.isUsed(`${words}_${protocol === 'udp' ? 'UDP' : 'PORT'}_${port}_PORT`);
  const other = `${words}_HOST_PORT_${port}${protocol === 'udp' ? '_UDP' : ''}`;
  // Programs read whatever begins as their own do.
  return isClash ? [object({ variable: setterOf(other) === undefined ? other : `APP_${other}` })] : [];
}
