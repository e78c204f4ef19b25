import * as fs from 'node:fs';
import * as path from 'node:path';
import type { StackModel } from '../../lib/model/stack';
import { containersOf } from '../../lib/model/workload';
import { imagesIn, manifestsOf, withParameters } from './cluster-manifests';
import type { NodeVolumes } from './cluster/node-volumes';
import { claimsOf, objectsIn, type ClusterObject } from './cluster/objects';
import { operatorsShare } from './cluster/operators-share';
import { unenforced } from './cluster/pod-security';
import { stuckAmong, unreadyAmong, type MadePod, type Maker } from './cluster/readiness';
import { remainders } from './cluster/remainders';
import { must, run } from './command';
import { reachesInCluster } from './inside/cluster-reach';
import { problemsIn, type Noted } from './inside/compared';
import { lookInside, podsIn, type KnownOfImage, type Pod } from './inside/kubelet';
import type { Looker } from './inside/looker';
import { orderInCluster } from './inside/pod-order';
import { MADE_KINDS, madeComparisons, type LiveObject } from './inside/made-facts';
import { remember } from './interrupted';
import { wait } from './lifecycle/wait';
import { secret } from './operator';
import type { ChosenStack } from './stacks';

/** How long a stack may take until all of it is ready. */
const SECONDS = 420;

/** The cluster, and what is different on it. */
export interface Cluster {
  readonly looker: Looker;
  /** Whether it closes what a NetworkPolicy closes. */
  readonly enforcesPolicies: boolean;
  /** What runs in place of images. */
  readonly images: ReadonlyMap<string, string>;
  /** What each container asks for of the processors in place of what is stated, where nodes are small. */
  readonly processors?: string;
  /** What takes the place of disks; missing where the classes of the cluster do. */
  readonly volumes?: NodeVolumes;
  /** A directory with a certificate. */
  readonly certificate: string;
  /** Where its files are, see {@link remember}. */
  readonly directory: string;
}

/** A stack in the namespace that its manifests make. */
export class Namespace {
  /** What its pods run. */
  public readonly images: readonly string[];
  /** What is applied. */
  public manifests: string;
  /** What was compared when it was last looked at. */
  public noted: readonly Noted[] = [];
  public readonly name: string;
  /** What the operator has set, by the names of secrets and parameters. */
  private readonly operator = new Map<string, string>();
  /** What he had set when it was first applied. */
  private readonly applied: ReadonlyMap<string, string>;

  /** @param settings what the operator knows of secrets and parameters; he makes up everything else that he has to fill in */
  public constructor(public readonly stack: ChosenStack, public readonly cluster: Cluster, public readonly settings: Readonly<Record<string, string>> = {}) {
    const { secrets, parameters, namespace } = stack.model;
    this.name = namespace;
    for (const { name, hint, optional } of secrets) if (!optional) this.operator.set(name, settings[name] ?? secret(hint));
    for (const { name, required } of parameters) if (name in settings || required) this.operator.set(name, settings[name] ?? 'e2e');
    this.applied = new Map(this.operator);
    this.manifests = withParameters(manifestsOf(stack, cluster.images, cluster.processors), this.operator);
    this.images = imagesIn(this.manifests);
  }

  /** Applies it and fills in secrets and certificates as its README says; what does not become ready, and what is not as it is stated. */
  public up(): readonly string[] {
    fs.writeFileSync(this.file, this.manifests);
    const objects = objectsIn(this.manifests);
    this.cluster.volumes?.give(this.name, [...claimsOf(objects), ...operatorsShare(objects).claims]);
    for (const down of [this.removal, ...this.firstRemovals]) remember(this.cluster.directory, { down, directory: this.cluster.directory });
    this.addParameters(objects);
    this.apply();
    for (const name of this.certificates()) {
      const { certificate } = this.cluster;
      this.kubectl('create', 'secret', 'tls', name, `--cert=${path.join(certificate, 'tls.crt')}`, `--key=${path.join(certificate, 'tls.key')}`);
    }
    this.fillIn();
    const problems = this.unready();
    process.stdout.write(indented(this.kubectl('get', 'namespace', this.name, '-o', 'jsonpath=enforces Pod Security: {.metadata.labels.pod-security\\.kubernetes\\.io/enforce}')));
    process.stdout.write(indented(this.kubectl('get', 'pods', '-o', `custom-columns=${COLUMNS}`)));
    if (problems.length > 0) {
      process.stdout.write(indented(this.kubectl('get', 'events', '--field-selector', 'type=Warning', '-o', 'custom-columns=OBJECT:.involvedObject.name,MESSAGE:.message')));
      return problems;
    }
    const otherwise = this.otherThanStated();
    const order = orderInCluster(this.stack.model, this.pods);
    this.noted = [...this.noted, ...order];
    return [...unenforced(this.name), ...otherwise, ...problemsIn(order), ...this.otherThanApplied()];
  }

