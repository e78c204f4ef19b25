/** An amount of storage or memory. cdk8s' own `Size` is one. */
export interface ISize {
  toKibibytes(): number;
}

const POWERS: Readonly<Record<string, number>> = { '': 0, k: 1, m: 2, g: 3, t: 4 };

const TIMES: Readonly<Record<string, number>> = { ns: 1e-6, us: 1e-3, 'µs': 1e-3, ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** Milliseconds of a time as Compose reads it, `1m30s`; undefined for anything else. */
export function millisecondsIn(text: string): number | undefined {
  const found = [...text.matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h)/g)];
  if (text === '0' || found.map(([each]) => each).join('') !== text || text === '') return text === '0' ? 0 : undefined;
  return found.reduce((sum, [, amount, unit]) => sum + Number(amount) * TIMES[unit], 0);
}

/** Bytes of an amount as Compose reads it, `512m` or `1.5gb`; undefined for anything else. */
export function bytesIn(text: string): number | undefined {
  const found = /^(\d+(?:\.\d+)?) ?([kmgt]?)i?b?$/i.exec(text.trim());
  return found ? Math.floor(Number(found[1]) * 1024 ** POWERS[found[2].toLowerCase()]) : undefined;
}

/** Thousandths of a core, rounded to what Kubernetes can express; floating point must not show in an output. */
export function millicores(cores: number): number {
  return Math.round(cores * 1000);
}

/** A number as Compose reads it; undefined for anything else. */
export function numberIn(text: string): number | undefined {
  return /^-?(?:\d+(?:\.\d+)?|\.\d+)$/.test(text.trim()) ? Number(text) : undefined;
}
