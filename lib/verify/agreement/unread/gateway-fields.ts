import type { KnownFields } from './kubernetes-fields';

/**
 * What is known of a mapping of a Gateway or an HTTPRoute, by where it stands.
 */
export const GATEWAY_FIELDS: Readonly<Record<string, KnownFields>> = {
  '': { read: 'apiVersion kind metadata spec', unnoticed: 'status' },
  metadata: { read: 'name namespace labels annotations', unnoticed: 'creationTimestamp generateName generation managedFields resourceVersion selfLink uid' },
  spec: { read: 'parentRefs hostnames rules listeners gatewayClassName', unnoticed: 'addresses infrastructure' },
  'spec.parentRefs': { read: 'name namespace sectionName' },
  'spec.rules': { read: 'matches filters backendRefs timeouts', unnoticed: 'name' },
  'spec.rules.matches': { read: 'path' },
  'spec.rules.backendRefs': { read: 'name port' },
  'spec.rules.timeouts': { read: 'request' },
  'spec.listeners': { read: 'name hostname port protocol tls' },
  'spec.listeners.tls': { read: 'certificateRefs' },
};

/** What a field is whether somebody says it or not. */
export const USUAL_GATEWAY_VALUES: Readonly<Record<string, unknown>> = {
  'spec.listeners.tls.mode': 'Terminate',
  'spec.parentRefs.group': 'gateway.networking.k8s.io',
  'spec.parentRefs.kind': 'Gateway',
  'spec.rules.backendRefs.group': '',
  'spec.rules.backendRefs.kind': 'Service',
  'spec.rules.backendRefs.weight': 1,
};
