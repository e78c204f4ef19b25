import { clusterOf, selectorMatches, type Cluster, type Container, type Pod } from '../kubernetes/manifests';
import { quantityOf } from '../kubernetes/quantity';
import type { Subject } from '../problem';
import { at, fields, items, mappings, text, type Fields } from '../untyped';
import { declaredPorts, otherNamesOf, outsideOf, placeOfContainer, placeOfTemplate, readAccess, runningContainers, userInits, waitNotes, workloadOf } from './kubernetes-access';
import { otherPluggedDevices, readLimits, readPrivileges, readProbes, readProcess, type ReadContainer } from './kubernetes-container';
import { GATEWAY, HTTP_ROUTE } from './http-routes';
import { routeNotes } from './kubernetes-entrances';
import { readMounts } from './kubernetes-mounts';
import { objectNotes } from './kubernetes-objects';
import { drainOf } from './kubernetes-drain';
import { governingOf, podNameNotes } from './kubernetes-names';
import { isTokenMounted, moreThanNeeded } from './kubernetes-policies';
import { Notebook, type Pages } from './notebook';
import type { KubernetesProbes, KubernetesReading, PodReading } from './reading';
import { readWordsOfPod } from './word-readings';

/**
 * What the cluster would run: the manifests, with the operator's values in the ConfigMap of parameters and the Secret.
 *
 * @param minor of the version of Kubernetes, of which it depends what is safe
 * @param foreign objects that somebody has added, of which only those are read that scale a workload
 * @param hooked containers whose programs do something of their own before they stop
 */
export function readKubernetes(manifests: readonly Subject[], operator: ReadonlyMap<string, string>, minor: number, foreign: readonly Subject[] = [], hooked: ReadonlySet<string> = new Set()): KubernetesReading {
  const names = new Map(manifests.map(({ name, value }) => [value, name]));
  return new KubernetesReader(clusterOf(manifests.map(({ value }) => value), minor), names, operator, new Map(foreign.flatMap(({ value }) => leastReplicas(value))), hooked).read();
}

/** Kinds of which facts are told; another one is there for Kubernetes alone. */
const KNOWN_KINDS: ReadonlySet<string> = new Set([
  'Namespace', 'ConfigMap', 'Secret', 'PersistentVolumeClaim', 'PersistentVolume', 'ServiceAccount', 'Role', 'RoleBinding', 'Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob', 'Pod', 'ReplicaSet',
  'Service', 'Ingress', GATEWAY, HTTP_ROUTE, 'NetworkPolicy', 'HorizontalPodAutoscaler', 'PodDisruptionBudget',
]);

/** What an autoscaler that somebody has added keeps of a workload at least while there is something to do: KEDA may come down to none, but not then. */
function leastReplicas(value: unknown): (readonly [string, number])[] {
  const name = text(at(value, 'spec', 'scaleTargetRef', 'name'));
  const least = { HorizontalPodAutoscaler: at(value, 'spec', 'minReplicas') ?? 1, ScaledObject: at(value, 'spec', 'minReplicaCount') ?? 0 }[String(at(value, 'kind'))];
  return name === undefined || least === undefined ? [] : [[`${String(at(value, 'metadata', 'namespace') ?? '')}/${name}`, Math.max(1, Number(least))]];
}

/** Images whose content a node fetches for a pod, and that no container has. */
function unmountedImages(spec: Fields, containers: readonly Container[]): string[] {
  const mounted = new Set(containers.flatMap(({ body }) => mappings(body['volumeMounts']).map((mount) => mount['name'])));
  return mappings(spec['volumes']).flatMap((volume) => (volume['image'] === undefined || mounted.has(volume['name']) ? [] : [String(at(volume['image'], 'reference'))]));
}

class KubernetesReader {
  private readonly notebook = new Notebook();
  private readonly pods = new Map<string, PodReading>();
  private readonly probes = new Map<string, KubernetesProbes>();
  private readonly nativeSidecars = new Set<string>();
  private readonly helpers = new Set<string>();
  private readonly plugged = new Set<string>();
  private readonly secrets = new Map<string, boolean>();
  private readonly pulls = new Map<string, string>();
  private readonly volumeGroups = new Map<string, string>();

  public constructor(private readonly cluster: Cluster, private readonly names: ReadonlyMap<unknown, string>, private readonly operator: ReadonlyMap<string, string>, private readonly scaled: ReadonlyMap<string, number>, private readonly hooked: ReadonlySet<string>) {}

