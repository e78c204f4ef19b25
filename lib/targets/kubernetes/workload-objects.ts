import type { ContainerModel } from '../../model/container';
import { mayBeUnset, type StackGraph } from '../../model/graph';
import { referencedIn } from '../../model/references';
import { containersOf, type WorkloadModel } from '../../model/workload';
import type { LoweringContext } from '../target';
import { joined, lowerWords } from '../words';
import type { ConfigMap, KubernetesObject, ObjectMeta, PodTemplate } from './api';
import type { Patched } from './changes';
import { addChecksums } from './checksum';
import type { KubernetesCodes } from './codes';
import type { DeliveryMarks } from './delivery';
import { lowerController } from './controller';
import { reportDrain } from './drain';
import type { SettingsOf } from './gateway';
import { reportGateway } from './gateway-reports';
import { lowerHttpRoutes } from './http-route';
import { classlessHosts, lowerIngresses, untoldLimits } from './ingress';
import type { KubernetesOutput } from './manifest';
import { workloadMeta } from './labels';
import { lowerAliases, lowerEgressPolicy, lowerEntrances, lowerGoverning, lowerNetworkPolicy, lowerService, reportEgress } from './network';
import { objectName } from './object-name';
import { lowerAutoscaler, lowerCronJob } from './operations';
import { flatten, type KubernetesObjects } from './objects';
import { CONFIGURED, isKubernetesHatch } from './options';
import { lowerPod, reportPod } from './pod';
import { checkPodResources } from './pod-resources';
import type { PodSecurityLevels } from './pod-security';
import type { Scaler } from './scaled';
import type { KubernetesSettings } from './settings';
import { lowerServiceAccount } from './service-account';
import { lowerDisruptionBudget } from './shared-objects';
import { lowerTaskAccess } from './task-wait';
import { reportPlacement } from './setting-differences';
import { lowerStorage } from './volume';
import { POD_WORDS } from './words';

/** Config files as ConfigMaps. */
export interface ConfigFiles {
  readonly hashes: ReadonlyMap<string, string>;
  /** Names of the files that stand with a workload, by its path. */
  readonly owners: ReadonlyMap<string, readonly string[]>;
  configMap(name: string, metadata: ObjectMeta): ConfigMap;
}

/** What is known of those who deliver the objects, of what is set for each workload, of objects of the user's own, and of what containers may do. */
export interface Beside {
  readonly mark: DeliveryMarks;
  readonly settingsOf: SettingsOf;
  readonly scaled: ReadonlyMap<string, Scaler>;
  readonly levels: PodSecurityLevels;
}

/** All that is made of the workloads of a stack. */
export function lowerWorkloads(graph: StackGraph, files: ConfigFiles, settings: KubernetesSettings, { mark, scaled, settingsOf, levels }: Beside, context: LoweringContext<KubernetesCodes>): KubernetesOutput[] {
  const { model } = graph;
  const { findings } = context;

  const all: KubernetesOutput[] = [];
  for (const workload of model.workloads) {
    for (const output of lowered(workload)) all.push(output);
  }
  return all;

  function lowered(workload: WorkloadModel): KubernetesOutput[] {
    const own = settingsOf(workload);
    for (const detail of untoldLimits(workload, own)) findings.report('kubernetes/ingress-limits', workload.path, { detail });
    for (const detail of classlessHosts(workload, own)) findings.report('kubernetes/ingress-class', workload.path, { detail });
    reportGateway(workload, own, findings);
    if (workload.gateway) return entrancesOf(workload, own);
    reportRunning(workload, own);
    return objectsOf(workload, own);
  }

  function entrancesOf(workload: WorkloadModel, own: KubernetesSettings): KubernetesOutput[] {
    const hatch = context.construct(workload.path);
    const entrances = [...lowerIngresses(workload, graph, own), ...lowerHttpRoutes(workload, graph, own)];
    describe(() => entrances, workload);
    for (const object of entrances) mark(object, workload.path);
    return outputs(workload, isKubernetesHatch(hatch) ? hatch.kubernetes._applyToEntrances(hatch, entrances, findings) : unchanged(entrances));
  }

  function objectsOf(workload: WorkloadModel, own: KubernetesSettings): KubernetesOutput[] {
    const hatch = context.construct(workload.path);
    const template = lowerTemplate(workload, graph, files, own);
    const made = lowerWorkload(workload, graph, files, own, template, scaled.has(workload.path));
    const objects = flatten(made);
    describe(() => [...objects, template], workload);
    objects.forEach((object) => mark(object, workload.path));
    return outputs(workload, isKubernetesHatch(hatch) ? hatch.kubernetes._apply(hatch, made, objects, findings) : unchanged(objects));
  }

  function reportRunning(workload: WorkloadModel, own: KubernetesSettings): void {
    containersOf(workload).forEach(reportContainer);
    reportPod(workload, findings);
    reportEgress(workload, graph, settings, findings);
    checkPodResources(workload, own, (name, value, rule) => rule !== undefined && findings.report('kubernetes/setting', workload.path, { said: CONFIGURED, detail: `${name} is ${JSON.stringify(value)}, but ${rule}` }));
    reportPlacement(workload, own, findings);
    reportDrain(workload, graph, own, findings);
  }

  function reportContainer(container: ContainerModel): void {
    const level = levels.get(container);
    if (level !== 'restricted') findings.report('kubernetes/pod-security', container.path, { detail: `It needs the level "${level}"` });
    for (const name of referencedIn(container, graph)) {
      if (mayBeUnset(name, graph)) findings.report('kubernetes/optional-text', container.path, { detail: name });
    }
  }

  function outputs(workload: WorkloadModel, patched: readonly Patched[]): KubernetesOutput[] {
    return patched.map(({ object, changedBy }) => {
      const file = object.kind === 'ConfigMap' ? graph.configFiles.get(object.metadata.name ?? '') : undefined;
      const origin = changedBy ? 'customized' : 'lowered';
      return { name: objectName(object, model.namespace), construct: file?.path ?? workload.path, origin, value: object, ...(changedBy?.trace && { trace: changedBy.trace }) };
    });
  }
}

