import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from '../lib';
import { synthesize } from '../lib/testing';
import { CHANGES, type Change } from '../test/apply-twice/changes';

/*
 * Applies each stack of the table to the cluster of KUBECONFIG, changes it, applies it again as the READMEs say, and
 * compares what became of it with what the table says. An API server is enough; no pod has to run.
 */

const STORAGE_CLASSES = ['grows', 'fixed'].map((name) =>
  JSON.stringify({ apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name }, provisioner: 'example.com/none', allowVolumeExpansion: name === 'grows' }),
);

const directory = mkdtempSync(join(tmpdir(), 'apply-twice-'));

process.exitCode = main();

function main(): number {
  const version = kubectl(['version']);
  if (version.status !== 0) {
    console.log(`skipped: there is no cluster (${version.output.trim().split('\n').pop()}); KUBECONFIG says which`);
    return 0;
  }
  console.log(version.output.trim().split('\n').pop());
  try {
    kubectl(['apply', '-f', write('classes', STORAGE_CLASSES.join('\n---\n'))]);
    const wrong = CHANGES.filter((change, at) => !isAsStated(change, `twice-${process.pid}-${at}`));
    console.log(`${CHANGES.length - wrong.length} of ${CHANGES.length} changes as stated`);
    return wrong.length === 0 ? 0 : 1;
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function isAsStated(change: Change, name: string): boolean {
  const [before, after] = [change.before, change.after].map((build) => synthesized(name, build));
  const { status, output } = apply(`${name}-before`, before.manifest);
  if (status !== 0) throw new Error(`${change.name}: what it begins with cannot be applied: ${output}`);
  const lost = lossesOf(name, after.manifest);
  kubectl(['delete', 'namespace', name, '--wait=false']);
  const announced = after.codes.has(change.announcedBy ?? '');
  const isRight = change.announcedBy === undefined ? lost.length === 0 : lost.length > 0 && announced;
  const verdict = lost.length === 0 ? 'arrives whole' : `${announced ? 'announced' : 'NOT ANNOUNCED'}: ${lost.join('; ')}`;
  console.log(`${isRight ? 'ok   ' : 'WRONG'} ${change.name}: ${verdict}`);
  return isRight;
}

/** What of the second manifest has not arrived, and what of the first has stayed. */
function lossesOf(name: string, manifest: string): string[] {
  bindClaims(name);
  const before = replicasIn(name);
  const { status, output } = apply(`${name}-after`, manifest);
  if (status !== 0) return [`refused: ${output.split('\n').filter((line) => !/serverside-applied$/.test(line)).join(' ').trim()}`];
  const diff = kubectl(['diff', '--server-side', '-f', join(directory, `${name}-after.yaml`)]);
  const { left, claims } = leftBehind(name);
  return [
    ...(diff.status === 0 ? [] : [`differs: ${diff.output.slice(0, 2000)}`]),
    ...(left.length === 0 ? [] : [`stays: ${left.join(', ')}`]),
    ...(claims.length === 0 ? [] : [`stays, with its data: ${claims.join(', ')}`]),
    ...Object.entries(replicasIn(name)).flatMap(([object, replicas]) => (replicas === 1 && before[object] > 1 ? [`falls from ${before[object]} replicas to 1`] : [])),
  ];
}

/** What the commands of the manual find, and what is still there when it has been deleted: nothing but claims. */
function leftBehind(name: string): { readonly left: readonly string[]; readonly claims: readonly string[] } {
  const [, commands] = /## What has left[^]*?```sh\n([^]*?)```/.exec(readFileSync(join(__dirname, '../docs/second-day.md'), 'utf8'))!;
  const script = commands.replace('dist/kubernetes/shop.k8s.yaml', `${name}-after.yaml`).replaceAll('shop', name);
  const { status, stderr } = spawnSync('bash', ['-ec', script], { cwd: directory, encoding: 'utf8' });
  const left = readFileSync(join(directory, 'left.txt'), 'utf8').split('\n').filter((line) => line !== '');
  // `comm` ends with 0, and `grep` with 1 where it leaves nothing.
  if (status !== 0 && stderr !== '') throw new Error(stderr);
  if (left.length > 0) kubectl(['-n', name, 'delete', '--wait=false', ...left]);
  const file = join(directory, `${name}-after.yaml`);
  const wanted = new Set(names(kubectl(['get', '-f', file, '-o', 'name'])));
  const there = names(kubectl(['-n', name, 'get', 'all,configmaps,persistentvolumeclaims,ingresses,networkpolicies,poddisruptionbudgets,roles,rolebindings', '-l', `app.kubernetes.io/part-of=${name}`, '-o', 'name']));
  const others = there.filter((object) => !wanted.has(object) && !object.startsWith('persistentvolumeclaim/'));
  if (others.length > 0) throw new Error(`${name}: the commands of the manual have missed ${others.join(', ')}`);
  return { left, claims: there.filter((object) => !wanted.has(object)) };
}

/** Does what the controller of a cluster does: a claim that is not bound takes no change at all. */
function bindClaims(name: string): void {
  for (const claim of names(kubectl(['-n', name, 'get', 'persistentvolumeclaims', '-o', 'name']))) {
    kubectl(['-n', name, 'patch', claim, '--type=merge', '-p', '{"spec":{"volumeName":"disk"}}']);
    const { output: size } = kubectl(['-n', name, 'get', claim, '-o', 'jsonpath={.spec.resources.requests.storage}']);
    kubectl(['-n', name, 'patch', claim, '--subresource=status', '--type=merge', '-p', JSON.stringify({ status: { phase: 'Bound', capacity: { storage: size } } })]);
  }
}

function replicasIn(name: string): Record<string, number> {
  const { output } = kubectl(['-n', name, 'get', 'deployments,statefulsets', '-o', 'jsonpath={range .items[*]}{.kind}/{.metadata.name} {.spec.replicas}{"\\n"}{end}']);
  return Object.fromEntries(output.split('\n').filter((line) => line.includes('/')).map((line) => [line.split(' ')[0], Number(line.split(' ')[1])]));
}

function synthesized(name: string, build: (stack: Stack) => void): { readonly manifest: string; readonly codes: ReadonlySet<string> } {
  const stack = new Stack(new App(), name);
  build(stack);
  const { files, findings } = synthesize(stack);
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(errors.map(({ code, path, message }) => `${code} at ${path}: ${message}`).join('\n'));
  return { manifest: files.get(`kubernetes/${name}.k8s.yaml`)!, codes: new Set(findings.map(({ code }) => code)) };
}

function apply(file: string, manifest: string): { readonly status: number | null; readonly output: string } {
  return kubectl(['apply', '--server-side', '-f', write(file, manifest)]);
}

function write(name: string, text: string): string {
  const file = join(directory, `${name}.yaml`);
  writeFileSync(file, text);
  return file;
}

function kubectl(args: readonly string[]): { readonly status: number | null; readonly output: string } {
  const { status, stdout, stderr, error } = spawnSync('kubectl', args, { encoding: 'utf8' });
  return { status, output: error ? error.message : `${stdout}${stderr}` };
}

function names({ output }: { readonly output: string }): string[] {
  return output.split('\n').filter((line) => /^[a-z.0-9]+\/\S+$/.test(line));
}
