import { clusterOf, type Cluster, type Container, type Pod } from '../../lib/verify/kubernetes/manifests';
import { quantityOf } from '../../lib/verify/kubernetes/quantity';
import { at, fields, isFields, items, mappings, text, texts, type Fields } from '../../lib/verify/untyped';
import { otherNamesOf, outsideOf, readAccess, runningContainers, userInits, workloadOf } from './kubernetes-access';
import { execProbe, httpProbe, UNSET, unordered, WHAT_FUSE_TAKES, type KubernetesProbe, type KubernetesProbes, type KubernetesReading, type PodReading } from './reading';
import { expand, referencesIn } from './variable-expansion';
import { readWordsOfPod } from './words';

/** What the cluster would run: the parsed manifests, with the operator's values in the ConfigMap of parameters and the Secret. */
export function readKubernetes(documents: readonly unknown[], operator: ReadonlyMap<string, string>): KubernetesReading {
  return new KubernetesReader(clusterOf(documents), operator).read();
}

class KubernetesReader {
  private readonly facts = new Map<string, string>();
  private readonly only = new Map<string, string>();
  private readonly faults: string[] = [];
  private readonly pods = new Map<string, PodReading>();
  private readonly probes = new Map<string, KubernetesProbes>();
  private readonly helpers = new Set<string>();
  private readonly volumeGroups = new Map<string, string>();

  public constructor(private readonly cluster: Cluster, private readonly operator: ReadonlyMap<string, string>) {}

  public read(): KubernetesReading {
    for (const { name } of this.cluster.ofKind('PersistentVolumeClaim')) this.facts.set(`volume ${name}`, 'durable');
    for (const pod of this.cluster.pods) this.pod(pod);
    const { calls, ports, entrances, gateways, waits, faults } = readAccess(this.cluster);
    const { facts, only, pods, probes, helpers, volumeGroups } = this;
    return { facts, only, pods, calls, faults: [...this.faults, ...faults], ports, entrances, gateways, waits, probes, helpers, volumeGroups };
  }

  private pod(pod: Pod): void {
    const { owner, spec } = pod;
    const name = workloadOf(pod);
    const [main, ...others] = runningContainers(pod);
    if (!main) return void this.faults.push(`${pod.label} has no container`);
    if (owner.kind === 'Job' ? !owner.name.startsWith(`${name}-`) : owner.name !== name) this.faults.push(`${owner.label} runs ${name}`);
    this.facts.set('system name', String(pod.labels['app.kubernetes.io/part-of']));
    const inits = userInits(pod);
    const keyOf = (container: Container): string => (container === main ? name : `${name}-${container.name}`);
    this.pods.set(name, { containers: [main, ...others].map(keyOf), inits: inits.map(keyOf) });
    for (const container of [main, ...others, ...inits]) this.container(keyOf(container), pod, container, container === main);
    for (const container of [main, ...others]) this.facts.set(`${keyOf(container)} stop grace period`, String(spec['terminationGracePeriodSeconds']));
    for (const [key, value] of outsideOf(this.cluster, pod)) this.only.set(`${name} outside ${key.slice(name.length + 1)}`, value);
    this.notes(name, pod, keyOf);
    this.controller(name, pod);
    if (owner.kind === 'Deployment' && at(owner.spec['strategy'], 'type') !== 'Recreate' && this.hasSingleWriter(pod)) this.faults.push(`${name}: an update has two writers on a volume for one`);
    if (spec['enableServiceLinks'] !== false) this.faults.push(`${name}: has variables of Services that Compose does not set`);
  }

  private container(name: string, pod: Pod, container: Container, isMain: boolean): void {
    const fact = (what: string, value: string): void => void this.facts.set(`${name} ${what}`, value);
    fact('image', text(container.body['image']) ?? '');
    if (container.body['workingDir'] !== undefined) fact('working directory', String(container.body['workingDir']));
    this.process(name, pod, container);
    this.mounts(name, pod, container);
    this.probesOf(name, container);
    this.security(name, pod, container);
    for (const [what, value] of readWordsOfPod({ ...pod.spec, otherServices: otherNamesOf(this.cluster, pod) }, container.body, isMain)) fact(what, value);
    for (const [what, amounts] of [['limit', at(container.body['resources'], 'limits')], ['request', at(container.body['resources'], 'requests')]] as const) {
      fact(`cpu ${what}`, String(Math.round((quantityOf(at(amounts, 'cpu')) ?? NaN) * 1000)));
      fact(`memory ${what}`, String(quantityOf(at(amounts, 'memory')) ?? NaN));
    }
  }

