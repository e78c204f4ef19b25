import type { MountModel } from '../../../lib/model/storage';
import type { Observed, ObservedMount } from './observed';
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
}

/** Everything that a process has other than the model says, each a sentence. */
export function differencesOf(stated: Stated, observed: Observed, given: Given): string[] {
  return [
    ...ofEnvironment(stated, observed, given),
    ...ofProgram(stated, given),
    ...ofPrivileges(stated, observed),
    ...ofMounts(stated, observed, given),
    ...ofFiles(stated, observed),
  ];
}

/** A shell that starts a program tells it of itself. */
const OF_SHELLS: ReadonlySet<string> = new Set(['PWD', 'OLDPWD', 'SHLVL', '_']);

function* ofEnvironment({ environment }: Stated, observed: Observed, { image, isOfEngine, environment: given }: Given): Iterable<string> {
  const has = observed.environment ?? given;
  if (!has) return;
  for (const [name, value] of environment) {
    const expected = value ?? image.get(name);
    if (has.get(name) !== expected) yield `${name} is ${shown(has.get(name))}, and has to be ${shown(expected)}`;
  }
  for (const [name, value] of has) {
    if (!environment.has(name) && image.get(name) !== value && !isOfEngine(name, value) && !OF_SHELLS.has(name)) yield `${name} is ${shown(value)}, and nobody has stated it`;
  }
}

function* ofProgram({ entrypoint, command }: Stated, { argv, ...image }: Given): Iterable<string> {
  if (!argv) return;
  // With an entry point of its own the command of the image does not count.
  const expected = [...(entrypoint ?? image.entrypoint), ...(command ?? (entrypoint ? [] : image.command))];
  if (JSON.stringify(argv) !== JSON.stringify(expected)) yield `it is started as ${JSON.stringify(argv)}, and has to be as ${JSON.stringify(expected)}`;
}

function* ofPrivileges(stated: Stated, observed: Observed): Iterable<string> {
  if (stated.user !== undefined && observed.user !== stated.user) yield `its user is ${observed.user}, and has to be ${stated.user}`;
  if (stated.group !== undefined && observed.group !== stated.group) yield `its group is ${observed.group}, and has to be ${stated.group}`;
  const missing = stated.groups.filter((group) => !observed.groups.includes(group) && group !== observed.group);
  if (missing.length > 0) yield `it is not of the group ${missing.join(', ')}`;
  const root = observed.mounts.get('/');
  if (root && root.readOnly !== stated.readOnlyRoot) yield `its root file system is ${root.readOnly ? 'read-only' : 'writable'}, and has to be ${stated.readOnlyRoot ? 'read-only' : 'writable'}`;
  if (stated.privileged) return;
  const [may, expected] = [observed.capabilities, [...stated.capabilities]].map((names) => [...names].sort().join(' '));
  if (may !== expected) yield `its privileges are "${may}", and have to be "${expected}"`;
  // The kernel filters, and takes on no privileges, unless SYS_ADMIN is asked for.
  if (!observed.noNewPrivileges && !stated.capabilities.includes('SYS_ADMIN')) yield 'programs that it starts may get more privileges';
  if (!observed.filtered) yield 'its system calls are not filtered';
}

function* ofMounts({ mounts, fuse }: Stated, observed: Observed, { isMounted }: Given): Iterable<string> {
  for (const mount of mounts) {
    const top = nearest(mountedAt(mount), observed.mounts, mount);
    const has = fuse && top?.fileSystem.startsWith('fuse') ? top.hides : top;
    if (!has) yield `nothing is mounted at ${mount.target}`;
    else yield* ofMount(mount, has);
  }
  const targets = new Set(mounts.map(mountedAt));
  const kept = mounts.flatMap((mount) => (mount.kind === 'source' ? mount.keep : []));
  for (const [target, { fileSystem }] of observed.mounts) {
    const isInside = [...targets].some((other) => target.startsWith(`${other}/`));
    if (!targets.has(target) && !kept.includes(target) && !isInside && !isMounted(target)) yield `${target} is mounted (${fileSystem}), and nobody has stated it`;
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

function* ofMount(mount: MountModel, { readOnly, fileSystem, options }: ObservedMount): Iterable<string> {
  const { kind, target } = mount;
  const isToBeRead = kind === 'config' || kind === 'secret' || kind === 'certificate' || kind === 'image' || ((kind === 'volume' || kind === 'host-path') && mount.readOnly);
  if (isToBeRead && !readOnly) yield `${target} is writable, and has to be read-only`;
  if (!isToBeRead && readOnly && kind !== 'source' && kind !== 'propagated') yield `${target} is read-only, and has to be writable`;
  if (kind !== 'scratch' && kind !== 'shared-memory') return;
  if (fileSystem !== 'tmpfs') yield `${target} is ${fileSystem}, and has to be in memory`;
  const size = options.map((option) => /^size=(\d+)k$/.exec(option)?.[1]).find(Boolean);
  if (mount.size !== undefined && Number(size) * 1024 !== pages(mount.size)) yield `${target} takes ${size === undefined ? 'whatever there is' : `${size} KiB`}, and has to take ${mount.size / 1024} KiB`;
}

/** The kernel counts pages. */
function pages(bytes: number): number {
  return Math.ceil(bytes / 4096) * 4096;
}

function* ofFiles({ files, user, group }: Stated, observed: Observed): Iterable<string> {
  for (const [path, { content, mode }] of files) {
    const file = observed.files.get(path);
    if (!file) yield `there is no file ${path}`;
    else if (!file.content.equals(content)) yield `${path} has ${file.content.length} bytes, of other content than the ${content.length} that it has to have`;
    else if (mode !== undefined && (file.mode & 0o111) !== (mode & 0o111)) yield `${path} has the mode ${file.mode.toString(8)}, and has to have ${mode.toString(8)}`;
    else if (!isReadable(file, [user ?? observed.user], [group ?? observed.group, ...observed.groups])) yield `${path} (${file.user}:${file.group}, ${file.mode.toString(8)}) cannot be read by the user of the container`;
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
