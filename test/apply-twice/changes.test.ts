import { App, Stack } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import { CHANGES } from './changes';

test.each(CHANGES)('$name: both stacks are good, and the report tells of what does not arrive', ({ before, after, announcedBy }) => {
  const [first, second] = [before, after].map((build) => {
    const stack = new Stack(new App(), 'shop');
    build(stack);
    return synthesize(stack);
  });
  for (const { findings } of [first, second]) expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(second.files.get('kubernetes/shop.k8s.yaml')).not.toBe(first.files.get('kubernetes/shop.k8s.yaml'));
  if (announcedBy !== undefined) expect(second.files.get('report/shop.txt')).toContain(`info ${announcedBy}\n`);
});
