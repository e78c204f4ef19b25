import type { Place, Problem } from '../problem';
import { at, fields, integer, isFields, items, mappings, plain, shown, type Fields } from '../untyped';
import { portsOf, protocolOf, running } from './container-rules';
import { inPod, problem } from './finding';
import { routedPorts } from './gateway-rules';
import { ingressBackends } from './ingress-rules';
import { selectedPods, selectorMatches, type Cluster, type Manifest, type Pod, type Rule } from './manifests';
import { backendPort, servicePods, targetIn } from './service-rules';

const policiesOf = (cluster: Cluster): readonly Manifest[] => cluster.ofKind('NetworkPolicy');

const isOfType = ({ spec }: Manifest, type: 'Ingress' | 'Egress'): boolean =>
  Array.isArray(spec['policyTypes']) ? spec['policyTypes'].includes(type) : type === 'Ingress' || 'egress' in spec;

const selects = ({ namespace, spec }: Manifest, { owner, labels }: Pod): boolean =>
  owner.namespace === namespace && selectorMatches(spec['podSelector'], labels);

function* peers(cluster: Cluster, policy: Manifest, place: Place, direction: 'from' | 'to', rule: unknown): Iterable<Problem> {
  for (const [index, value] of items(at(rule, direction)).entries()) {
    const peer = fields(value);
    const { podSelector, namespaceSelector, ipBlock } = peer;
    const here = [...place, direction, index];
    if (isFields(ipBlock) && (isFields(podSelector) || isFields(namespaceSelector))) yield problem('manifest/network', policy, here, 'ipBlock excludes the other selectors of a peer');
    if (Object.keys(peer).length === 0) yield problem('manifest/network', policy, here, `a peer in ${direction} needs a selector or an ipBlock`);
    const elsewhere = isFields(namespaceSelector) || !isFields(podSelector);
    if (!elsewhere && selectedPods(cluster, policy.namespace, podSelector).length === 0) {
      yield problem('manifest/selector', policy, here, `a peer in ${direction} matches no pods (${shown(podSelector)})`);
    }
  }
}

function* policies(cluster: Cluster): Iterable<Problem> {
  for (const policy of policiesOf(cluster)) {
    const { namespace, spec } = policy;
    const pods = selectedPods(cluster, namespace, spec['podSelector']);
    // One that picks every pod is for those to come, too.
    if (pods.length === 0 && Object.keys(fields(spec['podSelector'])).length > 0) yield problem('manifest/selector', policy, ['spec', 'podSelector'], 'podSelector matches no pods');
    for (const [field, type, direction] of [['ingress', 'Ingress', 'from'], ['egress', 'Egress', 'to']] as const) {
      if (Array.isArray(spec[field]) && !isOfType(policy, type)) yield problem('manifest/network', policy, ['spec', 'policyTypes'], `has ${field} rules, but policyTypes lacks ${type}`);
      for (const [index, rule] of items(spec[field]).entries()) {
        const place = ['spec', field, index];
        yield* peers(cluster, policy, place, direction, rule);
        for (const { port, endPort } of mappings(at(rule, 'ports'))) {
          if (endPort !== undefined && !(Number(endPort) >= Number(port))) yield problem('manifest/network', policy, [...place, 'ports'], 'endPort needs a numeric port that is not greater');
        }
      }
    }
    yield* ingressPorts(policy, pods);
    yield* egressPorts(cluster, policy);
  }
}

/** A port nobody listens on admits nothing: the rule was meant for another number. Where no port is declared, nobody can tell. */
function* ingressPorts(policy: Manifest, pods: readonly Pod[]): Iterable<Problem> {
  const declared = pods.flatMap(running).flatMap(portsOf);
  for (const [index, rule] of items(policy.spec['ingress']).entries()) {
    for (const allowed of mappings(at(rule, 'ports'))) {
      if (allowed['port'] === undefined || declared.length === 0 || declared.some((port) => admits(allowed, port))) continue;
      yield problem('manifest/port', policy, ['spec', 'ingress', index, 'ports'], `no selected pod has port ${plain(allowed['port'])}/${protocolOf(allowed)}`, pods.map(({ owner }) => owner));
    }
  }
}