  public read(): KubernetesReading {
    for (const claim of this.cluster.ofKind('PersistentVolumeClaim')) {
      this.notebook.facts.set(` volume ${claim.name}`, 'durable');
      this.notebook.subjects.set(` volume ${claim.name}`, this.names.get(claim.body) ?? claim.label);
      this.storage(claim.name, claim.spec);
    }
    for (const { kind, body, label } of this.cluster.manifests.filter(({ kind }) => !KNOWN_KINDS.has(kind))) {
      // Kinds of an operator carry their group beside their name.
      const [name] = kind.split('.');
      this.notebook.only.set(` objects ${name}`, 'yes');
      this.notebook.subjects.set(` objects ${name}`, this.names.get(body) ?? label);
    }
    const named = [...this.cluster.pods.map(({ labels }) => labels), ...this.cluster.ofKind('Namespace').map(({ body }) => fields(at(body, 'metadata', 'labels')))];
    for (const system of named.flatMap((labels) => text(labels['app.kubernetes.io/part-of']) ?? [])) this.notebook.facts.set(' system name', system);
    for (const pod of this.cluster.pods) this.pod(pod);
    for (const [manifest, what, value] of objectNotes(this.cluster)) {
      const of = ` ${what}`;
      this.notebook.only.set(of, value);
      this.notebook.subjects.set(of, this.names.get(manifest.body) ?? manifest.label);
    }
    const { calls, ports, entrances, gateways, gatewayTerms, waits, closed, faults } = readAccess(this.cluster);
    const { facts, only, places, subjects } = this.notebook;
    const { pods, probes, nativeSidecars, helpers, plugged, volumeGroups, secrets, pulls } = this;
    const claims = this.cluster.ofKind('PersistentVolumeClaim').map((claim) => claim.name);
    const existing = new Set(this.cluster.pods.flatMap(({ spec }) => mappings(spec['volumes'])).map((volume) => text(at(volume['persistentVolumeClaim'], 'claimName'))).filter((claim): claim is string => claim !== undefined && !claims.includes(claim)));
    return { facts, only, places, subjects, pods, calls, faults: [...this.notebook.faults, ...faults], ports, entrances, gateways, gatewayTerms, waits, closed, probes, nativeSidecars, helpers, plugged, volumeGroups, secrets, pulls, existing };
  }

  private storage(name: string, spec: Fields): void {
    const size = quantityOf(at(spec['resources'], 'requests', 'storage'));
    if (size !== undefined) this.notebook.only.set(` volume ${name} size`, String(size));
    const modes = items(spec['accessModes']);
    if (modes.length > 0 && modes.every((mode) => mode === 'ReadOnlyMany')) this.notebook.only.set(` volume ${name} access`, 'nobody may write to it');
    if (spec['storageClassName'] === '' && spec['volumeName'] === undefined) this.notebook.only.set(` volume ${name} class`, 'none, so that nothing makes it');
    if (spec['storageClassName'] !== undefined && spec['storageClassName'] !== '') this.notebook.only.set(` volume ${name} class`, String(spec['storageClassName']));
    const bucket = this.cluster.ofKind('PersistentVolume').find((candidate) => candidate.name === spec['volumeName'])?.spec['csi'];
    if (bucket !== undefined) this.notebook.only.set(` volume ${name} bucket`, String(at(bucket, 'volumeHandle')));
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
    const governing = governingOf(this.cluster, pod);
    const templates = mappings(owner.spec['volumeClaimTemplates']).flatMap((claim) => {
      const volume = text(at(claim, 'metadata', 'name'));
      return volume === undefined ? [] : [{ volume, spec: fields(claim['spec']) }];
    });
    for (const { volume, spec: claim } of templates) this.storage(volume, claim);
    this.pods.set(name, { containers: [main, ...others].map(keyOf), inits: inits.map(keyOf), ownVolumes: templates.map(({ volume }) => volume), ...(governing?.spec['clusterIP'] === 'None' && { governedBy: governing.name }) });
    const drain = this.hooked.has(name) ? 0 : drainOf(pod, main, this.scaled.has(`${owner.namespace}/${owner.name}`));
    for (const container of [main, ...others, ...inits]) this.container(keyOf(container), pod, container, { isMain: container === main, drains: container === main && drain > 0 });
    const { terminationGracePeriodSeconds: whole } = spec;
    for (const container of [main, ...others]) this.notebook.of(keyOf(container)).fact('stop grace period', String(drain > 0 ? Number(whole) - drain : whole));
    for (const [what, value] of routeNotes(this.cluster, name)) pages.only(what, value);
    for (const [key, value] of outsideOf(this.cluster, pod)) pages.only(`outside ${key.slice(name.length + 1)}`, value);
    for (const [what, value] of [...moreThanNeeded(this.cluster, pod, declaredPorts(pod)), ...waitNotes(this.cluster, pod), ...podNameNotes(this.cluster, pod)]) pages.only(what, value);
    for (const part of ['limits', 'requests']) {
      for (const [resource, amount] of Object.entries(fields(at(spec['resources'], part)))) pages.only(`pod ${resource} ${part}`, String(amount));
    }
    if (isTokenMounted(this.cluster, owner.namespace, spec)) pages.only('token of the API', 'mounted');
    for (const reference of unmountedImages(spec, [main, ...others, ...inits])) pages.only(`mount of the image ${reference}`, 'nowhere');
    this.notes(name, pod, keyOf);
    this.controller(pages, pod);
    if (owner.kind === 'Deployment' && at(owner.spec['strategy'], 'type') !== 'Recreate' && this.hasSingleWriter(pod)) pages.fault('volume', 'an update has two writers on a volume for one');
    if (owner.kind === 'StatefulSet' && Number(owner.spec['replicas']) > 1 && this.hasSingleWriter(pod)) pages.fault('volume', 'its replicas are several writers on a volume for one');
    if (spec['enableServiceLinks'] !== false) pages.fault('environment', 'it has variables of Services that Compose does not set');
  }

