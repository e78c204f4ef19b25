import { createHash, randomUUID } from 'node:crypto';
import type { StackModel } from '../../../lib/model/stack';
import { must, run } from '../command';
import type { ComposeProject } from '../compose-project';
import { containerOfRun } from '../containers-of-run';
import { valuesIn } from '../operator';
import { BASE } from '../stand-in-images';
import { inside } from './records';
import { wait } from './wait';

/** Of a file in the bucket, until the others see it: mounts believe what they know for 10 s. */
const SECONDS = 20;
/** Until what mounts it is there again. */
const LONGEST = 120;

/** Files get through a mounted bucket both ways, also when the program that mounts it was killed; nothing if none is mounted, or none of the operator's. */
export function unmounted({ workloads }: StackModel, project: ComposeProject, looker: string): readonly string[] | undefined {
  const mounters = workloads.filter(({ containers }) => containers.some(({ security }) => security.fuse)).map(({ name }) => name);
  const bucket = bucketOf(valuesIn(project.env));
  if (mounters.length === 0 || !bucket) return undefined;
  return mounters.flatMap((service) => {
    const before = stuckWays(service, project, looker, bucket);
    if (before.length > 0) return before;
    const killed = must(inside(idOf(project, service), looker, KILL)).trim();
    let after = [`${service}: no program has a file system in user space`];
    const isThere = killed !== '' && wait(LONGEST, () => (after = [...stuckWays(service, project, looker, bucket)]).length === 0);
    process.stdout.write(`    ${killed || 'nothing'} of ${service} was killed: files get through ${isThere ? 'again' : 'NO MORE'}\n`);
    return isThere ? [] : after;
  });
}

/** Whatever has the device open among the processes of a container; prints their names. */
const KILL = [
  'namespace=$(readlink "/proc/$PID/ns/pid")',
  'for process in /proc/[0-9]*; do',
  '  [ "$(readlink "$process/ns/pid")" = "$namespace" ] && ls -l "$process/fd" 2>/dev/null | grep -q /dev/fuse || continue',
  '  cat "$process/comm"; kill -9 "${process#/proc/}"',
  'done',
].join('\n');

/** In which way a file does not get, each a sentence. */
function stuckWays(service: string, project: ComposeProject, looker: string, bucket: Bucket): readonly string[] {
  const within = (script: string): string => run(inside(idOf(project, service), looker, script)).stdout.trim();
  const target = within('sed -n "s/^[^ ]* [^ ]* [^ ]* [^ ]* \\([^ ]*\\) .* - fuse[. ].*/\\1/p" "/proc/$PID/mountinfo"');
  if (target === '') return [`${service} has no bucket mounted`];
  const [name, text] = [`e2e-${randomUUID()}`, randomUUID()];
  within(`echo ${text} > "/proc/$PID/root${target}/${name}-out"`);
  const isOut = wait(SECONDS, () => bucket.read(`${name}-out`) === text);
  bucket.write(`${name}-in`, text);
  const isIn = wait(SECONDS, () => within(`cat "/proc/$PID/root${target}/${name}-in"`) === text);
  return [
    ...(isOut ? [] : [`${service} has written a file to ${target} that is not in the bucket`]),
    ...(isIn ? [] : [`${service} does not see a file at ${target} that is in the bucket`]),
  ];
}

function idOf(project: ComposeProject, service: string): string {
  return project.states.find(({ Service }) => Service === service)?.ID ?? '';
}

interface Bucket {
  readonly read: (name: string) => string;
  readonly write: (name: string, text: string) => void;
}

/** As any client of the object store sees it. */
function bucketOf(set: ReadonlyMap<string, string>): Bucket | undefined {
  const [endpoint, bucket, key, password] = ['S3_ENDPOINT_URL', 'S3_BUCKET_NAME', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'].map((name) => set.get(name));
  if (!endpoint) return undefined;
  const curl = (name: string, text: string, ...words: readonly string[]): readonly string[] => containerOfRun(
    '-i', '--network=host', BASE, 'curl', '-fsS', '--aws-sigv4', 'aws:amz:us-east-1:s3', '--user', `${key}:${password}`,
    '-H', `x-amz-content-sha256: ${createHash('sha256').update(text).digest('hex')}`, ...words, `${endpoint}/${bucket}/${name}`,
  );
  return {
    read: (name) => run(curl(name, '')).stdout.trim(),
    write: (name, text) => must(curl(name, text, '-X', 'PUT', '--data-binary', text)),
  };
}
