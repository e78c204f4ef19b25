import type { Place, Problem } from '../problem';
import { at, fields, items, shown, text, type Fields } from '../untyped';
import { problem } from './finding';
import { identityOf, podOf, type Cluster, type Manifest, type Rule } from './manifests';
import { DATA_KEY, isQualifiedKey, LABEL_1035, LABEL_1123, LABEL_VALUE, PATH_SEGMENT, SUBDOMAIN_1123 } from './names';

interface NameRule {
  readonly pattern: RegExp;
  readonly says: string;
  readonly longest?: number;
}
const SUBDOMAIN: NameRule = { pattern: SUBDOMAIN_1123, says: 'an RFC 1123 subdomain' };
const PATH: NameRule = { pattern: PATH_SEGMENT, says: 'a path segment' };

/** From 1.36 on a Service may also begin with a digit. */
const SERVICE_NAMES_RELAXED = 36;
const SERVICE: NameRule = { pattern: LABEL_1035, says: 'an RFC 1035 label (starts with a letter)' };
const LABEL: NameRule = { pattern: LABEL_1123, says: 'an RFC 1123 label' };

const NAME_RULES: Readonly<Record<string, NameRule>> = {
  Namespace: LABEL,
  // The controllers put `<name>-<suffix>` into a label value or a Job name, both limited to 63.
  StatefulSet: { ...SUBDOMAIN, longest: 52 },
  CronJob: { ...SUBDOMAIN, longest: 52 },
  Job: { ...SUBDOMAIN, longest: 63 },
  Role: PATH,
  ClusterRole: PATH,
  RoleBinding: PATH,
  ClusterRoleBinding: PATH,
};

function nameRuleOf(kind: string, minor: number): NameRule {
  if (kind === 'Service') return minor >= SERVICE_NAMES_RELAXED ? LABEL : SERVICE;
  return (Object.hasOwn(NAME_RULES, kind) ? NAME_RULES[kind] : undefined) ?? SUBDOMAIN;
}

function* duplicates({ manifests }: Cluster): Iterable<Problem> {
  const seen = new Map<string, Manifest>();
  for (const manifest of manifests) {
    const first = seen.get(identityOf(manifest));
    if (first === undefined) seen.set(identityOf(manifest), manifest);
    else if (text(at(manifest.body, 'metadata', 'name')) !== undefined) {
      yield problem('manifest/duplicate', manifest, ['metadata', 'name'], `${manifest.label} is defined more than once in namespace ${manifest.namespace}`, [first]);
    }
  }
}

function* names({ manifests, minor }: Cluster): Iterable<Problem> {
  for (const manifest of manifests) {
    const { kind, body } = manifest;
    const name = text(at(body, 'metadata', 'name'));
    const { pattern, says, longest = 253 } = nameRuleOf(kind, minor);
    const wrong = (place: string, detail: string): Problem => problem('manifest/invalid-name', manifest, ['metadata', place], detail);
    if (name !== undefined && !pattern.test(name)) yield wrong('name', `name must be ${says}`);
    if (name !== undefined && name.length > longest) yield wrong('name', `name is ${name.length} characters long, at most ${longest} are allowed for a ${kind}`);
    const namespace = text(at(body, 'metadata', 'namespace')) ?? '';
    if (namespace !== '' && !LABEL_1123.test(namespace)) yield wrong('namespace', `namespace ${shown(namespace)} must be an RFC 1123 label`);
  }
}

function* labelMap(manifest: Manifest, place: Place, where: string, map: unknown): Iterable<Problem> {
  for (const [key, value] of Object.entries(fields(map))) {
    if (!isQualifiedKey(key)) yield problem('manifest/invalid-name', manifest, [...place, key], `${where}: ${shown(key)} is not a valid label key`);
    if (typeof value === 'string' && !LABEL_VALUE.test(value)) {
      yield problem('manifest/invalid-name', manifest, [...place, key], `${where}: ${key} has ${shown(value)}, which is not a valid label value`);
    }
  }
}

function* annotationMap(manifest: Manifest, place: Place, where: string, map: unknown): Iterable<Problem> {
  for (const key of Object.keys(fields(map))) {
    // Annotation keys are compared in lower case, so unlike label keys their prefix may have capitals.
    if (!isQualifiedKey(key.toLowerCase())) yield problem('manifest/invalid-name', manifest, [...place, key], `${where}: ${shown(key)} is not a valid annotation key`);
  }
}

/** Every place of a manifest that holds object metadata: its own, its pod template's, its claim templates'. */
export function metadataOf(manifest: Manifest): readonly { readonly title: string; readonly place: Place; readonly metadata: Fields }[] {
  const pod = podOf(manifest);
  const claims = items(manifest.spec['volumeClaimTemplates']);
  return [
    { title: '', place: ['metadata'], metadata: fields(manifest.body['metadata']) },
    ...(pod === undefined || manifest.kind === 'Pod' ? [] : [{ title: 'template ', place: pod.metadataPlace, metadata: { labels: pod.labels, annotations: pod.annotations } }]),
    ...claims.map((claim, index) => ({ title: 'claim template ', place: ['spec', 'volumeClaimTemplates', index, 'metadata'], metadata: fields(at(claim, 'metadata')) })),
  ];
}

function* metadata({ manifests }: Cluster): Iterable<Problem> {
  for (const manifest of manifests) {
    for (const { title, place, metadata: { labels, annotations } } of metadataOf(manifest)) {
      yield* labelMap(manifest, [...place, 'labels'], `${title}labels`, labels);
      yield* annotationMap(manifest, [...place, 'annotations'], `${title}annotations`, annotations);
    }
    const { selector } = manifest.spec;
    const isPlain = manifest.kind === 'Service' || manifest.kind === 'ReplicationController';
    yield* labelMap(manifest, isPlain ? ['spec', 'selector'] : ['spec', 'selector', 'matchLabels'], 'selector', isPlain ? selector : at(selector, 'matchLabels'));
    yield* labelMap(manifest, ['spec', 'podSelector', 'matchLabels'], 'podSelector', at(manifest.spec['podSelector'], 'matchLabels'));
  }
}

const DATA_FIELDS = ['data', 'binaryData', 'stringData'];

function* data(cluster: Cluster): Iterable<Problem> {
  for (const manifest of cluster.ofKind('ConfigMap', 'Secret')) {
    const { body } = manifest;
    for (const field of DATA_FIELDS) {
      for (const key of Object.keys(fields(body[field]))) {
        if (!DATA_KEY.test(key)) yield problem('manifest/invalid-name', manifest, [field, key], `${shown(key)} is not a valid key ([-._a-zA-Z0-9]+, at most 253, not "." nor "..*")`);
      }
    }
    for (const key of Object.keys(fields(body['data']))) {
      if (Object.hasOwn(fields(body['binaryData']), key)) yield problem('manifest/duplicate', manifest, ['binaryData', key], `key ${shown(key)} is in both data and binaryData`);
    }
  }
}

/** Names, labels, annotations and the keys of ConfigMaps and Secrets. */
export const IDENTITY_RULES: readonly Rule[] = [duplicates, names, metadata, data];

/** The keys of a ConfigMap or Secret of the stack. */
export const dataKeys = ({ body }: Manifest): ReadonlySet<string> => new Set(DATA_FIELDS.flatMap((field) => Object.keys(fields(body[field]))));
