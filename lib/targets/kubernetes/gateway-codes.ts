import { declare, type Detail, type Difference } from '../../diagnostics/declaration';

/** What the Gateway API cannot say, and what of it cannot be. */
export const GATEWAY_CODES = {
  'kubernetes/strip-prefix': declare<Detail>({
    severity: 'error',
    title: 'An Ingress changes no paths',
    says: ({ detail }) => `Its routes for ${detail} take their path away before they pass on, and on Kubernetes an Ingress serves it, which has no field for that.`,
    expected: 'a Gateway, whose HTTPRoutes change paths, or routes without stripPrefix',
    fix: 'Name a Gateway, with new Kubernetes({ gateway }) or configure({ gateway }) of the proxy; or leave stripPrefix out and let the backend answer below the path.',
  }),
  'kubernetes/own-gateway': declare<Detail>({
    severity: 'error',
    title: 'A Gateway of the stack\'s own that cannot be',
    says: ({ detail }) => `The Gateway ${detail}.`,
    expected: 'one class, one set of annotations and one issuer for a Gateway, and one certificate for each host',
    fix: 'Say the same of all that it serves; or give some of it a Gateway of another name, with configure({ gateway: { className, name } }).',
  }),
  'kubernetes/gateway-made': declare<Detail & { readonly differences: readonly Difference[] }>({
    severity: 'info',
    title: 'A Gateway of the stack\'s own has an address of its own',
    says: ({ detail }) => `On Kubernetes it makes the Gateway ${detail}, for which most clusters order a balancer with an address; Compose has ports of the machine in its place.`,
    fix: 'Have its hosts lead to that address, which `kubectl get gateway` shows; or name a Gateway that several stacks have, with gateway: { name, namespace }.',
    differs: ({ differences }) => differences,
  }),
  'kubernetes/gateway-certificate': declare<Detail>({
    severity: 'warning',
    title: 'The certificate is the Gateway\'s, which is there already',
    says: ({ detail }) => `${detail}, but on Kubernetes its listener shows the certificate that it has: nothing of it is written.`,
    fix: 'See to it that the listener has a certificate for the host; then leave tlsSecret and clusterIssuer out, or acknowledge this. Or have the stack make a Gateway, with className in place of a name.',
  }),
  'kubernetes/gateway-listeners': declare<Detail>({
    severity: 'info',
    title: 'Nobody has said which listeners of the Gateway have TLS, and which have none',
    says: ({ detail }) => `${detail}.`,
    fix: 'Name them, with gateway: { name, listeners: { https, http } }; nothing where the Gateway itself leads to TLS.',
  }),
  'kubernetes/gateway-limits': declare<Detail & { readonly whole: string; readonly differences: readonly Difference[] }>({
    severity: 'info',
    title: 'An HTTPRoute says neither how long to wait in silence nor how much to let through',
    says: ({ detail, whole }) => `Nothing in the HTTPRoute says so, as the Gateway API has no fields for it: ${detail}. As a whole a request may take ${whole}.`,
    fix: 'Say it in the way of the controller, by a policy of its own that is attached to the route or to the Gateway.',
    differs: ({ differences }) => differences,
  }),
  'kubernetes/gateway-redirect': declare<Detail & { readonly differences: readonly Difference[] }>({
    severity: 'info',
    title: 'Who asks without TLS is led to TLS by the Gateway',
    says: ({ detail }) => `On Kubernetes an HTTPRoute of its own leads from ${detail} to the same address with TLS, by 301, after which clients may make a POST a GET; in Compose the operator's own proxy does so or does not, or nginx by 308.`,
    fix: 'Nothing.',
    differs: ({ differences }) => differences,
  }),
} as const;
