import type { MountModel } from '../../../lib/model/storage';
import { compared, problemsIn, type Compared } from './compared';
import { kernelComparisons } from './kernel';
import { isStandIn, type Observed, type ObservedMount } from './observed';
import type { Stated } from './stated';

/** What an image and an engine give a process of their own, whatever is stated. */
export interface Given {
  /** Variables of the image. */
  readonly image: ReadonlyMap<string, string>;
  /** Whether the engine gives a variable to everything that it starts. */
  readonly isOfEngine: (variable: string, value: string) => boolean;
  /** Whether the engine, or the image, mounts something at a path of its own accord. */
  readonly isMounted: (target: string) => boolean;
  /** What the engine has given it, for a program that has overwritten its variables; nothing if it does not tell. */
  readonly environment?: ReadonlyMap<string, string>;
  /** What the engine was asked to start: the entry point and its arguments; nothing if it does not tell. */
  readonly argv?: readonly string[];
  /** What the image starts. */
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
  /** As whom it runs; nothing where that is not known by number. */
  readonly user?: number;
  readonly group?: number;
  /** Numbers of its groups, by name. */
  readonly groups?: ReadonlyMap<string, number>;
  /** Whether files have the very modes that are stated, but for what its group may do. */
  readonly keepsModes?: boolean;
  /** Where the engine was asked to start it; nothing if it does not tell. */
  readonly workingDirectory?: string;
}

/** As whom an image runs by what it says, as far as that is numbers. One that says nothing is started as root, which a stand-in stays; what others become is not known. */
export function userOf(said: string = '', process: Observed | undefined): Pick<Given, 'user' | 'group'> {
  const [user, group] = said === '' && process && isStandIn(process) ? ['0', '0'] : said.split(':');
  return { ...(/^\d+$/.test(user) && { user: Number(user) }), ...(/^\d+$/.test(group ?? '') && { group: Number(group) }) };
}

/** Everything that a process has other than the model says, each a sentence. */
export function differencesOf(stated: Stated, observed: Observed, given: Given): string[] {
  return problemsIn(comparisonsOf(stated, observed, given));
}

/** Everything of a process that is held against what the model says. */
export function comparisonsOf(stated: Stated, observed: Observed, given: Given): Compared[] {
  return [
    ...ofEnvironment(stated, observed, given),
    ...ofProgram(stated, given),
    ...ofPrivileges(stated, observed, given),
    ...ofMounts(stated, observed, given),
    ...ofFiles(stated, observed, given),
    ...kernelComparisons(stated, observed, given),
  ];
}

/** What was started, which is known also of what has ended. */
export function startComparisons(stated: Stated, given: Given): Compared[] {
  return [...ofEnvironment(stated, undefined, given), ...ofProgram(stated, given)];
}

/** A shell that starts a program tells it of itself. */
const OF_SHELLS: ReadonlySet<string> = new Set(['PWD', 'OLDPWD', 'SHLVL', '_']);

function* ofEnvironment({ environment }: Stated, observed: Observed | undefined, { image, isOfEngine, environment: given }: Given): Iterable<Compared> {
  const has = observed?.environment ?? given;
  if (!has) return;
  for (const [name, value] of environment) {
    const expected = value ?? image.get(name);
    yield compared('variables', has.get(name) === expected, () => `${name} is ${shown(has.get(name))}, and has to be ${shown(expected)}`);
  }
  for (const [name, value] of has) {
    const isKnown = environment.has(name) || image.get(name) === value || isOfEngine(name, value) || OF_SHELLS.has(name);
    yield compared('variables', isKnown, () => `${name} is ${shown(value)}, and nobody has stated it`);
  }
}

function* ofProgram({ entrypoint, command }: Stated, { argv, ...image }: Given): Iterable<Compared> {
  if (!argv) return;
  // With an entry point of its own the command of the image does not count.
  const expected = [...(entrypoint ?? image.entrypoint), ...(command ?? (entrypoint ? [] : image.command))];
  yield compared('arguments', JSON.stringify(argv) === JSON.stringify(expected), () => `it is started as ${JSON.stringify(argv)}, and has to be as ${JSON.stringify(expected)}`);
}

function* ofPrivileges(stated: Stated, observed: Observed, { user, group }: Given): Iterable<Compared> {
  const [asUser, asGroup] = [stated.user ?? user, stated.group ?? group];
  if (asUser !== undefined) yield compared('user', observed.user === asUser, () => `its user is ${observed.user}, and has to be ${asUser}`);
  if (asGroup !== undefined) yield compared('user', observed.group === asGroup, () => `its group is ${observed.group}, and has to be ${asGroup}`);
  const missing = stated.groups.filter((group) => !observed.groups.includes(group) && group !== observed.group);
  yield compared('groups', missing.length === 0, () => `it is not of the group ${missing.join(', ')}`);
  const root = observed.mounts.get('/');
  if (root) yield compared('root file system', root.readOnly === stated.readOnlyRoot, () => `its root file system is ${root.readOnly ? 'read-only' : 'writable'}, and has to be ${stated.readOnlyRoot ? 'read-only' : 'writable'}`);
  yield* ofRights(stated, observed);
}

