import { App, Compose, Stack, Workload } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import { isOlder } from '../../../lib/targets/compose/settings';
import { IMAGE } from '../lowered';

const output = (version?: string) => {
  const stack = new Stack(new App(), 'shop', { targets: [new Compose(version === undefined ? {} : { version })] });
  new Workload(stack, 'api', { image: IMAGE, postStart: [{ command: ['warm-up'] }] });
  const { findings, files } = synthesize(stack);
  return { found: findings.filter(({ code }) => code.endsWith('version') || code === 'compose/setting'), files };
};

test('where no version is stated, what takes a newer one is written and reported', () => {
  const { found, files } = output();
  expect(files.get('compose/shop/compose.yaml')).toContain('post_start:');
  expect(found).toEqual([expect.objectContaining({ code: 'compose/newer-version', severity: 'info', path: 'shop/api' })]);
});

test('a version that does not have it is an error that names both, and nothing is written', () => {
  const { found, files } = output('2.29.7');
  expect(found).toEqual([expect.objectContaining({ code: 'compose/version', severity: 'error', path: 'shop/api', message: expect.stringMatching(/post_start from 2\.30\.0 on.*written for 2\.29\.7/) as string })]);
  expect([...files]).toEqual([]);
});

test.each(['2.30', '2.30.1', '5.3'])('%s has it', (version) => {
  const { found, files } = output(version);
  expect(found).toEqual([]);
  expect(files.get('compose/shop/compose.yaml')).toContain('post_start:');
});

test.each(['2.25', '2', 'v2.38', ''])('%p is no version that can be written for', (version) => {
  expect(output(version).found).toContainEqual(expect.objectContaining({ code: 'compose/setting', message: expect.stringContaining(`version is "${version}"`) as string }));
});

test('versions are compared by their numbers', () => {
  const versions = ['2.9', '2.26', '2.26.1', '2.38', '5.3', '10.0'];
  for (const [at, version] of versions.entries()) {
    expect(isOlder(version, version)).toBe(false);
    for (const later of versions.slice(at + 1)) expect([isOlder(version, later), isOlder(later, version)]).toEqual([true, false]);
  }
  expect(isOlder('2.26', '2.26.0')).toBe(false);
});
