import { App, Compose, Image, Kubernetes, Parameter, Publish, Secret, SourceDirectory, Stack, TlsCertificate, Workload } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import { setterOf } from '../../lib/targets/compose/reserved-variables';
import { describeRule, IMAGE, workload, type Build } from './rule-cases';

const parameter = (name: string): Build => (stack) => new Parameter(stack, name, { default: '', description: '' });
const secret = (name: string): Build => (stack) => new Secret(stack, name, { description: '' });
const hostPort = (variable: string): Build => (stack) => workload(stack).addEndpoint('http', { port: 80, publish: Publish.onLoopback(80, { variable }) });

const RESERVED = [
  'HOME', 'USER', 'PATH', 'PWD', 'SHELL', 'LANG', 'LC_ALL', 'TZ', 'HOSTNAME', 'TERM', 'UID', 'TMPDIR', 'XDG_CACHE_HOME', 'SSH_AUTH_SOCK', 'LD_PRELOAD',
  'DOCKER_HOST', 'DOCKER_BUILDKIT', 'BUILDKIT_PROGRESS', 'COMPOSE_PROJECT_NAME', 'COMPOSE_FILE', 'COMPOSE_PROFILES', 'COMPOSE_ENV_FILES',
  'USERNAME', 'home', 'KUBERNETES_SERVICE_HOST', 'KUBERNETES_PORT_443_TCP',
];

describeRule('compose/reserved-variable', 'what the operator sets is set by nobody else', {
  broken: [
    ...RESERVED.map((name) => ({ when: `a parameter ${name}`, build: parameter(name), at: `shop/${name}`, says: [`The parameter is called ${name}`, 'not the one in .env'] })),
    { when: 'a secret', build: secret('USER'), at: 'shop/USER', says: ['The secret is called USER', 'a login sets'] },
    { when: 'the variable of a host port', build: hostPort('COLUMNS'), at: 'shop/api', says: ['host port variable is called COLUMNS'] },
    { when: 'a host port by the name of its workload', build: (stack) => workload(stack, 'docker').addEndpoint('http', { port: 80, publish: Publish.onLoopback(80) }), at: 'shop/docker', says: ['DOCKER_PORT'] },
  ],
  right: [
    ...['APP_TZ', 'HOMEPAGE', 'USER_NAME', 'LANGUAGES', 'SSH_PORT', 'GITHUB_TOKEN', 'KUBERNETES_NAMESPACE', 'OPENAI_API_KEY', 'HTTPS_PROXY', 'PORT', 'COMPOSER'].map((name) => ({ when: name, build: parameter(name) })),
    {
      when: 'the same name inside the container',
      build: (stack) => workload(stack, 'api', { env: { TZ: new Parameter(stack, 'APP_TZ', { default: 'UTC', description: '' }), HOME: '/data', PATH: '/opt/bin:/bin' } }),
    },
  ],
});

test('the variables of sources and of certificates are held to it too', () => {
  const stack = new Stack(new App(), 'shop', { sourceVariable: 'PWD' });
  const web = new Workload(stack, 'web', { image: Image.fromBuild('.', { name: 'example/web:1' }), mounts: { '/app': SourceDirectory.at('web') } });
  web.addMount('/tls', TlsCertificate.ofSecret('shop-tls', { variable: 'TMP' }));
  const messages = synthesize(stack).findings.filter(({ code }) => code === 'compose/reserved-variable').map(({ message }) => message);
  expect(messages).toEqual([expect.stringContaining('source variable is called PWD'), expect.stringContaining('certificate variable is called TMP')]);
});

test('a stack for Kubernetes alone may use them: nothing else sets a key of a ConfigMap', () => {
  const findings = (targets: (Kubernetes | Compose)[]) => {
    const stack = new Stack(new App(), 'shop', { targets });
    new Workload(stack, 'api', { image: IMAGE, env: { A: new Parameter(stack, 'TZ', { default: 'UTC', description: '' }) } });
    return synthesize(stack).findings.filter(({ severity }) => severity === 'error');
  };
  expect(findings([new Kubernetes()])).toEqual([]);
  expect(findings([new Compose()])).toHaveLength(1);
});

test('a setter is known for nothing that is not on the list', () => {
  for (const name of RESERVED) expect(setterOf(name)).toMatch(/ /);
  expect(setterOf('SHOP_LEVEL')).toBeUndefined();
});
