import { protocolOf } from '../kubernetes/container-rules';
import { selectorMatches, type Cluster, type Manifest, type Pod } from '../kubernetes/manifests';
import { at, fields, mappings, texts, type Fields } from '../untyped';
import type { ObjectNote } from './kubernetes-objects';
import { policiesFor } from './kubernetes-policies';

/** Where nodes answer for names themselves. */
const LINK_LOCAL = '169.254.0.0/16';

/** What a policy on the way out says otherwise than its purpose is: to let a pod find names, and reach who lets it in. */
export function* egressNotes(cluster: Cluster): Iterable<ObjectNote> {
  for (const pod of cluster.pods) {
    const policies = policiesFor(cluster, pod, 'Egress');
    for (const policy of policies) {
      if (!texts(policy.spec['policyTypes']).includes('Egress')) yield [policy, `types of ${policy.label}`, 'not said'];
      for (const [what, value] of tooMuch(cluster, pod, policy)) yield [policy, `${what} of ${policy.label}`, value];
    }
    const [policy] = policies;
    if (policy && !policies.some(({ spec }) => mappings(spec['egress']).some(isForNames))) yield [policy, `names of ${policy.label}`, 'not asked of anyone over both UDP and TCP'];
  }
}

function* tooMuch(cluster: Cluster, pod: Pod, { spec }: Manifest): Iterable<readonly [what: string, value: string]> {
  for (const rule of mappings(spec['egress'])) {
    const peers = mappings(rule['to']);
    if (isForNames(rule)) {
      const anywhere = [peers.some((peer) => Object.keys(fields(peer['namespaceSelector'])).length === 0 && 'namespaceSelector' in peer), peers.some((peer) => at(peer, 'ipBlock', 'cidr') === LINK_LOCAL)];
      if (peers.length === 0 || anywhere[0] !== anywhere[1]) yield ['names', peers.length === 0 ? 'asked of everyone' : 'asked of some of those who know them'];
      continue;
    }
    const inside = peers.filter((peer) => 'podSelector' in peer && !('namespaceSelector' in peer));
    for (const { podSelector } of inside) {
      const owners = new Set(cluster.pods.filter(({ owner, labels }) => owner.namespace === pod.owner.namespace && selectorMatches(podSelector, labels)).map(({ owner }) => owner));
      if (owners.size !== 1) yield ['way out', `to ${owners.size === 0 ? 'nobody' : 'several workloads at once'}`];
    }
    if (inside.length > 0 && mappings(rule['ports']).length === 0) yield ['way out', 'to peers on every port'];
    if (peers.length === 0 && mappings(rule['ports']).some((port) => isMissed(cluster, pod, port, spec))) yield ['way out', 'to everyone, where a peer is meant'];
  }
}

/** Whether somebody beside it lets it in on the port, to whom no rule lets it out: who is called outside may have the port of a peer. */
function isMissed(cluster: Cluster, client: Pod, port: Fields, { egress }: Fields): boolean {
  const isOn = (rule: Fields): boolean => mappings(rule['ports']).some((other) => other['port'] === port['port'] && protocolOf(other) === protocolOf(port));
  const isPeer = (peers: unknown, { labels }: Pod): boolean => mappings(peers).some((peer) => 'podSelector' in peer && !('namespaceSelector' in peer) && selectorMatches(peer['podSelector'], labels));
  return cluster.pods.some((server) => server !== client && server.spec['hostNetwork'] !== true
    && policiesFor(cluster, server).some(({ spec }) => mappings(spec['ingress']).some((rule) => isOn(rule) && isPeer(rule['from'], client)))
    && !mappings(egress).some((rule) => isOn(rule) && isPeer(rule['to'], server)));
}

/** Names are asked for by UDP, and by TCP where the answer is long. */
function isForNames(rule: Fields): boolean {
  const ports = mappings(rule['ports']);
  return ports.some((one) => one['port'] !== undefined && protocolOf(one) === 'UDP' && ports.some((other) => other['port'] === one['port'] && protocolOf(other) === 'TCP'));
}
