import type { Cluster } from '../../kubernetes/manifests';
import type { Place } from '../../problem';
import { at, fields, isFields, items, mappings, plain, text, texts, type Fields } from '../../untyped';
import { expand, referencesIn } from '../kubelet-expansion';
import { symbolOf } from '../operator';
import type { ServiceUnit, Unit } from './units';

/** A variable of a process. */
export interface Variable {
  /** With a symbol for what only the operator knows. */
  readonly value: string;
  /** Whether it may be shown to nobody. */
  readonly isSecret: boolean;
  /** Where it is said, in the container or service. */
  readonly place: Place;
  /** The ConfigMap or Secret that says it, and where. */
  readonly object?: { readonly subject: string; readonly place: Place };
  /** Whether one side may have it without the other: other texts are made of it, Kubernetes alone knows it, or it may not be there. */
  readonly isOwn?: true;
}

export interface Variables {
  readonly all: ReadonlyMap<string, Variable>;
  /** Whether there may be more that no file says. */
  readonly isOpen: boolean;
}

/** Names of which nobody shows the values. */
const SECRET_NAME = /(?:^|_)(?:PASS|PASSWORD|PASSWD|PASSPHRASE|PWD|SECRET|TOKEN|APIKEY|KEY|CREDENTIALS?|PRIVATE|SALT|DSN)(?:_|$)/i;

export const isSecretName = (name: string): boolean => SECRET_NAME.test(name);

/** Values by the keys of a Secret or ConfigMap; `isWhole` if no other key can be in it. */
export interface Store {
  readonly values: ReadonlyMap<string, string>;
  readonly isWhole: boolean;
  /** Where a key is said, if it is. */
  readonly objectOf: (key: string) => { readonly subject: string; readonly place: Place } | undefined;
}

/** What is known of a Secret or ConfigMap: all of one that is written down, the keys of one that an operator makes. */
export function storeOf(cluster: Cluster, kind: 'Secret' | 'ConfigMap', namespace: string, name: string): Store {
  const manifest = cluster.find(kind, namespace, name);
  if (manifest) {
    const { body, subject, within } = manifest;
    const written = Object.entries({ ...fields(body['data']), ...fields(body['stringData']) }).map(([key, value]) => {
      const isEncoded = kind === 'Secret' && !(key in fields(body['stringData']));
      return [key, isEncoded ? Buffer.from(plain(value), 'base64').toString('utf8') : plain(value)] as const;
    });
    return { values: new Map(written.map(([key, value]) => [key, isPlaceholder(value, kind) ? symbolOf(`${name}.${key}`) : value])), isWhole: true, objectOf: (key) => ({ subject, place: [...within, key in fields(body['stringData']) ? 'stringData' : 'data', key] }) };
  }
  const made = cluster.manifests.find((candidate) => candidate.namespace === namespace && (text(at(candidate.spec['target'], 'name')) ?? text(at(candidate.spec['template'], 'metadata', 'name')) ?? candidate.name) === name && /^(?:ExternalSecret|SealedSecret)\b/.test(candidate.kind));
  const keys = [...mappings(made?.spec['data']).flatMap(({ secretKey }) => text(secretKey) ?? []), ...Object.keys(fields(made?.spec['encryptedData']))];
  return { values: new Map(keys.map((key) => [key, symbolOf(`${name}.${key}`)])), isWhole: made !== undefined && made.spec['dataFrom'] === undefined, objectOf: () => undefined };
}

/** What is written where the operator has to write a secret. */
function isPlaceholder(value: string, kind: string): boolean {
  return kind === 'Secret' && (value === '' || /^<.*>$|^(?:change[-_ ]?me|replace[-_ ]?me|todo|xxx+)$/i.test(value));
}

