import { CONTAINER_RULES } from './container-rules';
import { ENV_RULES } from './env-rules';
import { IDENTITY_RULES } from './identity-rules';
import { clusterOf, type Rule } from './manifests';
import { NETWORK_POLICY_RULES } from './network-policy-rules';
import { POD_SECURITY_RULES } from './pod-security';
import { PROBE_RULES } from './probe-rules';
import { SERVICE_RULES } from './service-rules';
import { VOLUME_RULES } from './volume-rules';
import { WORKLOAD_RULES } from './workload-rules';

const RULES: readonly Rule[] = [
  ...IDENTITY_RULES, ...WORKLOAD_RULES, ...CONTAINER_RULES, ...ENV_RULES, ...PROBE_RULES,
  ...VOLUME_RULES, ...SERVICE_RULES, ...NETWORK_POLICY_RULES, ...POD_SECURITY_RULES,
];

/**
 * Judges the objects of one stack together, as an API server and then a running cluster would: what is in conflict, what
 * refers to something that is not there, what is valid but cannot work. Secrets may be made out of band, nothing else.
 *
 * @param minor version of the API server: 28 is 1.28
 */
export function checkManifests(objects: readonly unknown[], minor = 28): string[] {
  const cluster = clusterOf(objects, minor);
  return [...new Set(RULES.flatMap((rule) => [...rule(cluster)]))];
}
