import type { Place, Problem } from '../problem';
import type { ProjectCode } from './codes';

/** A problem of a project: `services.api` is a subject, and so is `name`. */
export function fault(code: ProjectCode, subject: string, place: Place, detail: string, related: readonly string[] = []): Problem {
  return { code, subject, place, detail, ...(related.length > 0 && { related: [...new Set(related)] }) };
}

/** Top-level elements whose entries are subjects of their own. */
export const ELEMENTS: readonly string[] = ['services', 'networks', 'volumes', 'configs', 'secrets', 'models', 'jobs'];

/** The subject that a place in a document belongs to, and the place in it. */
export function subjectAt(place: Place): { readonly subject: string; readonly place: Place } {
  const [element, name, ...rest] = place;
  if (element === undefined) return { subject: '', place: [] };
  if (!ELEMENTS.includes(String(element)) || name === undefined) return { subject: String(element), place: place.slice(1) };
  return { subject: `${element}.${name}`, place: rest };
}
