import { aspectOf } from '../../../diagnostics/aspects';
import type { Cluster } from '../../kubernetes/manifests';
import { quantityOf } from '../../kubernetes/quantity';
import { at, fields, plain, text } from '../../untyped';
import { bytesOf, durationOf } from '../amounts';
import { readPrivileges } from '../kubernetes-container';
import { Notebook } from '../notebook';
import { WHAT_FUSE_TAKES, type ComposeReading } from '../reading';
import { readWordsOfPod } from '../word-readings';
import type { Finding } from './findings';
import type { Pair } from './pairs';

/** Where a program runs as somebody else, may do other things, or gets more or less. */
export function* settingsDrift(pair: Pair, cluster: Cluster, compose: ComposeReading): Iterable<Finding> {
  yield* userDrift(pair);
  yield* limitDrift(pair);
  yield* wordDrift(pair, cluster, compose);
  if (pair.unit.role === 'main') yield* lifeDrift(pair);
}

function* userDrift({ service: { body }, unit: { pod, container } }: Pair): Iterable<Finding> {
  const said = (field: string): string | undefined => {
    const value = at(container.body['securityContext'], field) ?? at(pod.spec['securityContext'], field);
    return value === undefined ? undefined : plain(value);
  };
  const [uid, gid] = [said('runAsUser'), said('runAsGroup')];
  const user = body['user'] === undefined ? undefined : plain(body['user']);
  const [theirs, group] = (user ?? '').replace(/^root\b/, '0').split(':');
  const both = { kubernetesPlace: ['securityContext'], composePlace: ['user'] };
  const ours = uid === undefined ? undefined : gid === undefined ? uid : `${uid}:${gid}`;
  if (ours === undefined || user === undefined) {
    if (ours !== user) yield { aspect: 'user', what: 'user', kubernetes: ours, compose: user, ...both, together: user === undefined ? 'the user is said on Kubernetes alone' : 'the user is said in Compose alone' };
    return;
  }
  // A name is that of the image's own file of users.
  const isOther = (one: string | undefined, other: string | undefined): boolean => one !== undefined && other !== undefined && /^\d+$/.test(other) && one !== other;
  if (isOther(uid, theirs) || isOther(gid, group)) yield { aspect: 'user', what: 'user', kubernetes: ours, compose: user, ...both };
}

function* limitDrift({ service: { body }, unit: { container } }: Pair): Iterable<Finding> {
  const of = (where: 'limits' | 'requests', what: string): number | undefined => quantityOf(at(container.body['resources'], where, what));
  const deployed = (where: 'limits' | 'reservations', what: string): unknown => at(body['deploy'], 'resources', where, what);
  const memory = (value: unknown): number | undefined => bytesOf(value) || undefined;
  const limits = [
    { what: 'memory limit', ours: of('limits', 'memory'), theirs: memory(deployed('limits', 'memory') ?? body['mem_limit']), place: ['resources', 'limits', 'memory'] },
    { what: 'cpu limit', ours: of('limits', 'cpu'), theirs: Number(deployed('limits', 'cpus') ?? body['cpus']) || undefined, place: ['resources', 'limits', 'cpu'] },
  ];
  const composePlace = body['mem_limit'] !== undefined || body['cpus'] !== undefined ? [body['mem_limit'] === undefined ? 'cpus' : 'mem_limit'] : ['deploy', 'resources', 'limits'];
  const shownAmount = (what: string, amount: number | undefined): string | undefined => (amount === undefined ? undefined : what.startsWith('memory') ? bytesText(amount) : `${amount} ${amount === 1 ? 'CPU' : 'CPUs'}`);
  const all = (side: 'ours' | 'theirs'): string | undefined => limits.flatMap(({ what, [side]: amount }) => (amount === undefined ? [] : [shownAmount(what, amount)!])).join(' and ') || undefined;
  const has = (side: 'ours' | 'theirs'): boolean => limits.some(({ [side]: amount }) => amount !== undefined);
  if (has('ours') !== has('theirs')) {
    yield { aspect: 'limit', what: 'limit', kubernetes: all('ours'), compose: all('theirs'), kubernetesPlace: ['resources', 'limits'], composePlace, together: has('ours') ? 'no limits in Compose, and some on Kubernetes' : 'no limits on Kubernetes, and some in Compose' };
    return;
  }
  for (const { what, ours, theirs, place } of limits) {
    if (!isNear(ours, theirs)) yield { aspect: 'limit', what, kubernetes: shownAmount(what, ours), compose: shownAmount(what, theirs), kubernetesPlace: place, composePlace };
  }
  // What a scheduler sets aside is no word on what a program gets, and is compared where both say it.
  const reserved = [['memory', of('requests', 'memory'), memory(deployed('reservations', 'memory') ?? body['mem_reservation'])], ['cpu', of('requests', 'cpu'), Number(deployed('reservations', 'cpus')) || undefined]] as const;
  for (const [what, ours, theirs] of reserved) {
    if (ours !== undefined && theirs !== undefined && !isNear(ours, theirs)) yield { aspect: 'limit', what: `${what} request`, kubernetes: shownAmount(what, ours), compose: shownAmount(what, theirs), kubernetesPlace: ['resources', 'requests', what], composePlace: ['deploy', 'resources', 'reservations'] };
  }
}

const isNear = (one: number | undefined, other: number | undefined): boolean => one === other || Math.abs((one ?? NaN) - (other ?? NaN)) < 1e-6;

