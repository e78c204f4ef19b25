import { posix } from 'node:path';
import { fields, plain, text } from '../../untyped';
import { hasSymbol } from '../operator';
import type { Calls } from './calls';
import type { Finding } from './findings';
import { imageOf } from './images';
import type { Mounts } from './mounts';
import type { Names } from './peers';
import type { Pair } from './pairs';
import { isSameText } from './texts';
import type { Variable, Variables } from './variables';
import { argvOfContainer, argvOfService, plainWords } from './words';

/** A program, as both sides start it. */
export interface BothProcesses {
  readonly pair: Pair;
  readonly kubernetes: Variables;
  readonly compose: Variables;
  readonly onKubernetes: Names;
  /** The same, for a port that stands in another text than its host. */
  readonly withPort: Names;
  readonly inCompose: Names;
  readonly mounts: { readonly kubernetes: Mounts; readonly compose: Mounts };
  readonly calls: Calls;
}

const NOBODY: Names = () => undefined;

/** Where another program is started, or one that is told something else. */
export function* processDrift(both: BothProcesses): Iterable<Finding> {
  const { service: { body: service }, unit: { container: { body } } } = both.pair;
  const [ours, theirs] = [imageOf(body['image']), imageOf(service['image'])];
  // What is built has the name that whoever pushes it gives it.
  if (theirs !== '' && ours !== '' && !isSameText(ours, theirs, NOBODY, NOBODY)) yield { aspect: 'image', what: 'image', kubernetes: text(body['image']), compose: text(service['image']), kubernetesPlace: ['image'], composePlace: ['image'] };
  yield* argvDrift(both);
  yield* environmentDrift(both);
}

function* argvDrift({ pair, kubernetes, compose, onKubernetes, inCompose, calls }: BothProcesses): Iterable<Finding> {
  const { service: { body: service }, unit: { container: { body } } } = pair;
  const [known, values] = [kubernetes, compose].map(({ all }) => new Map([...all].map(([name, { value }]) => [name, value])));
  const [ours, theirs] = [argvOfContainer(body, known), argvOfService(service)];
  const places = { kubernetesPlace: [ours.field], composePlace: [theirs.field] };
  if (ours.words || theirs.words) {
    const [first, second] = [ours.words && plainWords(ours.words, known), theirs.words && plainWords(theirs.words, values)];
    const isSame = first !== undefined && second !== undefined && first.length === second.length && first.every((word, at) => calls.isSame(word, second[at], onKubernetes, inCompose));
    if (!isSame) yield { aspect: 'argv', what: 'command', kubernetes: ours.words?.join(' '), compose: theirs.words?.join(' '), ...places };
  }
  const [directory, other] = [text(body['workingDir']), text(service['working_dir'])];
  // Who does not say it has that of the image.
  if (directory !== undefined && other !== undefined && posix.normalize(directory) !== posix.normalize(other)) yield { aspect: 'argv', what: 'working directory', kubernetes: directory, compose: other, kubernetesPlace: ['workingDir'], composePlace: ['working_dir'] };
}

function* environmentDrift(both: BothProcesses): Iterable<Finding> {
  const { kubernetes, compose } = both;
  const renamed = renamedIn(both);
  for (const name of new Set([...compose.all.keys(), ...kubernetes.all.keys()])) {
    const other = renamed.get(name);
    if (other === undefined) yield* variableDrift(name, both);
    else if (kubernetes.all.has(name)) yield { aspect: 'environment', what: `env ${name}`, says: `env ${name} is called ${other} in Compose`, ...ofKubernetes(kubernetes.all.get(name)!), composePlace: compose.all.get(other)!.place };
  }
}

