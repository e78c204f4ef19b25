import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { NodeVolumes } from '../../scripts/e2e/cluster/node-volumes';
import { run } from '../../scripts/e2e/command';

jest.mock('../../scripts/e2e/command');

const CLAIM = { name: 'data', spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } };

/** What is told the node while a claim is given its volume, and while that is taken back. */
function told(size?: number): { readonly given: readonly string[]; readonly taken: string } {
  const given: string[] = [];
  const looker = {
    onNode: (script: string) => { given.push(script); return ''; },
    commandOnNode: (script: string) => [script],
  };
  const volumes = new NodeVolumes('rig', 'standard', looker, fs.mkdtempSync(path.join(os.tmpdir(), 'volumes-')), size);
  volumes.give('desk', [CLAIM]);
  volumes.remove('desk');
  return { given, taken: jest.mocked(run).mock.calls.flatMap(([words]) => words).find((word) => word.includes('rm -rf'))! };
}

afterEach(() => jest.clearAllMocks());

test('a volume is a directory of the node', () => {
  expect(told()).toEqual({ given: ['mkdir -p "$ROOT/var/tmp/cdk8s-compose-e2e/desk/data"'], taken: 'rm -rf "$ROOT/var/tmp/cdk8s-compose-e2e/desk"; rmdir "$ROOT/var/tmp/cdk8s-compose-e2e" 2>/dev/null || true' });
});

test('one with a limit is mounted there, and not any more before the directory goes', () => {
  const { given, taken } = told(1024);
  expect(given[1]).toBe('nsenter --mount="${ROOT%/root}/ns/mnt" mount -t tmpfs -o size=1024,mode=755 e2e /var/tmp/cdk8s-compose-e2e/desk/data');
  expect(taken).toMatch(/umount -l "\$\{place#"\$ROOT"\}"; done; rm -rf "\$ROOT\/var\/tmp\/cdk8s-compose-e2e\/desk"; rmdir /);
});
