import { knownImages, unknownImages } from '../../scripts/stand-ins/known-images';
import { recipeOf } from '../../scripts/stand-ins/recipe';
import { App, Image, Stack, Workload } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import { factsOf, SOURCE } from './context';

const SERVER = factsOf({
  entrypoint: { words: ['/entrypoint.sh'], ...SOURCE },
  workingDirectory: { path: '/app', ...SOURCE },
  users: [{ uid: 'any', ...SOURCE }, { uid: 999, gid: 998, own: true, ...SOURCE }],
  ports: [{ port: 8080, ...SOURCE }, { port: 53, protocol: 'udp', ...SOURCE }],
  healthcheck: { command: ['agent', 'ping'], interval: 5000, ...SOURCE },
});

describe('the recipe of a stand-in', () => {
  test('has the configuration of the image, on a base that can be chosen', () => {
    expect(recipeOf({ reference: 'example/agent:1', variants: [SERVER] }).get('Dockerfile')?.split('\n')).toEqual([
      'ARG BASE=node:22-bookworm',
      'FROM ${BASE}',
      'COPY program.js listen.js grpc-health.js prepare.js facts.json /stand-in/',
      'RUN ["node", "/stand-in/prepare.js"]',
      'WORKDIR /app',
      'USER 999:998',
      'EXPOSE 8080/tcp 53/udp',
      'HEALTHCHECK --interval=5000ms --timeout=30000ms --start-period=0ms --retries=3 CMD ["agent","ping"]',
      'ENTRYPOINT ["/entrypoint.sh"]',
      'CMD ["agent","serve"]',
      '',
    ]);
  });

  test('says nothing of a user where the image says nothing', () => {
    expect(recipeOf({ reference: 'example/agent:1', variants: [factsOf({ users: [{ uid: 0, ...SOURCE }] })] }).get('Dockerfile')).not.toContain('USER');
  });

  test('has more programs beside its own where somebody gives it some', () => {
    const recipe = recipeOf({ reference: 'example/agent:1', variants: [SERVER] }, new Map([['records.js', 'a program']]));
    expect(recipe.get('records.js')).toBe('a program');
    expect(recipe.get('Dockerfile')).toContain('COPY program.js listen.js grpc-health.js prepare.js records.js facts.json /stand-in/\n');
  });

  test('starts what is known of an image whose own command is not', () => {
    const facts = factsOf({ command: undefined, program: { words: ['agent', 'work'], ...SOURCE } });
    expect(recipeOf({ reference: 'example/agent:1', variants: [facts] }).get('Dockerfile')).toContain('CMD ["agent","work"]');
  });

  test('has no HEALTHCHECK where the image has none', () => {
    expect(recipeOf({ reference: 'example/agent:1', variants: [factsOf({ healthcheck: { command: [], ...SOURCE } })] }).get('Dockerfile')).not.toContain('HEALTHCHECK');
  });

  test('puts what is for the program of the base on the base', () => {
    const contents = ['/usr/share/nginx/html', '/etc/nginx/site.conf'].map((path) => ({ path, ...SOURCE }));
    const recipe = recipeOf({ reference: 'example/web:1', variants: [{ ...factsOf({ base: { reference: 'nginx:1', ...SOURCE }, contents }), command: undefined }] });
    expect([...recipe]).toEqual([
      ['Dockerfile', 'FROM nginx:1\nCOPY content /usr/share/nginx/html/.stand-in-content\nCOPY content /etc/nginx/site.conf\n'],
      ['content', 'stand-in\n'],
    ]);
  });
});

test('an image whose scripts or supervisor start more has all of it', () => {
  const stack = new Stack(new App(), 'stack');
  const facts = { from: SERVER.from, read: SERVER.read, program: { words: ['supervisord'], ...SOURCE } };
  new Workload(stack, 'one', { image: Image.fromReference('example/open-notebook:1-single', { facts }) });
  const [{ variants }] = knownImages([synthesize(stack).model]);
  expect(variants.map(({ program, supervises }) => [program?.words[0], supervises])).toEqual([
    ['supervisord', true], ['surreal', undefined], ['/app/.venv/bin/uvicorn', undefined], ['/app/.venv/bin/surreal-commands-worker', undefined], ['node', undefined],
  ]);
});

test('ports of which nothing is known are those of the workload', () => {
  const { ports: _, memory: __, ...facts } = SERVER;
  const stack = new Stack(new App(), 'stack');
  const broker = new Workload(stack, 'broker', { image: Image.fromReference('example/broker:1', { facts }) });
  broker.addEndpoint('inside', { port: 9092 });
  broker.addSidecar('exporter', { image: Image.fromReference('example/exporter:1', { facts }) });
  const images = knownImages([synthesize(stack).model]).map(({ reference, variants }) => [reference, variants.map(({ ports }) => ports?.map(({ port }) => port))]);
  expect(images).toEqual([['example/broker:1', [[9092]]], ['example/exporter:1', [undefined]]]);
});

test('an image of several workloads is one image with each way of starting it once, and a stranger is named', () => {
  const { memory: _, ...facts } = SERVER;
  const stack = new Stack(new App(), 'stack');
  const image = Image.fromReference('example/agent:1', { facts });
  new Workload(stack, 'one', { image });
  new Workload(stack, 'two', { image });
  new Workload(stack, 'three', { image: Image.fromReference('example/agent:1', { facts: { ...facts, program: { words: ['agent', 'work'], ...SOURCE } } }) });
  new Workload(stack, 'four', { image: Image.fromReference('example/other:1') });
  const { model } = synthesize(stack);
  expect(knownImages([model, model]).map(({ reference, variants }) => [reference, variants.map(({ program }) => program?.words)])).toEqual([
    ['example/agent:1', [undefined, ['agent', 'work']]],
  ]);
  expect(unknownImages([model, model])).toEqual(['example/other:1']);
});
