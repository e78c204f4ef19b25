import { App, Image, Publish, Route, ReverseProxy, SecretStore, Size, Stack, TlsCertificate, Volume, Workload, Compose, type PublishAtHostOptions } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import { describeRule, workload, type Build } from '../../checks/rule-cases';

const at = (host: string, options: PublishAtHostOptions = {}): Build => (stack) => workload(stack, 'api').addEndpoint('http', { port: 8080, publish: Publish.atHost(host, options) });
const named = (options: PublishAtHostOptions): Build => at('shop.example.com', options);
const stored = (storageClass: string): Build => (stack) => new Volume(stack, 'data', { size: Size.gibibytes(1), storageClass });
const api = 'shop/api';

describeRule('kubernetes/refused', 'names are what the API server takes', {
  broken: [
    ...['10.0.0.1', '127.0.0.1'].map((host) => ({
      when: `the host "${host}"`, build: at(host), at: api, says: [`host is "${host}"`],
    })),
    ...['x', '', '/x y//z', '/x//y', '/../x', '/x/.', '/a%2Fb'].map((path) => ({ when: `the path "${path}"`, build: named({ path }), at: api, says: [`path is "${path}"`] })),
    { when: 'a class', build: named({ ingressClass: 'Bad Class' }), at: api, says: ['ingressClass is "Bad Class"', 'lower-case'] },
    { when: 'the Secret of a certificate', build: named({ tlsSecret: 'shop_tls' }), at: api, says: ['tlsSecret is "shop_tls"'] },
    { when: 'an issuer', build: named({ clusterIssuer: "Let's Encrypt" }), at: api, says: ['clusterIssuer'] },
    { when: 'a storage class', build: stored('Fast SSD'), at: 'shop/data', says: ['storageClass is "Fast SSD"'] },
    { when: 'a mounted certificate', build: (stack) => workload(stack, 'api', { mounts: { '/tls': TlsCertificate.ofSecret('A_B') } }), at: api, says: ['"A_B"'] },
    { when: 'a namespace that scrapes', build: (stack) => workload(stack, 'api', { metrics: { endpoint: 'http', fromNamespace: 'Monitoring' } }).addEndpoint('http', { port: 80 }), at: api, says: ['"Monitoring"'] },
    { when: 'more replicas than a number has bits', build: (stack) => workload(stack, 'api', { replicas: 2 ** 31 }), at: api, says: ['number of replicas is 2147483648'] },
    {
      when: 'the path of a proxy',
      build: (stack) => new ReverseProxy(stack, 'proxy', { host: 'shop.example.com', routes: [Route.proxy('/a/../b', workload(stack, 'api').addEndpoint('http', { port: 80 }))] }),
      at: 'shop/proxy',
      says: ['"/a/../b"'],
    },
  ],
  right: [
    ...['shop.example.com', 'localhost', 'a-b.c1.example', '1.example.com'].map((host) => ({ when: `the host ${host}`, build: at(host) })),
    ...['/', '/api', '/api/', '/a.b/c-d', '/a%20b'].map((path) => ({ when: `the path ${path}`, build: named({ path }) })),
    { when: 'names with dots', build: named({ ingressClass: 'nginx.internal', tlsSecret: 'shop.tls', clusterIssuer: 'letsencrypt-prod' }) },
    { when: 'a storage class', build: stored('fast.ssd') },
    { when: 'no storage class', build: stored('') },
  ],
});

test('the name of a secret store is one, too', () => {
  const stack = new Stack(new App(), 'shop', { secretStore: SecretStore.cluster('Bad Name') });
  expect(synthesize(stack).findings).toContainEqual(expect.objectContaining({ code: 'kubernetes/refused', path: 'shop', message: expect.stringContaining('"Bad Name"') }));
});

test('nobody asks in a stack that is written for Compose alone', () => {
  const stack = new Stack(new App(), 'shop', { targets: [new Compose()] });
  new Workload(stack, 'api', { image: Image.fromReference('example/app:1.0.0') }).addEndpoint('http', { port: 80, publish: Publish.atHost('10.0.0.1') });
  expect(synthesize(stack).findings.filter(({ severity }) => severity === 'error')).toEqual([]);
});
