import { clusterOf, type Cluster, type Container, type Pod } from '../kubernetes/manifests';
import type { Subject } from '../problem';
import { at, fields, items, mappings, text } from '../untyped';
import { otherNamesOf, outsideOf, placeOfContainer, placeOfTemplate, readAccess, runningContainers, userInits, workloadOf } from './kubernetes-access';
import { readLimits, readPrivileges, readProbes, readProcess, type ReadContainer } from './kubernetes-container';
import { readMounts } from './kubernetes-mounts';
import { Notebook, type Pages } from './notebook';
import type { KubernetesProbes, KubernetesReading, PodReading } from './reading';
import { readWordsOfPod } from './word-readings';

/** What the cluster would run: the manifests, with the operator's values in the ConfigMap of parameters and the Secret. */
export function readKubernetes(manifests: readonly Subject[], operator: ReadonlyMap<string, string>): KubernetesReading {
  const names = new Map(manifests.map(({ name, value }) => [value, name]));
  return new KubernetesReader(clusterOf(manifests.map(({ value }) => value)), names, operator).read();
}

class KubernetesReader {
  private readonly notebook = new Notebook();
  private readonly pods = new Map<string, PodReading>();
  private readonly probes = new Map<string, KubernetesProbes>();
  private readonly helpers = new Set<string>();
  private readonly volumeGroups = new Map<string, string>();

  public constructor(private readonly cluster: Cluster, private readonly names: ReadonlyMap<unknown, string>, private readonly operator: ReadonlyMap<string, string>) {}

  public read(): KubernetesReading {
    for (const claim of this.cluster.ofKind('PersistentVolumeClaim')) {
      this.notebook.facts.set(`volume ${claim.name}`, 'durable');
      this.notebook.subjects.set(`volume ${claim.name}`, this.names.get(claim.body) ?? claim.label);
    }
    for (const pod of this.cluster.pods) this.pod(pod);
    const { calls, ports, entrances, gateways, waits, faults } = readAccess(this.cluster);
    const { facts, only, places, subjects } = this.notebook;
    const { pods, probes, helpers, volumeGroups } = this;
    return { facts, only, places, subjects, pods, calls, faults: [...this.notebook.faults, ...faults], ports, entrances, gateways, waits, probes, helpers, volumeGroups };
  }

  private pod(pod: Pod): void {
    const { owner, spec } = pod;
    const name = workloadOf(pod);
    const [main, ...others] = runningContainers(pod);
    const subject = this.names.get(owner.body) ?? owner.label;
    if (!main) return void this.notebook.faults.push({ workload: owner.name, aspect: 'workload', says: 'its pod has no container' });
    const inits = userInits(pod);
    const keyOf = (container: Container): string => (container === main ? name : `${name}-${container.name}`);
    for (const container of [main, ...others, ...inits]) this.notebook.subjects.set(keyOf(container), subject);
    const pages = this.notebook.of(name);
    if (owner.kind === 'Job' ? !owner.name.startsWith(`${name}-`) : owner.name !== name) pages.fault('workload', `it is run by ${owner.label}, which is called otherwise`);
    this.notebook.facts.set('system name', String(pod.labels['app.kubernetes.io/part-of']));
    this.pods.set(name, { containers: [main, ...others].map(keyOf), inits: inits.map(keyOf) });
    for (const container of [main, ...others, ...inits]) this.container(keyOf(container), pod, container, container === main);
    for (const container of [main, ...others]) this.notebook.of(keyOf(container)).fact('stop grace period', String(spec['terminationGracePeriodSeconds']));
    for (const [key, value] of outsideOf(this.cluster, pod)) pages.only(`outside ${key.slice(name.length + 1)}`, value);
    this.notes(name, pod, keyOf);
    this.controller(pages, pod);
    if (owner.kind === 'Deployment' && at(owner.spec['strategy'], 'type') !== 'Recreate' && this.hasSingleWriter(pod)) pages.fault('volume', 'an update has two writers on a volume for one');
    if (spec['enableServiceLinks'] !== false) pages.fault('environment', 'it has variables of Services that Compose does not set');
  }

