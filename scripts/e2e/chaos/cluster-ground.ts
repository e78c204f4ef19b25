import * as fs from 'node:fs';
import * as path from 'node:path';
import { ClientPod } from '../client-pod';
import { withPods } from '../inside/cluster-pairs';
import { runningIn, workloadOf, type Pod } from '../inside/kubelet';
import type { Namespace } from '../kubernetes-namespace';
import { BASE } from '../stand-in-images';
import { recordsAt, targetsIn, wayIn, type Ground, type Way } from './ground';
import type { Fault, Target } from './schedule';

/** A namespace that is up. */
export class ClusterGround implements Ground {
  public readonly targets: readonly Target[];
  private readonly way: Way;
  private readonly client: ClientPod;

  public constructor(private readonly namespace: Namespace) {
    const { model, name } = namespace.stack;
    this.way = wayIn(name);
    this.client = new ClientPod(namespace.name);
    // Otherwise what limits a volume is the affair of its class.
    const limited = namespace.cluster.volumes?.areLimited ? model.volumes.map(({ name: volume }) => volume) : [];
    this.targets = targetsIn({ ...model, workloads: withPods(model) }, new Set(limited));
  }

  public start(): void {
    const { entrance } = this.way;
    const port = this.namespace.stack.model.workloads.find(({ name }) => name === entrance)!.endpoints[0].port;
    this.client.start(BASE, fs.readFileSync(path.join(__dirname, 'writes.js'), 'utf8'), [recordsAt(`http://${entrance}:${port}`, this.way)]);
  }

  public stop(): void {
    this.client.remove();
  }

  public get log(): string {
    return this.client.log();
  }

  public begin({ kind, workload, which, place, seconds }: Fault): void {
    const { cluster: { looker }, stack: { model } } = this.namespace;
    const pods = this.podsOf(workload);
    const pod = pods[which % pods.length];
    const main = model.workloads.find(({ name }) => name === workload)!.containers[0].name;
    const id = pod && runningIn(pod).find(({ name }) => name === main)?.id;
    if (id === undefined) throw new Error('it does not run');
    if (kind === 'kill') looker.tell('kill.sh', [id], '');
    if (kind === 'pause') looker.tell('signal.sh', [id, 'STOP'], '');
    if (kind === 'fill') looker.tell('fill.sh', [id, place!, String(seconds)], '');
    if (kind === 'recreate') this.namespace.kubectl('delete', 'pod', pod.metadata.name, '--wait=false');
  }

  public end({ kind, workload }: Fault): void {
    if (kind !== 'pause') return;
    for (const pod of this.podsOf(workload)) for (const { id } of runningIn(pod)) this.namespace.cluster.looker.tell('signal.sh', [id, 'CONT'], '');
  }

  public get unwell(): readonly string[] {
    const { pods } = this.namespace;
    return withPods(this.namespace.stack.model).filter(({ kind, name, replicas }) => {
      const isReady = ({ status: { containerStatuses = [] } }: Pod): boolean => containerStatuses.length > 0 && containerStatuses.every(({ ready }) => ready);
      return kind !== 'task' && pods.filter((pod) => workloadOf(pod) === name && isReady(pod)).length < replicas;
    }).map(({ name }) => name);
  }

  public get kept(): readonly number[] {
    const { database, list } = this.way;
    const pod = this.namespace.pods.find((candidate) => workloadOf(candidate) === database)?.metadata.name ?? '';
    return this.namespace.kubectl('exec', pod, '-c', database, '--', 'sh', '-c', list).split('\n').filter(Boolean).map(Number);
  }

  private podsOf(workload: string): readonly Pod[] {
    return this.namespace.pods.filter((pod) => workloadOf(pod) === workload);
  }
}
