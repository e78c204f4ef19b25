import { composeWith } from './fixtures';
import { validateCompose } from '../../lib/verify/compose/schema';

type Case = readonly [message: string, bad: string, good: string];

describe('inside a service', () => {
  test.each<Case>([
    ['services.web.helthcheck: unknown field', 'helthcheck: {}', 'healthcheck: { test: [CMD, ok] }'],
    ['services.web.deploy.replica: unknown field', 'deploy: { replica: 2 }', 'deploy: { replicas: 2 }'],
    ['healthcheck.test[2]: must be string (got 1)', 'healthcheck: { test: [CMD, a, 1] }', 'healthcheck: { test: [CMD, a, "1"] }'],
    ['healthcheck.interval: must be string (got 30)', 'healthcheck: { interval: 30 }', 'healthcheck: { interval: 30s }'],
    ['command[1]: must be string (got 80)', 'command: [a, 80]', 'command: [a, "80"]'],
    ['ports[0].publishd: unknown field', 'ports: [{ target: 80, publishd: "80" }]', 'ports: [{ target: 80, published: "80" }]'],
    ['depends_on.db.condition: must be one of', 'depends_on: { db: { condition: healthy } }', 'depends_on: { db: { condition: service_healthy } }'],
    ['deploy.resources.limits.memory: must be string', 'deploy: { resources: { limits: { memory: 512 } } }', 'deploy: { resources: { limits: { memory: 512m } } }'],
    ['volumes[0].type: must be one of', 'volumes: [{ type: named, source: a, target: /a }]', 'volumes: [{ type: volume, source: a, target: /a }]'],
    ['restart: must be string (got false)', 'restart: false', 'restart: "no"'],
    ['configs[0].path: unknown field', 'configs: [{ source: a, path: /a }]', 'configs: [{ source: a, target: /a }]'],
    ['cap_drop: must NOT have duplicate items', 'cap_drop: [ALL, ALL]', 'cap_drop: [ALL]'],
  ])('%s', (message, bad, good) => {
    expect(validateCompose(composeWith({ web: bad }))).toEqual([expect.stringContaining(message)]);
    expect(validateCompose(composeWith({ web: good }))).toEqual([]);
  });
});

test.each<Case>([
  ['service: unknown field', 'service: {}', 'x-service: {}'],
  ['networks.a.intern: unknown field', 'networks: { a: { intern: true } }', 'networks: { a: { internal: true }, b: }'],
  ['configs.a.inline: unknown field', 'configs: { a: { inline: text } }', 'configs: { a: { content: text } }'],
  ['secrets.a.content: unknown field', 'secrets: { a: { content: text } }', 'secrets: { a: { environment: A } }'],
  ['volumes.a b: unknown field', 'volumes: { a b: {} }', 'volumes: { a.b: }'],
])('%s', (message, bad, good) => {
  expect(validateCompose(composeWith({ web: '{}' }, bad))).toEqual([expect.stringContaining(message)]);
  expect(validateCompose(composeWith({ web: '{}' }, good))).toEqual([]);
});

test('what is not a mapping is no Compose file', () => {
  expect(validateCompose('services')).toEqual(['(document): must be object (got "services")']);
});
