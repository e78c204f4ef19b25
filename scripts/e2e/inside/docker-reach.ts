import type { ReportDocument } from '../../../lib/diagnostics/report-document';
import type { StackModel } from '../../../lib/model/stack';
import { run } from '../command';
import type { State } from '../compose-state';
import { announcedIn, besideGateways, pairsIn, wrongAmong, type Pair } from './pairs';

/** Tries each line of `host port`, and prints it again if somebody answers. */
const TRY = 'while read -r host port; do nc -z -w 2 "$host" "$port" </dev/null >/dev/null 2>&1 && echo "$host $port"; done; true';

/** Which connections of a project are open that should not be, or the other way round. Its containers have to run. */
export function reachesOf(model: StackModel, report: ReportDocument, states: readonly State[], lookerImage: string): { readonly problems: readonly string[]; readonly tried: number } {
  const containers = new Map(states.filter(({ State: state }) => state === 'running').map(({ Service, ID }) => [Service, ID]));
  // Who has sidecars has the network of a container that holds it.
  const idOf = (workload: string): string | undefined => containers.get(`${workload}-pod`) ?? containers.get(workload);
  const pairs = pairsIn(model).filter(({ from, to }) => idOf(from) !== undefined && idOf(to) !== undefined);
  // A network of Compose knows no ports: who may call one may call all of them.
  const anyPort = pairs.filter(({ isDeclared }) => isDeclared).map(({ from, to }) => `${from} ${to}`);
  const open = new Set([...new Set(pairs.map(({ from }) => from))].flatMap((from) => {
    const own = pairs.filter((pair) => pair.from === from);
    return openFrom(['--network', `container:${idOf(from)}`], own, lookerImage).map((target) => `${from} ${target}`);
  }));
  return { problems: wrongAmong(pairs, ({ from, to, port }) => open.has(`${from} ${to} ${port}`), new Set([...announcedIn(report), ...besideGateways(model), ...anyPort])), tried: pairs.length };
}

/** Ports of the host that somebody has to answer at, and does not. */
export function unansweredOn(ports: readonly { readonly name: string; readonly address: string; readonly port: number }[], lookerImage: string): readonly string[] {
  const answered = new Set(openFrom(['--network', 'host'], ports.map(({ address, port }) => ({ to: address, port })), lookerImage));
  return ports.filter(({ address, port }) => !answered.has(`${address} ${port}`)).map(({ name, address, port }) => `nobody answers for ${name} at ${address}:${port}`);
}

function openFrom(network: readonly string[], targets: readonly Pick<Pair, 'to' | 'port'>[], lookerImage: string): string[] {
  const input = targets.map(({ to, port }) => `${to} ${port}\n`).join('');
  const { stdout } = run(['docker', 'run', '--rm', '-i', ...network, '--entrypoint', 'sh', lookerImage, '-c', TRY], { input });
  return stdout.split('\n').filter(Boolean);
}
