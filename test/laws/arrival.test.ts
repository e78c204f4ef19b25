import * as fc from '../fast-check';
import { CAPABILITIES } from '../../lib/checks/linux-names';
import { HOSTILE_STRINGS } from '../emit/hostile-strings';
import { arbitraryStack } from './arbitrary-stack';
import { COUNTEREXAMPLES, stackOf, workloadOf } from './counterexamples';
import { expectationOf } from './expectation';
import { filesBeside, outputOf, parsed, readingsOf } from './outputs';
import { comparable } from '../../lib/verify/agreement/differences';
import { unordered } from '../../lib/verify/agreement/reading';
import { chosenName, chosenVersion, CERTIFICATE, GATEWAY, hasOwnVolumes, operatorOf, type StackDescription, type ValueDescription, type WorkloadDescription } from './stack-description';

/** The gateway is a container in Compose only; that it leads to the same places is looked at by itself. */
const isOther = ([key]: readonly [string, unknown]): boolean => key.split(' ')[0] !== GATEWAY;

const sorted = <T>(entries: Iterable<readonly [string, T]>): (readonly [string, T])[] => [...entries].sort(([a], [b]) => (a < b ? -1 : 1));

function expectArrival(description: StackDescription): void {
  const { kubernetes, compose: read } = readingsOf(parsed(outputOf(description), description.name), operatorOf(description));
  const compose = comparable(read, kubernetes);
  const expected = expectationOf(description);
  // Of a free port each replica has its own.
  const published = new Set([...expected.published].filter(([, { host }]) => !host.endsWith(':undefined')).map(([key]) => key.split(' ')[0]));
  for (const [at, { name, inPod }] of description.workloads.entries()) if (!inPod && hasOwnVolumes(at, description)) published.add(name);
  // With the IPC namespace of the host /dev/shm is the host's, unless something else is mounted there.
  const hasHosts = new Set(description.workloads.filter(({ mounts, sharedMemory }) => sharedMemory !== undefined && mounts.every(({ target }) => target !== '/dev/shm')).map(({ name, inPod }) => `${inPod ? `${description.workloads[inPod.workload].name}-` : ''}${name} mount /dev/shm`));
  const inCompose = [...expected.facts].filter(([key]) => !hasHosts.has(key) || !expected.facts.has(key.replace('mount /dev/shm', 'hostIpc'))).map(([key, value]) => {
    const [workload, what] = key.split(' ');
    if (expected.emptied.has(key)) return [key, ''] as const;
    return [key, what === 'replicas' && (published.has(workload) || kubernetes.pods.get(workload)!.containers.length > 1) ? String(Math.min(Number(value), 1)) : value] as const;
  });
  const isSaid = ([key]: readonly [string, string]): boolean => !/^\S+ note checksum\//.test(key) && (expected.facts.has(key) || !kubernetes.helpers.has(key));
  const { runtimeClass, nodeSelector, storageClass, sharedStorageClass } = description.cluster ?? {};
  // Users of its own are said by the word alone, and by no output of Compose.
  const ofCluster: Readonly<Record<string, readonly unknown[]>> = { namespace: ['yes'], ResourceQuota: ['yes'], LimitRange: ['yes'], runtime: [runtimeClass], platform: [`linux/${nodeSelector?.['kubernetes.io/arch']}`], class: [storageClass, sharedStorageClass] };
  const isOfUser = ([key, value]: readonly [string, string]): boolean => expected.facts.has(key) || expected.onlyKubernetes.has(key) || ofCluster[key.split(' ').at(-1)!]?.includes(value) !== true;
  expect(sorted(kubernetes.facts).filter(isSaid).filter(isOfUser)).toEqual(sorted(expected.facts));
  expect(sorted(compose.facts).filter(isSaid).filter(isOther)).toEqual(sorted(inCompose));

  expect(sorted(kubernetes.calls)).toEqual(sorted(expected.calls));
  expect(sorted(kubernetes.ports)).toEqual(sorted(expected.ports));
  expect(sorted(kubernetes.entrances)).toEqual(sorted(expected.entrances));
  expect(sorted(compose.published).filter(isOther).map(([key, { container, host }]) => [key, { container, host }])).toEqual(sorted(expected.published));
  expect([...kubernetes.gateways].map(([name, passing]) => [name, unordered(passing)])).toEqual([...expected.gateways]);
  const isBuild = ([key]: readonly [string, string]): boolean => key.endsWith(' build');
  expect(sorted(compose.only).filter(isOther).filter((said) => !isBuild(said))).toEqual(sorted(expected.onlyCompose));
  expect([...compose.only].filter(isBuild)).toHaveLength(description.workloads.filter(({ image }) => image.kind === 'build').length);
  // Every Deployment is updated in some way; only what was asked for is looked at.
  const isAskedFor = ([key]: readonly [string, string]): boolean => !key.endsWith(' update') || expected.onlyKubernetes.has(key);
  expect(sorted(kubernetes.only).filter(isAskedFor).filter(isOfUser)).toEqual(sorted(expected.onlyKubernetes));
  expect(sorted(compose.sources).filter(isOther)).toEqual(sorted(expected.sources));
  expect(sorted(compose.startsAfter).filter(isOther).map(([name, conditions]) => [name, sorted(conditions)])).toEqual(
    sorted(expected.startsAfter).map(([name, conditions]) => [name, sorted(conditions)]),
  );
  expect(sorted([...kubernetes.probes].map(([name, { readiness }]) => [name, readiness?.asks] as const))).toEqual(sorted(expected.questions));
}

