import { dataKeys, LABEL_1123 } from './identity-rules';
import type { Cluster, Container, Manifest, Pod, Rule } from './manifests';
import { at, fields, isFields, mappings, repeated, shown, text, type Fields } from '../untyped';

const volumesOf = ({ spec }: Pod): readonly Fields[] => mappings(spec['volumes']);

const claimTemplateNames = ({ owner }: Pod): readonly string[] =>
  mappings(owner.spec['volumeClaimTemplates']).map((claim) => text(at(claim, 'metadata', 'name')) ?? '');

function* volumes({ pods }: Cluster): Iterable<string> {
  for (const pod of pods) {
    const names = [...volumesOf(pod).map((volume) => text(volume['name'])), ...claimTemplateNames(pod)];
    for (const name of repeated(names)) yield `${pod.label}: two volumes are called "${name}"`;
    for (const { name, ...sources } of volumesOf(pod)) {
      const kinds = Object.keys(sources);
      if (!LABEL_1123.test(text(name) ?? '')) yield `${pod.label}: volume ${shown(name)} must be named by an RFC 1123 label`;
      if (kinds.length !== 1) yield `${pod.label}: volume ${shown(name)} needs exactly one source (got ${kinds.join(', ') || 'none'})`;
    }
  }
}

const normal = (path: string): string => path.replace(/\/+/g, '/').replace(/(.)\/$/, '$1');

function* mounts({ pods }: Cluster): Iterable<string> {
  for (const pod of pods) {
    const known = new Set([...volumesOf(pod).map(({ name }) => name), ...claimTemplateNames(pod)]);
    for (const { label, body } of pod.containers) {
      const mounted = mappings(body['volumeMounts']);
      const paths = mounted.map((mount) => normal(text(mount['mountPath']) ?? ''));
      for (const path of repeated(paths)) yield `${label}: ${path} is mounted twice`;
      for (const mount of [...mounted, ...mappings(body['volumeDevices'])]) {
        if (!known.has(mount['name'])) yield `${label}: mounts ${shown(mount['name'])}, which is neither a volume nor a claim template`;
      }
      for (const mount of mounted) yield* mountOptions(label, fields(body['securityContext']), mount);
    }
  }
}

function* mountOptions(label: string, securityContext: Fields, mount: Fields): Iterable<string> {
  const { mountPath, subPath, subPathExpr, mountPropagation } = mount;
  if (mountPath === '/') yield `${label}: a volume at / hides the whole image`;
  if (subPath !== undefined && subPathExpr !== undefined) yield `${label}: ${String(mountPath)} has both subPath and subPathExpr`;
  if (mountPropagation === 'Bidirectional' && securityContext['privileged'] !== true) {
    yield `${label}: only privileged containers may mount ${String(mountPath)} with Bidirectional propagation`;
  }
}

/** The ConfigMap that every namespace has from the cluster. */
const CLUSTER_CERTIFICATES = 'kube-root-ca.crt';

/** ConfigMaps and Secrets a volume shows as files, and the file names it gives them. */
function* fileSources(volume: Fields): Iterable<{ readonly kind: 'ConfigMap' | 'Secret'; readonly name: string; readonly source: Fields }> {
  for (const source of [volume, ...mappings(at(volume['projected'], 'sources'))]) {
    const { configMap, secret } = source;
    if (isFields(configMap)) yield { kind: 'ConfigMap', name: text(configMap['name']) ?? '', source: configMap };
    if (isFields(secret)) yield { kind: 'Secret', name: text(secret['secretName'] ?? secret['name']) ?? '', source: secret };
  }
}

/** The paths a volume of files offers, or undefined when a Secret made out of band leaves that open. */
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
  const others = mappings(at(volume['projected'], 'sources')).some((source) => 'downwardAPI' in source || 'serviceAccountToken' in source);
  return others ? undefined : paths;
}

function* fileReferences(cluster: Cluster): Iterable<string> {
  for (const pod of cluster.pods) {
    for (const volume of volumesOf(pod)) {
      const where = `${pod.label} volume ${shown(volume['name'])}`;
      for (const { kind, name, source } of fileSources(volume)) {
        const found = cluster.find(kind, pod.owner.namespace, name);
        if (found === undefined && kind === 'ConfigMap' && name !== CLUSTER_CERTIFICATES && source['optional'] !== true) {
          yield `${where}: ConfigMap ${shown(name)} does not exist`;
        }
        if (found === undefined || source['optional'] === true) continue;
        for (const { key } of mappings(source['items'])) {
          if (!dataKeys(found).has(text(key) ?? '')) yield `${where}: ${found.label} has no key ${shown(key)}`;
        }
      }
      for (const container of pod.containers) yield* subPaths(container, volume, pathsIn(cluster, pod.owner.namespace, volume));
    }
  }
}