/** The variables of a container on Kubernetes. */
export function variablesOfUnit(cluster: Cluster, { pod: { owner }, container: { body } }: Unit): Variables {
  const all = new Map<string, Variable>();
  let isOpen = false;
  for (const [index, source] of mappings(body['envFrom']).entries()) {
    const kind = source['secretRef'] === undefined ? 'ConfigMap' : 'Secret';
    const store = storeOf(cluster, kind, owner.namespace, plain(at(source[kind === 'Secret' ? 'secretRef' : 'configMapRef'], 'name')));
    isOpen ||= !store.isWhole;
    for (const [key, value] of store.values) all.set(`${text(source['prefix']) ?? ''}${key}`, { value, isSecret: kind === 'Secret', place: ['envFrom', index], ...objectIn(store, key) });
  }
  const used = new Set([...texts(body['command']), ...texts(body['args'])].flatMap(referencesIn));
  for (const [index, entry] of items(body['env']).map(fields).entries()) {
    const name = text(entry['name']) ?? '';
    const place = ['env', index];
    const source = entry['valueFrom'];
    if (isFields(source)) {
      all.set(name, { ...referredTo(cluster, owner.namespace, source), place });
      continue;
    }
    const template = plain(entry['value'] ?? '');
    const references = referencesIn(template);
    for (const reference of references) used.add(reference);
    all.set(name, {
      value: expand(template, new Map([...all].map(([key, { value }]) => [key, value]))),
      isSecret: isSecretName(name) || references.some((reference) => all.get(reference)?.isSecret === true),
      place,
    });
  }
  for (const name of used) {
    const variable = all.get(name);
    if (variable) all.set(name, { ...variable, isOwn: true });
  }
  return { all, isOpen };
}

/** What a variable takes from elsewhere. */
function referredTo(cluster: Cluster, namespace: string, source: Fields): Omit<Variable, 'place'> {
  const { secretKeyRef, configMapKeyRef } = source;
  const reference = fields(secretKeyRef ?? configMapKeyRef);
  if (secretKeyRef === undefined && configMapKeyRef === undefined) return { value: symbolOf('the pod'), isSecret: false, isOwn: true };
  const kind = secretKeyRef === undefined ? 'ConfigMap' : 'Secret';
  const [name, key] = [plain(reference['name']), plain(reference['key'])];
  const store = storeOf(cluster, kind, namespace, name);
  const value = store.values.get(key);
  const isOptional = value === undefined && reference['optional'] === true;
  return { value: value ?? symbolOf(`${name}.${key}`), isSecret: kind === 'Secret', ...(isOptional && { isOwn: true as const }), ...(value !== undefined && objectIn(store, key)) };
}

function objectIn({ objectOf }: Store, key: string): Pick<Variable, 'object'> {
  const object = objectOf(key);
  return object === undefined ? {} : { object };
}

/** The variables of a service of Compose. */
export function variablesOfService({ body }: ServiceUnit, isKnown: (file: string) => boolean): Variables {
  const all = new Map<string, Variable>();
  for (const [name, value] of Object.entries(fields(body['environment']))) {
    all.set(name, { value: value === null ? symbolOf(name) : plain(value), isSecret: isSecretName(name), place: ['environment', name] });
  }
  return { all, isOpen: mappings(body['env_file']).some(({ path }) => !isKnown(plain(path))) };
}

/**
 * With what images of databases read from a file named by a variable, as if it were the variable itself.
 *
 * @param secretAt the content of the file that is mounted at a path; nobody asks for it but here
 */
export function withoutFileVariables(variables: Variables, other: Variables, secretAt: (path: string) => string | undefined): Variables {
  const all = new Map(variables.all);
  for (const [name, variable] of variables.all) {
    const plainName = name.replace(/_FILE$/, '');
    const content = plainName === name || other.all.has(name) || !other.all.has(plainName) ? undefined : secretAt(variable.value);
    if (content === undefined) continue;
    all.delete(name);
    all.set(plainName, { ...variable, value: content.replace(/\n$/, ''), isSecret: true });
  }
  return { ...variables, all };
}
