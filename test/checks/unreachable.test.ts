import { App, Image, Parameter, Postgres, Secret, Stack, text, Workload, type EnvValue, type WorkloadProps } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';

function foundOf(valueIn: (stack: Stack) => EnvValue, props: Partial<WorkloadProps> = { egress: false }): string[] {
  const stack = new Stack(new App(), 'shop');
  new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2'), env: { SOME_URL: valueIn(stack) }, ...props });
  new Workload(stack, 'db', { image: Image.fromReference('example/db:1.0.0') }).addEndpoint('sql', { port: 5432 });
  return synthesize(stack).findings.filter(({ code }) => code === 'model/unreachable-host').map(({ message }) => message);
}

const parameter = (stack: Stack, value: string) => new Parameter(stack, 'DATABASE', { default: value, description: 'Where the data is.' });
const secret = (stack: Stack) => new Secret(stack, 'DB_KEY', { description: 'Of the database.' });

test.each<[string, (stack: Stack) => EnvValue]>([
  ['a URL', () => 'redis://cache.example.com:6379/0'],
  ['one with a driver', () => 'postgresql+asyncpg://cache.example.com/shop'],
  ['one with credentials', (stack) => text`amqps://shop:${secret(stack)}@cache.example.com:5671/`],
  ['the default of a parameter', (stack) => parameter(stack, 'mongodb+srv://cache.example.com/shop')],
  ['one with a parameter in it', (stack) => text`mysql://${parameter(stack, 'cache.example.com')}:3306/shop`],
])('%s of somebody outside is of no use to whoever calls nobody there', (_, valueIn) => {
  expect(foundOf(valueIn)).toEqual(['SOME_URL has the host "cache.example.com", which is outside, and nothing lets it out: it waits for an answer for ever.']);
});

test.each<[string, (stack: Stack) => EnvValue, Partial<WorkloadProps>?]>([
  ['a link', () => 'https://shop.example.com'],
  ['whoever calls the world', () => 'redis://cache.example.com:6379/0', {}],
  ['whoever is let out', () => 'redis://cache.example.com:6379/0', { egress: [{ ports: [6379] }] }],
  ['a peer by its long name', () => 'postgres://db.shop.svc:5432/shop'],
  ['the container itself', () => 'redis://127.0.0.1:6379/0'],
  ['a host that nobody knows', (stack) => text`redis://${new Parameter(stack, 'HOST', { required: true, description: 'Host.' })}:6379`],
  ['an external server', (stack) => Postgres.external(stack, 'pg', { host: 'db.example.com', database: 'shop' }).url()],
])('of %s nothing is said', (_, valueIn, props = { egress: false }) => {
  expect(foundOf(valueIn, props)).toEqual([]);
});
