import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { App } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import { AstronAgent, type AstronAgentProps } from '../../apps/astron-agent/astron-agent';

/** What no stack of the repository asks for, but an operator may. */
const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'schemas-'));
for (const [server, sql] of [['mysql', 'CREATE TABLE tenant.bots (id INT);'], ['pgsql', 'CREATE TABLE databases (id integer);']]) {
  fs.mkdirSync(path.join(directory, server));
  fs.writeFileSync(path.join(directory, server, 'schema.sql'), sql);
  fs.writeFileSync(path.join(directory, server, 'README.md'), 'no script');
}
afterAll(() => fs.rmSync(directory, { recursive: true }));

const made = (props: AstronAgentProps) => synthesize(new AstronAgent(new App(), 'astron-agent', props));
const plain = made({});
const everything = made({ rpa: true, kafka: true, elasticsearch: true, version: '1.0.0', imagePrefix: 'example.com/astron/', schemaDirectory: directory });
const servicesOf = ({ compose }: ReturnType<typeof made>): string[] =>
  Object.keys(compose!.services).filter((name) => !/-(owner|buckets)$/.test(name)).sort();

test('nothing is wrong with all of it', () => {
  expect(everything.findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
});

test('options add what they name', () => {
  expect(servicesOf(everything).filter((name) => !servicesOf(plain).includes(name))).toEqual(['core-rpa', 'elasticsearch', 'kafka']);
  expect(everything.compose!.services['core-rpa']).toMatchObject({ image: 'example.com/astron/core-rpa:1.0.0', ports: [{ target: 17198, published: '${CORE_RPA_PORT:-17198}' }] });
});

test.each(['core-agent', 'core-aitools', 'core-link', 'core-workflow'])('%s is told of Kafka when there is one, and of none otherwise', (name) => {
  expect(everything.compose!.services[name].environment).toMatchObject({ KAFKA_ENABLE: '1', KAFKA_SERVERS: 'kafka:29092' });
  expect(plain.compose!.services[name].environment).toMatchObject({ KAFKA_ENABLE: '0' });
  expect(plain.compose!.services[name].environment).not.toHaveProperty('KAFKA_SERVERS');
});

test('the console looks for traces where Elasticsearch is', () => {
  expect(everything.compose!.services['console-hub'].environment).toHaveProperty('WORKFLOW_TRACE_ES_URL', 'http://elasticsearch:9200');
  expect(plain.compose!.services['console-hub'].environment).not.toHaveProperty('WORKFLOW_TRACE_ES_URL');
});

test('a login of the operator takes the place of Casdoor', () => {
  const issuer = { uri: 'https://login.example.com', jwkSetUri: 'https://login.example.com/.well-known/jwks', clientId: 'astron', application: 'astron', organization: 'staff' };
  const other = made({ issuer });
  expect(servicesOf(plain).filter((name) => !servicesOf(other).includes(name))).toEqual(['casdoor']);
  expect(other.compose!.services['console-hub'].environment).toMatchObject({ OAUTH2_ISSUER_URI: issuer.uri, OAUTH2_JWK_SET_URI: issuer.jwkSetUri, OAUTH2_AUDIENCE: 'astron' });
  expect(other.compose!.services['console-frontend'].environment).toMatchObject({ CONSOLE_CASDOOR_URL: issuer.uri, CONSOLE_CASDOOR_ORG: 'staff' });
  expect(other.files.get('compose/astron-agent/.env.example')).not.toContain('CASDOOR');
});

test('the scripts of the directory run after the accounts have been made', () => {
  const targets = everything.compose!.services.mysql.configs!.map(({ target }) => path.basename(target));
  expect(targets).toEqual(['00-accounts.sh', '10-workflow-reads-console.sql', 'schema.sql']);
  expect(everything.compose!.services.postgres.configs!.map(({ target }) => target)).toEqual(['/docker-entrypoint-initdb.d/schema.sql']);
  expect([...everything.files.values()].filter((content) => content.includes('CREATE TABLE tenant.bots'))).not.toEqual([]);
});

test('whoever names a peer shares a network with it', () => {
  const names = servicesOf(plain);
  for (const [name, service] of Object.entries(plain.compose!.services)) {
    const called = new Set(Object.values(service.environment ?? {}).flatMap((value) => [...(value ?? '').matchAll(/\b([a-z][a-z-]+):\d{4,5}\b/g)].map((match) => match[1])).filter((peer) => names.includes(peer)));
    const networks = Array.isArray(service.networks) ? service.networks : Object.keys(service.networks ?? {});
    for (const peer of called) {
      const other = plain.compose!.services[peer].networks;
      expect([name, peer, networks.some((network) => (Array.isArray(other) ? other : Object.keys(other ?? {})).includes(network))]).toEqual([name, peer, true]);
    }
  }
});
