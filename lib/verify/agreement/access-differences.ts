import { differenceOf, type Difference } from './difference';
import type { ComposeReading, KubernetesReading } from './reading';

/** Who reaches what, from inside and from outside. */
export function* accessDifferences(kubernetes: KubernetesReading, compose: ComposeReading): Iterable<Difference> {
  yield* calls(kubernetes, compose);
  for (const [key, { container, host }] of compose.published) {
    const [workload, endpoint] = key.split(' ');
    const port = kubernetes.ports.get(key);
    if (port !== container) yield differenceOf(`${workload} port ${endpoint}`, port, container);
    const isLed = kubernetes.entrances.has(key) || kubernetes.only.has(`${workload} outside ${endpoint}`);
    if (!isLed) yield differenceOf(`${workload} published ${endpoint}`, undefined, host);
  }
  for (const [key, address] of kubernetes.entrances) {
    const [workload, endpoint] = key.split(' ');
    yield differenceOf(`${workload} entrance ${endpoint}`, address, compose.published.get(key)?.host);
  }
  for (const [key, value] of kubernetes.only) {
    const [, workload, endpoint] = /^(\S+) outside (.*)$/.exec(key) ?? [];
    if (workload === undefined) continue;
    const [, port, container] = /^\S+ (\S+) for (.*)$/.exec(value) ?? [];
    const published = compose.published.get(`${workload} ${endpoint}`);
    if (!published?.host.startsWith('0.0.0.0:') || published.container !== container || (!published.isChosen && published.host !== `0.0.0.0:${port}`)) yield differenceOf(key, value, published?.host);
  }
}

function* calls(kubernetes: KubernetesReading, compose: ComposeReading): Iterable<Difference> {
  for (const call of new Set([...kubernetes.calls.keys(), ...compose.calls.keys()])) {
    const [client, server] = call.split(' -> ');
    const [ours, theirs] = [kubernetes.calls.has(call), compose.calls.has(call)];
    // On the network of a workload are those that it lets in, whoever else sees them there.
    if (!ours && compose.guests.has(call)) yield differenceOf(`${server} joined by ${client}`, 'no', 'yes');
    if (ours !== theirs) yield differenceOf(`${server} called by ${client}`, ours ? 'yes' : 'no', theirs ? 'yes' : 'no');
  }
}
