const UNITS: Readonly<Record<string, number>> = { '': 1, m: 1e-3, k: 1e3, M: 1e6, G: 1e9, T: 1e12, Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40 };

/** The number that a quantity of the API is, such as `512Mi` or `100m`; not a number for what is none. */
export function amountOf(quantity: string | number | undefined): number {
  const [, number, unit] = /^([\d.]+)(\w*)$/.exec(String(quantity)) ?? [];
  return Number(number) * (UNITS[unit] ?? NaN);
}
