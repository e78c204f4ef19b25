import type { Findings } from '../../diagnostics/findings';
import { referencedNames } from '../../model/features';
import { grouped, podOwnerOf, sidecarsOf, type StackGraph } from '../../model/graph';
import type { WorkloadModel } from '../../model/workload';
import { renderText } from '../render-text';
import type { Hatches, Target } from '../target';
import type { ConfigMap, KubernetesObject, ObjectMeta, PodTemplate } from './api';
import { contentHash } from '../content-hash';
import { lowerBucketVolume } from './bucket';
import { lowerChecksums } from './checksum';
import { jobName, lowerController } from './controller';
import { lowerIngresses, untoldLimits } from './ingress';
import { stackMeta, workloadMeta } from './labels';
import { lowerNetworkPolicy, lowerService } from './network';
import { lowerAutoscaler, lowerCronJob } from './operations';
import { flatten, isKubernetesHatch, type KubernetesObjects } from './options';
import { lowerPod } from './pod';
import { lowerDisruptionBudget, lowerExternalSecret, lowerNamespace, lowerParameters, podSecurityLevel } from './stack-objects';
import { KUBERNETES_SUPPORT } from './support';
import { lowerTaskAccess } from './task-wait';
import { lowerClaim, lowerStorage, type PodStorage } from './volume';

export const KUBERNETES: Target<KubernetesObject[]> = {
  name: 'kubernetes',
  support: KUBERNETES_SUPPORT,
  gatewayFeatures: new Set(['workload.gateway', 'exposure.public', 'exposure.public-tls', 'exposure.certificate', 'exposure.host-port']),
  lower: lowerKubernetes,
};

/** The objects of one stack, in the order in which a person would apply them. */
function lowerKubernetes(graph: StackGraph, hatches: Hatches, findings: Findings): KubernetesObject[] {
  const { model } = graph;
  const users = volumeUsers(graph);
  const hasOneUser = (volume: string): boolean => users.get(volume)?.length === 1;
  const fromTemplates = new Set<string>();
  const contents = new Map(model.configFiles.map((file) => [file.name, renderText(file.content, graph)]));
  const hashes = new Map([...contents].map(([name, content]) => [name, contentHash(content)]));
  const configOwners = ownersOfConfigFiles(graph);

  const pods = new Map<string, { storage: PodStorage; template: PodTemplate }>();
  const podOf = (workload: WorkloadModel): { storage: PodStorage; template: PodTemplate } => {
    const known = pods.get(workload.path);
    if (known) return known;
    const storage = lowerStorage(workload, graph, hasOneUser);
    const checksums = Object.assign({}, ...[workload, ...sidecarsOf(workload, graph)].map((container) => lowerChecksums(container, graph, hashes))) as Record<string, string>;
    const pod = { storage, template: lowerPod(workload, graph, storage, checksums, jobOf) };
    pods.set(workload.path, pod);
    return pod;
  };
  const jobOf = (task: WorkloadModel): string => jobName(task, podOf(task).template);

  const perWorkload = model.workloads.flatMap((workload): KubernetesObject[] => {
    const hatch = hatches.construct(workload.path);
    for (const detail of untoldLimits(workload)) findings.report('kubernetes/ingress-limits', workload.path, { detail });
    if (workload.gateway) {
      const ingresses = lowerIngresses(workload, graph);
      return isKubernetesHatch(hatch) ? hatch.kubernetes._applyToIngresses(hatch, ingresses, workload.path, findings) : ingresses;
    }
    const level = podSecurityLevel(workload);
    if (level !== 'restricted') findings.report('kubernetes/pod-security', workload.path, { detail: `It needs the level "${level}"` });
    for (const name of referencedNames(workload)) {
      if (graph.secrets.get(name)?.optional) findings.report('kubernetes/optional-secret-text', workload.path, { detail: name });
    }
    // A container of another workload's pods.
    if (workload.sidecarOf !== undefined) return isKubernetesHatch(hatch) ? hatch.kubernetes._applyToSidecar(hatch, workload.path, findings) : [];
    const { storage, template } = podOf(workload);
    for (const claim of storage.claimTemplates) fromTemplates.add(claim.metadata!.name!);
    const controller = lowerController(workload, graph, template, storage);
    const objects: KubernetesObjects = {
      serviceAccount: {
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: workloadMeta(workload.name, workload, model),
        automountServiceAccountToken: false,
      },
      configMaps: (configOwners.get(workload.path) ?? []).map((name) => configMap(name, contents.get(name)!, graph, workloadMeta(name, workload, model))),
      controller,
      ...(controller.kind === 'Job' && { cronJob: lowerCronJob(workload, graph, controller) }),
      ...lowerTaskAccess(workload, graph, jobOf),
      autoscaler: lowerAutoscaler(workload, graph),
      ...((workload.endpoints.length > 0 || workload.kind === 'stateful') && { service: lowerService(workload, graph) }),
      networkPolicy: lowerNetworkPolicy(workload, graph),
      podDisruptionBudget: lowerDisruptionBudget(workload, graph),
      ingresses: lowerIngresses(workload, graph),
    };
    return isKubernetesHatch(hatch) ? hatch.kubernetes._apply(hatch, objects, workload.path, findings) : flatten(objects);
  });

  const mounted = new Set([...configOwners.values()].flat());
  for (const { gateway, mounts } of model.workloads) if (gateway) for (const mount of mounts) if (mount.kind === 'config') mounted.add(mount.config);
  const unused = model.configFiles.filter((file) => !mounted.has(file.name));
  return [
    lowerNamespace(graph),
    lowerParameters(graph),
    lowerExternalSecret(graph),
    ...unused.map((file) => configMap(file.name, contents.get(file.name)!, graph, stackMeta(file.name, model))),
    ...model.volumes.flatMap((volume) => lowerBucketVolume(volume, graph)),
    ...model.volumes.filter((volume) => !fromTemplates.has(volume.name)).map((volume) => lowerClaim(volume, graph)),
    ...perWorkload,
  ].filter((object) => object !== undefined);
}

function volumeUsers(graph: StackGraph): Map<string, WorkloadModel[]> {
  const uses = graph.model.workloads.flatMap((workload) => {
    const names = new Set(workload.mounts.flatMap((mount) => (mount.kind === 'volume' ? [mount.volume] : [])));
    return [...names].map((volume) => ({ volume, workload }));
  });
  return new Map([...grouped(uses, (use) => use.volume)].map(([volume, found]) => [volume, found.map((use) => use.workload)]));
}

/** Each config file stands with the first workload that mounts it and has pods. */
function ownersOfConfigFiles(graph: StackGraph): Map<string, string[]> {
  const owners = new Map<string, string[]>();
  const seen = new Set<string>();
  for (const workload of graph.model.workloads) {
    for (const mount of workload.mounts) {
      if (mount.kind !== 'config' || workload.gateway || seen.has(mount.config)) continue;
      seen.add(mount.config);
      const { path } = podOwnerOf(workload, graph);
      owners.set(path, [...(owners.get(path) ?? []), mount.config]);
    }
  }
  return owners;
}

function configMap(name: string, content: string, graph: StackGraph, metadata: ObjectMeta): ConfigMap {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { [graph.configFiles.get(name)!.fileName]: content } };
}
