import { spawnSync } from 'node:child_process';
import * as path from 'node:path';
import { run } from '../../scripts/e2e/command';

const ROOT = path.join(__dirname, '../..');

const NOWHERE = { DOCKER_HOST: 'unix:///nowhere/docker.sock', KUBECONFIG: '/nowhere/kubeconfig' };

function start(script: string, ...names: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-r', 'tsx/cjs', `scripts/e2e/${script}.ts`, ...names], { cwd: ROOT, encoding: 'utf8', env: { ...process.env, ...NOWHERE } });
  return { status, stdout, stderr };
}

test.each([['compose', 'no Docker Engine', 'DOCKER_HOST'], ['kubernetes', 'no cluster', 'KUBECONFIG']])('%s refuses where %s answers, and says how it finds one', (script, what, variable) => {
  expect(start(script, 'ai-society')).toMatchObject({ status: 2, stdout: '', stderr: expect.stringMatching(new RegExp(`^${what} answers .*: nothing was tried\\..* ${variable} .*\n$`, 's')) as string });
});

test('an unknown stack is a sentence', () => {
  expect(start('compose', 'desk')).toMatchObject({ status: 2, stdout: '', stderr: expect.stringMatching(/^there is no stack desk; there are .*\n$/) as string });
});

test('chaos is for stacks from outside of which there is a way to a database, with whole numbers', () => {
  expect(start('compose', '--chaos', 'open-notebook')).toMatchObject({ status: 2, stdout: '', stderr: expect.stringMatching(/^how a record gets into the database of open-notebook is not known; .*\n$/) as string });
  expect(start('kubernetes', '--chaos', '--chaos-seed', 'x')).toMatchObject({ status: 2, stderr: '--chaos-seed is x; it takes a whole number of up to nine digits\n' });
});

test('a program that does not answer is not waited for longer than is said, whatever it has started', () => {
  expect(run(['sh', '-c', 'trap "" TERM; sleep 20 & sleep 20'], { seconds: 0.2 })).toEqual({ status: 124, stdout: '', stderr: 'sh -c trap "" TERM; sleep 20 & sleep 20 has not ended in 0.2 s' });
});
