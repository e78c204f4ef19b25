import { hasTool, toolsOf } from '../model/image-tools';
import type { ImageRoute } from '../model/image-facts';
import { per, type ImageRule, type KnownContainer } from './image-container';
import { portBehind } from './image-ports';

/** Who asks is in the image: Compose runs a command in the container, whatever is asked for. */
export const checkProbeClient: ImageRule = ({ facts, health, textOf, path }, findings) => {
  const tools = toolsOf(facts);
  if (!health || !tools) return;
  const { check } = health;
  const client = check.kind === 'exec' ? check.command.slice(0, 1).map(textOf).at(0) : check.client;
  if (client === undefined || hasTool(tools, client)) return;
  findings.report('model/image-probe-client', path, { value: client, known: [...tools].sort().join(', ') || 'nothing' });
};

/** What is asked for is there to be asked. */
export const checkProbeAnswer: ImageRule = (container, findings) => {
  const { health, endpoints, facts, path } = container;
  if (!health || health.check.kind === 'exec') return;
  const { check } = health;
  const endpoint = endpoints.find(({ name }) => name === check.endpoint);
  if (!endpoint) return;
  const port = portBehind(container, endpoint.port);
  if (port?.address === 'host-name') {
    const value = `${endpoint.port}/tcp ${per(port)}`;
    findings.report('model/image-address', path, { value, address: 'the address of its host name only', consequence: 'a check in the container, which asks 127.0.0.1, gets no answer' });
  }
  if (check.kind !== 'http' || !facts.routes) return;
  const asked = facts.routes.filter((route) => isGet(route) && isOn(route, port?.port, container));
  const [value] = check.path.split('?');
  const route = answering(value, asked);
  if (!route) {
    findings.report('model/image-route', path, { value, answer: 'does not answer', known: asked.map((known) => `${known.path} ${per(known)}`).join(', ') || 'none' });
  } else if ((route.status ?? 200) >= 400) {
    findings.report('model/image-route', path, { value, answer: `answers with ${route.status} ${per(route)}`, known: asked.filter(({ status = 200 }) => status < 400).map((known) => known.path).join(', ') || 'none' });
  }
};

function isGet({ method = 'GET', webSocket }: ImageRoute): boolean {
  return method === 'GET' && webSocket !== true;
}

/** Whether a route is on a port; of a port about which nothing is stated it may be. */
function isOn(route: ImageRoute, port: number | undefined, { facts }: KnownContainer): boolean {
  return port === undefined || (route.port ?? facts.ports?.[0]?.port) === port;
}

/** The route for a path: its own, or the nearest above it. */
function answering(path: string, routes: readonly ImageRoute[]): ImageRoute | undefined {
  const matching = routes.filter((route) => route.path === path || (route.path.endsWith('/*') && path.startsWith(route.path.slice(0, -1))));
  return matching.find((route) => route.path === path) ?? matching.sort((a, b) => b.path.length - a.path.length).at(0);
}
