import type { Measure, Sample } from './sample';

/** The same task measured several times. */
export class Series {
  public constructor(public readonly samples: readonly Sample[]) {}

  /** What the task takes when nothing else gets in its way: a busy machine can only add to it. */
  public minimum(measure: Measure): number {
    return Math.min(...this.samples.map((sample) => sample[measure]));
  }

  public ratioTo(other: Series, measure: Measure): number {
    return this.minimum(measure) / other.minimum(measure);
  }

  public differenceTo(other: Series, measure: Measure): number {
    return this.minimum(measure) - other.minimum(measure);
  }
}

/** The exponent k of a cost that grows with the k-th power of the size: 1 is linear, 2 quadratic. */
export function growth(small: number, large: number, times: number): number {
  return Math.log(large / small) / Math.log(times);
}

/** A table in Markdown, the numbers aligned for a terminal. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, at) => Math.max(title.length, 3, ...rows.map((row) => row[at].length)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]) : cell.padStart(widths[at]))).join(' | ')} |`;
  const rule = `| ${widths.map((width, at) => (at === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}