  private hasSingleWriter({ owner, spec }: Pod): boolean {
    return mappings(spec['volumes']).some((volume) => {
      const claim = this.cluster.find('PersistentVolumeClaim', owner.namespace, String(at(volume['persistentVolumeClaim'], 'claimName')));
      return claim !== undefined && !items(claim.spec['accessModes']).includes('ReadWriteMany');
    });
  }

  private controller(name: string, { owner, spec }: Pod): void {
    const fact = (what: string, value: string): void => void this.facts.set(`${name} ${what}`, value);
    const job = owner.kind === 'CronJob' ? fields(at(owner.spec['jobTemplate'], 'spec')) : owner.spec;
    if (owner.kind === 'Job' || owner.kind === 'CronJob') {
      fact('runs', `once, tried again ${String(job['backoffLimit'])} times`);
      if (spec['restartPolicy'] !== 'Never') this.faults.push(`${owner.label} counts retries of its own`);
    } else {
      fact('runs', owner.kind === 'DaemonSet' ? 'for ever on each machine' : 'for ever');
    }
    if (owner.kind === 'CronJob') {
      fact('scheduled', 'yes');
      this.only.set(`${name} schedule`, `${String(owner.spec['schedule'])} ${String(owner.spec['timeZone'])}`);
    }
    const scaler = this.cluster.ofKind('HorizontalPodAutoscaler').find((candidate) => at(candidate.spec, 'scaleTargetRef', 'name') === owner.name);
    if (scaler) {
      const [metric] = mappings(scaler.spec['metrics']);
      this.only.set(`${name} autoscaling`, `to ${String(scaler.spec['maxReplicas'])} at ${String(at(metric, 'resource', 'target', 'averageUtilization'))} %`);
    }
    fact('replicas', String(owner.spec['replicas'] ?? scaler?.spec['minReplicas'] ?? 1));
    const { maxSurge, maxUnavailable } = fields(at(owner.spec['strategy'], 'rollingUpdate'));
    if (maxSurge !== undefined) this.only.set(`${name} update`, `${String(maxSurge)} more, ${String(maxUnavailable)} fewer, ${String(owner.spec['minReadySeconds'] ?? 0)} s apart`);
  }

  private process(name: string, pod: Pod, { body }: Container): void {
    const sources = mappings(body['envFrom']).map((source) => fields(source['secretRef'] ?? source['configMapRef'])).map(({ name: object, optional }) => [object, optional === true]);
    if (sources.length > 0) this.facts.set(`${name} variables from`, JSON.stringify(sources));
    const variables = new Map<string, string>();
    const used = new Set<string>();
    for (const entry of mappings(body['env'])) {
      const variable = text(entry['name']) ?? '';
      const key = `${name} env ${variable}`;
      const value = isFields(entry['valueFrom']) ? this.valueFrom(name, pod, entry['valueFrom']) : expand(text(entry['value']) ?? '', variables);
      for (const reference of referencesIn(text(entry['value']) ?? '')) used.add(reference);
      this.facts.set(key, value ?? UNSET);
      if (value !== undefined) variables.set(variable, value);
      if ('valueFrom' in entry) this.helpers.add(key);
      if ('value' in entry) this.checkReferences(`${name} env ${variable}`, [text(entry['value']) ?? ''], variables);
    }
    for (const [field, what] of [['command', 'entry point'], ['args', 'command']] as const) {
      const words = body[field];
      if (!Array.isArray(words)) {
        // With an entry point of its own the image's command is not used.
        if (field === 'args' && Array.isArray(body['command'])) this.facts.set(`${name} ${what}`, '[]');
        continue;
      }
      for (const reference of texts(words).flatMap(referencesIn)) used.add(reference);
      this.checkReferences(`${name} ${what}`, texts(words), variables);
      this.facts.set(`${name} ${what}`, JSON.stringify(texts(words).map((word) => expand(word, variables))));
    }
    for (const key of this.helpers) if (key.startsWith(`${name} env `) && !used.has(key.slice(`${name} env `.length))) this.helpers.delete(key);
  }

  private checkReferences(where: string, values: readonly string[], variables: ReadonlyMap<string, string>): void {
    for (const reference of values.flatMap(referencesIn)) {
      if (!variables.has(reference)) this.faults.push(`${where}: $(${reference}) stays as it is`);
    }
  }

  private valueFrom(name: string, { owner }: Pod, source: Fields): string | undefined {
    const { configMapKeyRef, secretKeyRef } = source;
    const reference = fields(configMapKeyRef ?? secretKeyRef);
    const key = text(reference['key']) ?? '';
    if (configMapKeyRef !== undefined) {
      const written = text(at(this.cluster.find('ConfigMap', owner.namespace, text(reference['name']) ?? '')?.body, 'data', key));
      if (written === undefined && reference['optional'] !== true) this.faults.push(`${name}: there is no parameter ${key}`);
      return this.operator.get(key) ?? written;
    }
    const value = this.operator.get(key);
    if (value === undefined && reference['optional'] !== true) this.faults.push(`${name}: there is no secret ${key}`);
    return value;
  }

