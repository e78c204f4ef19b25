import type { Problem } from '../problem';
import { at, fields, isFields, items, mappings, plain, repeated, shown, text, type Fields } from '../untyped';
import { inContainer, inPod, problem } from './finding';
import { dataKeys } from './identity-rules';
import type { Cluster, Container, Manifest, Pod, Rule } from './manifests';
import { LABEL_1123 } from './names';
import { missing } from './references';

export const volumesOf = ({ spec }: Pod): readonly Fields[] => items(spec['volumes']).map(fields);

const claimTemplateNames = ({ owner }: Pod): readonly string[] =>
  mappings(owner.spec['volumeClaimTemplates']).map((claim) => text(at(claim, 'metadata', 'name')) ?? '');

function* volumes({ pods }: Cluster): Iterable<Problem> {
  for (const pod of pods) {
    // A claim template takes the place of a volume of the same name, which is never what was meant.
    const names = [...volumesOf(pod).map((volume) => text(volume['name'])), ...claimTemplateNames(pod)];
    for (const name of repeated(names)) yield inPod('manifest/duplicate', pod, ['volumes'], `two volumes are called "${name}"`);
    for (const [index, { name, ...sources }] of volumesOf(pod).entries()) {
      const kinds = Object.keys(sources).filter((kind) => sources[kind] !== null);
      if (typeof name === 'string' && !LABEL_1123.test(name)) yield inPod('manifest/invalid-name', pod, ['volumes', index, 'name'], `volume ${shown(name)} must be named by an RFC 1123 label`);
      // Without a source it is an emptyDir.
      if (kinds.length > 1) yield inPod('manifest/volume', pod, ['volumes', index], `volume ${shown(name)} needs exactly one source (got ${kinds.join(', ')})`);
    }
  }
}

const normal = (path: string): string => path.replace(/\/+/g, '/').replace(/(.)\/$/, '$1');

function* mounts({ pods }: Cluster): Iterable<Problem> {
  for (const pod of pods) {
    const known = new Set([...volumesOf(pod).map(({ name }) => name), ...claimTemplateNames(pod)]);
    for (const container of pod.containers) {
      const mounted = items(container.body['volumeMounts']).map(fields);
      const paths = mounted.map((mount) => text(mount['mountPath'])).map((path) => (path === undefined ? undefined : normal(path)));
      for (const path of repeated(paths)) yield inContainer('manifest/duplicate', container, ['volumeMounts'], `: ${path} is mounted twice`);
      for (const field of ['volumeMounts', 'volumeDevices']) {
        for (const [index, mount] of items(container.body[field]).entries()) {
          const name = at(mount, 'name');
          if (typeof name !== 'string' || known.has(name)) continue;
          yield inContainer('manifest/missing-reference', container, [field, index, 'name'], `mounts ${shown(name)}, which is neither a volume nor a claim template`);
        }
      }
      for (const [index, mount] of mounted.entries()) yield* mountOptions(container, index, mount);
    }
  }
}

function* mountOptions(container: Container, index: number, mount: Fields): Iterable<Problem> {
  const { mountPath, subPath, subPathExpr, mountPropagation } = mount;
  const wrong = (detail: string): Problem => inContainer('manifest/volume', container, ['volumeMounts', index], detail);
  if (mountPath === '/') yield wrong(': a volume at / hides the whole image');
  if (subPath !== undefined && subPathExpr !== undefined) yield wrong(`: ${plain(mountPath)} has both subPath and subPathExpr`);
  if (mountPropagation === 'Bidirectional' && at(container.body['securityContext'], 'privileged') !== true) {
    yield wrong(`: only privileged containers may mount ${plain(mountPath)} with Bidirectional propagation`);
  }
}

/** ConfigMaps and Secrets a volume shows as files, and the file names it gives them. */
function* fileSources(volume: Fields): Iterable<{ readonly kind: 'ConfigMap' | 'Secret'; readonly name: string; readonly source: Fields }> {
  for (const source of [volume, ...mappings(at(volume['projected'], 'sources'))]) {
    const { configMap, secret } = source;
    if (isFields(configMap)) yield { kind: 'ConfigMap', name: text(configMap['name']) ?? '', source: configMap };
    if (isFields(secret)) yield { kind: 'Secret', name: text(secret['secretName'] ?? secret['name']) ?? '', source: secret };
  }
}

/** The paths a volume of files offers, or undefined when something made out of band leaves that open. */
function pathsIn(cluster: Cluster, namespace: string, volume: Fields): ReadonlySet<string> | undefined {
  const sources = [...fileSources(volume)];
  if (sources.length === 0) return undefined;
  const paths = new Set<string>();
  for (const { kind, name, source } of sources) {
    const chosen = mappings(source['items']);
    const found = cluster.find(kind, namespace, name);
    if (chosen.length === 0 && found === undefined) return undefined;
    if (chosen.length > 0) chosen.forEach(({ path }) => paths.add(text(path) ?? ''));
    else if (found !== undefined) dataKeys(found).forEach((key) => paths.add(key));
  }
  const others = mappings(at(volume['projected'], 'sources')).some((source) => !('configMap' in source) && !('secret' in source));
  return others ? undefined : paths;
}

