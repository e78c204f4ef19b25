import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { App, Elasticsearch, MySql, Postgres, Redis, Secret, Size, Stack } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import { mainOf } from '../../lib/model/workload';
import { shown } from './described';

const storage = Size.gibibytes(1);
const bin = fs.mkdtempSync(path.join(os.tmpdir(), 'health-'));
afterAll(() => fs.rmSync(bin, { recursive: true }));

/** Whether the check of a server is content with a client that behaves so. */
function isHealthy(build: (stack: Stack) => unknown, client: string, script: string): boolean {
  const stack = new Stack(new App(), 'shop');
  build(stack);
  const check = mainOf(synthesize(stack).model.workloads[0]).health!.check;
  if (check.kind !== 'exec') throw new Error('no command');
  fs.writeFileSync(path.join(bin, client), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  const [program, ...args] = check.command.map(shown);
  return spawnSync(program, args, { env: { PATH: `${bin}:${process.env.PATH}`, POSTGRES_USER: 'shop', POSTGRES_DB: 'my db', POSTGRES_PASSWORD: 'x y', MYSQL_ROOT_PASSWORD: 'x y', ELASTIC_PASSWORD: 'x y' } }).status === 0;
}

const redis = (stack: Stack) => new Redis(stack, 'redis', { password: new Secret(stack, 'KEY', { description: '' }) });
const postgres = (stack: Stack) => new Postgres(stack, 'postgres', { database: 'my db', storage });
const mysql = (stack: Stack) => new MySql(stack, 'mysql', { storage });
const elasticsearch = (stack: Stack) => new Elasticsearch(stack, 'search', { storage, password: new Secret(stack, 'KEY', { description: '' }) });

test.each<[string, (stack: Stack) => unknown, string, string, boolean]>([
  ['Redis that answers', redis, 'redis-cli', 'echo PONG', true],
  ['Redis that is loading its data', redis, 'redis-cli', 'echo "LOADING Redis is loading the dataset in memory"', false],
  ['Redis that wants another password', redis, 'redis-cli', 'echo "NOAUTH Authentication required."', false],
  ['PostgreSQL that answers a query to its database', postgres, 'psql', '[ "$PGPASSWORD" = "x y" ] && case "$*" in *"--dbname=my db --command=SELECT 1") ;; *) exit 3;; esac', true],
  ['PostgreSQL without the database', postgres, 'psql', 'exit 2', false],
  ['MySQL that answers a query', mysql, 'mysql', '[ "$MYSQL_PWD" = "x y" ]', true],
  ['MySQL that lets nobody in', mysql, 'mysql', 'exit 1', false],
  ['Elasticsearch that is asked for yellow, with the password', elasticsearch, 'curl', 'case "$*" in *"-u elastic:x y "*wait_for_status=yellow*) ;; *) exit 3;; esac', true],
  ['Elasticsearch that is red', elasticsearch, 'curl', 'exit 22', false],
])('%s', (_, build, client, script, healthy) => {
  expect(isHealthy(build, client, script)).toBe(healthy);
});
