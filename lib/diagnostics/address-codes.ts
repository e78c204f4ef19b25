import { declare } from './declaration';

/** A name by which a text finds somebody. */
export interface Address {
  readonly value: string;
}

/** Addresses of peers that nothing in the model says. */
export const ADDRESS_CODES = {
  'model/plain-address': declare<Address & { readonly field: string; readonly known: string }>({
    severity: 'error',
    title: 'The address of a peer in plain text',
    says: ({ value, field, known }) => `${field} names the workload "${value}" in plain text: nothing connects the two, so they share no network in Compose and the NetworkPolicy lets nobody in. "${value}" has ${known}.`,
    expected: 'a reference, from which network, network rule and start order follow',
    fix: 'Write endpoint.url(), text`${endpoint.authority}` or { HOST: endpoint.host }; or keep the text and call connectTo(endpoint). If it is no address, acknowledge this with the reason.',
    waivable: true,
  }),
  'model/container-address': declare<Address & { readonly field: string; readonly known: string }>({
    severity: 'error',
    title: 'A container name for an address',
    says: ({ value, field, known }) => `${field} names the container "${value}" of "${known}": a name that the engine of Compose has for it, and nobody on Kubernetes.`,
    expected: 'a reference, from which network, network rule and start order follow',
    fix: 'Write endpoint.url(), text`${endpoint.authority}` or { HOST: endpoint.host }. If it is no address, acknowledge this with the reason.',
    waivable: true,
  }),
  'model/plain-name': declare<Address & { readonly field: string; readonly known: string }>({
    severity: 'info',
    title: 'The name of a connected peer in plain text',
    says: ({ value, field }) => `${field} names the workload "${value}" in plain text. They are connected, but the text stays as it is when the name or the port changes.`,
    fix: 'Write endpoint.url(), or text`${endpoint.authority}`, where you can.',
  }),
} as const;