  /** Applies the manifests that it has: parameters are again what they say. */
  public apply(): void {
    for (const { name } of this.stack.model.parameters) {
      const value = this.applied.get(name);
      if (value === undefined) this.operator.delete(name);
      else this.operator.set(name, value);
    }
    must(['kubectl', 'apply', '--server-side', '--force-conflicts', '-f', '-'], { input: this.manifests });
  }

  /** Says what the operator has set from now on. */
  public set(name: string, value: string): void {
    this.operator.set(name, value);
    this.fillIn();
  }

  /** What is not ready in time, each a sentence. */
  public unready(seconds: number = SECONDS): readonly string[] {
    let left: readonly Maker[] = [];
    const isInTime = wait(seconds, () => {
      const { items } = JSON.parse(this.kubectl('get', 'statefulsets,deployments,daemonsets,jobs,pods', '-o', 'json')) as { readonly items: readonly (Maker | MadePod)[] };
      return (left = unreadyAmong(items)).length === 0;
    });
    return isInTime ? [] : left.map(({ kind, metadata: { name } }) => `${kind} ${name} is not ready in ${seconds} s`);
  }

  /**
   * What processes have that the model does not say, or do not have that it says; which connections are open or closed that should not be.
   *
   * @param model what it has been changed to, by hand
   */
  public otherThanStated(model: StackModel = this.stack.model): readonly string[] {
    const { operator, cluster: { looker, enforcesPolicies, images, processors } } = this;
    const looked = lookInside(looker, model, { operator }, knownOf, { imageOf: (reference) => images.get(reference) ?? reference, ...(processors !== undefined && { processors }) });
    process.stdout.write(`  ${looked.filter(({ compared }) => problemsIn(compared).length === 0).length} of ${looked.length} containers are given what the model says\n`);
    const { tried, wrong, noted } = reachesInCluster(model, looker, enforcesPolicies);
    process.stdout.write(`  ${tried - wrong} of ${tried} connections are ${enforcesPolicies ? 'open or closed as stated' : 'open as stated, or should be closed, which this cluster does for nobody'}\n`);
    const ofPods = looked.flatMap(({ container, path: of, compared }) => compared.map(({ by, problem }): Noted => ({ path: of, by, ...(problem !== undefined && { problem: `${container}: ${problem}` }) })));
    const made = (JSON.parse(this.kubectl('get', MADE_KINDS.join(','), '-o', 'json')) as { readonly items: readonly LiveObject[] }).items;
    this.noted = [...ofPods, ...madeComparisons(model, made), ...noted];
    // A connection is noted of both of its ends.
    return [...new Set(problemsIn(this.noted))];
  }

  /** Removes it, with its volumes; what is left of it. */
  public down(): readonly string[] {
    const { status, stderr } = run(this.removal);
    try {
      return status === 0 ? remainders(this.stack.model.name, this.name) : [`it cannot be removed: ${stderr.trim()}`];
    } finally {
      this.cluster.volumes?.remove(this.name);
    }
  }

  /** Pods of it that are there to stay. */
  public get pods(): readonly Pod[] {
    return podsIn(this.name);
  }

  /** Makes its pods anew, but for those of tasks; what is not ready afterwards. */
  public restart(): readonly string[] {
    for (const kind of ['statefulsets', 'deployments']) {
      const names = this.kubectl('get', kind, '-o', 'name').split('\n').filter(Boolean);
      if (names.length > 0) this.kubectl('rollout', 'restart', ...names);
    }
    return this.unready();
  }

  /** Deletes pods that keep a StatefulSet from making what it says now. */
  public removeStuck(): void {
    const names = stuckAmong(this.pods);
    if (names.length > 0) this.kubectl('delete', 'pods', ...names, '--now', '--wait');
  }

  /** Runs a command about it, which has to end well. */
  public kubectl(...words: readonly string[]): string {
    return must(['kubectl', '-n', this.name, ...words]);
  }

  private get file(): string {
    return path.join(this.cluster.directory, `${this.stack.name}.yaml`);
  }

