import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { App } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import { AstronAgent } from '../../apps/astron-agent/astron-agent';

/** What no stack of the repository asks for, but an operator may. */
const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'schemas-'));
for (const [server, sql] of [['mysql', 'CREATE TABLE agent.bots (id INT);'], ['pgsql', 'CREATE TABLE databases (id integer);']]) {
  fs.mkdirSync(path.join(directory, server));
  fs.writeFileSync(path.join(directory, server, 'schema.sql'), sql);
  fs.writeFileSync(path.join(directory, server, 'README.md'), 'no script');
}
afterAll(() => fs.rmSync(directory, { recursive: true }));

const { compose, findings, files } = synthesize(
  new AstronAgent(new App(), 'astron-agent', { rpa: true, version: '1.0.0', imagePrefix: 'example.com/astron/', schemaDirectory: directory }),
);

test('nothing is wrong, and no tag has to be accepted', () => {
  expect(findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
});

test('all sixteen services are there', () => {
  const helpers = ['minio-buckets', 'minio-data-owner'];
  expect(Object.keys(compose!.services).filter((name) => !helpers.includes(name))).toHaveLength(16);
  expect(compose!.services['core-rpa']).toMatchObject({ image: 'example.com/astron/core-rpa:1.0.0', ports: [{ target: 8000, published: '${CORE_RPA_PORT:-8003}' }] });
});

test('the scripts of the checkout run after the accounts have been made', () => {
  const targets = compose!.services.mysql.configs!.map(({ target }) => target);
  expect(targets).toEqual(['/docker-entrypoint-initdb.d/00-accounts.sh', '/docker-entrypoint-initdb.d/schema.sql']);
  expect(compose!.services.postgres.configs!.map(({ target }) => target)).toEqual(['/docker-entrypoint-initdb.d/schema.sql']);
  expect([...files.values()].filter((content) => content.includes('CREATE TABLE agent.bots'))).not.toEqual([]);
});
