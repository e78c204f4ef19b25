import { createHash } from 'node:crypto';
import { at, items, mappings, fields, text, texts, type Fields } from '../untyped';
import { bytesOf } from './amounts';
import type { Pages } from './notebook';
import { passedOn, termsIn, upstreamsIn, type ProxyTerms } from './proxy-reading';

/** A service whose mounts are read, and what is around it. */
export interface ReadService {
  readonly pages: Pages;
  readonly body: Fields;
  /** With the operator's variables still in place. */
  readonly template: Fields;
  readonly document: Fields;
  /** Content of a file of the project. */
  readonly file: (path: string) => string | undefined;
  /** Whether everyone may write to a volume, by its name. */
  readonly isShared: (volume: string) => boolean;
  /** The service that hands a volume or directory over. */
  readonly handOver: (source: string) => string | undefined;
}

/** What mounts say beside facts. */
export interface ReadSources {
  /** Directories of the checkout and of the operator, by their target. */
  readonly sources: ReadonlyMap<string, string>;
  /** `path host:port` of what its nginx.conf passes on. */
  readonly passes?: ReadonlySet<string>;
  readonly proxy?: ProxyTerms;
}

/** Reads what is mounted into the container of a service. */
export function readComposeMounts(read: ReadService): ReadSources {
  const { pages, body } = read;
  const sources = new Map(readVolumes(read));
  const contents = readFiles(read);
  for (const [index, entry] of texts(body['tmpfs']).entries()) {
    const [target, options = ''] = entry.split(':');
    const named = new Map(options.split(',').map((option) => option.split('=') as [string, string]));
    pages.fact(`mount ${target}`, `memory ${named.has('size') ? bytesOf(named.get('size')) : 'of any size'}`, 'tmpfs', index);
    // The engine gives a directory of the image the image's own mode, so only its owner can be sure to write to it.
    const strange = [...named].filter(([option, value]) => option !== '' && !(option === 'mode' ? value === '1777' : TMPFS_OPTIONS.has(option)));
    if (strange.length > 0) pages.only(`mount ${target} as`, strange.map((option) => option.join('=')).join(','), 'tmpfs', index);
    const owner = `${String(named.get('uid'))}:${String(named.get('gid'))}`;
    if (owner !== (body['user'] ?? 'undefined:undefined')) pages.fault('mount', `${target} belongs to ${owner}, not to the container's user`);
  }
  // With the IPC namespace of the host it is the host's.
  if (body['shm_size'] !== undefined && body['ipc'] !== 'host') pages.fact('mount /dev/shm', `memory ${bytesOf(body['shm_size'])}`, 'shm_size');
  const configuration = contents.get('/etc/nginx/nginx.conf');
  return { sources, ...(configuration !== undefined && { passes: passedOn(configuration, upstreamsIn(contents.get('/etc/nginx/start.sh') ?? '')), proxy: { ...termsIn(configuration), strangers: strangersIn(body, contents) } }) };
}

/** What is looked at of a directory in memory, beside its mode. */
const TMPFS_OPTIONS: ReadonlySet<string> = new Set(['size', 'uid', 'gid']);

function* readVolumes(read: ReadService): Iterable<readonly [target: string, source: string]> {
  const { pages, body, template, document, isShared, handOver } = read;
  const written = mappings(template['volumes']);
  for (const [index, { type, source, target, read_only: isReadOnly, bind, volume, image }] of mappings(body['volumes']).entries()) {
    const set = (value: string): void => pages.fact(`mount ${String(target)}`, `${value}${isReadOnly === true ? ', read-only' : ''}`, 'volumes', index);
    const below = text(at(type === 'image' ? image : volume, 'subpath'));
    if (below !== undefined) pages.fact(`mount ${String(target)} below`, below, 'volumes', index);
    if (type === 'image') {
      pages.fact(`mount ${String(target)}`, `image ${String(source)}${isReadOnly === true ? '' : ', writable'}`, 'volumes', index);
    } else if (type === 'bind' && at(bind, 'create_host_path') === true) {
      set(`directory ${String(source)}`);
      expectHandOver(read, String(source), isReadOnly === true);
    } else if (type === 'bind' && !String(written[index]?.['source']).includes(':?')) {
      set(`host ${String(source)}`);
    } else if (type === 'volume' && source !== undefined) {
      const declared = at(document['volumes'], String(source));
      const called = at(declared, 'external') === true ? at(declared, 'name') : source;
      // Kubernetes copies nothing into a volume. What is handed over needs no copy, and what is not takes its owner from one.
      const isCopied = at(volume, 'nocopy') !== true;
      if (isReadOnly !== true && isCopied === (handOver(String(source)) !== undefined) && at(declared, 'external') !== true) pages.only(`mount ${String(target)} copied`, isCopied ? 'from the image' : 'from nowhere', 'volumes', index);
      set(`${isShared(String(source)) ? 'shared' : 'volume'} ${String(called)}`);
      expectHandOver(read, String(source), isReadOnly === true);
    } else {
      yield [String(target), source === undefined ? 'kept' : `${String(source)}${isReadOnly === true ? ', read-only' : ''}`];
    }
  }
}

function expectHandOver({ pages, body, handOver }: ReadService, source: string, readOnly: boolean): void {
  const service = handOver(source);
  if (service === undefined || readOnly) return;
  if (at(body['depends_on'], service, 'condition') !== 'service_completed_successfully') pages.fault('order', `it does not wait until ${source} is handed over`);
}

/** Reads config files and secrets. */
function readFiles({ pages, body, document, file }: ReadService): Map<string, string> {
  const contents = new Map<string, string>();
  for (const [index, { source, target }] of items(body['configs']).map(fields).entries()) {
    const path = text(at(document['configs'], String(source), 'file')) ?? '';
    const content = file(path);
    if (content === undefined) pages.fault('file', `there is no file ${path}`);
    pages.fact(`mount ${String(target)}`, `file ${content ?? ''}`, 'configs', index);
    contents.set(String(target), content ?? '');
  }
  for (const [index, { source, target }] of items(body['secrets']).map(fields).entries()) {
    pages.fact(`mount ${String(target)}`, `secret ${String(source)}`, 'secrets', index);
  }
  return contents;
}

/** Config files with another content than the service's labels say: with other files a container has to be made anew. */
function strangersIn(body: Fields, contents: ReadonlyMap<string, string>): readonly string[] {
  return items(body['configs']).map(fields).flatMap(({ source, target }) => {
    const checksum = text(at(body['labels'], `checksum/${String(source)}`)) ?? '';
    const digest = createHash('sha256').update(contents.get(String(target)) ?? '').digest('hex');
    return checksum.length >= 8 && digest.startsWith(checksum) ? [] : [String(source)];
  });
}