  private container(name: string, pod: Pod, container: Container, isMain: boolean): void {
    const { cluster, operator } = this;
    const pages = this.notebook.of(name, placeOfContainer(pod, container));
    const read: ReadContainer = { pages, cluster, operator, pod, container, workload: workloadOf(pod) };
    pages.fact('image', text(container.body['image']) ?? '', 'image');
    if (container.body['workingDir'] !== undefined) pages.fact('working directory', String(container.body['workingDir']), 'workingDir');
    for (const key of readProcess(read)) this.helpers.add(key);
    const group = readMounts(read);
    if (group !== undefined) this.volumeGroups.set(name, group);
    const probes = readProbes(read);
    if (probes) this.probes.set(name, probes);
    readPrivileges(read);
    readLimits(read);
    for (const [what, value] of readWordsOfPod({ ...pod.spec, otherServices: otherNamesOf(cluster, pod) }, container.body, isMain)) pages.fact(what, value);
  }

  private hasSingleWriter({ owner, spec }: Pod): boolean {
    return mappings(spec['volumes']).some((volume) => {
      const claim = this.cluster.find('PersistentVolumeClaim', owner.namespace, String(at(volume['persistentVolumeClaim'], 'claimName')));
      return claim !== undefined && !items(claim.spec['accessModes']).includes('ReadWriteMany');
    });
  }

  private controller(pages: Pages, { owner, spec }: Pod): void {
    const job = owner.kind === 'CronJob' ? fields(at(owner.spec['jobTemplate'], 'spec')) : owner.spec;
    if (owner.kind === 'Job' || owner.kind === 'CronJob') {
      pages.fact('runs', `once, tried again ${String(job['backoffLimit'])} times`);
      if (spec['restartPolicy'] !== 'Never') pages.fault('restart', `${owner.label} counts retries of its own`);
    } else {
      pages.fact('runs', owner.kind === 'DaemonSet' ? 'for ever on each machine' : 'for ever');
    }
    if (owner.kind === 'CronJob') {
      pages.fact('scheduled', 'yes');
      pages.only('schedule', `${String(owner.spec['schedule'])} ${String(owner.spec['timeZone'])}`, 'spec', 'schedule');
    }
    const scaler = this.cluster.ofKind('HorizontalPodAutoscaler').find((candidate) => at(candidate.spec, 'scaleTargetRef', 'name') === owner.name);
    if (scaler) {
      const [metric] = mappings(scaler.spec['metrics']);
      pages.only('autoscaling', `to ${String(scaler.spec['maxReplicas'])} at ${String(at(metric, 'resource', 'target', 'averageUtilization'))} %`);
    }
    pages.fact('replicas', String(owner.spec['replicas'] ?? scaler?.spec['minReplicas'] ?? 1), 'spec', 'replicas');
    const { maxSurge, maxUnavailable } = fields(at(owner.spec['strategy'], 'rollingUpdate'));
    if (maxSurge !== undefined) pages.only('update', `${String(maxSurge)} more, ${String(maxUnavailable)} fewer, ${String(owner.spec['minReadySeconds'] ?? 0)} s apart`, 'spec', 'strategy', 'rollingUpdate');
  }

  /** Reasons and checksums; that of the parameters has no counterpart, because Compose reads them at every start. */
  private notes(name: string, pod: Pod, keyOf: (container: Container) => string): void {
    const { annotations, spec } = pod;
    const volumes = new Map(mappings(spec['volumes']).map((volume) => [volume['name'], text(at(volume['configMap'], 'name'))]));
    const all = [...runningContainers(pod), ...userInits(pod)];
    const note = (of: string, key: string, value: unknown, where: 'labels' | 'annotations', own = key): void => this.notebook.of(of, placeOfTemplate(pod)).fact(`note ${key}`, String(value), 'metadata', where, own);
    for (const container of all) {
      const files = new Set(mappings(container.body['volumeMounts']).map((mount) => `checksum/${volumes.get(mount['name'])}`));
      for (const [key, value] of Object.entries(annotations)) if (files.has(key)) note(keyOf(container), key, value, 'annotations');
    }
    for (const [key, value] of Object.entries(pod.labels)) if (!key.startsWith('app.kubernetes.io/')) note(name, key, value, 'labels');
    for (const [key, value] of Object.entries(annotations)) {
      // What the API of a version made an annotation of is no note.
      if (key.startsWith('container.apparmor.') || key.startsWith('checksum/')) continue;
      // Reasons of all but the main one end with its name.
      const other = all.slice(1).find((container) => key.startsWith('cdk8s-compose/') && key.endsWith(`.${container.name}`));
      if (other) note(keyOf(other), key.slice(0, -other.name.length - 1), value, 'annotations', key);
      else note(name, key, value, 'annotations');
    }
  }
}
