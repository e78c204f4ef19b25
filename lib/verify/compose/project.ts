import { withDefaults } from './interpolation';
import type { Problem } from '../problem';
import { at, fields, isFields, items, text, texts, type Fields } from '../untyped';

export interface Dependency {
  readonly name: string;
  readonly condition: string;
  readonly required: boolean;
}

export interface Grant {
  readonly source: string;
  readonly target: string;
}

export interface Service {
  readonly name: string;
  /** What it is called as a subject. */
  readonly label: string;
  readonly body: Fields;
  readonly dependencies: readonly Dependency[];
  /** Networks joined, `default` included where Compose implies it. */
  readonly networks: readonly string[];
  readonly configs: readonly Grant[];
  readonly secrets: readonly Grant[];
  readonly replicas: number;
  readonly profiles: readonly string[];
}

export interface Project {
  readonly document: Fields;
  readonly services: readonly Service[];
  find(name: string): Service | undefined;
  /** Whether a service is known, and is not on. */
  isOff(name: string): boolean;
  /** The entries of a top-level element: `networks`, `volumes`, `configs`, `secrets`. */
  declared(element: string): Fields;
}

/** A rule yields one problem per breach; what is well-formed is the schema's business. */
export type ComposeRule = (project: Project) => Iterable<Problem>;

function dependenciesOf(value: unknown): readonly Dependency[] {
  if (Array.isArray(value)) return texts(value).map((name) => ({ name, condition: 'service_started', required: true }));
  return Object.entries(fields(value)).map(([name, options]) => ({
    name,
    condition: text(at(options, 'condition')) ?? '',
    required: at(options, 'required') !== false,
  }));
}

const grantsOf = (value: unknown, defaultTarget: (source: string) => string): readonly Grant[] =>
  items(value).map((entry) => {
    const source = text(entry) ?? text(at(entry, 'source')) ?? '';
    return { source, target: text(at(entry, 'target')) ?? defaultTarget(source) };
  });

function networksOf({ networks, network_mode: mode }: Fields): readonly string[] {
  if (networks === undefined) return mode === undefined ? ['default'] : [];
  return Array.isArray(networks) ? texts(networks) : Object.keys(fields(networks));
}

const inRunSecrets = (target: string): string => (target.startsWith('/') ? target : `/run/secrets/${target}`);

function serviceOf(name: string, value: unknown): Service {
  const body = fields(value);
  return {
    name,
    label: `services.${name}`,
    body,
    dependencies: dependenciesOf(body['depends_on']),
    networks: networksOf(body),
    configs: grantsOf(body['configs'], (source) => `/${source}`),
    secrets: grantsOf(body['secrets'], (source) => source).map(({ source, target }) => ({ source, target: inRunSecrets(target) })),
    replicas: Number(withDefaults(at(body['deploy'], 'replicas') ?? body['scale']) ?? 1),
    profiles: texts(body['profiles']),
  };
}

export function projectOf(value: unknown, off: ReadonlySet<string> = new Set()): Project {
  const document = fields(value);
  const services = Object.entries(fields(document['services'])).map(([name, body]) => serviceOf(name, body));
  return {
    document,
    services,
    isOff: (name) => off.has(name),
    find: (name) => services.find((service) => service.name === name),
    declared: (element) => fields(document[element]),
  };
}

/** `service:web` in `network_mode`, `ipc` or `pid` names another service. */
export const sharedWith = (mode: unknown): string | undefined => /^service:(.+)$/.exec(text(mode) ?? '')?.[1];

export interface Mount {
  readonly type: string;
  readonly source: string | undefined;
  readonly target: string;
}

/** `[source:]target[:options]`, where a source that is no path names a volume. */
function shortMount(value: string): Mount {
  const [first = '', second] = (withDefaults(value) ?? value).split(':');
  if (second === undefined) return { type: 'volume', source: undefined, target: first };
  return { type: /^[./~]/.test(first) ? 'bind' : 'volume', source: first, target: second };
}

export const mountsOf = ({ body }: Service): readonly Mount[] => items(body['volumes']).map((entry) =>
  (isFields(entry)
    ? { type: text(entry['type']) ?? '', source: text(entry['source']), target: text(entry['target']) ?? '' }
    : shortMount(text(entry) ?? '')));
