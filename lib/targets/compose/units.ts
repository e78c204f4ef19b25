/** `30s`, `1m30s`, `500ms`: durations as Go writes them. */
export function goDuration(milliseconds: number): string {
  const parts: string[] = [];
  let rest = milliseconds;
  for (const [unit, size] of [['h', 3_600_000], ['m', 60_000], ['s', 1000], ['ms', 1]] as const) {
    const amount = Math.floor(rest / size);
    rest -= amount * size;
    if (amount > 0) parts.push(`${amount}${unit}`);
  }
  return parts.length > 0 ? parts.join('') : '0s';
}

/** `2g`, `512m`: Compose counts in powers of 1024. */
export function byteSize(bytes: number): string {
  for (const [suffix, size] of [['g', 1024 ** 3], ['m', 1024 ** 2], ['k', 1024]] as const) {
    if (bytes >= size && bytes % size === 0) return `${bytes / size}${suffix}`;
  }
  return `${bytes}b`;
}

/** `0.5`: cores as a decimal. */
export function cores(millicores: number): string {
  return String(millicores / 1000);
}
