import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { bucketScript } from '../../lib/constructs/databases/bucket-script';

/** A curl that writes down what it was called with, and knows one bucket. */
const CURL = `#!/bin/sh
cat > "$CALLS.stdin"
printf '%s\\n' "$*" >> "$CALLS"
case "$*" in *-I*/new) exit 22;; esac
`;

const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'buckets-'));
afterAll(() => fs.rmSync(directory, { recursive: true }));

function run(...buckets: string[]): { status: number | null; requests: string[]; calls: string; stdin: string } {
  const calls = path.join(directory, `calls-${buckets.length}`);
  fs.writeFileSync(path.join(directory, 'curl'), CURL, { mode: 0o755 });
  const env = { PATH: `${directory}:${process.env.PATH}`, CALLS: calls, S3_ENDPOINT: 'http://objects:8333', AWS_ACCESS_KEY_ID: 'key', AWS_SECRET_ACCESS_KEY: 'hidden' };
  const { status } = spawnSync('sh', ['-c', bucketScript, 'buckets', ...buckets], { env });
  const lines = fs.readFileSync(calls, 'utf8').trim().split('\n');
  const requests = lines.map((line) => /(-I |-X PUT |)(http\S+)$/.exec(line)!.slice(1).join(''));
  return { status, requests, calls: lines.join('\n'), stdin: fs.readFileSync(`${calls}.stdin`, 'utf8') };
}

test('it makes the buckets that are not there', () => {
  const { status, requests } = run('old', 'new');
  expect(status).toBe(0);
  expect(requests).toEqual(['http://objects:8333/', '-I http://objects:8333/old', '-I http://objects:8333/new', '-X PUT http://objects:8333/new']);
});

test('without a bucket it sees that the server answers', () => {
  expect(run().requests).toEqual(['http://objects:8333/']);
});

test('the keys are on no command line', () => {
  const { calls, stdin } = run('old');
  expect(calls).not.toContain('hidden');
  expect(stdin).toBe('user = "key:hidden"\n');
});
