import { must, run } from '../command';
import type { Looker } from '../inside/looker';
import { remember } from '../interrupted';
import type { Claim } from './objects';

/** On the node. */
const DIRECTORY = '/var/tmp/cdk8s-compose-e2e';

/** A program of the node sees what is mounted on it, and others see what it mounts. */
const AMONG_MOUNTS = 'nsenter --mount="${ROOT%/root}/ns/mnt"';

/** By which volumes of a namespace are found. */
const LABEL = 'cdk8s-compose-e2e/namespace';

/**
 * What takes the place of disks where a cluster has one node: directories of it, one for each claim. They belong to root until the kubelet
 * hands them to the group of a pod, as it does with disks, and several pods may have one; the classes of most small clusters make
 * directories that everybody may write to, and none for several pods.
 */
export class NodeVolumes {
  /**
   * @param defaultClass which a claim is given that names none
   * @param size how many bytes fit on each; missing for as many as on the node
   */
  public constructor(private readonly node: string, private readonly defaultClass: string, private readonly looker: Pick<Looker, 'onNode' | 'commandOnNode'>, private readonly root: string, private readonly size?: number) {}

  /** Whether they have a limit, as disks have. */
  public get areLimited(): boolean {
    return this.size !== undefined;
  }

  /** One for each of these claims, which are not there yet. */
  public give(namespace: string, claims: readonly Claim[]): void {
    const wanted = claims.filter(({ spec }) => spec.volumeName === undefined);
    if (wanted.length === 0) return;
    for (const down of this.removals(namespace)) remember(this.root, { down, directory: this.root });
    this.looker.onNode(`mkdir -p ${this.directories(namespace, wanted)}`);
    if (this.size !== undefined) for (const { name } of wanted) this.looker.onNode(`${AMONG_MOUNTS} mount -t tmpfs -o size=${this.size},mode=755 e2e ${DIRECTORY}/${namespace}/${name}`);
    must(['kubectl', 'apply', '--server-side', '-f', '-'], { input: JSON.stringify({ apiVersion: 'v1', kind: 'List', items: wanted.map((claim) => this.volume(namespace, claim)) }) });
    must(['kubectl', 'wait', '--for=jsonpath={.status.phase}=Available', ...wanted.map(({ name }) => `persistentvolume/${namespace}-${name}`), '--timeout=30s']);
  }

  /** An empty one for each of these claims, whose old ones nobody has any more. */
  public renew(namespace: string, claims: readonly Claim[]): void {
    must(['kubectl', 'delete', 'persistentvolumes', ...claims.map(({ name }) => `${namespace}-${name}`), '--timeout=30s']);
    this.looker.onNode(`rm -rf ${this.directories(namespace, claims)}`);
    this.give(namespace, claims);
  }

  /** Takes them back. */
  public remove(namespace: string): void {
    for (const removal of this.removals(namespace).toReversed()) run(removal);
  }

  /** The commands for that, the last one first. */
  private removals(namespace: string): readonly (readonly string[])[] {
    return [
      this.looker.commandOnNode(`${this.unmount(namespace)}rm -rf "$ROOT${DIRECTORY}/${namespace}"; rmdir "$ROOT${DIRECTORY}" 2>/dev/null || true`),
      ['kubectl', 'delete', 'persistentvolumes', '-l', `${LABEL}=${namespace}`, '--timeout=30s'],
    ];
  }

  /** A directory of the node is one with a limit when something is mounted there, which somebody may have open still. */
  private unmount(namespace: string): string {
    return this.size === undefined ? '' : `for place in "$ROOT${DIRECTORY}/${namespace}"/*; do ${AMONG_MOUNTS} umount -l "\${place#"$ROOT"}"; done; `;
  }

  private directories(namespace: string, claims: readonly Claim[]): string {
    return claims.map(({ name }) => `"$ROOT${DIRECTORY}/${namespace}/${name}"`).join(' ');
  }

  private volume(namespace: string, { name, spec }: Claim): object {
    return {
      apiVersion: 'v1', kind: 'PersistentVolume', metadata: { name: `${namespace}-${name}`, labels: { [LABEL]: namespace } },
      spec: {
        capacity: spec.resources?.requests, accessModes: spec.accessModes, persistentVolumeReclaimPolicy: 'Retain', storageClassName: spec.storageClassName ?? this.defaultClass,
        claimRef: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', namespace, name },
        local: { path: `${DIRECTORY}/${namespace}/${name}` },
        nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'In', values: [this.node] }] }] } },
      },
    };
  }
}
