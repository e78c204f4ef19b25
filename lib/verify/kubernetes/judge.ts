import type { Problem, Subject } from '../problem';
import { isFields, shown } from '../untyped';
import { ACCESS_RULES } from './access-rules';
import { kubernetesApi } from './api/api';
import { AUTOSCALER_RULES } from './autoscaler-rules';
import { CONTAINER_RULES } from './container-rules';
import { definitionIn } from './custom/definitions';
import { gatewayDefinitions, isOfGatewayApi } from './custom/gateway-api';
import { DOWNWARD_RULES } from './downward-rules';
import { ENV_RULES } from './env-rules';
import { GATEWAY_RULES } from './gateway-rules';
import { IDENTITY_RULES } from './identity-rules';
import { INGRESS_RULES } from './ingress-rules';
import { clusterOfSubjects, type Cluster, type Rule } from './manifests';
import { NETWORK_POLICY_RULES } from './network-policy-rules';
import { POD_SECURITY_RULES } from './pod-security';
import { PROBE_RULES } from './probe-rules';
import { LIMIT_RANGE_RULES } from './quota/limit-range-rules';
import { QUOTA_RULES } from './quota/quota-rules';
import { RESOURCE_RULES } from './resource-rules';
import { schemaProblems } from './schema';
import { SIZE_RULES } from './size-rules';
import { SERVICE_RULES } from './service-rules';
import { judgedMinor } from './version';
import { VOLUME_RULES } from './volume-rules';
import { WORKLOAD_RULES } from './workload-rules';

const RULES: readonly Rule[] = [
  ...IDENTITY_RULES, ...WORKLOAD_RULES, ...ACCESS_RULES, ...AUTOSCALER_RULES, ...CONTAINER_RULES, ...RESOURCE_RULES, ...ENV_RULES, ...DOWNWARD_RULES,
  ...PROBE_RULES, ...VOLUME_RULES, ...SERVICE_RULES, ...INGRESS_RULES, ...GATEWAY_RULES, ...NETWORK_POLICY_RULES, ...POD_SECURITY_RULES, ...SIZE_RULES, ...LIMIT_RANGE_RULES, ...QUOTA_RULES,
];

/** What manifests are judged by. */
export interface ManifestSettings {
  /** Of the cluster: `1.28` to `1.37`, also with a patch. Of another one, the nearest that is known. */
  readonly version: string;
  /** Names of the subjects of which fields, types and values are judged. Rules look at all. @default - all */
  readonly only?: ReadonlySet<string>;
  /** Objects that are there although no manifest makes them: `ConfigMap/settings`, `PersistentVolumeClaim/data`. @default - none; Secrets may always be */
  readonly external?: ReadonlySet<string>;
  /** Where objects go that name no namespace. @default - the one that the others name, `default` where they name several */
  readonly namespace?: string;
  /** Feature gates that somebody turned on in the cluster. @default - those that are on by default */
  readonly features?: ReadonlySet<string>;
  /** CustomResourceDefinitions of the cluster, by which custom resources are judged. @default - those among the subjects, and those of the Gateway API; other custom resources pass */
  readonly crds?: readonly unknown[];
  /** Whether all is applied by servers, `kubectl apply --server-side`, which keep no copy of an object in an annotation. @default false - or by kubectl */
  readonly serverSideApply?: boolean;
}

function* schemas(subjects: readonly Subject[], cluster: Cluster, { only, features, crds = [] }: ManifestSettings): Iterable<Problem> {
  const api = kubernetesApi(cluster.minor);
  const own = cluster.ofKind('CustomResourceDefinition').map(({ body }) => definitionIn(body));
  const told = [...own, ...crds.map((crd) => definitionIn(crd))].filter((definition) => definition !== undefined);
  const definitions = cluster.manifests.some(({ apiVersion }) => isOfGatewayApi(apiVersion)) ? [...told, ...gatewayDefinitions()] : told;
  for (const { name, value } of subjects) {
    if (!isFields(value)) yield { code: 'manifest/wrong-type', subject: name, place: [], detail: `must be a mapping (got ${shown(value)})` };
  }
  for (const manifest of cluster.manifests) {
    if (only === undefined || only.has(manifest.subject)) yield* schemaProblems(manifest, api, { features, definitions });
  }
}

/**
 * Judges the objects of one stack, each by the API of the version and all together, as an API server and then a running
 * cluster would: what is in conflict, what refers to something that is not there, what is valid but cannot work. Secrets may
 * be made out of band, and what `external` names. Never throws, whatever the subjects are.
 */
export function judgeManifests(subjects: readonly Subject[], settings: ManifestSettings): Problem[] {
  const minor = judgedMinor(settings.version);
  const cluster = clusterOfSubjects(subjects, { ...settings, minor });
  const problems = [...schemas(subjects, cluster, settings), ...RULES.flatMap((rule) => [...rule(cluster)])];
  return [...new Map(problems.map((found) => [JSON.stringify(found), found])).values()];
}
