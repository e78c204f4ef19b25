import type { StackGraph } from '../../model/graph';
import { configContents } from '../config-content';
import type { LoweringContext } from '../target';
import { joined } from '../words';
import type { ConfigMap, KubernetesObject, ObjectMeta } from './api';
import { lowerBucketVolume } from './bucket';
import type { KubernetesCodes } from './codes';
import { deliveryMarks } from './delivery';
import { lowerGateways } from './gateway';
import { lowerLimits, reportLimits } from './limits';
import type { KubernetesOutput } from './manifest';
import { stackMeta } from './labels';
import { objectName } from './object-name';
import { podSecurityLevels } from './pod-security';
import { reportSecondDay } from './second-day';
import type { Scaler } from './scaled';
import type { KubernetesSettings } from './settings';
import { settingsOfWorkloads } from './settings-of-workloads';
import { lowerExternalSecrets, lowerNamespace, lowerParameters } from './shared-objects';
import { lowerClaim, reportClasses } from './volume';
import { lowerWorkloads, type ConfigFiles } from './workload-objects';

/** The objects of one stack, in the order in which a person would apply them. */
export function lowerStack(graph: StackGraph, settings: KubernetesSettings, scaled: ReadonlyMap<string, Scaler>, context: LoweringContext<KubernetesCodes>): KubernetesOutput[] {
  const { model } = graph;
  const files = configFiles(graph);
  const mark = deliveryMarks(graph, settings);
  const settingsOf = settingsOfWorkloads(graph, settings, context);
  const levels = podSecurityLevels(graph, settings);
  const objects = lowerWorkloads(graph, files, settings, { mark, scaled, settingsOf, levels }, context);
  const ofStack = { ...(model.labels && { labels: model.labels }), ...(model.annotations && { annotations: model.annotations }) };
  const lowered = (construct: string, value: KubernetesObject | undefined): KubernetesOutput[] => {
    if (!value) return [];
    value.metadata = joined<object>(value.metadata, ofStack);
    mark(value, construct);
    return [{ name: objectName(value, model.namespace), construct, origin: 'lowered', value }];
  };
  const mounted = new Set([...files.owners.values()].flat());
  for (const { container, workload } of graph.containers) if (workload.gateway) for (const mount of container.mounts) if (mount.kind === 'config') mounted.add(mount.config);
  const all = [
    ...lowered(model.path, lowerNamespace(graph, levels)),
    ...lowerLimits(graph, settings).flatMap((object) => lowered(model.path, object)),
    ...lowered(model.path, lowerParameters(graph)),
    ...lowerExternalSecrets(graph).flatMap((object) => lowered(model.path, object)),
    ...model.configFiles.filter(({ name }) => !mounted.has(name)).flatMap(({ name, path }) => lowered(path, files.configMap(name, stackMeta(name, model)))),
    ...model.volumes.flatMap((volume) => lowerBucketVolume(volume, graph).flatMap((object) => lowered(volume.path, object))),
    ...model.volumes.flatMap((volume) => lowered(volume.path, lowerClaim(volume, graph, settings))),
    ...lowerGateways(graph, settingsOf, context.findings).flatMap((object) => lowered(model.path, object)),
    ...objects,
  ];
  reportLimits(graph, settings, context.findings);
  reportClasses(graph, settings, context.findings);
  reportSecondDay(graph, all, settings, scaled, context.findings);
  return all;
}

/** The config files of a stack as ConfigMaps. */
function configFiles(graph: StackGraph): ConfigFiles {
  const contents = configContents(graph);
  return {
    hashes: new Map([...contents].map(([name, { hash }]) => [name, hash])),
    owners: ownersOf(graph),
    configMap: (name: string, metadata: ObjectMeta): ConfigMap => {
      const { fileName, encoding } = graph.configFiles.get(name)!;
      return { apiVersion: 'v1', kind: 'ConfigMap', metadata, [encoding === undefined ? 'data' : 'binaryData']: { [fileName]: contents.get(name)!.text } };
    },
  };
}

/** Each config file stands with the first workload that mounts it and has pods. */
function ownersOf(graph: StackGraph): Map<string, string[]> {
  const owners = new Map<string, string[]>();
  const seen = new Set<string>();
  for (const { container: { mounts }, workload } of graph.containers) {
    for (const mount of mounts) {
      if (mount.kind !== 'config' || workload.gateway || seen.has(mount.config)) continue;
      seen.add(mount.config);
      owners.set(workload.path, [...(owners.get(workload.path) ?? []), mount.config]);
    }
  }
  return owners;
}
