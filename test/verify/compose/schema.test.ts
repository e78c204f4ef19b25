import { composeWith } from '../fixtures';
import { schemaProblems } from '../../../lib/verify/compose/schema';

const validateCompose = (document: unknown): string[] => schemaProblems(document).map(({ code, subject, detail }) => `${code} ${subject}: ${detail}`);

type Case = readonly [message: string, bad: string, good: string];

describe('inside a service', () => {
  test.each<Case>([
    ['services.web: helthcheck: there is no such field', 'helthcheck: {}', 'healthcheck: { test: [CMD, ok] }'],
    ['services.web: deploy.replica: there is no such field', 'deploy: { replica: 2 }', 'deploy: { replicas: 2 }'],
    ['healthcheck.test[2]: must be a text (got 1)', 'healthcheck: { test: [CMD, a, 1] }', 'healthcheck: { test: [CMD, a, "1"] }'],
    ['healthcheck.interval: must be a text (got 30)', 'healthcheck: { interval: 30 }', 'healthcheck: { interval: 30s }'],
    ['command[1]: must be a text (got 80)', 'command: [a, 80]', 'command: [a, "80"]'],
    ['ports[0].publishd: there is no such field', 'ports: [{ target: 80, publishd: "80" }]', 'ports: [{ target: 80, published: "80" }]'],
    ['depends_on.db.condition: must be one of', 'depends_on: { db: { condition: healthy } }', 'depends_on: { db: { condition: service_healthy } }'],
    ['deploy.resources.limits.memory: must be a text', 'deploy: { resources: { limits: { memory: 512 } } }', 'deploy: { resources: { limits: { memory: 512m } } }'],
    ['volumes[0].type: must be one of', 'volumes: [{ type: named, source: a, target: /a }]', 'volumes: [{ type: volume, source: a, target: /a }]'],
    ['restart: must be a text (got false)', 'restart: false', 'restart: "no"'],
    ['configs[0].path: there is no such field', 'configs: [{ source: a, path: /a }]', 'configs: [{ source: a, target: /a }]'],
    ['cap_drop: has the same item twice', 'cap_drop: [ALL, ALL]', 'cap_drop: [ALL]'],
  ])('%s', (message, bad, good) => {
    expect(validateCompose(composeWith({ web: bad }))).toEqual([expect.stringContaining(message)]);
    expect(validateCompose(composeWith({ web: good }))).toEqual([]);
  });
});

test.each<Case>([
  ['service: there is no such field', 'service: {}', 'x-service: {}'],
  ['networks.a: intern: there is no such field', 'networks: { a: { intern: true } }', 'networks: { a: { internal: true }, b: }'],
  ['configs.a: inline: there is no such field', 'configs: { a: { inline: text } }', 'configs: { a: { content: text } }'],
  ['secrets.a: content: there is no such field', 'secrets: { a: { content: text } }', 'secrets: { a: { environment: A } }'],
  ['volumes.a b: there is no such field', 'volumes: { a b: {} }', 'volumes: { a.b: }'],
])('%s', (message, bad, good) => {
  expect(validateCompose(composeWith({ web: '{}' }, bad))).toEqual([expect.stringContaining(message)]);
  expect(validateCompose(composeWith({ web: '{}' }, good))).toEqual([]);
});

test('what is not a mapping is no Compose file', () => {
  expect(validateCompose('services')).toEqual(['project/wrong-type : must be a mapping (got "services")']);
});
