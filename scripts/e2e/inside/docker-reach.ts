import type { ReportDocument } from '../../../lib/diagnostics/report-document';
import type { StackModel } from '../../../lib/model/stack';
import { run } from '../command';
import type { State } from '../compose-state';
import { compared, type Noted } from './compared';
import { announcedIn, besideGateways, joinedIn, namedPairs, pairsIn, publishedIn, wrongPair, type Pair } from './pairs';

/** Tries each line of `host port protocol`, and prints it again if somebody answers; over UDP somebody has to say something back. */
const TRY = [
  'while read -r host port protocol; do',
  'if [ "$protocol" = udp ]; then [ -n "$(echo asked | nc -u -w 2 "$host" "$port" 2>/dev/null)" ] && echo "$host $port $protocol";',
  'else nc -z -w 2 "$host" "$port" </dev/null >/dev/null 2>&1 && echo "$host $port $protocol"; fi; done; true',
].join(' ');

type Target = Pick<Pair, 'to' | 'port'> & { readonly protocol: 'tcp' | 'udp' };

/** Holds which connections of a project are open against those that are declared. Its containers have to run. */
export function reachesOf(model: StackModel, report: ReportDocument, states: readonly State[], lookerImage: string): readonly Noted[] {
  const containers = new Map(states.filter(({ State: state }) => state === 'running').map(({ Service, ID }) => [Service, ID]));
  // Who has sidecars has the network of a container that holds it.
  const idOf = (workload: string): string | undefined => containers.get(`${workload}-pod`) ?? containers.get(workload);
  const isThere = ({ from, to }: Pair): boolean => idOf(from) !== undefined && idOf(to) !== undefined;
  const [pairs, named] = [pairsIn(model).filter(isThere), namedPairs(model).filter(isThere)];
  const open = new Set([...new Set(pairs.map(({ from }) => from))].flatMap((from) => {
    const targets = [...pairs.filter((pair) => pair.from === from).map(({ to, port }): Target => ({ to, port, protocol: 'tcp' })), ...named.filter((pair) => pair.from === from).map(({ name, port, protocol }): Target => ({ to: name, port, protocol }))];
    return openFrom(['--network', `container:${idOf(from)}`], targets, lookerImage).map((target) => `${from} ${target}`);
  }));
  const announced = new Set([...announcedIn(report), ...besideGateways(model), ...joinedIn(model)]);
  const paths = new Map(model.workloads.map(({ name, path }) => [name, path]));
  return [
    ...pairs.flatMap((pair) => {
      const problem = wrongPair(pair, open.has(`${pair.from} ${pair.to} ${pair.port} tcp`), announced);
      return [pair.from, pair.to].map((name, at): Noted => ({ path: paths.get(name)!, by: 'connections', ...(at === 0 && problem !== undefined && { problem }) }));
    }),
    ...named.map(({ from, to, name, port, protocol, by }) => ({
      path: paths.get(to)!,
      ...compared(by, open.has(`${from} ${name} ${port} ${protocol}`), () => `${from} does not reach ${name}:${port} over ${protocol}`),
    })),
  ];
}

/** Holds who answers at ports of the host against those that are published. */
export function publishedComparisons(model: StackModel, lookerImage: string): readonly Noted[] {
  const ports = publishedIn(model);
  const answered = new Set(openFrom(['--network', 'host'], ports.map(({ address, port, protocol }) => ({ to: address, port, protocol })), lookerImage));
  return ports.map(({ name, path, address, port, protocol }) => ({ path, ...compared('published ports', answered.has(`${address} ${port} ${protocol}`), () => `nobody answers for ${name} at ${address}:${port}`) }));
}

function openFrom(network: readonly string[], targets: readonly Target[], lookerImage: string): string[] {
  if (targets.length === 0) return [];
  const input = targets.map(({ to, port, protocol }) => `${to} ${port} ${protocol}\n`).join('');
  const { stdout } = run(['docker', 'run', '--rm', '-i', ...network, '--entrypoint', 'sh', lookerImage, '-c', TRY], { input });
  return stdout.split('\n').filter(Boolean);
}
