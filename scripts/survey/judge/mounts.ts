import { bytes } from '../../import/amounts';
import { mountForm, type MountForm } from '../../import/mount-form';
import { OF_EVERY_TMPFS } from '../../import/mounts';
import { declaredFiles } from '../../import/files';
import { mountsOf, volumesFrom } from '../../import/volumes-from';
import { isMapping, listOf, type Raw } from '../../import/raw';
import { parseTemplate, plainText, splitOutside } from '../../import/template';
import { comparePath } from './image';
import { isRenamed } from './names';
import { verdict, worst, type Level, type Place, type Verdict } from './place';
import { bestOf, same } from './same';
import { compareText } from './text';

/** Everything that is mounted, from where, and whether it may be written. */
export function judgeVolumes(value: unknown, place: Place): Verdict[] {
  const ours = [...listOf(place.output.volumes).flatMap((entry) => mountForm(entry) ?? []), ...inMemory(place.output.tmpfs)];
  return listOf(value).map((entry) => {
    const form = mountForm(entry);
    if (!form) return verdict('volumes', 'none', JSON.stringify(entry));
    return verdict(kindOf(form), bestOf(ours.map((other) => compareMount(form, other, place))), JSON.stringify(entry));
  });
}

function kindOf({ type, source, rest, target }: MountForm): string {
  const [more] = Object.keys(rest).filter((name) => name !== 'tmpfs.size' && name !== 'bind.create_host_path');
  if (more !== undefined) return `volumes ${more}`;
  if (plainText(parseTemplate(target)) === undefined) return 'volumes at a path with ${VAR}';
  if (type !== 'bind') return type === 'volume' ? (source === undefined ? 'volumes anonymous' : 'named volume') : `volumes ${type}`;
  const text = plainText(parseTemplate(source ?? ''));
  if (text === undefined) return 'bind of a path with ${VAR}';
  if (/docker\.sock$/.test(text)) return 'bind of the Docker socket';
  return /^\./.test(text) ? 'bind of a path beside the Compose file' : 'bind of a path of the host';
}

function compareMount(original: MountForm, ours: MountForm, place: Place): Level {
  if (compareText(original.target, ours.target) !== 'exact' || original.type !== ours.type || original.readOnly !== ours.readOnly) return 'none';
  const { 'volume.nocopy': nocopy, 'tmpfs.size': size, ...said } = original.rest;
  const { 'bind.selinux': selinux, ...others } = said;
  // The engine's own volumes have a label by which all containers may use them.
  const isLabelled = original.type === 'volume' && selinux === 'z';
  const rest = isLabelled ? others : said;
  const levels: Level[] = [same(rest, ours.rest, place.names), ...(isLabelled ? (['typed'] as const) : [])];
  // It has to be there, where it would have been made.
  if (ours.rest['bind.create_host_path'] === false && rest['bind.create_host_path'] !== false) levels.push('typed');
  if (nocopy !== undefined) levels.push(ours.rest['volume.nocopy'] === nocopy ? 'exact' : 'none');
  else if (ours.rest['volume.nocopy'] === true) levels.push('typed');
  if (original.type === 'tmpfs') levels.push(size === undefined ? 'typed' : bytes(size) === bytes(ours.rest['tmpfs.size']) ? 'exact' : 'none');
  else levels.push(original.type === 'volume' ? compareVolume(original.source, ours.source, place) : comparePath(original.source, ours.source, place));
  return worst(levels);
}

/** The volume has to be declared as well; one without a name may get one. */
function compareVolume(original: string | undefined, ours: string | undefined, { document }: Place): Level {
  if (original === undefined) return ours === undefined ? 'exact' : 'typed';
  if (ours === undefined || !isMapping(document.volumes) || !(ours in document.volumes)) return 'none';
  return original === ours ? 'exact' : isRenamed(original, ours, 'volume') ? 'typed' : 'none';
}

/** `tmpfs` as mounts. */
function inMemory(value: unknown): MountForm[] {
  return listOf(value).map((entry) => {
    const [target, options = ''] = splitOutside(String(entry), ':');
    const size = /(?:^|,)size=([^,]+)/.exec(options)?.[1];
    return { type: 'tmpfs', target, readOnly: false, rest: size === undefined ? {} : { 'tmpfs.size': size } };
  });
}

