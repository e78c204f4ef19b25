import type { Measure, Sample } from './sample';

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The same task measured several times. */
export class Series {
  public constructor(public readonly samples: readonly Sample[]) {}

  public median(measure: Measure): number {
    return median(this.samples.map((sample) => sample[measure]));
  }

  /** The median of the ratios of what was measured side by side: what slows the machine down slows both down. */
  public ratioTo(other: Series, measure: Measure): number {
    return median(this.samples.map((sample, at) => sample[measure] / other.samples[at][measure]));
  }

  public differenceTo(other: Series, measure: Measure): number {
    return median(this.samples.map((sample, at) => sample[measure] - other.samples[at][measure]));
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
