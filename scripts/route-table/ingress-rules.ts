import { parseAllDocuments } from 'yaml';
import type { Expected, Rules } from './expected';
import { elementsOf, isBelow } from './paths';

/*
 * What the Ingresses of a manifest mean, by the specification alone (https://kubernetes.io/docs/concepts/services-networking/ingress/):
 * https://kubernetes.io/docs/concepts/services-networking/ingress/#examples has the table of examples that the tests of this
 * file take over. Knows nothing of the program that the manifest was made from.
 */

/** The parts of Kubernetes objects that decide where a request goes. */
interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly annotations?: Readonly<Record<string, string>> };
  readonly spec: {
    readonly rules?: readonly { readonly host?: string; readonly http: { readonly paths: readonly IngressPath[] } }[];
    readonly selector?: Readonly<Record<string, string>>;
    readonly ports?: readonly { readonly name: string; readonly port: number; readonly targetPort: number | string }[];
    readonly template?: {
      readonly metadata: { readonly labels: Readonly<Record<string, string>> };
      readonly spec: { readonly containers: readonly { readonly env?: readonly { readonly name: string; readonly value?: string }[] }[] };
    };
  };
}

interface IngressPath {
  readonly path: string;
  readonly pathType: string;
  readonly backend: { readonly service: { readonly name: string; readonly port: { readonly name?: string; readonly number?: number } } };
}

interface Rule {
  readonly host: string | undefined;
  readonly path: string;
  readonly isExact: boolean;
  readonly backend: string;
  readonly mostBytes: number;
}

/** The default backend of a controller. */
const NOBODY: Expected = { answer: 'refused', statuses: [404] };
const TOO_LARGE: Expected = { answer: 'refused', statuses: [413] };

/**
 * @param variable of the container behind a Service that has the name by which the backend calls itself
 * @throws Error about what the specification or the API server would not take: an Ingress that leads to nothing
 */
export function ingressRules(yaml: string, variable: string): Rules {
  const manifests = parseAllDocuments(yaml).map((document) => document.toJS() as Manifest | null).filter((manifest) => manifest !== null);
  const rules = manifests.filter(({ kind }) => kind === 'Ingress').flatMap((ingress) => rulesOf(ingress, manifests, variable));
  return (asked, path) => {
    const rule = chosen(rules, asked.host?.toLowerCase(), path);
    if (!rule) return NOBODY;
    return asked.length > rule.mostBytes ? TOO_LARGE : { answer: 'backend', backend: rule.backend, target: asked.target };
  };
}

function rulesOf({ metadata, spec }: Manifest, manifests: readonly Manifest[], variable: string): Rule[] {
  const mostBytes = bytesOf(metadata.annotations?.['nginx.ingress.kubernetes.io/proxy-body-size']);
  return (spec.rules ?? []).flatMap(({ host, http }) => http.paths.map(({ path, pathType, backend }) => {
    if (pathType !== 'Prefix' && pathType !== 'Exact') throw new Error(`Ingress ${metadata.name}: ${path} is ${pathType}, which each controller reads in its own way`);
    return { host: host?.toLowerCase(), path, isExact: pathType === 'Exact', backend: backendOf(backend.service, manifests, variable), mostBytes };
  }));
}

/** Follows the Service to its pods. */
function backendOf({ name, port }: IngressPath['backend']['service'], manifests: readonly Manifest[], variable: string): string {
  const service = manifests.find(({ kind, metadata }) => kind === 'Service' && metadata.name === name);
  if (!service?.spec.ports?.some((candidate) => candidate.name === port.name || candidate.port === port.number)) throw new Error(`there is no Service ${name} with the port ${port.name ?? port.number}`);
  const selector = Object.entries(service.spec.selector ?? {});
  const pods = manifests.flatMap(({ spec }) => (spec?.template?.metadata ? [spec.template] : [])).filter(({ metadata }) => selector.every(([label, value]) => metadata.labels[label] === value));
  const names = pods.flatMap(({ spec }) => spec.containers.flatMap(({ env = [] }) => env.filter((entry) => entry.name === variable).map(({ value }) => value)));
  if (names.length !== 1 || names[0] === undefined) throw new Error(`the Service ${name} leads to ${names.length} containers with ${variable}`);
  return names[0];
}

/** A host before a wildcard before all hosts; then an exact path before those that begin a path, and of these the longest. */
function chosen(rules: readonly Rule[], host: string | undefined, path: string): Rule | undefined {
  return rules
    .filter((rule) => matchesHost(rule.host, host) && (rule.isExact ? path === rule.path : isBelow(path, rule.path)))
    .sort((one, other) => rankOf(one) - rankOf(other) || Number(other.isExact) - Number(one.isExact) || elementsOf(other.path).length - elementsOf(one.path).length)[0];
}

function rankOf({ host }: Rule): number {
  if (host === undefined) return 2;
  return host.startsWith('*.') ? 1 : 0;
}

/** A wildcard stands for one label. */
function matchesHost(wanted: string | undefined, host: string | undefined): boolean {
  if (wanted === undefined) return true;
  if (!wanted.startsWith('*.')) return wanted === host;
  return host !== undefined && host.endsWith(wanted.slice(1)) && !host.slice(0, -wanted.length + 1).includes('.') && host.length > wanted.length - 1;
}

/** In the notation of nginx; the controller's default is 1 MiB. */
function bytesOf(size = '1m'): number {
  const [, number, unit] = /^(\d+)([kmg]?)$/i.exec(size) ?? [];
  if (number === undefined) throw new Error(`proxy-body-size is ${size}`);
  const bytes = Number(number) * 1024 ** ['', 'k', 'm', 'g'].indexOf(unit.toLowerCase());
  return bytes === 0 ? Infinity : bytes;
}
