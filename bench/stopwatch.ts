import type { Phase } from './sample';

/** Splits the time of a process into phases. */
export class Stopwatch {
  public readonly times: Record<Phase, number> = { require: 0, construct: 0, lower: 0, check: 0, emit: 0 };
  private since = performance.now();

  /** Says to which phase the time since the last lap belongs; without one, to none. */
  public lap(phase?: Phase): void {
    const now = performance.now();
    if (phase) this.times[phase] += now - this.since;
    this.since = now;
  }

  /** Makes the time inside of a function belong to a phase, and the time before it to the phase around it. */
  public watch<K extends string>(owner: Record<K, (...args: never[]) => unknown>, name: K, inside: Phase, around: Phase): void {
    const watched = owner[name];
    const lap = this.lap.bind(this);
    owner[name] = function (this: unknown, ...args: never[]): unknown {
      lap(around);
      const result = watched.apply(this, args);
      lap(inside);
      return result;
    };
  }
}
