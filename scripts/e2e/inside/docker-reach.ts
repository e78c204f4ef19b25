import type { ReportDocument } from '../../../lib/diagnostics/report-document';
import type { StackModel } from '../../../lib/model/stack';
import { must } from '../command';
import type { State } from '../compose-state';
import { containerOfRun } from '../containers-of-run';
import { compared, type Noted } from './compared';
import { announcedIn, besideGateways, boundTo, joinedIn, namedPairs, pairsIn, publishedIn, wrongPair, type Pair } from './pairs';

/**
 * Tries all lines of `host port protocol` at once, and prints each again where somebody answers, and `tried` in the end. Over UDP somebody has to say
 * something back. What is `held` is still open after a second: whoever publishes a port for others takes a connection before he knows whether they do.
 * The `nc` of BusyBox ends with the connection; that of OpenBSD does so where it does not wait for input, which it is told by `-d`.
 */
const TRY = [
  'silent=; nc -h 2>&1 | grep -q OpenBSD && silent=-d',
  'attempt() {',
  'if [ "$3" = udp ]; then [ -n "$(echo asked | nc -u -w 2 "$1" "$2" 2>/dev/null)" ] && echo "$*"; return; fi',
  'nc -z -w 2 "$1" "$2" </dev/null >/dev/null 2>&1 || return',
  '[ "$3" = tcp ] && echo "$*" && return',
  'sleep 3 </dev/null | nc $silent "$1" "$2" >/dev/null 2>&1 & one=$!',
  'sleep 1; kill "$one" 2>/dev/null && echo "$*"',
  '}',
  'while read -r line; do attempt $line & done; wait; echo tried',
].join('\n');

interface Target extends Pick<Pair, 'to' | 'port'> {
  readonly protocol: 'tcp' | 'udp' | 'held';
}

/** Holds which connections of a project are open against those that are declared. Its containers have to run. */
export function reachesOf(model: StackModel, report: ReportDocument, states: readonly State[], lookerImage: string): readonly Noted[] {
  // Who has sidecars has the network of a container that holds it.
  const idOf = (workload: string): string | undefined => networkOf(workload, states);
  const isThere = ({ from, to }: Pair): boolean => idOf(from) !== undefined && idOf(to) !== undefined;
  const [pairs, named] = [pairsIn(model).filter(isThere), namedPairs(model).filter(isThere)];
  const announced = new Set([...announcedIn(report), ...besideGateways(model), ...joinedIn(model)]);
  const addresses = new Map([...new Set(pairs.map(({ to }) => to))].map((to) => [to, addressesOf(idOf(to)!)]));
  // A name that nobody has keeps nobody out who knows the address.
  const besides = ({ from, to, isDeclared }: Pair): readonly string[] => (isDeclared || announced.has(`${from} ${to}`) ? [] : addresses.get(to)!);
  const open = new Set([...new Set(pairs.map(({ from }) => from))].flatMap((from) => {
    const targets = [
      ...pairs.filter((pair) => pair.from === from).flatMap((pair) => [pair.to, ...besides(pair)].map((to): Target => ({ to, port: pair.port, protocol: 'tcp' }))),
      ...named.filter((pair) => pair.from === from).map(({ name, port, protocol }): Target => ({ to: name, port, protocol })),
    ];
    return openFrom(['--network', `container:${idOf(from)}`], targets, lookerImage).map((target) => `${from} ${target}`);
  }));
  const paths = new Map(model.workloads.map(({ name, path }) => [name, path]));
  return [
    ...pairs.flatMap((pair) => {
      const isOpen = [pair.to, ...besides(pair)].some((host) => open.has(`${pair.from} ${host} ${pair.port} tcp`));
      const problem = wrongPair(pair, isOpen, announced);
      return [pair.from, pair.to].map((name, at): Noted => ({ path: paths.get(name)!, by: 'connections', ...(at === 0 && problem !== undefined && { problem }) }));
    }),
    ...named.map(({ from, to, name, port, protocol, by }) => ({
      path: paths.get(to)!,
      ...compared(by, open.has(`${from} ${name} ${port} ${protocol}`), () => `${from} does not reach ${name}:${port} over ${protocol}`),
    })),
  ];
}

/** Holds who answers at ports of the host, and what the engine has bound them to, against those that are published. */
export function publishedComparisons(model: StackModel, states: readonly State[], lookerImage: string): readonly Noted[] {
  const ports = publishedIn(model);
  const word = (protocol: 'tcp' | 'udp'): Target['protocol'] => (protocol === 'udp' ? 'udp' : 'held');
  const answered = new Set(openFrom(['--network', 'host'], ports.map(({ address, port, protocol }) => ({ to: address, port, protocol: word(protocol) })), lookerImage));
  return ports.map((published) => {
    const { name, path, address, port, protocol, workload } = published;
    const bound = must(['docker', 'port', networkOf(workload, states) ?? workload]);
    if (!answered.has(`${address} ${port} ${word(protocol)}`)) return { path, ...compared('published ports', false, () => `nobody answers for ${name} at ${address}:${port}`) };
    return { path, ...compared('published ports', bound.split('\n').includes(boundTo(published)), () => `${name} has to be bound as ${boundTo(published)}, and these are: ${bound.trim().replace(/\n/g, ', ')}`) };
  });
}

/** The container whose network a workload has. */
function networkOf(workload: string, states: readonly State[]): string | undefined {
  const containers = new Map(states.filter(({ State: state }) => state === 'running').map(({ Service, ID }) => [Service, ID]));
  return containers.get(`${workload}-pod`) ?? containers.get(workload);
}

/** Those that a container has on its networks. */
function addressesOf(id: string): readonly string[] {
  return must(['docker', 'inspect', '--format', '{{range .NetworkSettings.Networks}}{{.IPAddress}} {{.GlobalIPv6Address}} {{end}}', id]).split(/\s+/).filter(Boolean);
}

/** Which of these are open; an error where nobody could try. */
function openFrom(network: readonly string[], targets: readonly Target[], lookerImage: string): string[] {
  if (targets.length === 0) return [];
  const input = targets.map(({ to, port, protocol }) => `${to} ${port} ${protocol}\n`).join('');
  const said = must(containerOfRun('-i', ...network, '--entrypoint', 'sh', lookerImage, '-c', `command -v nc >/dev/null || exit 1\n${TRY}`), { input }).split('\n').filter(Boolean);
  if (said.pop() !== 'tried') throw new Error(`whoever tries connections from ${network.join(' ')} has not tried them all`);
  return said;
}
