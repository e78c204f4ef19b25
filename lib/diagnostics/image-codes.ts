import { declare } from './declaration';

/** What does not go together: a workload, and what is known of its image. */
export const IMAGE_CODES = {
  'model/invalid-image-facts': declare<{ readonly field: string; readonly value: string | number; readonly rule: string }>({
    severity: 'error',
    title: 'A fact about an image that nothing can be compared with',
    says: ({ field, value, rule }) => `in the facts about the image, ${field} is ${JSON.stringify(value)}, but has to be ${rule}.`,
    expected: 'absolute paths, numeric users, ports, days such as 2026-11-26, and a source for every fact',
    fix: 'Correct the fact; what is not known is left out.',
  }),
} as const;
