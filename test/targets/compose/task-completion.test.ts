import { App, Stack, Task, Workload } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import { IMAGE, Lowered } from '../lowered';

const waiting = (build: (stack: Stack, task: (id: string, schedule?: string) => Task) => void): unknown => {
  const lowered = new Lowered((stack) => build(stack, (id, schedule) => new Task(stack, id, { image: IMAGE, ...(schedule !== undefined && { schedule }) })));
  return lowered.compose.services['tasks-completed']?.depends_on;
};

const COMPLETED = { condition: 'service_completed_successfully' };

test('a task that nobody waits for is waited for by a service that is never created', () => {
  const { compose } = new Lowered((stack) => new Task(stack, 'seed', { image: IMAGE }));
  expect(compose.services['tasks-completed']).toMatchObject({ depends_on: { seed: COMPLETED }, deploy: { replicas: 0 }, network_mode: 'none' });
});

test('one service waits for all of them, and for no others', () => {
  expect(waiting((stack, task) => {
    new Workload(stack, 'api', { image: IMAGE }).startAfter(task('migration'));
    task('seed');
    task('index');
  })).toEqual({ index: COMPLETED, seed: COMPLETED });
});

test('what is in a profile is not looked at by `up`: neither as a task nor as one that waits', () => {
  expect(waiting((_, task) => task('nightly', '0 3 * * *'))).toBeUndefined();
  expect(waiting((_, task) => task('nightly', '0 3 * * *').startAfter(task('seed')))).toEqual({ seed: COMPLETED });
});

test('a task that waits for another is waited for itself', () => {
  expect(waiting((_, task) => task('index').startAfter(task('seed')))).toEqual({ index: COMPLETED });
});

test('a stack without tasks has no such service', () => {
  expect(waiting((stack) => new Workload(stack, 'api', { image: IMAGE }))).toBeUndefined();
});

test('no workload has its name where it is needed', () => {
  const codes = (build: (stack: Stack) => void): string[] => {
    const stack = new Stack(new App(), 'shop');
    build(stack);
    new Workload(stack, 'tasks-completed', { image: IMAGE });
    return synthesize(stack).findings.filter(({ severity }) => severity === 'error').map(({ code, path }) => `${code} ${path}`);
  };
  expect(codes((stack) => new Task(stack, 'seed', { image: IMAGE }))).toEqual(['model/duplicate-name shop/tasks-completed']);
  expect(codes(() => undefined)).toEqual([]);
});