/** For a subPath that is not there, the kubelet makes an empty directory where a file was wanted. */
function* subPaths({ label, body }: Container, volume: Fields, paths: ReadonlySet<string> | undefined): Iterable<string> {
  if (paths === undefined) return;
  for (const { name, subPath } of mappings(body['volumeMounts'])) {
    if (name !== volume['name'] || typeof subPath !== 'string') continue;
    const exists = [...paths].some((path) => path === subPath || path.startsWith(`${subPath}/`));
    if (!exists) yield `${label}: volume ${shown(name)} has no file ${shown(subPath)}`;
  }
}

const claimOf = (volume: Fields): string | undefined => text(at(volume, 'persistentVolumeClaim', 'claimName'));

function* claims(cluster: Cluster): Iterable<string> {
  for (const pod of cluster.pods) {
    for (const volume of volumesOf(pod)) {
      const name = claimOf(volume);
      if (name === undefined || cluster.find('PersistentVolumeClaim', pod.owner.namespace, name) !== undefined) continue;
      yield `${pod.label} volume ${shown(volume['name'])}: PersistentVolumeClaim ${shown(name)} does not exist`;
    }
  }
  const specs = [
    ...cluster.ofKind('PersistentVolumeClaim').map(({ label, spec }) => [label, spec] as const),
    ...cluster.manifests.flatMap(({ label, spec }) =>
      mappings(spec['volumeClaimTemplates']).map((claim) => [`${label} claim template`, fields(claim['spec'])] as const)),
  ];
  for (const [label, spec] of specs) {
    if (at(spec, 'resources', 'requests', 'storage') === undefined) yield `${label}: requests no storage`;
    const modes = accessModes(spec);
    if (modes.includes('ReadWriteOncePod') && modes.length > 1) yield `${label}: ReadWriteOncePod excludes other access modes`;
  }
}

const accessModes = (spec: Fields): readonly unknown[] => (Array.isArray(spec['accessModes']) ? spec['accessModes'] : []);

/** ReadWriteOnce binds a claim to one node: no second pod can count on it. */
const isSingleNode = ({ spec }: Manifest): boolean =>
  accessModes(spec).every((mode) => mode === 'ReadWriteOnce' || mode === 'ReadWriteOncePod');

const hasPodAffinity = ({ spec }: Pod): boolean => isFields(at(spec['affinity'], 'podAffinity'));

/** Whether an update starts a new pod while the old one still holds its volumes. */
function surges({ spec }: Manifest): boolean {
  const strategy = fields(spec['strategy']);
  const maxSurge = at(strategy['rollingUpdate'], 'maxSurge');
  return strategy['type'] !== 'Recreate' && maxSurge !== 0 && maxSurge !== '0%';
}

function* singleWriters(cluster: Cluster): Iterable<string> {
  for (const claim of cluster.ofKind('PersistentVolumeClaim').filter(isSingleNode)) {
    const users = cluster.pods.filter((pod) =>
      pod.owner.namespace === claim.namespace && volumesOf(pod).some((volume) => claimOf(volume) === claim.name));
    for (const { owner } of users) {
      const replicas = owner.spec['replicas'] ?? 1;
      if (typeof replicas === 'number' && replicas > 1) {
        yield `${owner.label}: ${replicas} replicas share ${claim.label}, which only one node can mount`;
      }
      if (owner.kind === 'Deployment' && surges(owner)) {
        yield `${owner.label}: a rolling update starts a second pod on ${claim.label}; use Recreate`;
      }
    }
    if (users.length > 1 && users.filter(hasPodAffinity).length < users.length - 1) {
      yield `${claim.label}: only one node can mount it, but ${users.map(({ label }) => label).join(' and ')} use it without pod affinity`;
    }
  }
}

/** Volumes, mounts, claims and the files in ConfigMap volumes. */
export const VOLUME_RULES: readonly Rule[] = [volumes, mounts, fileReferences, claims, singleWriters];
