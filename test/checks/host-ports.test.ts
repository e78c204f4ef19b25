import { Image, Parameter, Protocol, Publish, Secret, SourceDirectory } from 'cdk8s-compose';
import { describeRule, workload, type Build } from './rule-cases';

const both = (first: Publish, second: Publish, protocol = Protocol.TCP): Build => (stack) => {
  workload(stack, 'a').addEndpoint('http', { port: 80, publish: first });
  workload(stack, 'b').addEndpoint('http', { port: 80, publish: second, protocol });
};

describeRule('model/host-port-conflict', 'a port of the host belongs to one endpoint', {
  broken: [
    { when: 'two on loopback', build: both(Publish.onLoopback(8080), Publish.onLoopback(8080)), at: 'shop/b', says: ['8080', 'a.http'] },
    { when: 'one on loopback, one on all networks', build: both(Publish.onLoopback(8080), Publish.onHostPort(8080)), at: 'shop/b', says: ['8080', 'a.http'] },
    { when: 'one on an address, one on all networks', build: both(Publish.onAddress('10.0.0.5', 8080), Publish.onHostPort(8080)), at: 'shop/b', says: ['8080', 'a.http'] },
    {
      when: 'one on loopback, one behind a host name',
      build: both(Publish.onLoopback(8080), Publish.atHost('b.example.com', { localPort: 8080 })),
      at: 'shop/b',
      says: ['8080', 'a.http'],
    },
    {
      when: 'two host names whose local port follows from the container port',
      build: both(Publish.atHost('a.example.com'), Publish.atHost('b.example.com')),
      at: 'shop/b',
      says: ['Port 80 ', 'a.http'],
    },
  ],
  right: [
    { when: 'one port on two addresses', build: both(Publish.onAddress('10.0.0.5', 8080), Publish.onAddress('10.0.0.6', 8080)) },
    { when: 'free ports', build: both(Publish.onFreePort(), Publish.onFreePort()) },
    { when: 'neighbouring ports', build: both(Publish.onLoopback(8080), Publish.onLoopback(8081)) },
    { when: 'one port for TCP and for UDP', build: both(Publish.onLoopback(8080), Publish.onLoopback(8080), Protocol.UDP) },
  ],
});

const described = { default: '', description: '' };

describeRule('model/duplicate-name', 'a variable of the operator means one thing', {
  broken: [
    {
      when: 'one variable for two host ports',
      build: both(Publish.onLoopback(1, { variable: 'PORT' }), Publish.onLoopback(2, { variable: 'PORT' })),
      at: 'shop/b',
      says: ['"PORT"', 'a.http'],
    },
    {
      when: 'a parameter called like the variable of a port',
      build: (stack) => {
        new Parameter(stack, 'API_PORT', described);
        workload(stack).addEndpoint('http', { port: 80, publish: Publish.onLoopback(80) });
      },
      at: 'shop/api',
      says: ['"API_PORT"', 'shop/API_PORT'],
    },
    {
      when: 'a parameter called like the variable of the checkout that images are built from',
      build: (stack) => [new Parameter(stack, 'SOURCE_DIR', described), workload(stack, 'api', { image: Image.fromBuild('.') })],
      at: 'shop',
      says: ['source variable "SOURCE_DIR"', 'shop/SOURCE_DIR'],
    },
    {
      when: 'a secret called like the variable of the checkout that sources are mounted from',
      build: (stack) => [new Secret(stack, 'SOURCE_DIR', described), workload(stack, 'api', { mounts: { '/app': SourceDirectory.at('.') } })],
      at: 'shop',
      says: ['source variable "SOURCE_DIR"', 'shop/SOURCE_DIR'],
    },
    {
      when: 'a port that is moved by the variable of the checkout',
      build: (stack) =>
        workload(stack, 'api', { image: Image.fromBuild('.') }).addEndpoint('http', { port: 80, publish: Publish.onLoopback(80, { variable: 'SOURCE_DIR' }) }),
      at: 'shop/api',
      says: ['"SOURCE_DIR"', 'source variable'],
    },
  ],
  right: [
    { when: 'the variables that follow from the names', build: both(Publish.onLoopback(1), Publish.onLoopback(2)) },
    { when: 'a parameter called SOURCE_DIR in a stack without sources', build: (stack) => new Parameter(stack, 'SOURCE_DIR', described) },
  ],
});

const atHost = (host: string, path = '/'): Build => (stack) => workload(stack).addEndpoint('http', { port: 80, publish: Publish.atHost(host, { path }) });
const label = (length: number): string => 'a'.repeat(length);

describeRule('model/invalid-name', 'a public host is a DNS name', {
  broken: [
    '', 'Example.com', 'https://example.com', 'example.com:443', 'example.com/app', '*.example.com', '-a.example.com', 'a..example.com', 'a_b.example.com',
    'example.com.', `${label(64)}.example.com`, `${`${label(63)}.`.repeat(4)}com`,
  ].map((host) => ({ when: `"${host}"`, build: atHost(host), at: 'shop/api', says: [`public host is called "${host}"`, 'DNS name'] })),
  right: ['example.com', 'localhost', '1.a-b.example.com', `${label(63)}.example.com`].map((host) => ({ when: `"${host}"`, build: atHost(host) })),
});

