import { kubernetesApi, knownMinors } from './api/api';

/** The minor version by which a version is judged: 28 for `1.28` and `1.28.3`; the nearest that is known, or the newest. */
export function judgedMinor(version: string): number {
  const minor = Number(/^v?1\.(\d+)(\.\d+)?$/.exec(version)?.[1] ?? NaN);
  return kubernetesApi(Number.isNaN(minor) ? knownMinors().at(-1) ?? 0 : minor).minor;
}
