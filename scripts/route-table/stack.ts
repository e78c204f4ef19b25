import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  App, Compose, ConfigFile, Duration, FrontendNginx, HealthProbe, Image, Kubernetes, ProbeClient, Publish, ReverseProxy, Route, Size, Stack, Workload, type Endpoint,
} from 'cdk8s-compose';
import { BACKEND_VARIABLE, HOSTS, MOST_MEBIBYTES, ROUTES, type Entrance } from './entrances';
import type { FrontEndRoute } from './front-end-rules';

/** What the backends run in: Node.js of any version that is maintained. */
export const BACKEND_IMAGE = 'node:22-alpine';
/** The image of the front end, made of nginx' own and some files. */
export const FRONT_END_IMAGE = 'localhost/route-table/front-end:1';

const PORT = 3000;
const PROGRAM = '/srv/backend.js';

/** A front end and two proxies, as users write them, before backends that answer with what they received. */
export function routeTableStack(name: string): Stack {
  // Only of this class an Ingress says how large bodies may be.
  const stack = new Stack(new App({ targets: [new Kubernetes({ ingressClass: 'nginx' }), new Compose()] }), name);
  const program = new ConfigFile(stack, 'program', { fileName: 'backend.js', content: readFileSync(join(__dirname, 'backend.js'), 'utf8') });
  const backends = new Map(['api', 'other', 'chat', 'pages'].map((id) => [id, backend(stack, id, program)]));
  const routes = (entrance: Entrance): Route[] => ROUTES[entrance].map((route) => asRoute(route, backends));
  const maxBodySize = Size.mebibytes(MOST_MEBIBYTES);
  new FrontendNginx(stack, 'front-end', {
    image: Image.fromReference(FRONT_END_IMAGE),
    env: { [BACKEND_VARIABLE]: 'front-end' },
    routes: routes('front-end'),
    maxBodySize,
    publish: Publish.atHost(HOSTS['front-end'], { localPort: 18090 }),
  });
  new ReverseProxy(stack, 'proxy', { host: HOSTS.proxy, routes: routes('proxy'), maxBodySize, localPort: 18091 });
  new ReverseProxy(stack, 'half-proxy', { host: HOSTS['half-proxy'], routes: routes('half-proxy'), maxBodySize, localPort: 18092 });
  return stack;
}

function backend(stack: Stack, id: string, program: ConfigFile): Endpoint {
  const workload = new Workload(stack, id, {
    image: Image.fromReference(BACKEND_IMAGE),
    command: ['node', PROGRAM],
    env: { [BACKEND_VARIABLE]: id, PORT: String(PORT) },
    mounts: { [PROGRAM]: program },
    health: HealthProbe.fromHttpGet('/', { client: ProbeClient.NODE, startInterval: Duration.seconds(1) }),
    egress: false,
    resources: { cpu: { request: 0.05, limit: 1 }, memory: { request: Size.mebibytes(64), limit: Size.mebibytes(256) } },
  });
  return workload.addEndpoint('http', { port: PORT });
}

function asRoute({ path, kind, backend: to, timeout, stripPrefix }: FrontEndRoute, backends: ReadonlyMap<string, Endpoint>): Route {
  if (kind === 'app') return Route.singlePageApp(path);
  if (kind === 'files') return Route.staticFiles(path);
  const options = { ...(timeout !== undefined && { timeout: Duration.seconds(timeout) }), ...(stripPrefix !== undefined && { stripPrefix }) };
  return kind === 'web-socket' ? Route.webSocket(path, backends.get(to!)!, options) : Route.proxy(path, backends.get(to!)!, options);
}
