import { spawnSync } from 'node:child_process';
import * as path from 'node:path';

const ROOT = path.join(__dirname, '../..');

function start(script: string, ...names: string[]) {
  const nowhere = { DOCKER_HOST: 'unix:///nowhere/docker.sock', KUBECONFIG: '/nowhere/kubeconfig' };
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-r', 'tsx/cjs', `scripts/e2e/${script}.ts`, ...names], { cwd: ROOT, encoding: 'utf8', env: { ...process.env, ...nowhere } });
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