function* ofRights(stated: Stated, { capabilities, noNewPrivileges, filtered }: Observed): Iterable<Compared> {
  if (stated.privileged) {
    yield compared('privileges', capabilities.includes('SYS_ADMIN'), () => `its privileges are "${capabilities.join(' ')}", and have to be all`);
    return;
  }
  const [may, expected] = [capabilities, [...stated.capabilities]].map((names) => [...names].sort().join(' '));
  yield compared('privileges', may === expected, () => `its privileges are "${may}", and have to be "${expected}"`);
  // The kernel filters, and takes on no privileges, unless SYS_ADMIN is asked for.
  if (!stated.capabilities.includes('SYS_ADMIN')) {
    yield compared('escalation', noNewPrivileges !== stated.escalates, () => (noNewPrivileges ? 'programs that it starts may not get more privileges' : 'programs that it starts may get more privileges'));
  }
  yield compared('system calls', filtered !== stated.unfiltered, () => `its system calls are ${filtered ? '' : 'not '}filtered`);
}

function* ofMounts({ mounts, fuse }: Stated, observed: Observed, { isMounted }: Given): Iterable<Compared> {
  for (const mount of mounts) {
    const top = nearest(mountedAt(mount), observed.mounts, mount);
    const has = fuse && top?.fileSystem.startsWith('fuse') ? top.hides : top;
    yield compared('mounts', has !== undefined, () => `nothing is mounted at ${mount.target}`);
    if (has) yield* ofMount(mount, has);
  }
  const targets = new Set(mounts.map(mountedAt));
  const kept = mounts.flatMap((mount) => (mount.kind === 'source' ? mount.keep : []));
  for (const [target, { fileSystem }] of observed.mounts) {
    const isInside = [...targets].some((other) => target.startsWith(`${other}/`));
    const isKnown = targets.has(target) || kept.includes(target) || isInside || isMounted(target);
    yield compared('mounts', isKnown, () => `${target} is mounted (${fileSystem}), and nobody has stated it`);
  }
}

/** In most images `/var/run` is a link, which the kernel follows. */
function mountedAt({ target }: MountModel): string {
  return target.replace(/^\/var\/run(?=\/|$)/, '/run').replace(/(?<=.)\/$/, '');
}

/** A file can be in a directory that is mounted as a whole. */
function nearest(target: string, mounts: Observed['mounts'], { kind }: MountModel): ObservedMount | undefined {
  const own = mounts.get(target);
  return own ?? (kind === 'certificate' ? mounts.get(`${target}/tls.crt`) : undefined);
}

function* ofMount(mount: MountModel, { readOnly, fileSystem, options }: ObservedMount): Iterable<Compared> {
  const { kind, target } = mount;
  const isToBeRead = kind === 'config' || kind === 'secret' || kind === 'certificate' || kind === 'image' || ((kind === 'volume' || kind === 'host-path' || kind === 'source') && mount.readOnly);
  if (kind !== 'propagated') yield compared('mounts', readOnly === isToBeRead, () => `${target} is ${readOnly ? 'read-only, and has to be writable' : 'writable, and has to be read-only'}`);
  if (kind !== 'scratch' && kind !== 'shared-memory') return;
  yield compared('memory mounts', fileSystem === 'tmpfs', () => `${target} is ${fileSystem}, and has to be in memory`);
  const size = options.map((option) => /^size=(\d+)k$/.exec(option)?.[1]).find(Boolean);
  const wanted = mount.size;
  if (wanted === undefined) return;
  yield compared('memory mounts', Number(size) * 1024 === pages(wanted), () => `${target} takes ${size === undefined ? 'whatever there is' : `${size} KiB`}, and has to take ${wanted / 1024} KiB`);
}

/** The kernel counts pages. */
function pages(bytes: number): number {
  return Math.ceil(bytes / 4096) * 4096;
}

function* ofFiles({ files, user, group }: Stated, observed: Observed, { keepsModes }: Given): Iterable<Compared> {
  const bits = keepsModes ? 0o707 : 0o111;
  for (const [path, { content, mode }] of files) {
    const file = observed.files.get(path);
    yield compared('files', file?.content.equals(content) === true, () => (file ? `${path} has ${file.content.length} bytes, of other content than the ${content.length} that it has to have` : `there is no file ${path}`));
    if (!file?.content.equals(content)) continue;
    if (mode !== undefined) yield compared('file modes', (file.mode & bits) === (mode & bits), () => `${path} has the mode ${file.mode.toString(8)}, and has to have ${mode.toString(8)}`);
    yield compared('files', isReadable(file, [user ?? observed.user], [group ?? observed.group, ...observed.groups]), () => `${path} (${file.user}:${file.group}, ${file.mode.toString(8)}) cannot be read by the user of the container`);
  }
}

function isReadable({ mode, user, group }: { readonly mode: number; readonly user: number; readonly group: number }, users: readonly number[], groups: readonly number[]): boolean {
  if (users.includes(0) || (mode & 0o004) !== 0) return true;
  return (users.includes(user) && (mode & 0o400) !== 0) || (groups.includes(group) && (mode & 0o040) !== 0);
}

function shown(value: string | undefined): string {
  if (value === undefined) return 'not set';
  return value.length > 80 ? `${JSON.stringify(value.slice(0, 80))}...` : JSON.stringify(value);
}
