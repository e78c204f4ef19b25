import { run, type Ended } from '../../scripts/e2e/command';
import { lacksOfDocker } from '../../scripts/e2e/words/lacks';

jest.mock('../../scripts/e2e/command');

const NOTHING: Ended = { status: 1, stdout: '', stderr: '' };

/** An engine with these versions of what it is asked by. */
function engineWith(compose: string, buildx: string): void {
  const said: Readonly<Record<string, string>> = {
    'docker info --format {{json .}}': '{"ServerVersion":"26.1.5"}', 'docker compose version --short': compose, 'docker buildx version': `github.com/docker/buildx ${buildx}`,
  };
  jest.mocked(run).mockImplementation((words) => (words.join(' ') in said ? { status: 0, stdout: said[words.join(' ')], stderr: '' } : NOTHING));
}

test.each([
  ['2.26.1', '0.13.1+ds1 0.13.1+ds1-3', false],
  ['5.5.1', '0.13.1+ds1 0.13.1+ds1-3', true],
  ['v5.0.0', 'v0.16.2 34c1952', true],
  ['5.5.1', 'v0.17.0 9d2f1e1', false],
  ['5.5.1', 'v1.0.0 9d2f1e1', false],
])('Compose %s, which from 5 on builds by buildx 0.17 alone, lacks it beside %s: %s', (compose, buildx, isLacking) => {
  engineWith(compose, buildx);
  expect(lacksOfDocker(['docker', 'compose']).has('buildx 0.17')).toBe(isLacking);
});

test('each version of Compose that words need is lacked by an older one', () => {
  engineWith('2.35.0', 'v0.17.0');
  const lacks = lacksOfDocker(['docker', 'compose']);
  expect((['Compose 2.30', 'Compose 2.35', 'Compose 2.38'] as const).map((lack) => lacks.has(lack))).toEqual([false, false, true]);
});
