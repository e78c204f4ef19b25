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
  /** The volumes that were found to be the same, on either side, by all that were looked at before. */
  readonly volumes: Map<string, string>;
}

/** Where a program finds other things at a path. */
export function* mountDrift(both: BothMounts): Iterable<Finding> {
  const { kubernetes, compose } = both;
  for (const path of new Set([...kubernetes.keys(), ...compose.keys()])) {
    const [ours, theirs] = [kubernetes.get(path), compose.get(path) ?? below(path, both)];
    yield* atPath(path, ours, theirs, both);
  }
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

function* volumeDrift(difference: (ours: string, theirs: string) => Finding, ours: Mount, theirs: Mount, volumes: Map<string, string>): Iterable<Finding> {
  if (ours.name !== undefined && theirs.name !== undefined) {
    const [before, taken] = [volumes.get(`ours ${ours.name}`), volumes.get(`theirs ${theirs.name}`)];
    if (before === undefined && taken === undefined) {
      volumes.set(`ours ${ours.name}`, theirs.name).set(`theirs ${theirs.name}`, ours.name);
    } else if (before !== theirs.name) {
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
  const places = { kubernetesPlace: ours.place, composePlace: theirs.place };
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
