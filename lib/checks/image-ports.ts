import type { ImagePort } from '../model/image-facts';
import { per, settingOf, type ImageRule, type KnownContainer } from './image-container';

/** What a port has for a number here: another than the stated one, or undefined if it cannot be known. */
function portNumber(port: ImagePort, container: KnownContainer): number | undefined {
  const setting = port.setBy === undefined ? undefined : settingOf(port.setBy, container);
  if (!setting || setting.value === '') return port.port;
  // An address may stand before it: `0.0.0.0:8000`.
  const digits = /(?:^|:)(\d+)$/.exec(setting.value ?? '')?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** The port that stands behind an endpoint. */
export function portBehind(container: KnownContainer, number: number, protocol: 'tcp' | 'udp' = 'tcp'): ImagePort | undefined {
  return container.facts.ports?.find((port) => (port.protocol ?? 'tcp') === protocol && portNumber(port, container) === number);
}

/** Every endpoint is a port on which the program listens, for others than itself. */
export const checkPorts: ImageRule = (container, findings) => {
  const { facts, endpoints, path } = container;
  if (!facts.ports) return;
  const unknown = facts.ports.some((port) => portNumber(port, container) === undefined);
  for (const { name, port, protocol } of endpoints) {
    const behind = portBehind(container, port, protocol);
    if (behind?.address === 'loopback') {
      findings.report('model/image-address', path, { value: `${port}/${protocol} ${per(behind)}`, address: 'its loopback address only', consequence: `nobody reaches its endpoint "${name}"` });
    } else if (!behind && !unknown) {
      findings.report('model/image-port', path, { endpoint: name, value: `${port}/${protocol}`, known: facts.ports.map((known) => shown(known, container)).join(', ') || 'no port' });
    }
  }
};

function shown(port: ImagePort, container: KnownContainer): string {
  const { protocol = 'tcp', setBy } = port;
  return `${portNumber(port, container)}/${protocol}${setBy === undefined ? '' : `, which ${setBy} sets`} ${per(port)}`;
}