/** The same of peers of the namespace: a policy sees their own ports, and no Service's. */
function* egressPorts(cluster: Cluster, policy: Manifest): Iterable<Problem> {
  for (const [index, rule] of items(policy.spec['egress']).entries()) {
    const peers = mappings(at(rule, 'to'));
    if (peers.length === 0 || peers.some((peer) => !('podSelector' in peer) || 'namespaceSelector' in peer)) continue;
    const pods = peers.flatMap((peer) => selectedPods(cluster, policy.namespace, peer['podSelector']));
    const declared = pods.flatMap(running).flatMap(portsOf);
    for (const allowed of mappings(at(rule, 'ports'))) {
      if (allowed['port'] === undefined || declared.length === 0 || declared.some((port) => admits(allowed, port))) continue;
      yield problem('manifest/port', policy, ['spec', 'egress', index, 'ports'], `no peer has port ${plain(allowed['port'])}/${protocolOf(allowed)}`, pods.map(({ owner }) => owner));
    }
  }
}

function admits(allowed: Fields, port: Fields): boolean {
  if (protocolOf(allowed) !== protocolOf(port)) return false;
  const [first, number] = [integer(allowed['port']), integer(port['containerPort'])];
  if (first === undefined || number === undefined) return allowed['port'] === undefined || allowed['port'] === port['name'];
  return number >= first && number <= (integer(allowed['endPort']) ?? first);
}

/** A rule without ports admits every port. */
const admitsAny = (allowed: unknown, port: Fields): boolean =>
  mappings(allowed).length === 0 || mappings(allowed).some((one) => admits(one, port));

const isOpen = (rule: Fields, direction: 'from' | 'to'): boolean =>
  items(rule[direction]).length === 0 || mappings(rule[direction]).some((peer) => 'namespaceSelector' in peer || 'ipBlock' in peer);

/** Traffic from outside the namespace comes from no pod of the stack: same-namespace rules alone shut it out. */
function* publishedPorts(cluster: Cluster): Iterable<Problem> {
  const published = [
    ...ingressBackends(cluster).map(([{ namespace }, backend]) => backendPort(cluster, namespace, backend)),
    ...routedPorts(cluster),
    ...cluster.ofKind('Service').filter(({ spec }) => ['NodePort', 'LoadBalancer'].includes(plain(spec['type'])))
      .flatMap((service) => mappings(service.spec['ports']).map((port) => ({ service, port }))),
  ];
  for (const { service, port } of published) {
    if (service === undefined || port === undefined) continue;
    for (const pod of servicePods(cluster, service)) {
      const target = targetIn(cluster, pod, port);
      const guards = policiesOf(cluster).filter((policy) => isOfType(policy, 'Ingress') && selects(policy, pod));
      const open = guards.flatMap(({ spec }) => mappings(spec['ingress'])).filter((rule) => isOpen(rule, 'from'));
      if (target === undefined || guards.length === 0 || open.some(({ ports }) => admitsAny(ports, target))) continue;
      yield problem('manifest/network', service, ['spec', 'ports'], `published, but the network policies of ${pod.label} shut out port ${plain(port['port'])}`, [...guards, pod.owner]);
    }
  }
}

/** A policy sees the port of the pods, which is another one on OpenShift. */
const DNS: readonly Fields[] = [53, 5353].map((containerPort) => ({ containerPort, protocol: 'UDP' }));

/** A pod that may open connections to others of its namespace by their names, but not ask for names, cannot use them. */
function* nameResolution(cluster: Cluster): Iterable<Problem> {
  for (const pod of cluster.pods) {
    const guards = policiesOf(cluster).filter((policy) => isOfType(policy, 'Egress') && selects(policy, pod));
    const rules = guards.flatMap(({ spec }) => mappings(spec['egress']));
    const resolves = rules.filter((rule) => isOpen(rule, 'to')).some(({ ports }) => DNS.some((port) => admitsAny(ports, port)));
    if (rules.length > 0 && !resolves) yield inPod('manifest/network', pod, [], 'egress policies allow connections but not DNS (53/UDP to another namespace)', guards);
  }
}

/** NetworkPolicies, and the traffic they must not cut. */
export const NETWORK_POLICY_RULES: readonly Rule[] = [policies, publishedPorts, nameResolution];