  private container(name: string, pod: Pod, container: Container, { isMain, drains }: { readonly isMain: boolean; readonly drains: boolean }): void {
    const { cluster, operator } = this;
    const pages = this.notebook.of(name, placeOfContainer(pod, container));
    const read: ReadContainer = { pages, cluster, operator, pod, container, workload: workloadOf(pod) };
    pages.fact('image', text(container.body['image']) ?? '', 'image');
    if (container.body['workingDir'] !== undefined) pages.fact('working directory', String(container.body['workingDir']), 'workingDir');
    for (const key of readProcess(read)) this.helpers.add(key);
    const policy = text(container.body['imagePullPolicy']);
    if (policy === 'Always' || policy === 'Never') this.pulls.set(name, policy.toLowerCase());
    for (const entry of mappings(container.body['env'])) {
      const reference = at(entry['valueFrom'], 'secretKeyRef');
      if (reference !== undefined) this.secrets.set(`${name} ${String(at(reference, 'key'))}`, at(reference, 'optional') === true);
    }
    const group = readMounts(read);
    if (group !== undefined) this.volumeGroups.set(name, group);
    const probes = readProbes(read);
    if (probes) this.probes.set(name, probes);
    if (container.init && container.body['restartPolicy'] === 'Always') this.nativeSidecars.add(name);
    if (probes?.liveness) pages.only('liveness probe', 'yes', 'livenessProbe');
    readPrivileges(read);
    if (otherPluggedDevices(read).length > 0) this.plugged.add(name);
    readLimits(read);
    for (const [what, value] of readWordsOfPod({ ...pod.spec, otherServices: otherNamesOf(cluster, pod) }, container.body, isMain)) if (what !== 'preStop' || !drains) pages.fact(what, value);
  }

  private hasSingleWriter({ owner, spec }: Pod): boolean {
    return mappings(spec['volumes']).some((volume) => {
      const claim = this.cluster.find('PersistentVolumeClaim', owner.namespace, String(at(volume['persistentVolumeClaim'], 'claimName')));
      return claim !== undefined && !items(claim.spec['accessModes']).includes('ReadWriteMany');
    });
  }

  private controller(pages: Pages, { owner, spec, labels }: Pod): void {
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
      const overlaps = owner.spec['concurrencyPolicy'];
      if (overlaps !== 'Forbid') pages.only('schedule of several at once', String(overlaps ?? 'Allow'), 'spec', 'concurrencyPolicy');
    }
    const budget = this.cluster.ofKind('PodDisruptionBudget').find(({ namespace, spec: { selector } }) => namespace === owner.namespace && selectorMatches(selector, labels));
    if (budget) pages.only('disruption', budget.spec['minAvailable'] === undefined ? `at most ${String(budget.spec['maxUnavailable'])} fewer` : `at least ${String(budget.spec['minAvailable'])}`);
    const scaler = this.cluster.ofKind('HorizontalPodAutoscaler').find((candidate) => at(candidate.spec, 'scaleTargetRef', 'name') === owner.name);
    if (scaler) {
      const [metric] = mappings(scaler.spec['metrics']);
      pages.only('autoscaling', `to ${String(scaler.spec['maxReplicas'])} at ${String(at(metric, 'resource', 'target', 'averageUtilization'))} %`);
    }
    pages.fact('replicas', String(owner.spec['replicas'] ?? scaler?.spec['minReplicas'] ?? this.scaled.get(`${owner.namespace}/${owner.name}`) ?? 1), 'spec', 'replicas');
    if (owner.kind === 'Deployment' && at(owner.spec['strategy'], 'type') !== 'Recreate') this.update(pages, owner.spec);
  }

  /** Without a word of it a quarter of the pods are replaced at a time. */
  private update(pages: Pages, spec: Fields): void {
    const { maxSurge = '25%', maxUnavailable = '25%' } = fields(at(spec['strategy'], 'rollingUpdate'));
    const replicas = Number(spec['replicas'] ?? 1);
    const count = (amount: unknown, round: (value: number) => number): unknown => (typeof amount === 'string' && amount.endsWith('%') ? round((replicas * Number.parseFloat(amount)) / 100) : amount);
    pages.only('update', `${String(count(maxSurge, Math.ceil))} more, ${String(count(maxUnavailable, Math.floor))} fewer, ${String(spec['minReadySeconds'] ?? 0)} s apart`, 'spec', 'strategy', 'rollingUpdate');
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
