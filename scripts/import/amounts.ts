import { call, type Said } from './program';

const UNITS: Readonly<Record<string, number>> = { ns: 1e-6, us: 1e-3, 'µs': 1e-3, ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
const POWERS: Readonly<Record<string, number>> = { '': 0, b: 0, k: 1, m: 2, g: 3, t: 4 };

/** Milliseconds of a duration as Go writes them, `1m30s`; undefined for anything else. */
export function milliseconds(value: unknown): number | undefined {
  if (typeof value !== 'string') return undefined;
  if (value === '0') return 0;
  const text = value.trim();
  if (!/^(?:\d+(?:\.\d+)?(?:ns|us|µs|ms|s|m|h))+$/.test(text)) return undefined;
  let sum = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h)/g)) sum += Number(amount) * UNITS[unit];
  return sum;
}

/** Bytes of an amount as Compose writes them, `512m`, `1.5gb`; undefined for anything else. */
export function bytes(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return undefined;
  const found = /^(\d+(?:\.\d+)?)\s*(?:([kmgt])(?:i?b)?|(b)?)$/i.exec(value.trim());
  if (!found) return undefined;
  return Math.floor(Number(found[1]) * 1024 ** POWERS[(found[2] ?? '').toLowerCase()]);
}

/** Cores, `0.5`; undefined for anything else. */
export function cores(value: unknown): number | undefined {
  const text = String(value).trim();
  return /^\d+(?:\.\d+)?$|^\.\d+$/.test(text) ? Number(text) : undefined;
}

/** An amount as this library says it; undefined for none. */
export function sizeOf(value: unknown): Said | undefined {
  const amount = bytes(value);
  return amount === undefined ? undefined : call('Size.kibibytes', amount / 1024);
}

/** A whole number; undefined for none. */
export function whole(value: unknown): number | undefined {
  const text = String(value).trim();
  return /^-?\d+$/.test(text) ? Number(text) : undefined;
}

/** A time as this library says it; undefined for none. */
export function timeOf(value: unknown): Said | undefined {
  const time = milliseconds(value);
  return time === undefined ? undefined : call('Duration.millis', time);
}