/** Files that the file declares: the same declaration, or the same file mounted at the same place. */
export function judgeFiles(section: 'configs' | 'secrets', value: unknown, place: Place): Verdict[] {
  const { output, document, top, names } = place;
  const ours = declaredFiles(section, output[section], document as unknown as Raw);
  const mounts = listOf(output.volumes).flatMap((entry) => mountForm(entry) ?? []);
  return declaredFiles(section, value, top).map(({ name, target, said }) => {
    const declared = ours.find((other) => other.target === target);
    const level = said && declared?.said ? (section === 'secrets' ? compareSecret(said, declared.said) : same(said, declared.said, names)) : 'none';
    if (level !== 'none') return verdict(section, level, name);
    const mount = mounts.find((other) => other.type === 'bind' && other.target === target && other.readOnly);
    const isMounted = mount !== undefined && said?.file !== undefined && comparePath(said.file, mount.source, place) !== 'none';
    return verdict(`${section}${said?.file === undefined ? ' that are no files' : ''}`, isMounted ? 'typed' : 'none', name);
  });
}

/** The value is the operator's, as a file of his: where the file says, or what he had as a variable. */
function compareSecret(original: Raw, ours: Raw): Level {
  const { file, environment, ...rest } = original;
  const [part, ...more] = parseTemplate(String(ours.file));
  if (Object.keys(rest).some((name) => !name.startsWith('x-') && name !== 'name') || ours.file === undefined) return 'none';
  if (file === undefined) return environment === undefined ? 'none' : 'typed';
  if (String(file) === ours.file) return 'exact';
  const fallback = more.length === 0 && typeof part === 'object' ? plainText(part.word) : undefined;
  return fallback === String(file) || fallback === `./${String(file)}` ? 'typed' : 'none';
}

/** Directories in memory, with every option that the file gives them. */
export function judgeTmpfs(value: unknown, { output }: Place): Verdict[] {
  const ours = listOf(output.tmpfs).map(optionsOf);
  return listOf(value).map((entry) => {
    const [target, options] = optionsOf(entry);
    const other = ours.find(([path]) => path === target)?.[1];
    if (!other) return verdict('tmpfs', 'none', String(entry));
    const hasAll = [...options].every(([name, given]) => (name === 'size' ? bytes(given) === bytes(other.get(name)) : OF_EVERY_TMPFS.has(name) ? !other.has(OPPOSITES[name]) : other.has(name) && other.get(name) === given));
    // Who owns it follows from the user, and everybody may write to it in both.
    const hasMore = [...other.keys()].some((name) => !options.has(name) && name !== 'uid' && name !== 'gid' && name !== 'mode');
    return verdict('tmpfs', !hasAll ? 'none' : hasMore ? 'typed' : 'exact', String(entry));
  });
}

/** What takes away what every such directory has. */
const OPPOSITES: Readonly<Record<string, string>> = { rw: 'ro', noexec: 'exec', nosuid: 'suid', nodev: 'dev' };

function optionsOf(entry: unknown): [string, ReadonlyMap<string, string | undefined>] {
  const [target, options = ''] = splitOutside(String(entry), ':');
  return [target, new Map(options.split(',').filter(Boolean).map((option) => option.split('=') as [string, string | undefined]))];
}

/** Everything that another service mounts, at the same place and the same: what that one has is judged by itself. */
export function judgeVolumesFrom(_value: unknown, { raw, output, document, services, names }: Place): Verdict[] {
  const others = volumesFrom(raw);
  if (!others) return [verdict('volumes_from', 'none')];
  const own = new Set(listOf(raw.volumes).map((entry) => mountForm(entry)?.target));
  const at = (service: unknown, target: string): MountForm | undefined =>
    listOf((service as Raw | undefined)?.volumes).flatMap((entry) => mountForm(entry) ?? []).find((form) => form.target === target);
  return others.map(({ service, readOnly }) => {
    const other = document.services[names.get(service) ?? ''] as typeof output | undefined;
    if (!other || !services.has(service)) return verdict('volumes_from', 'none', service);
    return verdict('volumes_from', worst(mountsOf(service, services).filter(({ target }) => !own.has(target)).map(({ target }): Level => {
      const [ours, theirs] = [at(output, target), at(other, target)];
      const isSame = ours !== undefined && theirs !== undefined && ours.source === theirs.source && ours.type === theirs.type && ours.readOnly === (theirs.readOnly || readOnly);
      return isSame ? 'typed' : 'none';
    })), service);
  });
}
