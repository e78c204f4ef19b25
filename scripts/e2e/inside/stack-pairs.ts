import type { StackModel } from '../../../lib/model/stack';
import { compared, type Noted } from './compared';
import { podsIn, runningIn, workloadOf, type Pod } from './kubelet';

/** A workload, wherever it runs. */
interface Place {
  readonly namespace: string;
  readonly workload: string;
}

/** A connection between a workload of a stack and one of another stack of its app, as its caller has it. */
export interface StackPair {
  /** Construct path of the one that is of this stack. */
  readonly path: string;
  readonly from: Place;
  readonly to: Place;
  readonly port: number;
}

/** Those of a stack, whoever of the two calls. */
export function stackPairs({ namespace, workloads, connections, outside = [], callers = [] }: StackModel): readonly StackPair[] {
  const own = new Map(workloads.map((workload) => [workload.path, workload]));
  const calls = connections.flatMap(({ from, to, endpoint: name }) => {
    const [caller, peer] = [own.get(from), outside.find(({ path, stack }) => path === to && stack !== undefined)];
    const endpoint = peer?.endpoints.find((each) => each.name === name);
    return caller && peer?.stack && endpoint?.protocol === 'tcp' ? [{ path: from, from: { namespace, workload: caller.name }, to: { namespace: peer.stack.namespace, workload: peer.name }, port: endpoint.port }] : [];
  });
  const answers = callers.flatMap(({ to, endpoint: name, namespace: other, workload }) => {
    const called = own.get(to);
    const endpoint = called?.endpoints.find((each) => each.name === name);
    return called && endpoint?.protocol === 'tcp' ? [{ path: to, from: { namespace: other, workload }, to: { namespace, workload: called.name }, port: endpoint.port }] : [];
  });
  return [...calls, ...answers];
}

/** Those of which both ends run, each with the line that asks for it. */
export function askable(pairs: readonly StackPair[]): readonly { readonly line: string; readonly pair: StackPair }[] {
  const pods = new Map([...new Set(pairs.flatMap(({ from, to }) => [from.namespace, to.namespace]))].map((namespace) => [namespace, podsIn(namespace).filter(({ status }) => status.phase === 'Running')]));
  const runs = ({ namespace, workload }: Place): Pod | undefined => pods.get(namespace)?.find((pod) => workloadOf(pod) === workload);
  return pairs.flatMap((pair) => {
    const { from, to, port } = pair;
    const [caller] = [runs(from)].flatMap((pod) => (pod ? runningIn(pod) : []));
    return caller && runs(to) ? [{ pair, line: `${caller.id} ${to.workload}.${to.namespace}.svc.cluster.local ${port}` }] : [];
  });
}

/** Each of them is open. */
export function stackPairComparisons(asked: ReturnType<typeof askable>, isOpen: (line: string) => boolean): readonly Noted[] {
  return asked.map(({ line, pair: { path, from, to, port } }) => ({ path, ...compared('connections', isOpen(line), () => `${from.workload} of ${from.namespace} does not reach ${to.workload}:${port} of ${to.namespace}, which is declared`) }));
}
