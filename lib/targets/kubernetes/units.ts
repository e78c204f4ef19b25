/** `500m`, `2`: cores. */
export function cpuQuantity(millicores: number): string {
  return millicores % 1000 === 0 ? String(millicores / 1000) : `${millicores}m`;
}

/** `512Mi`, `2Gi`: bytes in powers of 1024. Never `512m`, which would be half a byte. */
export function byteQuantity(bytes: number): string {
  if (bytes < 1024 || bytes % 1024 !== 0) return String(bytes);
  if (bytes % 1024 ** 2 !== 0) return `${bytes / 1024}Ki`;
  return bytes % 1024 ** 3 === 0 ? `${bytes / 1024 ** 3}Gi` : `${bytes / 1024 ** 2}Mi`;
}

/** Kubernetes counts whole seconds. */
export function wholeSeconds(milliseconds: number): number {
  return Math.ceil(milliseconds / 1000);
}
