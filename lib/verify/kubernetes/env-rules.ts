import type { Place, Problem } from '../problem';
import { at, fields, isFields, items, mappings, repeated, shown, text, texts, type Fields } from '../untyped';
import { inContainer } from './finding';
import { dataKeys } from './identity-rules';
import type { Cluster, Container, Rule } from './manifests';
import { missing } from './references';

/** What an API server takes; later also whatever can be printed, but "=". */
const ENV_NAME = /^[-._a-zA-Z][-._a-zA-Z0-9]*$/;
const RELAXED_ENV_NAME = /^[\x20-\x3c\x3e-\x7e]+$/;
const RELAXED_SINCE = 32;

const isEnvName = (name: string, minor: number): boolean => (minor >= RELAXED_SINCE ? RELAXED_ENV_NAME : ENV_NAME).test(name);

/**
 * The names a string refers to with `$(NAME)`. As in the kubelet, `$$` is an escaped dollar wherever it stands and a
 * `$(` without a closing parenthesis is plain text.
 */
export function expansionReferences(value: string): readonly string[] {
  const names: string[] = [];
  for (let index = 0; index < value.length; index += 1) {
    if (value[index] !== '$') continue;
    const next = value[index + 1];
    if (next === '$') {
      index += 1;
    } else if (next === '(') {
      const end = value.indexOf(')', index);
      if (end < 0) continue;
      names.push(value.slice(index + 2, end));
      index = end;
    }
  }
  return names;
}

/** Names a `$(NAME)` may refer to. What is made out of band has keys nobody knows, so `open` accepts any. */
interface Scope {
  readonly names: Set<string>;
  open: boolean;
}

const isKnown = ({ names, open }: Scope, name: string): boolean => open || names.has(name) || name.startsWith('KUBERNETES_');

const FROM = [['configMapRef', 'ConfigMap'], ['secretRef', 'Secret']] as const;

function* envFrom(cluster: Cluster, container: Container, scope: Scope): Iterable<Problem> {
  for (const [index, source] of items(container.body['envFrom']).entries()) {
    const prefix = text(at(source, 'prefix')) ?? '';
    for (const [field, kind] of FROM) {
      const reference = at(source, field);
      if (!isFields(reference)) continue;
      const name = text(reference['name']) ?? '';
      const place = ['envFrom', index, field, 'name'];
      const found = cluster.find(kind, container.pod.owner.namespace, name);
      if (found === undefined) {
        scope.open = true;
        const absent = reference['optional'] === true ? undefined : missing(cluster, kind, name);
        if (absent !== undefined) yield inContainer('manifest/missing-reference', container, place, `: envFrom refers to ${absent}`);
        continue;
      }
      for (const key of dataKeys(found)) {
        scope.names.add(prefix + key);
        // The kubelet skips such a key with an event nobody reads.
        if (!isEnvName(prefix + key, cluster.minor)) {
          yield inContainer('manifest/environment', container, place, `: envFrom ${found.label} has key ${shown(key)}, which is not a valid variable name`, [found]);
        }
      }
    }
  }
}

const SOURCES = ['fieldRef', 'resourceFieldRef', 'configMapKeyRef', 'secretKeyRef', 'fileKeyRef'];
const KEYS = [['configMapKeyRef', 'ConfigMap'], ['secretKeyRef', 'Secret']] as const;

function* keyReference(cluster: Cluster, container: Container, where: string, place: Place, valueFrom: Fields): Iterable<Problem> {
  const sources = SOURCES.filter((source) => isFields(valueFrom[source]));
  if (sources.length !== 1) {
    yield inContainer('manifest/environment', container, place, `${where}: valueFrom needs exactly one source (got ${sources.join(', ') || 'none'})`);
  }
  for (const [field, kind] of KEYS) {
    const reference = valueFrom[field];
    if (!isFields(reference) || reference['optional'] === true) continue;
    const [name, key] = [text(reference['name']) ?? '', text(reference['key']) ?? ''];
    const found = cluster.find(kind, container.pod.owner.namespace, name);
    const absent = found === undefined ? missing(cluster, kind, name) : undefined;
    if (absent !== undefined) yield inContainer('manifest/missing-reference', container, [...place, field, 'name'], `${where}: refers to ${absent}`);
    if (found !== undefined && !dataKeys(found).has(key)) {
      yield inContainer('manifest/missing-reference', container, [...place, field, 'key'], `${where}: refers to key ${shown(key)}, which ${found.label} does not have`, [found]);
    }
  }
}

function* environment(cluster: Cluster, container: Container): Iterable<Problem> {
  const scope: Scope = { names: new Set(), open: false };
  yield* envFrom(cluster, container, scope);
  const entries = items(container.body['env']).map(fields);
  for (const name of repeated(entries.map((entry) => text(entry['name'])))) yield inContainer('manifest/duplicate', container, ['env'], `: variable ${name} is defined twice`);

  for (const [index, entry] of entries.entries()) {
    const name = text(entry['name']);
    const where = `env ${name ?? ''}`;
    if (name !== undefined && !isEnvName(name, cluster.minor)) yield inContainer('manifest/environment', container, ['env', index, 'name'], `${where}: ${shown(name)} is not a valid variable name`);
    if (isFields(entry['valueFrom'])) {
      if (text(entry['value'])) yield inContainer('manifest/environment', container, ['env', index], `${where}: has both value and valueFrom`);
      yield* keyReference(cluster, container, where, ['env', index, 'valueFrom'], entry['valueFrom']);
    }
    for (const reference of expansionReferences(text(entry['value']) ?? '')) {
      if (isKnown(scope, reference)) continue;
      const later = entries.some((other) => other['name'] === reference);
      yield inContainer('manifest/environment', container, ['env', index, 'value'], `${where}: refers to $(${reference}), which is ${later ? 'only defined after it' : 'not defined'}`);
    }
    if (name !== undefined) scope.names.add(name);
  }
  yield* commandReferences(container, scope);
}

const PROBES = ['startupProbe', 'readinessProbe', 'livenessProbe'];

function* commandReferences(container: Container, scope: Scope): Iterable<Problem> {
  const { body } = container;
  const mounts = mappings(body['volumeMounts']).map((mount) => text(mount['subPathExpr']) ?? '');
  const expanded = [['command', 'command', texts(body['command'])], ['args', 'args', texts(body['args'])], ['subPathExpr', 'volumeMounts', mounts]] as const;
  for (const [name, field, values] of expanded) {
    for (const reference of values.flatMap(expansionReferences)) {
      if (!isKnown(scope, reference)) yield inContainer('manifest/environment', container, [field], `${name}: refers to $(${reference}), which is not defined`);
    }
  }
  // The kubelet expands probe commands once, with the text of `value`: a valueFrom variable gives an empty string there.
  const literal = new Set(mappings(body['env'])
    .filter(({ value }) => typeof value === 'string' && expansionReferences(value).length === 0)
    .map(({ name }) => name));
  for (const probe of PROBES) {
    for (const reference of texts(at(fields(body[probe]), 'exec', 'command')).flatMap(expansionReferences)) {
      if (!literal.has(reference)) {
        yield inContainer('manifest/environment', container, [probe, 'exec', 'command'], `${probe}: refers to $(${reference}), which has no literal value in env`);
      }
    }
  }
}

function* environments(cluster: Cluster): Iterable<Problem> {
  for (const pod of cluster.pods) {
    for (const container of pod.containers) yield* environment(cluster, container);
  }
}

/** Environment variables and the `$(NAME)` references to them. */
export const ENV_RULES: readonly Rule[] = [environments];