  /** The command that removes it. */
  private get removal(): readonly string[] {
    return ['kubectl', 'delete', '--ignore-not-found', '--wait', '--timeout=180s', '-f', this.file];
  }

  /** The commands before it, the last one first, of who does not want to wait until pods have ended that perhaps stand still; no others are made in their places. */
  private get firstRemovals(): readonly (readonly string[])[] {
    return [
      ['kubectl', '-n', this.name, 'delete', 'pods', '--all', '--now', '--wait=false'],
      ['kubectl', 'delete', 'namespace', this.name, '--ignore-not-found', '--wait=false'],
    ];
  }

  /** Nothing waits for parameters that have to have a value, and no default: they are there before the pods are. */
  private addParameters(objects: readonly ClusterObject[]): void {
    const { name: stack, parameters } = this.stack.model;
    const missing = parameters.filter((parameter) => parameter.required && parameter.default === undefined);
    if (missing.length === 0) return;
    const data = Object.fromEntries(missing.map(({ name }) => [name, this.operator.get(name)]));
    this.make([...objects.filter(({ kind }) => kind === 'Namespace'), { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: `${stack}-parameters`, namespace: this.name }, data }]);
  }

  /** As somebody else than who applies the manifests. */
  private make(items: readonly object[]): void {
    if (items.length > 0) must(['kubectl', '-n', this.name, 'apply', '--server-side', '--field-manager=operator', '--force-conflicts', '-f', '-'], { input: JSON.stringify({ apiVersion: 'v1', kind: 'List', items }) });
  }

  /** Makes what the manifests leave to the operator. */
  private fillIn(): void {
    const { secrets, configMaps, serviceAccounts, claims } = operatorsShare(objectsIn(this.manifests));
    const certificates = this.certificates();
    this.make([
      ...[...secrets].filter(([name]) => !certificates.includes(name)).map(([name, keys]) => ({ apiVersion: 'v1', kind: 'Secret', metadata: { name }, stringData: Object.fromEntries([...keys].map((key) => [key, this.secretAt(name, key)])) })),
      ...[...configMaps].map(([name, keys]) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data: Object.fromEntries([...keys].map((key) => [key, this.operator.get(key) ?? 'e2e'])) })),
      ...serviceAccounts.map((name) => ({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name } })),
      ...claims.map(({ name, spec }) => ({ apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name }, spec })),
    ]);
  }

  /** What he has set for the secret that is at this place. */
  private secretAt(secretName: string, key: string): string {
    const { name, secrets } = this.stack.model;
    const found = secrets.find(({ name: own, existing }) => (existing?.secret ?? `${name}-secrets`) === secretName && (existing?.key ?? own) === key);
    return (found && this.operator.get(found.name)) ?? secret();
  }

  /** What a second apply would change. */
  public otherThanApplied(): readonly string[] {
    const { status, stdout, stderr } = run(['kubectl', 'diff', '--server-side', '--force-conflicts', '-f', '-'], { input: this.manifests });
    return status === 0 ? [] : [`the cluster does not have what was applied: ${(stdout || stderr).trim()}`];
  }

  /** Names under which entrances, and containers, look for certificates. */
  private certificates(): readonly string[] {
    const mounted = this.stack.model.workloads.flatMap(containersOf).flatMap(({ mounts }) => mounts.flatMap((mount) => (mount.kind === 'certificate' ? [mount.secret] : [])));
    return [...new Set([...[...this.manifests.matchAll(/create secret tls (\S+)/g)].map(([, name]) => name), ...mounted])];
  }
}

/** What the engine knows of an image that the nodes got it from. */
function knownOf(image: string): ReturnType<KnownOfImage> {
  const { Env, User } = JSON.parse(must(['docker', 'image', 'inspect', '--format', '{{json .Config}}', image])) as { readonly Env?: readonly string[] | null; readonly User?: string };
  return {
    image: new Map((Env ?? []).map((entry) => [entry.slice(0, entry.indexOf('=')), entry.slice(entry.indexOf('=') + 1)])),
    said: User,
  };
}

const COLUMNS = [
  'POD:.metadata.name', 'PHASE:.status.phase', 'READY:.status.containerStatuses[*].ready', 'RESTARTS:.status.containerStatuses[*].restartCount',
  'USER:.spec.securityContext.runAsUser', 'READ-ONLY:.spec.containers[*].securityContext.readOnlyRootFilesystem',
].join(',');

function indented(text: string): string {
  return text.trimEnd().replace(/^/gm, '  ') + '\n';
}
