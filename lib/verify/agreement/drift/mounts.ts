import { posix } from 'node:path';
import type { Cluster } from '../../kubernetes/manifests';
import { quantityOf } from '../../kubernetes/quantity';
import type { Place } from '../../problem';
import { at, fields, isFields, items, mappings, plain, text, texts, type Fields } from '../../untyped';
import { bytesOf } from '../amounts';
import { symbolOf } from '../operator';
import type { ServiceUnit, Unit } from './units';
import { storeOf } from './variables';

/** What a container finds at a path. */
export interface Mount {
  /**
   * `volume` outlives the container; `scratch` does not; `directory` is one of the checkout; `host` one of the machine; `file` and `secret` are
   * files with what is in them.
   */
  readonly kind: 'volume' | 'scratch' | 'directory' | 'host' | 'file' | 'secret';
  /** Of the volume, or the path of a directory. */
  readonly name?: string;
  readonly content?: string;
  /** Bytes of a scratch directory in memory, where they are said. */
  readonly size?: number;
  readonly isReadOnly?: boolean;
  /** Whether nobody has given it a name: what is in it is of no value. */
  readonly isNameless?: true;
  /** Where it is said, in the container or service. */
  readonly place: Place;
  /** The ConfigMap or Secret with the file in it, and where. */
  readonly object?: { readonly subject: string; readonly place: Place };
}

export type Mounts = ReadonlyMap<string, Mount>;

const normal = (path: string): string => posix.normalize(path).replace(/(?<=.)\/$/, '');

/** What is mounted into a container on Kubernetes. */
export function mountsOfUnit(cluster: Cluster, { pod: { owner, spec }, container: { body } }: Unit): Map<string, Mount> {
  const mounts = new Map<string, Mount>();
  const volumes = new Map(mappings(spec['volumes']).map((volume) => [volume['name'], volume]));
  const templates = new Set(mappings(owner.spec['volumeClaimTemplates']).map((claim) => text(at(claim, 'metadata', 'name'))));
  for (const [index, mount] of items(body['volumeMounts']).map(fields).entries()) {
    const path = normal(plain(mount['mountPath']));
    const place = ['volumeMounts', index];
    const name = text(mount['name']) ?? '';
    const volume = fields(volumes.get(name));
    const part = text(mount['subPath']) ?? text(mount['subPathExpr']);
    const isReadOnly = mount['readOnly'] === true;
    if (isFields(volume['emptyDir']) || (!templates.has(name) && !volumes.has(name))) {
      const size = quantityOf(at(volume['emptyDir'], 'sizeLimit'));
      mounts.set(path, { kind: 'scratch', place, ...(size !== undefined && { size }) });
    } else if (isFields(volume['hostPath'])) {
      mounts.set(path, { kind: 'host', name: normal(plain(volume['hostPath']['path'])), isReadOnly, place });
    } else if (isFields(volume['configMap']) || isFields(volume['secret']) || isFields(volume['projected'])) {
      const files = filesOf(cluster, owner.namespace, volume);
      // Kubernetes mounts what it knows; a Secret that is not there is a directory of somebody's.
      if (part !== undefined) mounts.set(path, { ...(files.get(part) ?? { kind: isFields(volume['secret']) ? 'secret' : 'file' }), place });
      else if (files.size === 0) mounts.set(path, { kind: 'secret', place });
      else for (const [file, mounted] of files) mounts.set(normal(`${path}/${file}`), { ...mounted, place });
    } else {
      const claim = text(at(volume['persistentVolumeClaim'], 'claimName'));
      mounts.set(path, { kind: 'volume', name: `${claim ?? name}${templates.has(name) ? ` of ${owner.label}` : ''}${part === undefined ? '' : `/${part}`}`, isReadOnly, place });
    }
  }
  return mounts;
}

type File = Pick<Mount, 'kind' | 'content' | 'object'>;

function filesOf(cluster: Cluster, namespace: string, volume: Fields): Map<string, File> {
  const sources = isFields(volume['projected']) ? mappings(volume['projected']['sources']) : [volume];
  const files = new Map<string, File>();
  for (const source of sources) {
    for (const [field, kind] of [['configMap', 'file'], ['secret', 'secret']] as const) {
      if (!isFields(source[field])) continue;
      const { name, secretName, items: chosen } = source[field];
      const store = storeOf(cluster, kind === 'file' ? 'ConfigMap' : 'Secret', namespace, plain(secretName ?? name));
      if (chosen === undefined) for (const [key, content] of store.values) files.set(key, { kind, content, object: store.objectOf(key) });
      for (const { key, path } of mappings(chosen)) files.set(plain(path), { kind, content: store.values.get(plain(key)) ?? symbolOf(`${plain(secretName ?? name)}.${plain(key)}`), object: store.objectOf(plain(key)) });
    }
  }
  return files;
}

/** The files and elements of a Compose project. */
export interface Surroundings {
  readonly document: Fields;
  /** The content of a file; undefined for a directory, for what is not there, and for what is no text. */
  readonly read: (path: string) => string | undefined;
  readonly isFile: (path: string) => boolean;
  readonly variable: (name: string) => string | undefined;
}

const OF_THE_MACHINE = /^\/(?:var\/run|run|dev|proc|sys|etc|lib|usr)(?:\/|$)/;

/** What is mounted into a container by Compose. */
export function mountsOfService({ body }: ServiceUnit, around: Surroundings): Map<string, Mount> {
  const mounts = new Map<string, Mount>();
  for (const [index, { type, source, target, read_only: readOnly }] of items(body['volumes']).map(fields).entries()) {
    const place = ['volumes', index];
    const isReadOnly = String(readOnly) === 'true';
    const path = normal(plain(target));
    const name = text(source);
    if (type === 'tmpfs') mounts.set(path, { kind: 'scratch', place });
    else if (type !== 'bind') mounts.set(path, { kind: 'volume', ...(name === undefined ? { isNameless: true } : { name }), isReadOnly, place });
    else if (OF_THE_MACHINE.test(name ?? '')) mounts.set(path, { kind: 'host', name: normal(name!), isReadOnly, place });
    else {
      const content = around.read(name ?? '');
      mounts.set(path, content === undefined && !around.isFile(name ?? '') ? { kind: 'directory', name, isReadOnly, place } : { kind: 'file', content, name, isReadOnly, place });
    }
  }
  for (const [index, entry] of texts(body['tmpfs']).entries()) mounts.set(normal(entry.split(':')[0]), { kind: 'scratch', place: ['tmpfs', index] });
  if (body['shm_size'] !== undefined && body['ipc'] !== 'host') mounts.set('/dev/shm', { kind: 'scratch', size: bytesOf(body['shm_size']), place: ['shm_size'] });
  for (const [section, kind, folder] of [['configs', 'file', '/'], ['secrets', 'secret', '/run/secrets/']] as const) {
    for (const [index, { source, target }] of items(body[section]).map(fields).entries()) {
      const path = text(target) ?? plain(source);
      mounts.set(normal(path.startsWith('/') ? path : `${folder}${path}`), { kind, content: contentOf(around, section, plain(source)), place: [section, index] });
    }
  }
  return mounts;
}

function contentOf({ document, read, variable }: Surroundings, section: string, source: string): string | undefined {
  const { file, content, environment } = fields(at(document[section], source));
  if (typeof content === 'string') return content;
  if (typeof environment === 'string') return variable(environment) ?? symbolOf(environment);
  return typeof file === 'string' ? read(file) : undefined;
}
