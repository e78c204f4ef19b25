import { HealthProbe, Parameter, Secret, text, type IValue, type WorkloadProps } from 'cdk8s-compose';
import { describeRule, findingsOf, workload, type Broken, type Build } from './rule-cases';

const chosen = (value: string, props: (parameter: Parameter) => Partial<WorkloadProps>): Build => (stack) =>
  workload(stack, 'api', props(new Parameter(stack, 'CHOICE', { default: value, description: 'What is chosen.' })));

const broken = (when: string, value: string, props: (parameter: Parameter) => Partial<WorkloadProps>, ...says: string[]): Broken => ({ when, build: chosen(value, props), at: 'shop/api', says: [`"${value}"`, ...says] });

describeRule('model/chosen-value', 'what is chosen where nobody chooses is a value of the field', {
  broken: [
    broken('many replicas', 'many', (replicas) => ({ replicas }), 'replicas is', 'a number'),
    broken('no replicas', '', (replicas) => ({ replicas }), 'replicas is'),
    broken('memory in units of Kubernetes\' own', '1Mi2', (limit) => ({ resources: { memory: { limit } } }), 'resources.memory.limit is', '512m or 2g'),
    broken('a part of the cores', '50%', (limit) => ({ resources: { cpu: { limit } } }), 'resources.cpu.limit is'),
    broken('another policy', 'sometimes', (restartPolicy) => ({ restartPolicy }), 'one of always, unless-stopped, on-failure, no'),
    broken('another way to pull', 'daily', (imagePullPolicy) => ({ imagePullPolicy }), 'one of always, missing, if_not_present, never, build'),
    broken('a group by its name', 'docker', (group) => ({ supplementalGroups: [group] }), 'supplementalGroups.0 is'),
    broken('graphics processors', 'some', (count) => ({ gpus: { count } }), 'a number, or all'),
    broken('a time without a unit', '30', (interval) => ({ health: HealthProbe.fromCommand(['true'], { interval }) }), 'health.interval is', '1m30s'),
  ],
  right: [
    { when: 'a number', build: chosen('2', (replicas) => ({ replicas })) },
    ...['0', '1.5gb', '2Gi', '512M', '1073741824'].map((value) => ({ when: `memory of ${value}`, build: chosen(value, (limit) => ({ resources: { memory: { limit } } })) })),
    ...['0', '.5', '2'].map((value) => ({ when: `${value} cores`, build: chosen(value, (limit) => ({ resources: { cpu: { limit } } })) })),
    ...['500ms', '1m30s', '1.5h', '0'].map((value) => ({ when: `a start period of ${value}`, build: chosen(value, (startPeriod) => ({ health: HealthProbe.fromCommand(['true'], { startPeriod }) })) })),
    { when: 'all graphics processors', build: chosen('all', (count) => ({ gpus: { count } })) },
  ],
});

const named = (value: (stack: Parameters<Build>[0]) => IValue): Build => (stack) => workload(stack, 'api', { containerName: value(stack) });

describeRule('model/chosen-text', 'what is chosen of a field is known where nobody chooses', {
  broken: [
    { when: 'a parameter without a default', build: named((stack) => text`api-${new Parameter(stack, 'SUFFIX', { description: 'Suffix.' })}`), at: 'shop/api', says: ['The property containerName', 'the parameter SUFFIX', 'no default'] },
    { when: 'a secret', build: named((stack) => text`api-${new Secret(stack, 'SUFFIX', { description: 'Suffix.' })}`), at: 'shop/api', says: ['the secret SUFFIX'] },
  ],
  right: [{ when: 'a parameter with one', build: named((stack) => text`api-${new Parameter(stack, 'SUFFIX', { default: 'a', description: 'Suffix.' })}`) }],
});

test('a limit of which the default is none, is none', () => {
  const findings = findingsOf(chosen('0', (limit) => ({ resources: { memory: { limit } } })));
  expect(findings.find(({ code }) => code === 'model/unhardened')?.message).toContain('all memory there is');
});

test('a parameter without a default is reported once, as what it is', () => {
  const findings = findingsOf((stack) => workload(stack, 'api', { replicas: new Parameter(stack, 'N', { description: 'Number.' }) }));
  expect(findings.filter(({ severity }) => severity === 'error').map(({ code }) => code)).toEqual(['model/chosen-text']);
});
