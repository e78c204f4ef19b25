import { posix } from 'node:path';
import { fields, text } from '../../untyped';
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
  for (const name of new Set([...both.compose.all.keys(), ...both.kubernetes.all.keys()])) yield* variableDrift(name, both);
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

function* variableDrift(name: string, { kubernetes, compose, onKubernetes, inCompose, mounts, calls }: BothProcesses): Iterable<Finding> {
  const [ours, theirs] = [kubernetes.all.get(name), compose.all.get(name)];
  const what = `env ${name}`;
  if (!ours || !theirs) {
    const one = ours ?? theirs!;
    if (one.value === '' || one.isOwn || (ours ? compose : kubernetes).isOpen || isBelowVolume(one, mounts)) return;
    const value = shownValue(one);
    yield { aspect: 'environment', what, ...(ours ? { kubernetes: value, kubernetesPlace: ours.place } : { compose: value, composePlace: one.place }) };
    return;
  }
  const value = portOf(name, ours, kubernetes, onKubernetes);
  if (calls.isSame(value, theirs.value, onKubernetes, inCompose, isAddress(name))) return;
  const places = { kubernetesPlace: ours.place, composePlace: theirs.place };
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
    if (ours !== undefined && String(ours) !== String(value)) yield { aspect: 'note', what: `note ${label}`, kubernetes: String(ours), compose: String(value), isOfObject: true, kubernetesPlace: [...pod.owner.within, ...pod.metadataPlace, 'labels'], composePlace: ['labels', label] };
  }
}