function* fileReferences(cluster: Cluster): Iterable<Problem> {
  for (const pod of cluster.pods) {
    for (const [index, volume] of volumesOf(pod).entries()) {
      const place = ['volumes', index];
      const where = `volume ${shown(volume['name'])}`;
      for (const { kind, name, source } of fileSources(volume)) {
        const found = cluster.find(kind, pod.owner.namespace, name);
        if (source['optional'] === true) continue;
        const absent = found === undefined ? missing(cluster, kind, name) : undefined;
        if (absent !== undefined) yield inPod('manifest/missing-reference', pod, place, `${where}: refers to ${absent}`);
        for (const { key } of found === undefined ? [] : mappings(source['items'])) {
          if (found !== undefined && !dataKeys(found).has(text(key) ?? '')) yield inPod('manifest/missing-reference', pod, place, `${where}: ${found.label} has no key ${shown(key)}`, [found]);
        }
      }
      const paths = pathsIn(cluster, pod.owner.namespace, volume);
      for (const container of pod.containers) yield* subPaths(container, volume, paths);
    }
  }
}

/** For a subPath that is not there, the kubelet makes an empty directory where a file was wanted. */
function* subPaths(container: Container, volume: Fields, paths: ReadonlySet<string> | undefined): Iterable<Problem> {
  if (paths === undefined) return;
  for (const [index, mount] of items(container.body['volumeMounts']).entries()) {
    const { name, subPath } = fields(mount);
    if (name !== volume['name'] || typeof subPath !== 'string' || subPath === '') continue;
    const exists = [...paths].some((path) => path === subPath || path.startsWith(`${subPath}/`));
    if (!exists) yield inContainer('manifest/missing-reference', container, ['volumeMounts', index, 'subPath'], `: volume ${shown(name)} has no file ${shown(subPath)}`);
  }
}

const claimOf = (volume: Fields): string | undefined => text(at(volume, 'persistentVolumeClaim', 'claimName'));

function* claims(cluster: Cluster): Iterable<Problem> {
  for (const pod of cluster.pods) {
    for (const [index, volume] of volumesOf(pod).entries()) {
      const name = claimOf(volume);
      if (name === undefined || cluster.find('PersistentVolumeClaim', pod.owner.namespace, name) !== undefined) continue;
      const absent = missing(cluster, 'PersistentVolumeClaim', name);
      if (absent !== undefined) yield inPod('manifest/missing-reference', pod, ['volumes', index, 'persistentVolumeClaim', 'claimName'], `volume ${shown(volume['name'])}: refers to ${absent}`);
    }
  }
  for (const claim of cluster.ofKind('PersistentVolumeClaim')) yield* claimSpec(claim, ['spec'], claim.spec, '');
  for (const owner of cluster.ofKind('StatefulSet')) {
    for (const [index, claim] of items(owner.spec['volumeClaimTemplates']).entries()) {
      yield* claimSpec(owner, ['spec', 'volumeClaimTemplates', index, 'spec'], fields(at(claim, 'spec')), 'claim template: ');
    }
  }
}

function* claimSpec(manifest: Manifest, place: readonly (string | number)[], spec: Fields, title: string): Iterable<Problem> {
  if (at(spec, 'resources', 'requests', 'storage') === undefined) yield problem('manifest/missing-field', manifest, [...place, 'resources', 'requests', 'storage'], `${title}requests no storage`);
  const modes = items(spec['accessModes']);
  if (modes.includes('ReadWriteOncePod') && modes.length > 1) yield problem('manifest/volume', manifest, [...place, 'accessModes'], `${title}ReadWriteOncePod excludes other access modes`);
}

/** ReadWriteOnce binds a claim to one node: no second pod can count on it. */
const isSingleNode = ({ spec }: Manifest): boolean =>
  items(spec['accessModes']).every((mode) => mode === 'ReadWriteOnce' || mode === 'ReadWriteOncePod');

const hasPodAffinity = ({ spec }: Pod): boolean => isFields(at(spec['affinity'], 'podAffinity'));

/** Whether an update starts a new pod while the old one still holds its volumes. */
function surges({ spec }: Manifest): boolean {
  const strategy = fields(spec['strategy']);
  const maxSurge = at(strategy['rollingUpdate'], 'maxSurge');
  return strategy['type'] !== 'Recreate' && maxSurge !== 0 && maxSurge !== '0%';
}

function* singleWriters(cluster: Cluster): Iterable<Problem> {
  for (const claim of cluster.ofKind('PersistentVolumeClaim').filter(isSingleNode)) {
    const users = cluster.pods.filter((pod) =>
      pod.owner.namespace === claim.namespace && volumesOf(pod).some((volume) => claimOf(volume) === claim.name));
    for (const { owner } of users) {
      const replicas = owner.spec['replicas'] ?? 1;
      if (typeof replicas === 'number' && replicas > 1) {
        yield problem('manifest/volume', owner, ['spec', 'replicas'], `${replicas} replicas share ${claim.label}, which only one node can mount`, [claim]);
      }
      if (owner.kind === 'Deployment' && surges(owner)) {
        yield problem('manifest/volume', owner, ['spec', 'strategy'], `a rolling update starts a second pod on ${claim.label}; use Recreate`, [claim]);
      }
    }
    if (users.length > 1 && users.filter(hasPodAffinity).length < users.length - 1) {
      const owners = users.map(({ owner }) => owner);
      yield problem('manifest/volume', claim, ['spec', 'accessModes'], `only one node can mount it, but ${owners.map(({ label }) => label).join(' and ')} use it without pod affinity`, owners);
    }
  }
}

/** Volumes, mounts, claims and the files in ConfigMap volumes. */
export const VOLUME_RULES: readonly Rule[] = [volumes, mounts, fileReferences, claims, singleWriters];
