import { App, Image, Parameter, Secret, Stack, text, Workload, type IValue } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import { describeRule, workload, type Build } from './rule-cases';

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;
const of = (reference: string): Build => (stack) => workload(stack, 'api', { image: Image.fromReference(reference) });

describeRule('model/invalid-image', 'an image has a reference that engines can parse', {
  broken: [
    '', ' ', 'Postgres:15', 'postgres:', 'postgres:15 alpine', 'https://example.com/app:1', '/app:1', 'app:1:2', 'a//b:1', 'app@sha256:abc',
    'app@15', 'app:${VERSION}', `app:${'t'.repeat(129)}`, 'app:-1', '-app:1', 'app_:1', '${IMAGE}', 'registry.example.com:port/app:1',
  ].map((reference) => ({ when: `"${reference}"`, build: of(reference), at: 'shop/api', says: [`"${reference}"`] })),
  right: [
    'postgres:15-alpine', 'library/postgres:15', 'example.com/app:1', 'localhost:5000/team/app:1.0.0_rc-1', `app@${DIGEST}`, `app:1@${DIGEST}`,
    `app:${'t'.repeat(128)}`, 'a__b/c-d.e:1', 'EXAMPLE.com/app:1',
  ].map((reference) => ({ when: `"${reference}"`, build: of(reference) })),
});

describeRule('model/invalid-image', 'the name of a built image is a reference too', {
  broken: [
    { when: 'an upper-case name', build: (stack) => workload(stack, 'api', { image: Image.fromBuild('.', { name: 'shop/Api:dev' }) }), at: 'shop/api', says: ['"shop/Api:dev"'] },
  ],
  right: [{ when: 'the name that follows from stack and workload', build: (stack) => workload(stack, 'api', { image: Image.fromBuild('.') }) }],
});

describeRule('model/unpinned-image', 'an image means the same software everywhere', {
  broken: [
    { reference: 'postgres', words: 'no tag' },
    { reference: 'postgres:latest', words: 'the tag "latest"' },
    { reference: 'localhost:5000/app', words: 'no tag' },
    { reference: 'localhost:5000/app:latest', words: 'the tag "latest"' },
  ].map(({ reference, words }) => ({ when: `"${reference}"`, build: of(reference), at: 'shop/api', says: [`"${reference}"`, words] })),
  right: ['postgres:15', 'localhost:5000/app:1', `postgres@${DIGEST}`, `postgres:latest@${DIGEST}`, 'latest:1'].map((reference) => ({
    when: `"${reference}"`,
    build: of(reference),
  })),
});

const built = (context: string, dockerfile?: string): Build => (stack) => workload(stack, 'api', { image: Image.fromBuild(context, { dockerfile }) });

describeRule('model/invalid-path', 'what an image is built from lies in the checkout', {
  broken: [
    { context: '', rule: 'a path' },
    { context: '/srv/app', rule: 'relative to the checkout' },
    { context: '~/app', rule: 'relative to the checkout' },
    { context: 'C:\\app', rule: 'relative to the checkout' },
    { context: '..', rule: 'without ".."' },
    { context: 'a/../../b', rule: 'without ".."' },
    { context: 'a\\..\\b', rule: 'without ".."' },
    { context: 'aa:b', rule: 'free of' },
    { context: 'a\nb', rule: 'free of' },
    { context: 'a\\b', rule: 'free of' },
  ].flatMap(({ context, rule }) => [
    { when: `the context ${JSON.stringify(context)}`, build: built(context), at: 'shop/api', says: ['The build context', `"${context}"`, rule] },
    { when: `the Dockerfile ${JSON.stringify(context)}`, build: built('.', context), at: 'shop/api', says: ['The Dockerfile', `"${context}"`, rule] },
  ]),
  right: ['.', 'backend', './backend', 'a/b c', '..a/b..', 'a$b'].flatMap((path) => [
    { when: `the context "${path}"`, build: built(path) },
    { when: `the Dockerfile "${path}"`, build: built('.', path) },
  ]),
});

