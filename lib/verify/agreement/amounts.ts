const UNITS: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1000, ms: 1, us: 1e-3, 'µs': 1e-3, ns: 1e-6 };

/** Milliseconds of a duration as Go writes it. */
export function durationOf(value: unknown): number {
  return [...String(value).matchAll(/(\d+(?:\.\d+)?)(h|ms|us|µs|ns|m|s)/g)].reduce((sum, [, amount, unit]) => sum + Number(amount) * UNITS[unit], 0);
}

/** Bytes of an amount of memory as Compose writes it; NaN for none. */
export function bytesOf(value: unknown): number {
  const match = /^(\d+(?:\.\d+)?) ?([bkmgt]?)i?b?$/i.exec(String(value));
  return match ? Number(match[1]) * 1024 ** Math.max(0, 'bkmgt'.indexOf(match[2].toLowerCase() || 'b')) : NaN;
}