/** Variables that one side alone has, and the other under another name with the same value. */
function renamedIn({ kubernetes, compose }: BothProcesses): ReadonlyMap<string, string> {
  const lonely = (one: Variables, other: Variables): (readonly [string, string])[] => [...one.all].filter(([name, { value, isOwn }]) => !isOwn && value.length > 3 && !hasSymbol(value) && !isSaid(other.all.get(name))).map(([name, { value }]) => [name, value]);
  const [ours, theirs] = [lonely(kubernetes, compose), lonely(compose, kubernetes)];
  const renamed = new Map<string, string>();
  for (const [name, value] of ours) {
    const same = theirs.filter(([, other]) => other === value);
    if (same.length === 1 && ours.filter(([, other]) => other === value).length === 1) renamed.set(name, same[0][0]).set(same[0][0], name);
  }
  return renamed;
}

/** A variable without a text is to a program, mostly, as if it were not there. */
const isSaid = (variable: Variable | undefined): variable is Variable => variable !== undefined && variable.value !== '';

function ofKubernetes({ place, object }: Variable): Pick<Finding, 'kubernetesPlace' | 'object'> {
  return object === undefined ? { kubernetesPlace: place } : { kubernetesPlace: object.place, object: object.subject };
}

function* variableDrift(name: string, { kubernetes, compose, onKubernetes, withPort, inCompose, mounts, calls }: BothProcesses): Iterable<Finding> {
  const [ours, theirs] = [kubernetes.all.get(name), compose.all.get(name)];
  const what = `env ${name}`;
  if (!isSaid(ours) || !isSaid(theirs)) {
    const one = isSaid(ours) ? ours : theirs;
    if (!isSaid(one) || one.isOwn || (one === ours ? compose : kubernetes).isOpen || isBelowVolume(one, mounts)) return;
    const value = shownValue(one);
    yield { aspect: 'environment', what, ...(one === ours ? { kubernetes: value, ...ofKubernetes(one) } : { compose: value, composePlace: one.place }) };
    return;
  }
  const value = portOf(name, ours, kubernetes, withPort);
  if (calls.isSame(value, theirs.value, onKubernetes, inCompose, isAddress(name))) return;
  const places = { ...ofKubernetes(ours), composePlace: theirs.place };
  if (ours.isSecret || theirs.isSecret) yield { aspect: 'environment', what, says: `${what} has another value on Kubernetes than in Compose, and is shown nowhere`, ...places };
  else yield { aspect: 'environment', what, kubernetes: ours.value, compose: theirs.value, ...places };
}

const isAddress = (name: string): boolean => /(?:HOST|HOSTNAME|SERVER|ADDR|ADDRESS|BROKER|ENDPOINT)$/i.test(name);

/** What is unknown is there, whatever it is. */
function shownValue({ value, isSecret }: Variable): string {
  return hasSymbol(value) ? 'there, and the operator\'s' : isSecret ? 'there, and secret' : value;
}

/** `DB_PORT` beside `DB_HOST`: the port of the container that the one of the Service leads to. */
function portOf(name: string, { value }: Variable, { all }: Variables, names: Names): string {
  const host = all.get(name.replace(/PORT$/, 'HOST'))?.value;
  if (!name.endsWith('PORT') || host === undefined || !/^\d+$/.test(value)) return value;
  return names(host, Number(value))?.split(':')[1] ?? value;
}

/** PostgreSQL takes no volume whose root has something in it, as that of a cluster has, so there its data lies below. */
function isBelowVolume({ value }: Variable, { kubernetes, compose }: BothProcesses['mounts']): boolean {
  for (const [path, { kind }] of kubernetes) if (kind === 'volume' && compose.has(path) && value.startsWith(`${path}/`)) return true;
  return false;
}

/** What one side says of a workload as labels, and the other too. */
export function* labelDrift({ service: { body }, unit: { pod, role } }: Pair): Iterable<Finding> {
  if (role !== 'main') return;
  for (const [label, value] of Object.entries(fields(body['labels']))) {
    const ours = pod.labels[label] ?? pod.annotations[label];
    if (ours !== undefined && plain(ours) !== plain(value)) yield { aspect: 'note', what: `note ${label}`, kubernetes: plain(ours), compose: plain(value), isOfObject: true, kubernetesPlace: [...pod.owner.within, ...pod.metadataPlace, 'labels'], composePlace: ['labels', label] };
  }
}
