import type { Place, Problem } from '../problem';
import type { ManifestCode } from './codes';
import type { Container, Manifest, Pod } from './manifests';

/** A problem of a manifest, at a place of it. `related` are those without which it would be right. */
export function problem(code: ManifestCode, manifest: Manifest, place: Place, detail: string, related: readonly Manifest[] = []): Problem {
  const others = [...new Set(related.filter((other) => other !== manifest).map(({ subject }) => subject))];
  return { code, subject: manifest.subject, place: [...manifest.within, ...place], detail, ...(others.length > 0 && { related: others }) };
}

/** The same of the pod of a manifest; the place is in the pod's spec. */
export function inPod(code: ManifestCode, pod: Pod, place: Place, detail: string, related: readonly Manifest[] = []): Problem {
  return problem(code, pod.owner, [...pod.place, ...place], detail, related);
}

/** The same of a container; the detail names it. */
export function inContainer(code: ManifestCode, { pod, place: own, title }: Container, place: Place, detail: string, related: readonly Manifest[] = []): Problem {
  return problem(code, pod.owner, [...own, ...place], `${title}${detail.startsWith(':') ? '' : ' '}${detail}`, related);
}
