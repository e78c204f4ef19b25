import type { Reporter } from '../../diagnostics/findings';
import { hostsOf, type PublicExposure } from '../../model/endpoint';
import type { StackGraph } from '../../model/graph';
import type { WorkloadModel } from '../../model/workload';
import type { KubernetesCodes } from './codes';
import { configKey, host, int32, label, labelValue, path as ingressPath, qualifiedName, subdomain } from './formats';

type Refused = (what: string, value: string | number, rule: string | undefined) => void;

/** Names and numbers that the API server alone would refuse, and only when they are applied. */
export function checkFormats({ model, containers }: StackGraph, findings: Reporter<KubernetesCodes>): void {
  const at = (path: string): Refused => (what, value, rule) => {
    if (rule !== undefined) findings.report('kubernetes/refused', path, { detail: `${what} is ${typeof value === 'string' ? JSON.stringify(value) : value}, but ${rule}` });
  };
  if (model.secretStore) at(model.path)('the name of the secret store', model.secretStore.name, subdomain(model.secretStore.name));
  // An empty one is right: it asks for no class, so for a volume that is there already.
  for (const { path, storageClass } of model.volumes) if (storageClass) at(path)('the storageClass', storageClass, subdomain(storageClass));
  for (const { path, existing } of model.volumes) if (existing) at(path)('the claimName', existing.claim, subdomain(existing.claim));
  for (const { path, existing } of model.secrets) {
    if (!existing) continue;
    at(path)('the secretName', existing.secret, subdomain(existing.secret));
    at(path)('the key in the Secret', existing.key, configKey(existing.key));
  }
  for (const workload of model.workloads) checkWorkload(workload, at(workload.path));
  for (const { container } of containers) {
    for (const { name } of container.process.sources ?? []) at(container.path)('the object that variables come from', name, subdomain(name));
    for (const mount of container.mounts) if (mount.kind === 'certificate') at(container.path)('the Secret of a certificate', mount.secret, subdomain(mount.secret));
  }
}

function checkWorkload({ endpoints, gateway = [], operations, replicas, retries, runtimeClass, labels = {}, annotations = {} }: WorkloadModel, refused: Refused): void {
  for (const { exposure } of endpoints) if (exposure?.kind === 'public') checkExposure(exposure, refused);
  for (const route of gateway) refused('the path of a route', route.path, ingressPath(route.path));
  refused('the number of replicas', replicas, int32(replicas));
  refused('the number of retries', retries, int32(retries));
  for (const name of Object.keys({ ...labels, ...annotations })) refused('the name of a label or annotation', name, qualifiedName(name));
  for (const [name, value] of Object.entries(labels)) refused(`the label ${name}`, value, labelValue(value));
  if (runtimeClass !== undefined) refused('the runtimeClass', runtimeClass, subdomain(runtimeClass));
  const { metrics, autoscaling } = operations;
  if (metrics) refused('the namespace that scrapes', metrics.fromNamespace, label(metrics.fromNamespace));
  if (autoscaling) refused('the number of maxReplicas', autoscaling.maxReplicas, int32(autoscaling.maxReplicas));
}

function checkExposure(exposure: PublicExposure, refused: Refused): void {
  const { className, certificate } = exposure;
  for (const name of hostsOf(exposure)) refused('the host', name, host(name));
  refused('the path', exposure.path, ingressPath(exposure.path));
  if (className !== undefined) refused('the ingressClass', className, subdomain(className));
  if (certificate?.secret !== undefined) refused('the tlsSecret', certificate.secret, subdomain(certificate.secret));
  if (certificate?.issuer !== undefined) refused('the clusterIssuer', certificate.issuer, subdomain(certificate.issuer));
}