function bytesText(bytes: number): string {
  const [size, unit] = ([[2 ** 30, 'GiB'], [2 ** 20, 'MiB'], [1e9, 'GB'], [1e6, 'MB'], [2 ** 10, 'KiB'], [1, 'B']] as const).find(([each]) => bytes % each === 0) ?? [1, 'B'];
  return `${bytes / size} ${unit}`;
}

/** What the engine or a cluster does its own way where nobody asks: a terminal for developers, the name of a host, the platform of a laptop. */
const OWN_WORDS: ReadonlySet<string> = new Set(['orphans', 'terminal', 'input', 'hostname', 'platform', 'other names', 'shared networks', 'preStop', 'postStart']);
/** What is read of both, and compared by itself. */
const ELSEWHERE = /^(?:image$|entry point$|command$|working directory$|env |note |mount |user$|cpu |memory |runs$|scheduled$|replicas$|stop grace period$|variables from$)/;

/** What both have a word of their own for. */
function* wordDrift({ service, unit }: Pair, cluster: Cluster, compose: ComposeReading): Iterable<Finding> {
  const notebook = new Notebook();
  readPrivileges({ pages: notebook.of('', []), cluster, operator: new Map(), pod: unit.pod, container: unit.container, workload: '' });
  const ours = new Map([...notebook.facts].map(([key, value]) => [key.slice(1), value]));
  ours.delete('user');
  // Whether system calls are filtered where nobody says so is the configuration of the kubelet: no file has decided it.
  const pod = { ...unit.pod.spec, securityContext: { seccompProfile: { type: 'RuntimeDefault' }, ...fields(unit.pod.spec['securityContext']) } };
  for (const [what, value] of readWordsOfPod(pod, unit.container.body, unit.role === 'main')) ours.set(what, value);
  const theirs = new Map([...compose.facts].flatMap(([key, value]) => (key.startsWith(`${service.name} `) && !ELSEWHERE.test(key.slice(service.name.length + 1)) ? [[key.slice(service.name.length + 1), value] as const] : [])));
  for (const what of new Set([...ours.keys(), ...theirs.keys()])) {
    const [kubernetes, inCompose] = [ours.get(what), theirs.get(what)];
    if (kubernetes === inCompose || (OWN_WORDS.has(what) && (kubernetes === undefined || inCompose === undefined))) continue;
    yield { aspect: aspectOf(what), what, kubernetes: shownWord(kubernetes), compose: shownWord(inCompose), kubernetesPlace: notebook.places.get(` ${what}`), composePlace: compose.places.get(`${service.name} ${what}`) };
  }
}

const shownWord = (value: string | undefined): string | undefined => (value === WHAT_FUSE_TAKES ? 'all' : value?.replace(/^without ,? ?with $/, 'the usual').replace(/^without , /, '').replace(/, with $/, ''));

/** How often it runs, and what happens when it ends. */
function* lifeDrift({ service: { body, isOff }, unit: { pod: { owner } } }: Pair): Iterable<Finding> {
  const finding = (aspect: 'restart' | 'replicas', what: string, kubernetes: string, compose: string, place: readonly string[], composePlace: readonly string[]): Finding => ({ aspect, what, kubernetes, compose, isOfObject: true, kubernetesPlace: [...owner.within, ...place], composePlace });
  const policy = text(body['restart']) ?? RESTARTS[plain(at(body['deploy'], 'restart_policy', 'condition'))];
  const ends = owner.kind === 'Job' || owner.kind === 'CronJob';
  const [how, times] = (policy ?? '').split(':');
  if (ends && (how === 'always' || how === 'unless-stopped')) yield finding('restart', 'runs', owner.kind === 'CronJob' ? 'on a schedule' : 'once', 'for ever', [], ['restart']);
  if (!ends && !isOff && (how === 'no' || (how === 'on-failure' && times !== undefined))) yield finding('restart', 'runs', 'for ever', 'once', [], ['restart']);
  const limit = owner.kind === 'Job' ? owner.spec['backoffLimit'] : undefined;
  if (limit !== undefined && times !== undefined && plain(limit) !== times) yield finding('restart', 'tries again', `${plain(limit)} times`, `${times} times`, ['spec', 'backoffLimit'], ['restart']);
  const replicas = at(body['deploy'], 'replicas') ?? body['scale'];
  const ours = plain(owner.spec['replicas'] ?? 1);
  // Who does not say it in Compose has one to develop with.
  if (!ends && replicas !== undefined && owner.kind !== 'DaemonSet' && ours !== plain(replicas)) yield finding('replicas', 'replicas', ours, plain(replicas), ['spec', 'replicas'], ['deploy', 'replicas']);
  const grace = fields(at(owner.body, 'spec', 'template', 'spec'))['terminationGracePeriodSeconds'];
  const theirs = body['stop_grace_period'] === undefined ? undefined : Math.ceil(durationOf(body['stop_grace_period']) / 1000);
  if (grace !== undefined && theirs !== undefined && Number(grace) !== theirs) yield finding('restart', 'stop grace period', `${plain(grace)} s`, `${theirs} s`, ['spec', 'template', 'spec', 'terminationGracePeriodSeconds'], ['stop_grace_period']);
}

const RESTARTS: Readonly<Record<string, string | undefined>> = { none: 'no', 'on-failure': 'on-failure', any: 'always' };

