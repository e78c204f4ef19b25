import { isDeepStrictEqual } from 'node:util';
import type { Place, Problem, Subject } from '../../problem';
import { at, fields, isFields, items, shown, text, texts } from '../../untyped';
import { kubernetesApi, type KubernetesApi } from '../api/api';
import { problem } from '../finding';
import { clusterOfSubjects, identityOf, type Cluster, type Manifest } from '../manifests';
import { quantityOf } from '../quantity';
import { judgedMinor } from '../version';
import { FIXED, ONLY, type FixedField } from './fixed-fields';
import { normal } from './normal';

/** Two states of one object, and what else will be there. */
interface Update {
  readonly api: KubernetesApi;
  readonly before: Manifest;
  readonly after: Manifest;
  readonly cluster: Cluster;
}

type Check = (update: Update) => Iterable<Problem>;

/** How a change of a field is said. */
const changed = ({ before, after }: Update, place: Place, why = 'cannot be changed'): Problem => {
  const path = place.map(String);
  const [old, now] = [at(before.body, ...path), at(after.body, ...path)];
  const values = isFields(old) || isFields(now) || Array.isArray(old) || Array.isArray(now) ? '' : ` (was ${shown(old)}, is ${shown(now)})`;
  return problem('manifest/immutable', after, place, `${path.join('.')} ${why}${values}`);
};

function isSame({ api, before, after }: Update, type: string, path: readonly string[]): boolean {
  return isDeepStrictEqual(normal(api, type, at(before.body, ...path)), normal(api, type, at(after.body, ...path)));
}

/** The fields of a kind that stay as they are; the value and its default are compared in the object that has the field. */
function* fixedFields(update: Update, all: readonly FixedField[]): Iterable<Problem> {
  for (const { path, type, field } of all) {
    const [before, after] = [update.before, update.after].map(({ body }) => normal(update.api, type, at(body, ...path)));
    if (!isDeepStrictEqual(fields(before)[field], fields(after)[field])) yield changed(update, [...path, field]);
  }
}

/** A spec of which only some fields can be changed. */
function* exceptSome(update: Update, type: string, mutable: readonly string[]): Iterable<Problem> {
  const specs = [update.before, update.after].map(({ body }) => fields(normal(update.api, type, body['spec'])));
  const names = new Set(specs.flatMap((spec) => Object.keys(spec)));
  for (const name of names) {
    const [before, after] = specs.map((spec) => spec[name]);
    if (!mutable.includes(name) && !isDeepStrictEqual(before, after)) yield changed(update, ['spec', name]);
  }
}

function* completions(update: Update): Iterable<Problem> {
  const [before, after] = [update.before, update.after].map(({ spec }) => (isFields(spec) ? spec['completions'] ?? (spec['parallelism'] === undefined ? 1 : undefined) : undefined));
  if (before === after) return;
  const { completions: count, parallelism, completionMode } = update.after.spec;
  if (completionMode !== 'Indexed') yield changed(update, ['spec', 'completions']);
  else if (count !== parallelism) yield changed(update, ['spec', 'completions'], 'can only be changed together with parallelism, to the same number');
}

/** While it is suspended, where a Job runs may be changed; that is not told from what it runs. */
function* jobTemplate(update: Update): Iterable<Problem> {
  if (update.before.spec['suspend'] === true || isSame(update, 'core.v1.PodTemplateSpec', ['spec', 'template'])) return;
  yield changed(update, ['spec', 'template']);
}

/** What a Secret has in the end, in Base64. */
function dataOf({ kind, body }: Manifest): unknown {
  if (kind !== 'Secret') return [fields(body['data']), fields(body['binaryData'])];
  const written = Object.entries(fields(body['stringData'])).map(([key, value]) => [key, Buffer.from(text(value) ?? '').toString('base64')]);
  return { ...fields(body['data']), ...Object.fromEntries(written) as Record<string, string> };
}

function* sealedData(update: Update): Iterable<Problem> {
  const { before, after } = update;
  if (before.body['immutable'] !== true) return;
  if (after.body['immutable'] !== true) yield changed(update, ['immutable']);
  if (!isDeepStrictEqual(dataOf(before), dataOf(after))) yield problem('manifest/immutable', after, ['data'], `data of an immutable ${after.kind} cannot be changed`);
}

function* serviceAddress(update: Update): Iterable<Problem> {
  const [old, now] = [update.before.spec, update.after.spec];
  if (old['type'] === 'ExternalName' || now['type'] === 'ExternalName') return;
  const address = text(now['clusterIP']) ?? '';
  // Without one, the server keeps what there is.
  if (address !== '' && address !== (text(old['clusterIP']) ?? '')) yield changed(update, ['spec', 'clusterIP']);
  const [family, other] = [texts(old['ipFamilies'])[0], texts(now['ipFamilies'])[0]];
  if (family !== undefined && other !== undefined && family !== other) yield changed(update, ['spec', 'ipFamilies']);
  const isBalanced = old['type'] === 'LoadBalancer' && now['type'] === 'LoadBalancer';
  if (isBalanced && (old['loadBalancerClass'] ?? undefined) !== (now['loadBalancerClass'] ?? undefined)) yield changed(update, ['spec', 'loadBalancerClass']);
}

