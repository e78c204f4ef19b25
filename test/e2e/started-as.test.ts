import { chooseCases } from '../../scripts/e2e/cases';
import { appliedOf } from '../../scripts/e2e/cluster/applied';
import { containersIn, objectsIn, podsOf, type ClusterObject } from '../../scripts/e2e/cluster/objects';
import { problemsIn } from '../../scripts/e2e/inside/compared';
import type { Observed } from '../../scripts/e2e/inside/observed';
import { ofStandIn, startedAs } from '../../scripts/e2e/inside/started-as';
import { Statements, type Stated } from '../../scripts/e2e/inside/stated';
import { chooseStacks, type ChosenStack } from '../../scripts/e2e/stacks';
import { containersOf } from '../../lib/model/workload';

const MAKERS = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob']);

/** What is started otherwise than the model says, by manifests as they are written. */
function startedOtherwise(stack: ChosenStack, change: (object: ClusterObject) => void = () => undefined): string[] {
  const model = appliedOf(stack);
  const operator = new Map([...model.secrets, ...model.parameters.filter(({ default: usual, chosen }) => usual === undefined && !chosen)].map(({ name }) => [name, 'e2e']));
  const statements = new Statements(model, { operator, unset: (name) => `$(${name})` });
  const objects = objectsIn(stack.files.get(`kubernetes/${model.name}.k8s.yaml`) ?? '').filter(({ kind }) => MAKERS.has(kind));
  objects.forEach(change);
  return model.workloads.flatMap((workload) => containersOf(workload).flatMap((container) => {
    const made = podsOf(objects.filter(({ metadata }) => metadata.name === workload.name || metadata.name.startsWith(`${workload.name}-`))).flatMap(containersIn).find(({ name }) => name === container.name);
    return made ? problemsIn([...startedAs(statements.of(container, workload), made, undefined)]).map((problem) => `${stack.name}: ${container.path}: ${problem}`) : [];
  }));
}

test('what manifests start is what the model says, whatever it is made of', () => {
  expect([...chooseCases([]), ...chooseStacks([])].flatMap((stack) => startedOtherwise(stack))).toEqual([]);
});

test('an argument more is found', () => {
  const [stack] = chooseStacks(['ai-society']);
  expect(startedOtherwise(stack, (object) => podsOf([object]).flatMap(containersIn).forEach(({ args }) => args?.push('planted')))).not.toEqual([]);
});

test('a shell may have become what it starts, which another program has not', () => {
  const has = (argv: readonly string[]): Observed => ({ argv }) as unknown as Observed;
  const stated = (entrypoint: readonly string[]): Stated => ({ entrypoint, command: ['/server'] }) as unknown as Stated;
  expect(problemsIn(ofStandIn(stated(['sh', '/casdoor/start.sh']), has(['/stand-in/program.js', '/server'])))).toEqual([]);
  expect(problemsIn(ofStandIn(stated(['/run', '--fast']), has(['/stand-in/program.js', '/run', '/server'])))).toEqual(['what it is started with is ["/run","/server"], and has to be ["--fast","/server"]']);
});

test('a program without an entry point is found by its name, which no other is', () => {
  const has = (program: string): Observed => ({ argv: ['/stand-in/program.js', program, '-m', 'agent'] }) as unknown as Observed;
  const stated = { command: ['python', '-m', 'agent'] } as unknown as Stated;
  expect(problemsIn(ofStandIn(stated, has('/usr/local/bin/python')))).toEqual([]);
  expect(problemsIn(ofStandIn(stated, has('/usr/local/bin/python3')))).toEqual(['what it is started with is ["/usr/local/bin/python3","-m","agent"], and has to be ["python","-m","agent"]']);
});
