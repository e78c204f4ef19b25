import type { Place } from './problem';

/** `spec.containers[0].name`; keys that are no plain words are quoted. */
export function shownPlace(place: Place): string {
  const steps = place.map((step) => {
    if (typeof step === 'number') return `[${step}]`;
    return /^[\w$-]+$/.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`;
  });
  return steps.join('').replace(/^\./, '');
}