describeRule('model/invalid-path', 'a public path begins with "/"', {
  broken: ['', 'api', 'http://example.com'].map((path) => ({
    when: `"${path}"`,
    build: atHost('example.com', path),
    at: 'shop/api',
    says: ['public path', `"${path}"`, 'begins with "/"'],
  })),
  right: ['/', '/api', '/api/'].map((path) => ({ when: `"${path}"`, build: atHost('example.com', path) })),
});

const addressed = (...publish: readonly Publish[]): Build => (stack) =>
  publish.forEach((each, at) => workload(stack, `web-${at}`).addEndpoint('http', { port: 80, publish: each }));
const at = (host: string, path: string, localPort: number): Publish => Publish.atHost(host, { path, localPort });

describeRule('model/duplicate-name', 'a public address leads to one endpoint', {
  broken: [
    { when: 'one host', build: addressed(at('example.com', '/', 1), at('example.com', '/', 2)), at: 'shop/web-1', says: ['"example.com"', 'web-0.http'] },
    { when: 'one path', build: addressed(at('example.com', '/api', 1), at('example.com', '/api/', 2)), at: 'shop/web-1', says: ['"example.com/api"', 'web-0.http'] },
  ],
  right: [
    { when: 'a path below another', build: addressed(at('example.com', '/', 1), at('example.com', '/api', 2), at('example.com', '/api/v2', 3)) },
    { when: 'one path of two hosts', build: addressed(at('a.example.com', '/', 1), at('b.example.com', '/', 2)) },
  ],
});

describeRule('model/invalid-name', 'an address of the host is one', {
  broken: ['localhost', '10.0.0', '10.0.0.5:80', ''].map((address) => ({
    when: JSON.stringify(address), build: both(Publish.onLoopback(1), Publish.onAddress(address, 8080)), at: 'shop/b', says: ['address of the host', JSON.stringify(address)],
  })),
  right: ['10.0.0.5', '::1', 'fd00::5'].map((address) => ({ when: address, build: both(Publish.onLoopback(1), Publish.onAddress(address, 8080)) })),
});

describeRule('model/unresolved-reference', 'a port that the engine chooses is known to nobody', {
  broken: [{
    when: 'a reference to it',
    build: (stack) => workload(stack, 'b', { env: { PORT: workload(stack, 'a').addEndpoint('http', { port: 80, publish: Publish.onFreePort() }).publishedPort } }),
    at: 'shop/b', says: ['published port of', 'shop/a.http'],
  }],
  right: [{
    when: 'a reference to one that is chosen',
    build: (stack) => workload(stack, 'b', { env: { PORT: workload(stack, 'a').addEndpoint('http', { port: 80, publish: Publish.onHostPort(8080) }).publishedPort } }),
  }],
});

const onAddress = (address: Parameters<typeof Publish.onAddress>[0]): Build => (stack) => workload(stack, 'api').addEndpoint('http', { port: 80, publish: Publish.onAddress(address, 8080) });

describeRule('model/chosen-text', 'an address that the operator chooses has a default', {
  broken: [
    { when: 'a parameter without one', build: (stack) => onAddress(new Parameter(stack, 'BIND', { description: '' }))(stack), at: 'shop/api', says: ['The address of the endpoint "http" has the parameter BIND in it, which has no default.'] },
    { when: 'a secret', build: (stack) => onAddress(new Secret(stack, 'BIND', { description: '' }))(stack), at: 'shop/api', says: ['the secret BIND'] },
  ],
  right: [{ when: 'one with a default', build: (stack) => onAddress(new Parameter(stack, 'BIND', { default: '10.0.0.5', description: '' }))(stack) }],
});

describeRule('model/invalid-name', 'the default of an address is one, also beside a host name', {
  broken: [
    { when: 'a name', build: (stack) => onAddress(new Parameter(stack, 'BIND', { default: 'localhost', description: '' }))(stack), at: 'shop/api', says: ['localhost'] },
    { when: 'a name beside a host', build: (stack) => workload(stack, 'api').addEndpoint('http', { port: 80, publish: Publish.atHost('a.example.com', { localAddress: 'eth0' }) }), at: 'shop/api', says: ['eth0'] },
  ],
  right: [{ when: 'all of them beside a host', build: (stack) => workload(stack, 'api').addEndpoint('http', { port: 80, publish: Publish.atHost('a.example.com', { localAddress: '0.0.0.0' }) }) }],
});

describeRule('model/host-port-conflict', 'a host name on all networks has the port on each of them', {
  broken: [{
    when: 'a port of loopback',
    build: (stack) => [
      workload(stack, 'api').addEndpoint('http', { port: 80, publish: Publish.onLoopback(8080) }),
      workload(stack, 'web').addEndpoint('http', { port: 80, publish: Publish.atHost('a.example.com', { localPort: 8080, localAddress: '0.0.0.0' }) }),
    ],
    at: 'shop/web',
    says: ['8080'],
  }],
  right: [{ when: 'another port', build: (stack) => workload(stack, 'web').addEndpoint('http', { port: 80, publish: Publish.atHost('a.example.com', { localPort: 8081, localAddress: '0.0.0.0' }) }) }],
});
