/** How a record fared that a client has written. */
interface Write {
  readonly number: number;
  /** When it was answered, in milliseconds of the client's clock. */
  readonly at: number;
  readonly how: string;
  readonly isAcknowledged: boolean;
}

/** A time without a success, in seconds. */
export interface Outage {
  /** After the first success. */
  readonly from: number;
  readonly seconds: number;
}

/** What a client has written, as it says. */
export class Written {
  private readonly writes: readonly Write[];

  /** @param log the output of `writes.js` */
  public constructor(log: string) {
    this.writes = [...log.matchAll(/^(\d+) (\d+) (\S+)$/gm)].map(([, number, at, how]) => ({ number: Number(number), at: Number(at), how, isAcknowledged: /^2\d\d$/.test(how) }));
  }

  /** How many were answered, or given up. */
  public get tried(): number {
    return this.writes.length;
  }

  /** Numbers of those that were answered with success. */
  public get acknowledged(): readonly number[] {
    return this.writes.filter(({ isAcknowledged }) => isAcknowledged).map(({ number }) => number);
  }

  /** The number of the last that was tried. */
  public get last(): number {
    return this.writes.reduce((most, { number }) => Math.max(most, number), 0);
  }

  /** How the last that was answered was answered. */
  public get lastAnswer(): string {
    return this.writes.at(-1)?.how ?? 'nothing';
  }

  /** Times without a success, from the first one on, the longest first. */
  public get outages(): readonly Outage[] {
    const successes = this.writes.filter(({ isAcknowledged }) => isAcknowledged).map(({ at }) => at);
    const ends = [...successes, ...this.writes.slice(-1).map(({ at }) => at)].sort((one, other) => one - other);
    return ends.slice(1).map((end, at) => ({ from: tenths(ends[at] - ends[0]), seconds: tenths(end - ends[at]) })).sort((one, other) => other.seconds - one.seconds);
  }

  /** Acknowledged ones that a database does not have. */
  public lostFrom(kept: readonly number[]): readonly number[] {
    const there = new Set(kept);
    return this.acknowledged.filter((number) => !there.has(number));
  }
}

/** Seconds. */
function tenths(milliseconds: number): number {
  return Math.round(milliseconds / 100) / 10;
}
