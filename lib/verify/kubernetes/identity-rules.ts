import { identityOf, podOf, type Cluster, type Manifest, type Rule } from './manifests';
import { at, fields, mappings, repeated, shown, text, type Fields } from '../untyped';

const LABEL_1035 = /^(?=.{1,63}$)[a-z]([-a-z0-9]*[a-z0-9])?$/;
export const LABEL_1123 = /^(?=.{1,63}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
export const SUBDOMAIN_1123 = /^(?=.{1,253}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
/** RBAC objects may be called `system:thing`; only what breaks a URL path is refused. */
const PATH_SEGMENT = /^(?!\.{1,2}$)[^/%]+$/;
const QUALIFIED_NAME = /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const LABEL_VALUE = /^(|[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)$/;
export const DATA_KEY = /^(?!\.$)(?!\.\.)[-._a-zA-Z0-9]{1,253}$/;

const MAX_DATA_BYTES = 1_048_576;
const MAX_ANNOTATION_BYTES = 262_144;

interface NameRule {
  readonly pattern: RegExp;
  readonly says: string;
  readonly longest?: number;
}
const SUBDOMAIN: NameRule = { pattern: SUBDOMAIN_1123, says: 'an RFC 1123 subdomain' };
const PATH: NameRule = { pattern: PATH_SEGMENT, says: 'a path segment' };

const NAME_RULES: Readonly<Record<string, NameRule>> = {
  Service: { pattern: LABEL_1035, says: 'an RFC 1035 label (starts with a letter)' },
  Namespace: { pattern: LABEL_1123, says: 'an RFC 1123 label' },
  // The controllers put `<name>-<suffix>` into a label value or a Job name, both limited to 63.
  StatefulSet: { ...SUBDOMAIN, longest: 52 },
  CronJob: { ...SUBDOMAIN, longest: 52 },
  Job: { ...SUBDOMAIN, longest: 63 },
  Role: PATH,
  ClusterRole: PATH,
  RoleBinding: PATH,
  ClusterRoleBinding: PATH,
};

/** Built-in kinds that live outside namespaces; the server refuses a namespace on them. */
const CLUSTER_SCOPED = new Set([
  'Namespace', 'Node', 'PersistentVolume', 'ClusterRole', 'ClusterRoleBinding', 'StorageClass', 'PriorityClass', 'IngressClass',
  'RuntimeClass', 'CustomResourceDefinition', 'CSIDriver', 'ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration', 'APIService',
]);

function* duplicates({ manifests }: Cluster): Iterable<string> {
  for (const identity of repeated(manifests.map(identityOf))) {
    const [kind, namespace, name] = identity.split('|');
    yield `${kind}/${name}: defined more than once${namespace === '' ? '' : ` in namespace ${namespace}`}`;
  }
}

function* names({ manifests }: Cluster): Iterable<string> {
  for (const { kind, name, namespace, label } of manifests) {
    const { pattern, says, longest = 253 } = NAME_RULES[kind] ?? SUBDOMAIN;
    if (!pattern.test(name)) yield `${label}: name must be ${says}`;
    if (name.length > longest) yield `${label}: name is ${name.length} characters long, at most ${longest} are allowed for a ${kind}`;
    if (namespace !== '' && CLUSTER_SCOPED.has(kind)) yield `${label}: a ${kind} has no namespace (got ${shown(namespace)})`;
    if (namespace !== '' && !LABEL_1123.test(namespace)) yield `${label}: namespace ${shown(namespace)} must be an RFC 1123 label`;
  }
}

function isQualifiedKey(key: string): boolean {
  const [prefix, name, ...rest] = key.includes('/') ? key.split('/') : ['', key];
  return rest.length === 0 && QUALIFIED_NAME.test(name ?? '') && (!key.includes('/') || SUBDOMAIN_1123.test(prefix ?? ''));
}

function* labelMap(where: string, map: unknown): Iterable<string> {
  for (const [key, value] of Object.entries(fields(map))) {
    if (!isQualifiedKey(key)) yield `${where}: ${shown(key)} is not a valid label key`;
    if (typeof value === 'string' && !LABEL_VALUE.test(value)) {
      yield `${where}: ${key} has ${shown(value)}, which is not a valid label value`;
    }
  }
}

function* annotationMap(where: string, map: unknown): Iterable<string> {
  let bytes = 0;
  for (const [key, value] of Object.entries(fields(map))) {
    // Annotation keys are compared in lower case, so unlike label keys their prefix may have capitals.
    if (!isQualifiedKey(key.toLowerCase())) yield `${where}: ${shown(key)} is not a valid annotation key`;
    bytes += Buffer.byteLength(key) + Buffer.byteLength(text(value) ?? '');
  }
  if (bytes > MAX_ANNOTATION_BYTES) yield `${where}: ${bytes} bytes of annotations, at most ${MAX_ANNOTATION_BYTES} are allowed`;
}

/** Every place of a manifest that holds object metadata: its own, its pod template's, its claim templates'. */
function metadataOf(manifest: Manifest): readonly (readonly [string, Fields])[] {
  const claims = mappings(manifest.spec['volumeClaimTemplates']);
  const pod = podOf(manifest);
  return [
    [manifest.label, fields(manifest.body['metadata'])],
    ...(pod === undefined ? [] : [[`${manifest.label} template`, { labels: pod.labels, annotations: pod.annotations }] as const]),
    ...claims.map((claim) => [`${manifest.label} claim template`, fields(claim['metadata'])] as const),
  ];
}

function* metadata({ manifests }: Cluster): Iterable<string> {
  for (const manifest of manifests) {
    for (const [where, { labels, annotations }] of metadataOf(manifest)) {
      yield* labelMap(`${where} labels`, labels);
      yield* annotationMap(`${where} annotations`, annotations);
    }
    const { selector } = manifest.spec;
    yield* labelMap(`${manifest.label} selector`, manifest.kind === 'Service' ? selector : at(selector, 'matchLabels'));
    yield* labelMap(`${manifest.label} podSelector`, at(manifest.spec['podSelector'], 'matchLabels'));
  }
}

function* data({ manifests }: Cluster): Iterable<string> {
  for (const { kind, label, body } of manifests) {
    if (kind !== 'ConfigMap' && kind !== 'Secret') continue;
    const maps = [fields(body['data']), fields(body['binaryData']), fields(body['stringData'])];
    let bytes = 0;
    for (const [key, value] of maps.flatMap((map) => Object.entries(map))) {
      if (!DATA_KEY.test(key)) yield `${label}: ${shown(key)} is not a valid key ([-._a-zA-Z0-9]+, at most 253, not "." nor "..*")`;
      bytes += Buffer.byteLength(key) + Buffer.byteLength(text(value) ?? '');
    }
    for (const key of Object.keys(fields(body['data']))) {
      if (key in fields(body['binaryData'])) yield `${label}: key ${shown(key)} is in both data and binaryData`;
    }
    if (bytes > MAX_DATA_BYTES) yield `${label}: ${bytes} bytes of data, at most ${MAX_DATA_BYTES} (1 MiB) are allowed`;
  }
}

/** Names, labels, annotations and the keys and size of ConfigMaps and Secrets. */
export const IDENTITY_RULES: readonly Rule[] = [duplicates, names, metadata, data];

/** The keys of a ConfigMap or Secret of the stack. */
export const dataKeys = ({ body }: Manifest): ReadonlySet<string> =>
  new Set(['data', 'binaryData', 'stringData'].flatMap((field) => Object.keys(fields(body[field]))));
