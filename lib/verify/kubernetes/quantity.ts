import { QUANTITY } from './constraints';

const BINARY = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const DECIMAL: Readonly<Record<string, number>> = {
  n: 1e-9, u: 1e-6, m: 1e-3, '': 1, k: 1e3, M: 1e6, G: 1e9, T: 1e12, P: 1e15, E: 1e18,
};

/** A Kubernetes quantity as a number of base units, or undefined when it is not one. */
export function quantityOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  const match = typeof value === 'string' ? QUANTITY.exec(value) : null;
  if (match === null) return undefined;
  const amount = Number(match[1]);
  const suffix = match[3] ?? '';
  if (/^[eE][+-]?\d/.test(suffix)) return amount * 10 ** Number(suffix.slice(1));
  const binary = BINARY.indexOf(suffix);
  return binary >= 0 ? amount * 1024 ** binary : amount * (DECIMAL[suffix] ?? NaN);
}
