import * as fs from 'node:fs';
import * as path from 'node:path';
import { imagesIn, manifestsOf } from './cluster-manifests';
import { must, run } from './command';
import { reachesInCluster } from './inside/cluster-reach';
import { lookInside, podsIn, type Pod } from './inside/kubelet';
import type { Looker } from './inside/looker';
import { remember } from './interrupted';
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
  public readonly name: string;
  /** What the operator has set, by the names of secrets and parameters. */
  private readonly operator = new Map<string, string>();

  public constructor(public readonly stack: ChosenStack, public readonly cluster: Cluster) {
    this.name = stack.model.namespace;
    this.manifests = manifestsOf(stack, cluster.images, cluster.processors);
    this.images = imagesIn(this.manifests);
  }

  /** Applies it and fills in secrets and certificates as its README says; what does not become ready, and what is not as it is stated. */
  public up(): readonly string[] {
    fs.writeFileSync(this.file, this.manifests);
    remember(this.cluster.directory, { down: this.removal, directory: this.cluster.directory });
    this.apply();
    for (const { name, hint, optional } of this.stack.model.secrets) if (!optional) this.operator.set(name, secret(hint));
    this.keepSecrets();
    for (const name of this.certificates()) {
      const { certificate } = this.cluster;
      this.kubectl('create', 'secret', 'tls', name, `--cert=${path.join(certificate, 'tls.crt')}`, `--key=${path.join(certificate, 'tls.key')}`);
    }
    const problems = this.unready();
    process.stdout.write(indented(this.kubectl('get', 'namespace', this.name, '-o', 'jsonpath=enforces Pod Security: {.metadata.labels.pod-security\\.kubernetes\\.io/enforce}')));
    process.stdout.write(indented(this.kubectl('get', 'pods', '-o', `custom-columns=${COLUMNS}`)));
    if (problems.length > 0) {
      process.stdout.write(indented(this.kubectl('get', 'events', '--field-selector', 'type=Warning', '-o', 'custom-columns=OBJECT:.involvedObject.name,MESSAGE:.message')));
      return problems;
    }
    return [...this.otherThanStated(), ...this.otherThanApplied()];
  }

  /** Applies the manifests that it has. */
  public apply(): void {
    must(['kubectl', 'apply', '--server-side', '--force-conflicts', '-f', '-'], { input: this.manifests });
  }

  /** Says what the operator has set from now on. */
  public set(name: string, value: string): void {
    this.operator.set(name, value);
    this.keepSecrets();
  }

  /** What is not ready in time, each a sentence. */
  public unready(seconds: number = SECONDS): readonly string[] {
    const end = Date.now() + seconds * 1000;
    const left = (): string => `--timeout=${Math.max(1, Math.round((end - Date.now()) / 1000))}s`;
    const named = (kind: string): readonly string[] => this.kubectl('get', kind, '-o', 'name').split('\n').filter(Boolean);
    const waits = [
      ...['statefulsets', 'deployments', 'daemonsets'].flatMap(named).map((object) => ({ object, wait: ['rollout', 'status', object] })),
      ...named('jobs').map((object) => ({ object, wait: ['wait', '--for=condition=complete', object] })),
    ];
    const missing = waits.filter(({ wait }) => !this.succeeds(...wait, left()));
    return missing.map(({ object }) => `${object} is not ready in ${seconds} s`);
  }

  /** What processes have that the model does not say, or do not have that it says; which connections are open or closed that should not be. */
  public otherThanStated(): readonly string[] {
    const { stack: { model }, operator, cluster: { looker, enforcesPolicies } } = this;
    const looked = lookInside(looker, model, { operator }, variablesOf);
    process.stdout.write(`  ${looked.filter((each) => each.problems.length === 0).length} of ${looked.length} containers are given what the model says\n`);
    const { problems, tried } = reachesInCluster(model, looker, enforcesPolicies);
    process.stdout.write(`  ${tried - problems.length} of ${tried} connections are ${enforcesPolicies ? 'open or closed as stated' : 'open as stated, or should be closed, which this cluster does for nobody'}\n`);
    return [...looked.flatMap(({ container, problems: each }) => each.map((problem) => `${container}: ${problem}`)), ...problems];
  }

  /** Removes it, with its volumes; what is left of it. */
  public down(): readonly string[] {
    const { status, stderr } = run(this.removal);
    if (status !== 0) return [`it cannot be removed: ${stderr.trim()}`];
    return run(['kubectl', 'get', 'persistentvolumes', '-o', 'jsonpath={range .items[*]}{.spec.claimRef.namespace} {.metadata.name} {.status.phase}{"\\n"}{end}']).stdout.split('\n')
      .filter((line) => line.startsWith(`${this.name} `) && !line.endsWith(' Released')).map((line) => `a volume is left of it: ${line}`);
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

  private keepSecrets(): void {
    const secrets = this.stack.model.secrets.flatMap(({ name }) => (this.operator.has(name) ? [[name, Buffer.from(this.operator.get(name)!).toString('base64')]] : []));
    if (secrets.length === 0) return;
    const object = { apiVersion: 'v1', kind: 'Secret', metadata: { name: `${this.stack.name}-secrets`, namespace: this.name }, data: Object.fromEntries(secrets) as object };
    must(['kubectl', 'apply', '--server-side', '-f', '-'], { input: JSON.stringify(object) });
  }

  /** What a second apply would change. */
  private otherThanApplied(): readonly string[] {
    const { status, stdout, stderr } = run(['kubectl', 'diff', '--server-side', '--force-conflicts', '-f', '-'], { input: this.manifests });
    return status === 0 ? [] : [`the cluster does not have what was applied: ${(stdout || stderr).trim()}`];
  }

  /** Names under which the manifests look for certificates. */
  private certificates(): readonly string[] {
    return [...new Set([...this.manifests.matchAll(/create secret tls (\S+)/g)].map(([, name]) => name))];
  }

  private succeeds(...words: readonly string[]): boolean {
    const { status, stdout, stderr } = run(['kubectl', '-n', this.name, ...words]);
    if (status !== 0) process.stdout.write(indented(stderr || stdout));
    return status === 0;
  }
}

/** The variables of an image, as the engine has it that the nodes got it from. */
function variablesOf(image: string): ReadonlyMap<string, string> {
  const variables = JSON.parse(must(['docker', 'image', 'inspect', '--format', '{{json .Config.Env}}', image])) as readonly string[] | null;
  return new Map((variables ?? []).map((entry) => [entry.slice(0, entry.indexOf('=')), entry.slice(entry.indexOf('=') + 1)]));
}

const COLUMNS = [
  'POD:.metadata.name', 'PHASE:.status.phase', 'READY:.status.containerStatuses[*].ready', 'RESTARTS:.status.containerStatuses[*].restartCount',
  'USER:.spec.securityContext.runAsUser', 'READ-ONLY:.spec.containers[*].securityContext.readOnlyRootFilesystem',
].join(',');

function indented(text: string): string {
  return text.trimEnd().replace(/^/gm, '  ') + '\n';
}