  private mounts(name: string, pod: Pod, { body }: Container): void {
    const { owner, spec } = pod;
    const workloadName = workloadOf(pod);
    const volumes = new Map(mappings(spec['volumes']).map((volume) => [volume['name'], volume]));
    const templates = mappings(owner.spec['volumeClaimTemplates']).map((claim) => text(at(claim, 'metadata', 'name')) ?? '');
    for (const template of templates) {
      this.facts.set(`volume ${template}`, 'durable');
      if (Number(owner.spec['replicas']) > 1) this.faults.push(`${name}: each replica has a volume ${template} of its own, in Compose they share it`);
    }
    for (const mount of mappings(body['volumeMounts'])) {
      const volume = fields(volumes.get(mount['name']));
      const { persistentVolumeClaim: claim, configMap, emptyDir } = volume;
      const template = templates.find((candidate) => candidate === mount['name']);
      const readOnly = mount['readOnly'] === true || at(claim, 'readOnly') === true ? ', read-only' : '';
      const set = (value: string): void => void this.facts.set(`${name} mount ${String(mount['mountPath'])}`, value);
      if (template !== undefined || isFields(claim)) {
        set(`volume ${template ?? String(at(claim, 'claimName'))}${readOnly}`);
        if (readOnly === '') this.volumeGroups.set(name, String(at(spec['securityContext'], 'fsGroup')));
      } else if (isFields(configMap)) {
        const file = this.cluster.find('ConfigMap', owner.namespace, String(configMap['name']))?.body;
        const content = text(at(file, 'data', String(mount['subPath'])) ?? at(file, 'binaryData', String(mount['subPath'])));
        if (!isReadable(configMap, spec)) this.faults.push(`${name}: ${String(mount['mountPath'])} cannot be read`);
        if (content === undefined) this.faults.push(`${name}: there is no file ${String(configMap['name'])}/${String(mount['subPath'])}`);
        set(`file ${content ?? ''}`);
      } else if (isFields(volume['secret']) && volume['secret']['items'] !== undefined) {
        const [item] = mappings(volume['secret']['items']).filter(({ path }) => path === mount['subPath']);
        if (!this.operator.has(String(item?.['key']))) this.faults.push(`${name}: there is no secret ${String(item?.['key'])}`);
        if (!isReadable(volume['secret'], spec) || readOnly === '') this.faults.push(`${name}: ${String(mount['mountPath'])} cannot be read, or can be written to`);
        set(`secret ${String(item?.['key'])}`);
      } else if (isFields(volume['secret'])) {
        this.only.set(`${name} mount ${String(mount['mountPath'])}`, `certificate ${String(volume['secret']['secretName'])}${readOnly}`);
      } else if (isFields(volume['hostPath'])) {
        set(`host ${String(volume['hostPath']['path'])}${readOnly}`);
      } else if (isFields(emptyDir)) {
        const isShared = emptyDir['medium'] !== 'Memory';
        set(isShared ? `shared ${workloadName}-${String(mount['name']).replace(/^shared-/, '')}` : `memory ${emptyDir['sizeLimit'] === undefined ? 'of any size' : String(quantityOf(emptyDir['sizeLimit']))}`);
        if (isShared && quantityOf(emptyDir['sizeLimit']) === undefined) this.faults.push(`${name}: ${String(mount['mountPath'])} has no limit`);
      }
    }
    const shared = mappings(body['volumeMounts']).filter((mount) => isFields(at(volumes.get(mount['name']), 'emptyDir'))).map((mount) => mount['name']);
    if (new Set(shared).size < shared.length) this.faults.push(`${name}: two scratch directories are one`);
  }

  /** Reasons and checksums; that of the parameters has no counterpart, because Compose reads them at every start. */
  private notes(name: string, pod: Pod, keyOf: (container: Container) => string): void {
    const { annotations, spec } = pod;
    const volumes = new Map(mappings(spec['volumes']).map((volume) => [volume['name'], text(at(volume['configMap'], 'name'))]));
    const all = [...runningContainers(pod), ...userInits(pod)];
    for (const container of all) {
      const files = new Set(mappings(container.body['volumeMounts']).map((mount) => `checksum/${volumes.get(mount['name'])}`));
      for (const [key, value] of Object.entries(annotations)) if (files.has(key)) this.facts.set(`${keyOf(container)} note ${key}`, String(value));
    }
    for (const [key, value] of Object.entries(pod.labels)) if (!key.startsWith('app.kubernetes.io/')) this.facts.set(`${name} note ${key}`, String(value));
    for (const [key, value] of Object.entries(annotations)) {
      // What the API of a version made an annotation of is no note.
      if (key.startsWith('container.apparmor.') || key.startsWith('checksum/')) continue;
      // Reasons of all but the main one end with its name.
      const other = all.slice(1).find((container) => key.startsWith('cdk8s-compose/') && key.endsWith(`.${container.name}`));
      if (other) this.facts.set(`${keyOf(other)} note ${key.slice(0, -other.name.length - 1)}`, String(value));
      else this.facts.set(`${name} note ${key}`, String(value));
    }
  }