function lowerWorkload(workload: WorkloadModel, graph: StackGraph, files: ConfigFiles, settings: KubernetesSettings, template: PodTemplate, isScaled: boolean): KubernetesObjects {
  const controller = lowerController(workload, graph, template, isScaled, settings);
  return {
    serviceAccount: lowerServiceAccount(workload, graph, settings),
    configMaps: (files.owners.get(workload.path) ?? []).map((name) => files.configMap(name, workloadMeta(name, workload, graph.model))),
    controller,
    ...(controller.kind === 'Job' && { cronJob: lowerCronJob(workload, graph, controller) }),
    ...lowerTaskAccess(workload, graph, settings),
    autoscaler: lowerAutoscaler(workload, graph),
    ...lowerAccess(workload, graph, settings),
    podDisruptionBudget: lowerDisruptionBudget(workload, graph),
  };
}

/** How it is reached, and by whom. */
function lowerAccess(workload: WorkloadModel, graph: StackGraph, settings: KubernetesSettings): Pick<KubernetesObjects, 'service' | 'otherServices' | 'networkPolicy' | 'egressPolicy' | 'ingresses' | 'httpRoutes'> {
  const own: Pick<KubernetesObjects, 'service'> = {};
  if (workload.endpoints.length > 0) own.service = lowerService(workload, graph);
  return Object.assign(own, {
    otherServices: [...lowerGoverning(workload, graph), ...lowerAliases(workload, graph), ...lowerEntrances(workload, graph)],
    networkPolicy: lowerNetworkPolicy(workload, graph),
    egressPolicy: lowerEgressPolicy(workload, graph, settings),
    ingresses: lowerIngresses(workload, graph, settings),
    httpRoutes: lowerHttpRoutes(workload, graph, settings),
  });
}

function lowerTemplate(workload: WorkloadModel, graph: StackGraph, files: ConfigFiles, settings: KubernetesSettings): PodTemplate {
  const checksums: Record<string, string> = {};
  for (const container of containersOf(workload)) addChecksums(checksums, container, graph, files.hashes);
  return lowerPod(workload, graph, lowerStorage(workload, graph), checksums, settings);
}

/** What the user says of a workload is said of each of its objects. */
function describe(objects: () => readonly { metadata?: object }[], workload: WorkloadModel): void {
  const { metadata } = lowerWords(POD_WORDS, workload);
  if (metadata) for (const object of objects()) object.metadata = joined<object>(object.metadata ?? {}, metadata);
}

function unchanged(objects: readonly KubernetesObject[]): Patched[] {
  return objects.map((object) => ({ object }));
}
