import type { Trace } from '../../model/trace';
import { fingerprint } from '../fingerprint';
import type { KubernetesObject } from './api';
import { flatten, type KubernetesObjects } from './objects';

/** An object after the escape hatches, and the last of them that has changed it. */
export interface Patched {
  readonly object: KubernetesObject;
  readonly changedBy?: ChangedBy;
}

/** A call of an escape hatch; that of cdk8s has no line. */
export interface ChangedBy {
  readonly trace?: Trace;
}

/** What callbacks have made of the objects of a workload, one after the other. */
export class Changes {
  private readonly lowered: ReadonlyMap<KubernetesObject, string>;
  private readonly fingerprints: Map<KubernetesObject, string>;
  private readonly changedBy = new Map<KubernetesObject, ChangedBy>();
  private count: number;

  public constructor(objects: KubernetesObjects) {
    this.lowered = new Map(flatten(objects).map((object) => [object, fingerprint(object)]));
    this.count = this.lowered.size;
    this.fingerprints = new Map(this.lowered);
  }

  /** Takes note of what a callback has done. What it has taken out is a change of what needs it: the workload itself. */
  public note(objects: KubernetesObjects, callback: ChangedBy): void {
    const left = flatten(objects);
    for (const object of left) {
      const now = fingerprint(object);
      if (this.fingerprints.get(object) === now) continue;
      this.fingerprints.set(object, now);
      // One that changes back what another has changed leaves nothing of either.
      if (this.lowered.get(object) === now) this.changedBy.delete(object);
      else this.changedBy.set(object, callback);
    }
    if (left.length < this.count) this.changedBy.set(objects.cronJob ?? objects.controller, callback);
    this.count = left.length;
  }

  /** The objects as they are, in their order. */
  public of(objects: KubernetesObjects): Patched[] {
    return flatten(objects).map((object): Patched => {
      const changedBy = this.changedBy.get(object);
      return { object, ...(changedBy && { changedBy }) };
    });
  }

  /** Kinds of the objects that have been taken out. */
  public leftOut(objects: KubernetesObjects): string[] {
    const left = new Map<string, number>();
    for (const { kind } of flatten(objects)) left.set(kind, (left.get(kind) ?? 0) + 1);
    return [...this.lowered.keys()].flatMap(({ kind }) => {
      const count = left.get(kind) ?? 0;
      left.set(kind, count - 1);
      return count <= 0 ? [kind] : [];
    });
  }
}