  private probesOf(name: string, { body }: Container): void {
    const literal = new Map(mappings(body['env']).map((entry) => [text(entry['name']) ?? '', text(entry['value']) ?? '']));
    const read = (field: string): KubernetesProbe | undefined => (isFields(body[field]) ? probeOf(body[field], literal) : undefined);
    const [startup, readiness, liveness] = [read('startupProbe'), read('readinessProbe'), read('livenessProbe')];
    if (startup ?? readiness ?? liveness) this.probes.set(name, { ...(startup && { startup }), ...(readiness && { readiness }), ...(liveness && { liveness }) });
  }

  private security(name: string, { spec, annotations }: Pod, { body, name: ownName }: Container): void {
    const own = fields(body['securityContext']);
    const ofPod = fields(spec['securityContext']);
    const either = (field: string): string => String(own[field] ?? ofPod[field]);
    const fact = (what: string, value: string): void => void this.facts.set(`${name} ${what}`, value);
    fact('user', `${either('runAsUser')}:${either('runAsGroup')}`);
    fact('root file system', own['readOnlyRootFilesystem'] === true ? 'read-only' : 'writable');
    if (ofPod['supplementalGroups'] !== undefined) fact('groups', unordered(items(ofPod['supplementalGroups']).map(String)));
    const user = own['runAsUser'] ?? ofPod['runAsUser'];
    if (user !== undefined && (own['runAsNonRoot'] ?? ofPod['runAsNonRoot']) !== (user !== 0)) this.faults.push(`${name}: runAsNonRoot says something else than runAsUser`);
    const added = texts(at(own['capabilities'], 'add'));
    const hasDevice = Object.keys(fields(at(body['resources'], 'limits'))).some((resource) => resource.endsWith('/fuse')) && added.includes('SYS_ADMIN');
    if (hasDevice && annotations[`container.apparmor.security.beta.kubernetes.io/${ownName}`] !== 'unconfined') this.faults.push(`${name}: has /dev/fuse, but may not mount where AppArmor is on`);
    const isPrivileged = own['privileged'] === true || hasDevice;
    fact('capabilities', isPrivileged ? WHAT_FUSE_TAKES : `without ${unordered(texts(at(own['capabilities'], 'drop')))}, with ${unordered(added)}`);
    if (!isPrivileged && !added.includes('SYS_ADMIN')) fact('privilege escalation', own['allowPrivilegeEscalation'] === false ? 'no' : 'yes');
    // The engine lets everyone bind low ports; here that takes a sysctl.
    const low = mappings(body['ports']).some(({ containerPort }) => Number(containerPort) < 1024);
    const allowed = mappings(ofPod['sysctls']).some((sysctl) => sysctl['name'] === 'net.ipv4.ip_unprivileged_port_start' && sysctl['value'] === '0');
    if (low && !allowed) this.faults.push(`${name}: may not bind its low port`);
  }
}

function probeOf(probe: Fields, literal: ReadonlyMap<string, string>): KubernetesProbe {
  const { exec, httpGet, tcpSocket, grpc } = probe;
  const number = (field: string, otherwise: number): number => Number(probe[field] ?? otherwise);
  return {
    asks: isFields(exec)
      ? execProbe(texts(exec['command']).map((word) => expand(word, literal)))
      : isFields(httpGet)
        ? httpProbe(String(httpGet['port']), String(httpGet['path']), httpGet['scheme'] === 'HTTPS', mappings(httpGet['httpHeaders']).map(({ name, value }) => `${String(name)}: ${String(value)}`))
        : isFields(tcpSocket)
          ? `tcp ${String(tcpSocket['port'])}`
          : `grpc ${String(at(grpc, 'port'))} ${text(at(grpc, 'service')) ?? ''}`,
    period: number('periodSeconds', 10),
    timeout: number('timeoutSeconds', 1),
    failures: number('failureThreshold', 3),
    successes: number('successThreshold', 1),
    initialDelay: number('initialDelaySeconds', 0),
  };
}

/** A file of the kubelet's is root's, and of the group that the pod says. */
function isReadable(source: Fields, pod: Fields): boolean {
  return (Number(source['defaultMode']) & 0o004) !== 0 || at(pod['securityContext'], 'fsGroup') !== undefined;
}