const chosen = (value: (stack: Parameters<Build>[0]) => IValue): Build => (stack) => workload(stack, 'api', { image: Image.fromReference(value(stack)) });
const version = (stack: Parameters<Build>[0], value?: string): Parameter =>
  new Parameter(stack, 'VERSION', { description: 'Release.', ...(value !== undefined && { default: value }) });
const peer = (stack: Parameters<Build>[0]) => new Workload(stack, 'peer', { image: Image.fromReference('example/peer:1') }).addEndpoint('http', { port: 80 });

describeRule('model/chosen-text', 'what the operator chooses of an image has a default, and is no secret and no address', {
  broken: [
    { when: 'a parameter without a default', build: chosen((stack) => text`app:${version(stack)}`), at: 'shop/api', says: ['The image', 'the parameter VERSION', 'no default'] },
    { when: 'a secret', build: chosen((stack) => text`app:${new Secret(stack, 'TAG', { description: 'Tag.' })}`), at: 'shop/api', says: ['the secret TAG'] },
    { when: 'a host', build: chosen((stack) => text`${peer(stack).host}/app:1`), at: 'shop/api', says: ['the host of shop/peer'] },
    {
      when: 'a secret in a build argument',
      build: (stack) => workload(stack, 'api', { image: Image.fromBuild('.', { name: 'app:1', args: { TOKEN: new Secret(stack, 'NPM_TOKEN', { description: 'Token.' }) } }) }),
      at: 'shop/api', says: ['The build argument TOKEN', 'the secret NPM_TOKEN'],
    },
  ],
  right: [
    { when: 'a parameter with a default', build: chosen((stack) => text`app:${version(stack, '1.0')}`) },
    { when: 'text without anything to choose', build: chosen(() => text`app:1`) },
  ],
});

describeRule('model/invalid-image', 'the defaults make a reference that engines can parse', {
  broken: [{ when: 'a default that is no tag', build: chosen((stack) => text`app:${version(stack, 'a b')}`), at: 'shop/api', says: ['"app:a b"'] }],
  right: [{ when: 'an empty suffix', build: chosen((stack) => text`app:1${version(stack, '')}`) }],
});

describeRule('model/unresolved-reference', 'what the operator chooses belongs to the stack', {
  broken: [{
    when: 'a parameter of another stack',
    build: chosen((stack) => text`app:${version(new Stack(stack.node.root as never, 'other'), '1')}`), at: 'shop/api', says: ['parameter', 'other/VERSION'],
  }],
  right: [{ when: 'one of this stack', build: chosen((stack) => text`app:${version(stack, '1')}`) }],
});

describe('registries', () => {
  const found = (registries: Record<string, string>): string[] => {
    const stack = new Stack(new App({ registries }), 'shop');
    new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2') });
    return synthesize(stack).findings.filter(({ code }) => code === 'model/invalid-registry').map(({ path, message }) => `${path}: ${message}`);
  };

  test.each([
    [{ 'docker.io': 'registry.example.com/Hub' }, 'what takes the place of docker.io is "registry.example.com/Hub"'],
    [{ 'docker.io': 'registry.example.com/' }, 'what takes the place of docker.io is "registry.example.com/"'],
    [{ 'docker.io': '' }, 'what takes the place of docker.io is ""'],
    [{ 'docker.io/library': 'registry.example.com' }, 'the host of a registry is "docker.io/library"'],
    [{ docker: 'registry.example.com' }, 'the host of a registry is "docker"'],
  ])('%j cannot be', (registries, says) => {
    expect(found(registries)).toEqual([`shop: In registries, ${says}.`]);
  });

  test('of the stack go before those of the app', () => {
    const stack = new Stack(new App({ registries: { 'docker.io': 'a.example.com', 'ghcr.io': 'b.example.com' } }), 'shop', { registries: { 'docker.io': 'c.example.com' } });
    new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2') });
    new Workload(stack, 'web', { image: Image.fromReference('ghcr.io/example/web:1.4.2') });
    expect(synthesize(stack).model.workloads.map(({ containers: [{ image }] }) => image.reference)).toEqual(['c.example.com/example/api:1.4.2', 'b.example.com/example/web:1.4.2']);
  });
});
