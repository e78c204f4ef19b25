import { declare, type Detail } from '../../diagnostics/declaration';

/** What network policies can say, and what they take to be known. */
export const NETWORK_CODES = {
  'kubernetes/egress-policy': declare<Detail>({
    severity: 'info',
    title: 'A policy for who is called has to know the DNS of the cluster',
    says: () => 'It calls nobody outside the application: its NetworkPolicy lets it out to its peers and to the DNS of the cluster, pods of any namespace and link-local addresses on port 53. Where that answers elsewhere, it finds nobody.',
    fix: 'Nothing in most clusters. Otherwise say where it answers, as on OpenShift: new Kubernetes({ dns: { namespace: \'openshift-dns\', port: 5353 } }).',
  }),
  'kubernetes/api-server-egress': declare<Detail>({
    severity: 'warning',
    title: 'The address of the API server is not known',
    says: ({ detail }) => `It waits for ${detail}, about which it asks the API server: so it may call any address on the ports 443 and 6443, and all containers of its pods with it.`,
    fix: 'Say where the API server is: new Kubernetes({ apiServer: \'10.0.0.1/32\' }) with what `kubectl get endpointslices -n default` shows. Or acknowledge this.',
  }),
  'kubernetes/host-network-egress': declare<Detail>({
    severity: 'info',
    title: 'A policy knows no pods on the network of a node',
    says: ({ detail }) => `It calls ${detail} on the network of a node, whose address is not known: so it may call any address on that port.`,
    fix: 'Nothing, or no hostNetwork for the peer.',
  }),
  'kubernetes/network-policy': declare<Detail>({
    severity: 'info',
    title: 'Network policies need a network plugin that enforces them',
    says: () => 'Peers are kept apart by NetworkPolicy objects, which some network plugins ignore.',
    fix: 'Use a plugin such as Calico or Cilium where it matters.',
  }),
  'kubernetes/outside-name': declare<Detail>({
    severity: 'info',
    title: 'A policy knows no host names',
    says: ({ detail }) => `It calls nobody outside but ${detail}, by a name that no NetworkPolicy knows: so it may call any address on that port.`,
    fix: 'Nothing, or the addresses of the server, if they stay: cidr: \'10.20.0.7/32\'.',
  }),
  'kubernetes/existing-secret': declare<Detail>({
    severity: 'info',
    title: 'A value that the cluster has already',
    says: ({ detail }) => `Its value comes out of the Secret ${detail}, which has to be there; in Compose it is a variable of the operator, as every secret.`,
    fix: 'Nothing.',
  }),
  'kubernetes/existing-key': declare<Detail>({
    severity: 'info',
    title: 'A value that the cluster has under another name',
    says: ({ detail }) => `Its value is ${detail}, which is there already; in Compose it is the variable of the secret's own name.`,
    fix: 'Nothing.',
  }),
} as const;