test('what the user wrote is what the container gets, in both outputs', () => {
  fc.assert(fc.property(arbitraryStack, expectArrival), { numRuns: 50, examples: COUNTEREXAMPLES.map((description) => [description]) });
});

test('every hostile string arrives as a variable, a word, a file, a probe, a default, a secret and a reason', () => {
  const strings = HOSTILE_STRINGS.filter((text) => !text.includes('\0'));
  const literals = strings.map((text): ValueDescription => ({ kind: 'literal', text }));
  const program: ValueDescription = { kind: 'literal', text: 'run' };
  const operator = strings.filter((text) => text !== '');
  expectArrival(stackOf({
    parameters: operator.map((override, at) => ({ name: `P_${at}`, default: 'default', description: '', override })),
    secrets: operator.map((value, at) => ({ name: `S_${at}`, optional: false, description: '', value })),
    configFiles: literals.map((content, at) => ({ name: `file-${at}`, grouped: false, content })),
    workloads: [workloadOf({
      environment: [
        ...literals.map((value, at) => ({ name: `LITERAL_${at}`, value })),
        ...operator.map((_, of) => ({ name: `GIVEN_${of}`, value: { kind: 'text', parts: [{ kind: 'parameter', of }, { kind: 'secret', of }] } as const })),
      ],
      entrypoint: [program, ...literals],
      command: literals,
      health: { kind: 'exec', client: 'curl', path: '/', command: [program, ...literals], interval: 1000, timeout: 1000, retries: 1, startPeriod: 0, startInterval: 1000, liveness: false },
      mounts: literals.map((_, of) => ({ kind: 'config', target: `/etc/files/${of}`, of })),
    }), ...reasonedWorkloads(strings.filter((each) => each.trim() !== ''))],
  }));
});

/** Each reason for a capability, of which there are not as many: so on several workloads. */
function reasonedWorkloads(reasons: readonly string[]): WorkloadDescription[] {
  const names = [...CAPABILITIES];
  const count = Math.ceil(reasons.length / names.length);
  return Array.from({ length: count }, (_, at) => {
    const own = reasons.slice(at * names.length, (at + 1) * names.length);
    return { ...workloadOf({ capabilities: own.map((reason, index) => ({ name: names[index], reason })) }), name: `reasons-${at}` };
  });
}

describe('.env.example', () => {
  test('says what everything is in the user\'s own words, and sets nothing else', () => {
    fc.assert(
      fc.property(arbitraryStack, (description) => {
        const example = filesBeside(outputOf(description), description.name).get('.env.example')!;
        const comments = example.split('\n').filter((line) => line.startsWith('#')).map((line) => line.slice(2));
        for (const { description: text } of [...description.parameters, ...description.secrets]) {
          for (const line of text.split(/\r\n|[\r\n]/)) expect(comments.some((comment) => comment.includes(line.trimEnd()))).toBe(true);
        }
        const set = example.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
        expect(set.every((line) => /^[A-Za-z_][A-Za-z0-9_]*=$/.test(line))).toBe(true);
        const required = set.map((line) => line.slice(0, -1)).filter((name) => name !== (description.sourceVariable ?? 'SOURCE_DIR') && name !== CERTIFICATE.variable);
        const releases = description.workloads.flatMap(({ image }) => chosenVersion(image) ?? []).map((version) => chosenName('RELEASE', version));
        // What is a file in a container, and nothing else, is asked for as one.
        const isFile = (name: string): boolean => new RegExp(`^# ${name}_FILE=`, 'm').test(example) && !required.includes(name);
        expect(required).toEqual([...new Set([...description.secrets.filter(({ name, optional }) => !optional && !isFile(name)).map(({ name }) => name), ...releases])].sort());
      }),
      { numRuns: 50 },
    );
  });
});
