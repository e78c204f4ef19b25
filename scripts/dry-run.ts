/**
 * Asks the API server of `kubectl` about the faults of `test/verify/faults`: `kubectl apply --dry-run=server --validate=strict`.
 * Says which it takes although the judge refuses them, and which it refuses although the judge calls them good. Many of the former are meant: a server does not look for
 * what is missing beside an object. Without a server it says that it is skipped.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { judgeManifests } from '../lib/verify/kubernetes/judge';
import { at, fields, isFields, mappings, type Fields } from '../lib/verify/untyped';
import { MANIFEST_FAULTS } from '../test/verify/faults/all';
import type { Fault } from '../test/verify/faults/fault';
import { subjectsOf } from '../test/verify/judged';

const POD_PATHS = [['spec'], ['spec', 'template', 'spec'], ['spec', 'jobTemplate', 'spec', 'template', 'spec']];

/** Objects of the tables are as short as can be: what only a server misses is added, where the fault is none of the schema's. */
function completed(object: unknown): unknown {
  const copy = JSON.parse(JSON.stringify(object)) as Fields;
  for (const container of POD_PATHS.flatMap((path) => [...mappings(at(copy, ...path, 'containers')), ...mappings(at(copy, ...path, 'initContainers'))])) {
    Object.assign(container, { image: container['image'] ?? 'web:1' });
  }
  return copy;
}

const kubectl = (args: readonly string[], input = '') => spawnSync('kubectl', args, { input, encoding: 'utf8' });

/** What the server says of each object by itself: a dry run makes none that the next could refer to. */
function refusals({ by }: Fault, objects: readonly unknown[]): string[] {
  return objects.filter(isFields).flatMap((object) => {
    const document = by === 'schema' || by === 'all' ? object : completed(object);
    const { status, stderr } = kubectl(['apply', '--dry-run=server', '--validate=strict', '-f', '-'], JSON.stringify(document));
    return status === 0 ? [] : [stderr.trim().split('\n').filter((line) => !line.startsWith('Warning')).join(' ').slice(0, 240)];
  });
}

/** Whether the judge finds it in that version, too. */
const isFault = ({ bad, code, settings }: Fault, version: string): boolean =>
  judgeManifests(subjectsOf(bad), { ...settings, version }).some((problem) => problem.code === code);

function main(): void {
  const version = kubectl(['version', '-o', 'json']);
  const server = version.status === 0 ? String(at(fields(JSON.parse(version.stdout)), 'serverVersion', 'gitVersion')) : undefined;
  if (server === undefined) return void process.stdout.write('There is no API server that kubectl reaches: skipped.\n');
  const minor = /^v(1\.\d+)/.exec(server)?.[1] ?? '';
  if (kubectl(['get', 'namespace', 'shop']).status !== 0) execFileSync('kubectl', ['create', 'namespace', 'shop']);
  const asked = MANIFEST_FAULTS.filter((fault) => (fault.settings?.version ?? minor) === minor && fault.code !== 'manifest/too-large' && isFault(fault, minor));
  // Definitions are made for real: what they define can only be asked about when they are there.
  for (const definition of asked.flatMap(({ bad }) => bad).filter((object) => at(object, 'kind') === 'CustomResourceDefinition')) kubectl(['apply', '-f', '-'], JSON.stringify(definition));
  // A server has what it has: those of the Gateway API are asked about where it is installed.
  const hasGateways = kubectl(['get', 'crd', 'httproutes.gateway.networking.k8s.io']).status === 0;
  kubectl(['wait', '--for=condition=Established', 'crd', '--all', '--timeout=20s']);
  let [refused, taken] = [0, 0];
  for (const fault of asked.filter(({ bad }) => hasGateways || !bad.some((object) => String(at(object, 'apiVersion')).startsWith('gateway.networking.k8s.io/')))) {
    const [bad, good] = [refusals(fault, fault.bad), refusals(fault, fault.good)];
    if (bad.length > 0) refused += 1;
    else taken += 1;
    if (bad.length === 0) process.stdout.write(`taken    ${fault.code} ${fault.message}\n`);
    for (const line of good) process.stdout.write(`GOOD     ${fault.code} ${fault.message}\n         ${line}\n`);
  }
  process.stdout.write(`${server}: of ${asked.length} faults ${refused} are refused, ${taken} are taken.\n`);
}

main();
