import { hasSymbol } from '../operator';
import type { Calls } from './calls';
import type { Finding } from './findings';
import type { Mount, Mounts } from './mounts';
import type { Names } from './peers';
import { isSameText } from './texts';

/** What both sides mount into one program. */
export interface BothMounts {
  readonly kubernetes: Mounts;
  readonly compose: Mounts;
  readonly onKubernetes: Names;
  readonly inCompose: Names;
  /** The content of a file below a directory that Compose mounts. */
  readonly read: (path: string) => string | undefined;
  readonly calls: Calls;
  /** The volume of Compose that one of Kubernetes is. */
  readonly volumes: ReadonlyMap<string, string>;
}

/** Which volume is which, as most of those say that mount it. */
export function sameVolumes(all: readonly Pick<BothMounts, 'kubernetes' | 'compose'>[]): ReadonlyMap<string, string> {
  const counts = new Map<string, { readonly ours: string; readonly theirs: string; count: number }>();
  for (const { kubernetes, compose } of all) {
    for (const [path, { kind, name: ours }] of kubernetes) {
      const theirs = compose.get(path)?.name;
      if (kind !== 'volume' || ours === undefined || theirs === undefined) continue;
      const key = JSON.stringify([ours, theirs]);
      counts.set(key, { ours, theirs, count: (counts.get(key)?.count ?? 0) + 1 });
    }
  }
  const same = new Map<string, string>();
  const taken = new Set<string>();
  for (const { ours, theirs } of [...counts.values()].sort((a, b) => b.count - a.count)) {
    if (same.has(ours) || taken.has(theirs)) continue;
    same.set(ours, theirs);
    taken.add(theirs);
  }
  return same;
}

/** Where a program finds other things at a path. */
export function* mountDrift(both: BothMounts): Iterable<Finding> {
  const { kubernetes, compose } = both;
  const [only, other] = [lonelyVolumes(kubernetes, compose), lonelyVolumes(compose, kubernetes)];
  const isMoved = only.length === 1 && other.length === 1;
  if (isMoved) yield { aspect: 'mount', what: `mount ${other[0]}`, says: `the volume at ${other[0]} in Compose is at ${only[0]} on Kubernetes`, kubernetesPlace: kubernetes.get(only[0])!.place, composePlace: compose.get(other[0])!.place };
  for (const path of new Set([...kubernetes.keys(), ...compose.keys()])) {
    if (isMoved && (path === only[0] || path === other[0])) continue;
    const [ours, theirs] = [kubernetes.get(path), compose.get(path) ?? below(path, both)];
    yield* atPath(path, ours, theirs, both);
  }
}

function lonelyVolumes(one: Mounts, other: Mounts): readonly string[] {
  return [...one].filter(([path, { kind, isNameless }]) => kind === 'volume' && !isNameless && !other.has(path)).map(([path]) => path);
}

/** A file of a directory that Compose mounts as a whole. */
function below(path: string, { compose, read }: BothMounts): Mount | undefined {
  for (const [parent, { kind, name, place }] of compose) {
    if (kind !== 'directory' || !path.startsWith(`${parent}/`)) continue;
    const content = read(`${name}${path.slice(parent.length)}`);
    return content === undefined ? undefined : { kind: 'file', content, place };
  }
  return undefined;
}

function* atPath(path: string, ours: Mount | undefined, theirs: Mount | undefined, both: BothMounts): Iterable<Finding> {
  const what = `mount ${path}`;
  const difference = (kubernetes: string | undefined, compose: string | undefined): Finding => ({ aspect: 'mount', what, kubernetes, compose, ...(ours && { kubernetesPlace: ours.place }), ...(theirs && { composePlace: theirs.place }) });
  if (!ours || !theirs) {
    const one = ours ?? theirs!;
    if (isOwn(path, one, ours ? both.compose : both.kubernetes)) return;
    yield ours ? difference(said(ours), undefined) : difference(undefined, said(one));
    return;
  }
  const [kind, other] = [ours.kind, theirs.kind];
  if (kind === 'scratch' && (other === 'scratch' || theirs.isNameless)) {
    if (path === '/dev/shm' && ours.size !== undefined && theirs.size !== undefined && ours.size !== theirs.size) yield difference(`memory ${ours.size}`, `memory ${theirs.size}`);
  } else if (kind === 'volume' && (other === 'volume' || other === 'directory')) {
    yield* volumeDrift(difference, ours, theirs, both.volumes);
  } else if ((kind === 'file' || kind === 'secret') && (other === 'file' || other === 'secret')) {
    yield* contentDrift(path, ours, theirs, both);
  } else if (kind === 'host' && (other === 'host' || other === 'directory')) {
    if (other === 'host' && ours.name !== theirs.name) yield difference(said(ours), said(theirs));
  } else {
    yield difference(said(ours), said(theirs));
  }
}

