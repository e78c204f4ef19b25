import * as path from 'node:path';
import { must, run } from './command';
import { secret } from './operator';
import type { ChosenStack } from './stacks';

/** How long a stack may take until all of it is ready. */
const SECONDS = 420;

/** A stack in the namespace that its manifests make. */
export class Namespace {
  /** What its pods run. */
  public readonly images: readonly string[];
  /** What is applied. */
  public readonly manifests: string;
  private readonly name: string;

  /** @param processors what each container asks for of the processors in place of what is stated, where nodes are small */
  public constructor(private readonly stack: ChosenStack, images: ReadonlyMap<string, string>, processors?: string) {
    this.name = stack.model.namespace;
    this.manifests = (stack.files.get(`kubernetes/${stack.name}.k8s.yaml`) ?? '')
      .replace(/^(\s*(?:- )?image: )(\S+)$/gm, (line, start: string, image: string) => (images.has(image) ? `${start}${images.get(image)}` : line))
      .replace(/(\n\s+requests:\n\s+cpu: )\S+/g, (asked, start: string) => (processors === undefined ? asked : `${start}${processors}`));
    this.images = [...new Set([...this.manifests.matchAll(/^\s*(?:- )?image: (\S+)$/gm)].map(([, image]) => image))];
  }

  /** Applies it and fills in secrets and certificates as its README says; what does not become ready. */
  public up(certificate: string): readonly string[] {
    must(['kubectl', 'apply', '--server-side', '-f', '-'], { input: this.manifests });
    const values = this.stack.model.secrets.filter(({ optional }) => !optional).map(({ name, hint }) => `--from-literal=${name}=${secret(hint)}`);
    if (values.length > 0) this.kubectl('create', 'secret', 'generic', `${this.stack.name}-secrets`, ...values);
    for (const name of this.certificates()) {
      this.kubectl('create', 'secret', 'tls', name, `--cert=${path.join(certificate, 'tls.crt')}`, `--key=${path.join(certificate, 'tls.key')}`);
    }
    const isUp = this.becomesReady();
    process.stdout.write(indented(this.kubectl('get', 'namespace', this.name, '-o', 'jsonpath=enforces Pod Security: {.metadata.labels.pod-security\\.kubernetes\\.io/enforce}')));
    process.stdout.write(indented(this.kubectl('get', 'pods', '-o', `custom-columns=${COLUMNS}`)));
    if (!isUp) process.stdout.write(indented(this.kubectl('get', 'events', '--field-selector', 'type=Warning', '-o', 'custom-columns=OBJECT:.involvedObject.name,MESSAGE:.message')));
    return isUp ? [] : [`not all of it is ready in ${SECONDS} s`];
  }

  /** Removes it, with its volumes. */
  public down(): void {
    run(['kubectl', 'delete', '--wait', '--timeout=180s', '-f', '-'], { input: this.manifests });
  }

  /** Names under which the manifests look for certificates. */
  private certificates(): readonly string[] {
    return [...new Set([...this.manifests.matchAll(/create secret tls (\S+)/g)].map(([, name]) => name))];
  }

  private becomesReady(): boolean {
    const end = Date.now() + SECONDS * 1000;
    const left = (): string => `--timeout=${Math.max(1, Math.round((end - Date.now()) / 1000))}s`;
    const named = (kind: string): readonly string[] => this.kubectl('get', kind, '-o', 'name').split('\n').filter(Boolean);
    return [...named('statefulsets'), ...named('deployments'), ...named('daemonsets')].every((object) => this.succeeds('rollout', 'status', object, left()))
      && named('jobs').every((object) => this.succeeds('wait', '--for=condition=complete', object, left()));
  }

  private succeeds(...words: readonly string[]): boolean {
    const { status, stdout, stderr } = run(['kubectl', '-n', this.name, ...words]);
    if (status !== 0) process.stdout.write(indented(stderr || stdout));
    return status === 0;
  }

  private kubectl(...words: readonly string[]): string {
    return must(['kubectl', '-n', this.name, ...words]);
  }
}

const COLUMNS = [
  'POD:.metadata.name', 'PHASE:.status.phase', 'READY:.status.containerStatuses[*].ready', 'RESTARTS:.status.containerStatuses[*].restartCount',
  'USER:.spec.securityContext.runAsUser', 'READ-ONLY:.spec.containers[*].securityContext.readOnlyRootFilesystem',
].join(',');

function indented(text: string): string {
  return text.trimEnd().replace(/^/gm, '  ') + '\n';
}
