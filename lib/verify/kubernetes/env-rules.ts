import { dataKeys } from './identity-rules';
import type { Cluster, Container, Pod, Rule } from './manifests';
import { at, fields, isFields, mappings, repeated, shown, text, texts, type Fields } from '../untyped';

const ENV_NAME = /^[-._a-zA-Z][-._a-zA-Z0-9]*$/;

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

/** Names a `$(NAME)` may refer to. A Secret made out of band has keys nobody knows, so `open` accepts any. */
interface Scope {
  readonly names: Set<string>;
  open: boolean;
}

const isKnown = ({ names, open }: Scope, name: string): boolean => open || names.has(name) || name.startsWith('KUBERNETES_');

function* envFrom(cluster: Cluster, { owner }: Pod, { label, body }: Container, scope: Scope): Iterable<string> {
  for (const source of mappings(body['envFrom'])) {
    const prefix = text(source['prefix']) ?? '';
    for (const [field, kind] of [['configMapRef', 'ConfigMap'], ['secretRef', 'Secret']] as const) {
      const reference = source[field];
      if (!isFields(reference)) continue;
      const name = text(reference['name']) ?? '';
      const found = cluster.find(kind, owner.namespace, name);
      if (found === undefined) {
        scope.open = true;
        if (kind === 'ConfigMap' && reference['optional'] !== true) {
          yield `${label}: envFrom refers to ConfigMap ${shown(name)}, which does not exist`;
        }
        continue;
      }
      for (const key of dataKeys(found)) {
        scope.names.add(prefix + key);
        // The kubelet skips such a key with an event nobody reads.
        if (!ENV_NAME.test(prefix + key)) {
          yield `${label}: envFrom ${found.label} has key ${shown(key)}, which is not a valid variable name`;
        }
      }
    }
  }
}

const SOURCES = ['fieldRef', 'resourceFieldRef', 'configMapKeyRef', 'secretKeyRef'];

function* keyReference(cluster: Cluster, { owner }: Pod, where: string, valueFrom: Fields): Iterable<string> {
  const sources = SOURCES.filter((source) => source in valueFrom);
  if (sources.length !== 1) yield `${where}: valueFrom needs exactly one source (got ${sources.join(', ') || 'none'})`;
  for (const [field, kind] of [['configMapKeyRef', 'ConfigMap'], ['secretKeyRef', 'Secret']] as const) {
    const reference = valueFrom[field];
    if (!isFields(reference) || reference['optional'] === true) continue;
    const name = text(reference['name']) ?? '';
    const key = text(reference['key']) ?? '';
    const found = cluster.find(kind, owner.namespace, name);
    if (found === undefined && kind === 'ConfigMap') yield `${where}: refers to ConfigMap ${shown(name)}, which does not exist`;
    if (found !== undefined && !dataKeys(found).has(key)) yield `${where}: refers to key ${shown(key)}, which ${found.label} does not have`;
  }
}

function* environment(cluster: Cluster, pod: Pod, container: Container): Iterable<string> {
  const scope: Scope = { names: new Set(), open: false };
  yield* envFrom(cluster, pod, container, scope);
  const entries = mappings(container.body['env']);
  for (const name of repeated(entries.map((entry) => text(entry['name'])))) yield `${container.label}: variable ${name} is defined twice`;

  for (const entry of entries) {
    const name = text(entry['name']) ?? '';
    const where = `${container.label} env ${name}`;
    if (!ENV_NAME.test(name)) yield `${where}: ${shown(name)} is not a valid variable name`;
    if (isFields(entry['valueFrom'])) {
      if (text(entry['value'])) yield `${where}: has both value and valueFrom`;
      yield* keyReference(cluster, pod, where, entry['valueFrom']);
    }
    for (const reference of expansionReferences(text(entry['value']) ?? '')) {
      if (isKnown(scope, reference)) continue;
      const later = entries.some((other) => other['name'] === reference);
      yield `${where}: refers to $(${reference}), which is ${later ? 'only defined after it' : 'not defined'}`;
    }
    scope.names.add(name);
  }
  yield* commandReferences(container, scope);
}

const PROBES = ['startupProbe', 'readinessProbe', 'livenessProbe'];

function* commandReferences({ label, body }: Container, scope: Scope): Iterable<string> {
  const mounts = mappings(body['volumeMounts']).map((mount) => text(mount['subPathExpr']) ?? '');
  const expanded = [['command', texts(body['command'])], ['args', texts(body['args'])], ['subPathExpr', mounts]] as const;
  for (const [field, values] of expanded) {
    for (const reference of values.flatMap(expansionReferences)) {
      if (!isKnown(scope, reference)) yield `${label} ${field}: refers to $(${reference}), which is not defined`;
    }
  }
  // The kubelet expands probe commands once, with the text of `value`: a valueFrom variable gives an empty string there.
  const literal = new Set(mappings(body['env'])
    .filter(({ value }) => typeof value === 'string' && expansionReferences(value).length === 0)
    .map(({ name }) => name));
  for (const probe of PROBES) {
    for (const reference of texts(at(fields(body[probe]), 'exec', 'command')).flatMap(expansionReferences)) {
      if (!literal.has(reference)) yield `${label} ${probe}: refers to $(${reference}), which has no literal value in env`;
    }
  }
}

function* environments(cluster: Cluster): Iterable<string> {
  for (const pod of cluster.pods) {
    for (const container of pod.containers) yield* environment(cluster, pod, container);
  }
}

/** Environment variables and the `$(NAME)` references to them. */
export const ENV_RULES: readonly Rule[] = [environments];
