import { mainContainers, portsOf, protocolOf } from './container-rules';
import { selectedPods, selectorMatches, type Cluster, type Manifest, type Pod, type Rule } from './manifests';
import { backendPort, ingressBackends, servicePods, targetIn } from './service-rules';
import { integer, isFields, items, mappings, shown, type Fields } from '../untyped';

const policiesOf = (cluster: Cluster): readonly Manifest[] =>
  cluster.ofKind('NetworkPolicy').filter(({ apiVersion }) => apiVersion === 'networking.k8s.io/v1');

const isOfType = ({ spec }: Manifest, type: 'Ingress' | 'Egress'): boolean =>
  Array.isArray(spec['policyTypes']) ? spec['policyTypes'].includes(type) : type === 'Ingress' || 'egress' in spec;

const selects = ({ namespace, spec }: Manifest, { owner, labels }: Pod): boolean =>
  owner.namespace === namespace && selectorMatches(spec['podSelector'], labels);

function* peers(cluster: Cluster, { label, namespace }: Manifest, direction: 'from' | 'to', rule: Fields): Iterable<string> {
  for (const peer of mappings(rule[direction])) {
    const { podSelector, namespaceSelector, ipBlock } = peer;
    if (ipBlock !== undefined && (podSelector !== undefined || namespaceSelector !== undefined)) {
      yield `${label}: ipBlock excludes the other selectors of a peer`;
    }
    if (Object.keys(peer).length === 0) yield `${label}: a peer in ${direction} needs a selector or an ipBlock`;
    const elsewhere = namespaceSelector !== undefined || !isFields(podSelector);
    if (!elsewhere && selectedPods(cluster, namespace, podSelector).length === 0) {
      yield `${label}: a peer in ${direction} matches no pods (${shown(podSelector)})`;
    }
  }
}

function* policies(cluster: Cluster): Iterable<string> {
  for (const policy of policiesOf(cluster)) {
    const { label, namespace, spec } = policy;
    const pods = selectedPods(cluster, namespace, spec['podSelector']);
    if (pods.length === 0) yield `${label}: podSelector matches no pods`;
    for (const [field, type, direction] of [['ingress', 'Ingress', 'from'], ['egress', 'Egress', 'to']] as const) {
      if (field in spec && !isOfType(policy, type)) yield `${label}: has ${field} rules, but policyTypes lacks ${type}`;
      for (const rule of mappings(spec[field])) {
        yield* peers(cluster, policy, direction, rule);
        for (const { port, endPort } of mappings(rule['ports'])) {
          if (endPort !== undefined && !(Number(endPort) >= Number(port))) {
            yield `${label}: endPort needs a numeric port that is not greater`;
          }
        }
      }
    }
    yield* ingressPorts(policy, pods);
  }
}

/** A port nobody listens on admits nothing: the rule was meant for another number. */
function* ingressPorts({ label, spec }: Manifest, pods: readonly Pod[]): Iterable<string> {
  const declared = pods.flatMap(mainContainers).flatMap(portsOf);
  for (const allowed of mappings(spec['ingress']).flatMap((rule) => mappings(rule['ports']))) {
    if (allowed['port'] === undefined || pods.length === 0) continue;
    if (!declared.some((port) => admits(allowed, port))) {
      yield `${label}: no selected pod has port ${String(allowed['port'])}/${protocolOf(allowed)}`;
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
function* publishedPorts(cluster: Cluster): Iterable<string> {
  const published = [
    ...ingressBackends(cluster).map(([{ namespace }, backend]) => backendPort(cluster, namespace, backend)),
    ...cluster.ofKind('Service').filter(({ spec }) => ['NodePort', 'LoadBalancer'].includes(String(spec['type'])))
      .flatMap((service) => mappings(service.spec['ports']).map((port) => ({ service, port }))),
  ];
  for (const { service, port } of published) {
    if (service === undefined || port === undefined) continue;
    for (const pod of servicePods(cluster, service)) {
      const target = targetIn(pod, port);
      const guards = policiesOf(cluster).filter((policy) => isOfType(policy, 'Ingress') && selects(policy, pod));
      const open = guards.flatMap(({ spec }) => mappings(spec['ingress'])).filter((rule) => isOpen(rule, 'from'));
      const admitted = target !== undefined && open.some(({ ports }) => admitsAny(ports, target));
      if (guards.length > 0 && !admitted) {
        yield `${service.label}: published, but the network policies of ${pod.label} shut out port ${String(port['port'])}`;
      }
    }
  }
}

const DNS: Fields = { containerPort: 53, protocol: 'UDP' };

/** A pod that may open connections but not ask for names cannot use them. */
function* nameResolution(cluster: Cluster): Iterable<string> {
  for (const pod of cluster.pods) {
    const rules = policiesOf(cluster)
      .filter((policy) => isOfType(policy, 'Egress') && selects(policy, pod))
      .flatMap(({ spec }) => mappings(spec['egress']));
    const resolves = rules.filter((rule) => isOpen(rule, 'to')).some(({ ports }) => admitsAny(ports, DNS));
    if (rules.length > 0 && !resolves) yield `${pod.label}: egress policies allow connections but not DNS (53/UDP to another namespace)`;
  }
}

/** NetworkPolicies, and the traffic they must not cut. */
export const NETWORK_POLICY_RULES: readonly Rule[] = [policies, publishedPorts, nameResolution];
