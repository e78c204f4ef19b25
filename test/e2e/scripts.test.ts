import { spawnSync } from 'node:child_process';
import * as path from 'node:path';

const ROOT = path.join(__dirname, '../..');

function start(script: string, ...names: string[]) {
  const nowhere = { DOCKER_HOST: 'unix:///nowhere/docker.sock', KUBECONFIG: '/nowhere/kubeconfig' };
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-r', 'tsx/cjs', `scripts/e2e/${script}.ts`, ...names], { cwd: ROOT, encoding: 'utf8', env: { ...process.env, ...nowhere } });
  return { status, stdout, stderr };
}

test.each([['compose', 'no Docker Engine'], ['kubernetes', 'no cluster']])('%s says that it is skipped where %s answers', (script, what) => {
  expect(start(script, 'ai-society')).toMatchObject({ status: 0, stdout: expect.stringMatching(new RegExp(`^skipped: ${what} answers .*; nothing was brought up\n$`, 's')) as string });
});

test('an unknown stack is a sentence', () => {
  expect(start('compose', 'desk')).toMatchObject({ status: 2, stdout: '', stderr: expect.stringMatching(/^there is no stack desk; there are .*\n$/) as string });
});
