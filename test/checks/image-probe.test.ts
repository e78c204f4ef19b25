import { HealthProbe, ProbeClient, type ImagePort, type ImageRoute } from 'cdk8s-compose';
import { broken, known, right, SOURCE, stated } from './image-cases';
import { describeRule, type Build } from './rule-cases';

type Facts = Parameters<typeof known>[0];

const asked = (facts: Facts, health: HealthProbe, port = 80): Build => known(facts, { health }, (api) => api.addEndpoint('http', { port }));
const tools = (...names: string[]): Facts => ({ tools: [{ names, source: SOURCE }] });
const http = (path: string, client = ProbeClient.CURL) => HealthProbe.fromHttpGet(path, { client });
const command = (...words: string[]) => HealthProbe.fromCommand(words);

describeRule('model/image-probe-client', 'who asks is in the image', {
  broken: [
    broken('an HTTP client', asked(tools('python', 'bash'), http('/')), 'asked by curl', 'has bash, python'),
    broken('a TCP client', asked(tools('bash'), HealthProbe.fromTcpSocket({ client: ProbeClient.NC })), 'asked by nc'),
    broken('a gRPC client', asked(tools(), HealthProbe.fromGrpc({ client: ProbeClient.GRPC_HEALTH_PROBE })), 'asked by grpc_health_probe', 'has nothing'),
    broken('the program of a command', asked(tools('redis-server'), command('redis-cli', 'ping')), 'asked by redis-cli'),
    broken('a shell', asked(tools('/surreal'), command('sh', '-c', '/surreal isready')), 'asked by sh', 'has /surreal'),
    broken('a program by its path', asked(tools('surreal'), command('/surreal')), 'asked by /surreal'),
    broken('a name of what is not on the path', asked(tools('/surreal'), command('surreal')), 'asked by surreal'),
  ],
  right: [
    right('an HTTP client', asked(tools('curl'), http('/'))),
    right('a program by its path', asked(tools('/surreal'), command('/surreal'))),
    right('a program on the path, by its path', asked(tools('curl'), command('/usr/bin/curl'))),
    right('the name of a program on the path', asked(tools('/usr/local/bin/node'), http('/', ProbeClient.NODE))),
    right('tools that are not known', asked({}, http('/'))),
    right('no probe', known(tools())),
  ],
});

const routes = (...list: Omit<ImageRoute, 'source'>[]): Facts => ({ routes: stated(...list) });
const port = (...list: Omit<ImagePort, 'source'>[]): Facts => ({ ports: stated(...list) });
const ADMIN = { ...port({ port: 80 }, { port: 81 }), ...routes({ path: '/' }, { path: '/ready', port: 81 }) };

describeRule('model/image-route', 'what is asked for is answered well', {
  broken: [
    broken('a path that is no route', asked(routes({ path: '/health' }), http('/healthz')), 'gets /healthz, which the program does not answer', 'answers /health (Dockerfile:7)'),
    broken('a program without routes', asked(routes(), http('/')), 'it answers none'),
    broken('another method', asked(routes({ path: '/health', method: 'POST' }), http('/health')), 'does not answer'),
    broken('a WebSocket', asked(routes({ path: '/ws', webSocket: true }), http('/ws')), 'does not answer'),
    broken('a route that wants credentials', asked(routes({ path: '/api/*', status: 401 }, { path: '/health' }), http('/api/health')), 'answers with 401 (Dockerfile:7)', 'it answers /health'),
    broken('the nearest route that wants credentials', asked(routes({ path: '/*' }, { path: '/api/*', status: 401 }), http('/api/health')), 'answers with 401'),
    broken('a route of another port', asked(ADMIN, http('/ready')), 'does not answer'),
    broken('a directory instead of what is below it', asked(routes({ path: '/api/*' }), http('/api')), 'does not answer'),
  ],
  right: [
    right('a route', asked(routes({ path: '/health' }), http('/health'))),
    right('a route with a query', asked(routes({ path: '/health' }), http('/health?deep=1'))),
    right('what is below a route', asked(routes({ path: '/api/*', status: 302 }), http('/api/health'))),
    right('the route itself, whatever is above it', asked(routes({ path: '/*', status: 401 }, { path: '/health' }), http('/health'))),
    right('a route of its port', asked(ADMIN, http('/ready'), 81)),
    right('a route of the first port', asked(ADMIN, http('/'))),
    right('a TCP connection', asked(routes(), HealthProbe.fromTcpSocket({ client: ProbeClient.NC }))),
    right('routes that are not known', asked({}, http('/'))),
  ],
});

describeRule('model/image-address', 'a check in the container reaches the program', {
  broken: [
    broken('a program that listens on its host name', asked(port({ port: 80, address: 'host-name' }), http('/')), '80/tcp (Dockerfile:7) at the address of its host name only', '127.0.0.1'),
    broken('a TCP connection', asked(port({ port: 80, address: 'host-name' }), HealthProbe.fromTcpSocket({ client: ProbeClient.NC })), '127.0.0.1'),
  ],
  right: [
    right('a command', asked(port({ port: 80, address: 'host-name' }), command('ready'))),
    right('a program that listens everywhere', asked(port({ port: 80 }), http('/'))),
  ],
});
