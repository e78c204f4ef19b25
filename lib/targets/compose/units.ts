/** `30s`, `1m30s`, `500ms`: durations as Go writes them. */
export function goDuration(milliseconds: number): string {
  const whole = Math.floor(milliseconds);
  const seconds = Math.floor(whole / 1000);
  const minutes = Math.floor(seconds / 60);
  const text = `${amount(Math.floor(minutes / 60), 'h')}${amount(minutes % 60, 'm')}${amount(seconds % 60, 's')}${amount(whole % 1000, 'ms')}`;
  return text === '' ? '0s' : text;
}

function amount(count: number, unit: string): string {
  return count > 0 ? `${count}${unit}` : '';
}

/** `2g`, `512m`: Compose counts in powers of 1024. */
export function byteSize(bytes: number): string {
  if (bytes < 1024 || bytes % 1024 !== 0) return `${bytes}b`;
  if (bytes % 1024 ** 2 !== 0) return `${bytes / 1024}k`;
  return bytes % 1024 ** 3 === 0 ? `${bytes / 1024 ** 3}g` : `${bytes / 1024 ** 2}m`;
}

/** `0.5`: cores as a decimal. */
export function cores(millicores: number): string {
  return String(millicores / 1000);
}
