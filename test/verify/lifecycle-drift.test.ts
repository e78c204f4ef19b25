import { App, Image, Stack, Task } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import { verifiedProblemsOf } from '../cases/outputs';

/* How often a scheduled task may run at once is said in one place of one output, and missed there for long. */

const { files } = (() => {
  const stack = new Stack(new App(), 'shop');
  new Task(stack, 'report', { image: Image.fromReference('example/api:1.4.2'), schedule: '0 3 * * *' });
  return synthesize(stack);
})();

function codesWith(file: string, from: string, to: string): string[] {
  const text = files.get(file)!;
  if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
  return verifiedProblemsOf({ files: new Map([...files, [file, text.replace(from, to)]]) }).map(({ code }) => code);
}

test('what was written agrees', () => {
  expect(verifiedProblemsOf({ files })).toEqual([]);
});

test.each(['Allow', 'Replace'])('a scheduled task with concurrencyPolicy %s is another one', (policy) => {
  expect(codesWith('kubernetes/shop.k8s.yaml', 'concurrencyPolicy: Forbid', `concurrencyPolicy: ${policy}`)).toEqual(['agreement/restart']);
});
