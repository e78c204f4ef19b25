import { differenceOf, type Difference } from './difference';
import { endOf } from './gateways';
import { AGAIN, unordered, type ComposeReading, type KubernetesReading } from './reading';
import { UNPINNED } from './word-readings';

/** Facts that are in the other output under another name, and are compared there: of privileges, the capabilities. */
const COMPARED_ELSEWHERE: ReadonlySet<string> = new Set(['privileged', 'privilegeEscalation', 'unconfinedAppArmor']);

/** What Kubernetes does without a word. */
const USUAL_UPDATE = '1 more, 0 fewer, 0 s apart';

/** What one format alone can say. */
export function* onlyDifferences(kubernetes: KubernetesReading, compose: ComposeReading): Iterable<Difference> {
  for (const [key, value] of kubernetes.only) {
    const mount = /^(\S+) mount (.*)$/s.exec(key);
    if (mount) yield* certificate(key, value, compose.sources.get(mount[1])?.get(mount[2]));
    else if (/^\S+ outside /.test(key)) continue;
    else yield differenceOf(key, value, undefined, value === USUAL_UPDATE ? { isUsual: true } : {});
  }
  for (const [key, value] of compose.only) {
    const what = key.slice(key.indexOf(' ') + 1);
    // Kubernetes never asks what an image says, and always starts again.
    if (COMPARED_ELSEWHERE.has(what) || what === 'no check' || (what === 'pulled' && value !== 'build' && (value !== 'never' || kubernetes.pulls.has(key.slice(0, key.indexOf(' '))))) || (what === 'started again' && (value === 'always' || kubernetes.facts.get(`${key.slice(0, key.indexOf(' '))} runs`)?.startsWith('once')))) continue;
    if (what === 'devices' && kubernetes.plugged.has(key.slice(0, key.indexOf(' ')))) continue;
    yield differenceOf(key, undefined, value);
  }
  for (const [workload, sources] of compose.sources) {
    for (const [target, source] of sources) if (!kubernetes.only.has(`${workload} mount ${target}`)) yield differenceOf(`${workload} source ${target}`, undefined, source);
  }
  for (const [volume, name] of compose.engineNames) yield differenceOf(` volume ${volume} name`, undefined, name);
  yield* pulls(kubernetes, compose);
  yield* unset(kubernetes, compose);
  yield* groups(kubernetes, compose);
  for (const workload of kubernetes.pods.keys()) {
    const [open, cut] = [!kubernetes.closed.has(workload), compose.cutOff.has(workload)];
    if (open === cut) yield differenceOf(`${workload} egress`, open ? 'open' : 'limited', cut ? 'none' : 'open');
  }
  for (const [workload, peers] of compose.startsAfter) {
    if (!compose.facts.has(`${workload} image`)) continue;
    const waited = kubernetes.waits.get(workloadOf(workload, kubernetes)) ?? [];
    for (const [peer, condition] of peers) {
      const isAgain = condition.endsWith(AGAIN);
      const wanted = endOf(peer, compose);
      if (waited.includes(peer) && (condition.replace(AGAIN, '') === 'service_completed_successfully') !== (wanted !== undefined)) yield differenceOf(`${workload} starts after ${peer}`, wanted ?? 'a port', condition);
      if (!waited.includes(peer)) yield differenceOf(`${workload} starts after ${peer}`, undefined, isAgain ? condition.slice(0, -AGAIN.length) : condition);
      if (isAgain) yield differenceOf(`${workload} again with ${peer}`, undefined, 'yes');
    }
  }
}

/** Kubernetes mounts a Secret where Compose mounts a directory of the operator's. */
function* certificate(key: string, value: string, source: string | undefined): Iterable<Difference> {
  if (!source?.endsWith(', read-only')) yield differenceOf(key, value, source);
}

/** The workload that a container is a part of. */
function workloadOf(container: string, { pods }: KubernetesReading): string {
  for (const [name, { containers, inits }] of pods) if (containers.includes(container) || inits.includes(container)) return name;
  return container;
}

/** A name whose content changes is asked for at each start on Kubernetes, whatever Compose does. */
function* pulls({ pulls: ours, facts }: KubernetesReading, { only }: ComposeReading): Iterable<Difference> {
  for (const [container, policy] of ours) {
    const said = only.get(`${container} pulled`);
    const theirs = said !== undefined && /^(daily|weekly|every_.*)$/.test(said) ? 'always' : said;
    if (theirs === 'build' || policy === theirs || (theirs !== 'never' && policy !== 'never' && UNPINNED.test(facts.get(`${container} image`) ?? ''))) continue;
    yield differenceOf(`${container} pulled`, policy, theirs);
  }
}

/** Without a secret that it needs a pod waits, and `up` refuses to start anything. */
function* unset({ secrets }: KubernetesReading, { required, known }: ComposeReading): Iterable<Difference> {
  for (const [use, isOptional] of secrets) {
    const [container, key] = use.split(' ');
    if (known.has(key) && isOptional === required.has(key)) yield differenceOf(`${container} secret ${key}`, isOptional ? 'optional' : 'required', isOptional ? 'required' : 'optional');
  }
}

/** A volume belongs to the group of the pod here, and to the user of the image there. */
function* groups({ pods, volumeGroups }: KubernetesReading, { facts }: ComposeReading): Iterable<Difference> {
  for (const { containers, inits } of pods.values()) {
    const writers = [...containers, ...inits].filter((container) => volumeGroups.has(container));
    const wanted = new Set(writers.map((writer) => facts.get(`${writer} user`)?.split(':')[1] ?? 'undefined'));
    const [writer] = writers;
    const group = writer === undefined ? undefined : volumeGroups.get(writer);
    if (group === undefined || wanted.has(group) || (wanted.has('undefined') && group !== 'undefined')) continue;
    yield differenceOf(`${writer} volume group`, group, unordered(wanted));
  }
}