/** What one side may have without the other: scratch space, sources, and what image or engine keep where nobody asked. */
function isOwn(path: string, mount: Mount, others: Mounts): boolean {
  if (mount.isNameless) return true;
  if (mount.kind === 'scratch') return path !== '/dev/shm';
  return mount.kind === 'directory' && (mount.isReadOnly !== true || [...others.keys()].some((other) => other.startsWith(`${path}/`)));
}

function* volumeDrift(difference: (ours: string, theirs: string) => Finding, ours: Mount, theirs: Mount, volumes: ReadonlyMap<string, string>): Iterable<Finding> {
  if (ours.name !== undefined && theirs.name !== undefined) {
    if (volumes.get(ours.name) !== theirs.name) {
      yield difference(`the volume ${ours.name}`, `the volume ${theirs.name}`);
      return;
    }
  }
  if ((ours.isReadOnly === true) !== (theirs.isReadOnly === true)) yield difference(said(ours), said(theirs));
}

/** Above this, two texts are the same or they are not. */
const LONG = 65_536;

function* contentDrift(path: string, ours: Mount, theirs: Mount, both: BothMounts): Iterable<Finding> {
  if (ours.content === undefined || theirs.content === undefined) return;
  const [first, second] = [ours, theirs].map(({ content }) => content!.replace(/\r\n/g, '\n').replace(/\n+$/, ''));
  const [onKubernetes, inCompose] = [withoutOwn(both.onKubernetes, first), withoutOwn(both.inCompose, second)];
  if (first.length + second.length > LONG ? first === second : isSameText(first, second, onKubernetes, inCompose)) return;
  const places = { ...(ours.object ? { object: ours.object.subject, kubernetesPlace: ours.object.place } : { kubernetesPlace: ours.place }), composePlace: theirs.place };
  if (ours.kind === 'secret' || theirs.kind === 'secret' || hasSymbol(first + second)) {
    yield { aspect: 'file', what: `secret ${path}`, says: `the secret ${path} is another one on Kubernetes than in Compose`, ...places };
    return;
  }
  const [lines, others] = [first.split('\n'), second.split('\n')];
  const index = lines.findIndex((line, at) => others[at] === undefined || !both.calls.isSame(line, others[at], onKubernetes, inCompose));
  if (index === -1 && lines.length === others.length) return;
  const at = index === -1 ? lines.length : index;
  yield { aspect: 'file', what: `line ${at + 1} of ${path}`, kubernetes: lines[at], compose: others[at], ...places };
}

/** Names that a configuration gives to groups of servers are no peers; where a port is said, a server is meant. */
function withoutOwn(names: Names, text: string): Names {
  const own = new Set([...text.matchAll(/^\s*upstream (\S+) /gm)].map(([, name]) => name));
  return (host, port, isImplied = port === undefined) => (isImplied && own.has(host) ? undefined : names(host, port, isImplied));
}

function said({ kind, name, isReadOnly }: Mount): string {
  const how = isReadOnly ? ', read-only' : '';
  switch (kind) {
    case 'volume': return `a volume${how}`;
    case 'scratch': return 'a directory that is lost with the container';
    case 'directory': return `a directory beside the Compose file${how}`;
    case 'host': return `${name} of the machine${how}`;
    case 'file': return 'a file';
    case 'secret': return 'a secret';
  }
}