const CLAIM_SIZE: readonly string[] = ['spec', 'resources', 'requests', 'storage'];

function* claim(update: Update): Iterable<Problem> {
  const { before, after, cluster } = update;
  // The server fills in the class of a claim that names none, with one that nobody here knows.
  const fills = before.spec['storageClassName'] === undefined && after.spec['storageClassName'] !== undefined;
  yield* exceptSome(update, 'core.v1.PersistentVolumeClaimSpec', ['resources', 'volumeAttributesClassName', 'volumeName', ...(fills ? ['storageClassName'] : [])]);
  const [size, other] = [quantityOf(at(before.body, ...CLAIM_SIZE)), quantityOf(at(after.body, ...CLAIM_SIZE))];
  if (size === undefined || other === undefined || size === other) return;
  if (other < size) yield changed(update, CLAIM_SIZE, 'can only grow');
  const storageClass = cluster.manifests.find(({ kind, name }) => kind === 'StorageClass' && name === after.spec['storageClassName']);
  if (other > size && storageClass !== undefined && storageClass.body['allowVolumeExpansion'] !== true) {
    yield problem('manifest/immutable', after, CLAIM_SIZE, `${CLAIM_SIZE.join('.')} can only grow where the class allows it, and ${storageClass.label} does not`, [storageClass]);
  }
}

/** Sets of pods with fixed parts; of a pod itself only its images, its time and more tolerations can be changed. */
function* pod(update: Update): Iterable<Problem> {
  yield* exceptSome(update, 'core.v1.PodSpec', ['containers', 'initContainers', 'activeDeadlineSeconds', 'tolerations', 'terminationGracePeriodSeconds']);
  for (const field of ['containers', 'initContainers']) {
    const [before, after] = [update.before, update.after].map(({ spec }) => items(spec[field]).map((container) => normal(update.api, 'core.v1.Container', { ...fields(container), image: '', imagePullPolicy: null })));
    if (!isDeepStrictEqual(before, after)) yield changed(update, ['spec', field], 'of a Pod can only be given other images');
  }
}

const scopesOf = ({ spec }: Manifest): readonly string[] => [...new Set(texts(spec['scopes']))].sort();

function* quotaScopes(update: Update): Iterable<Problem> {
  if (!isDeepStrictEqual(scopesOf(update.before), scopesOf(update.after))) yield changed(update, ['spec', 'scopes']);
}

/** Where a volume is: its source is the one field of its spec that these are not. */
const NO_SOURCE = ['accessModes', 'capacity', 'claimRef', 'mountOptions', 'nodeAffinity', 'persistentVolumeReclaimPolicy', 'storageClassName', 'volumeAttributesClassName', 'volumeMode'];

const persistentVolume: Check = (update) => exceptSome(update, 'core.v1.PersistentVolumeSpec', NO_SOURCE.filter((name) => name !== 'volumeMode'));

/** A version that is served may not go while objects are kept in it; that nobody sees here. */
const CHECKS: Readonly<Record<string, readonly Check[]>> = {
  Job: [completions, jobTemplate],
  ConfigMap: [sealedData],
  Secret: [sealedData],
  Service: [serviceAddress],
  PersistentVolumeClaim: [claim],
  PersistentVolume: [persistentVolume],
  Pod: [pod],
  ResourceQuota: [quotaScopes],
};

function* updateProblems(update: Update): Iterable<Problem> {
  const { kind } = update.after;
  const only = ONLY[kind];
  if (only !== undefined) yield* exceptSome(update, only.type, only.mutable);
  yield* fixedFields(update, FIXED[kind] ?? []);
  for (const check of CHECKS[kind] ?? []) yield* check(update);
}

/** What the changes from one set of manifests to another are judged by. */
export interface UpdateSettings {
  /** Of the cluster: `1.28` to `1.37`. */
  readonly version: string;
  /** Where objects go that name no namespace. @default - the one that the others name, `default` where they name several */
  readonly namespace?: string;
}

/**
 * What an API server refuses as an update of objects that are there as `before` has them. Objects of another kind, name or
 * namespace are other objects. The problems are of subjects of `after`.
 */
export function immutableProblems(before: readonly Subject[], after: readonly Subject[], settings: UpdateSettings): Problem[] {
  const minor = judgedMinor(settings.version);
  const cluster = clusterOfSubjects(after, { ...settings, minor });
  const old = new Map(clusterOfSubjects(before, { ...settings, minor }).manifests.map((manifest) => [identityOf(manifest), manifest]));
  const api = kubernetesApi(minor);
  return cluster.manifests.flatMap((manifest) => {
    const first = old.get(identityOf(manifest));
    return first === undefined ? [] : [...updateProblems({ api, before: first, after: manifest, cluster })];
  });
}
