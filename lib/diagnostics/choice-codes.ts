import { declare } from './declaration';

/** Mistakes about profiles, and about what is chosen of them. */
export const CHOICE_CODES = {
  'model/unknown-profile': declare<{ readonly value: string; readonly choice: string; readonly known: string; readonly near?: string }>({
    severity: 'error',
    title: 'A choice of a profile that nothing is in',
    says: ({ value, choice }) => `The choice "${choice}" has the profile "${value}", which nothing is in.`,
    expected: ({ known }) => `profiles of the stack's workloads: ${known}`,
    fix: ({ near }) => (near === undefined ? 'Correct the name, or give a workload that profile.' : `Did you mean "${near}"? Otherwise give a workload that profile.`),
  }),
  'model/profile-without-choice': declare<{ readonly field: 'profiles'; readonly value: string }>({
    severity: 'error',
    title: 'A workload that no choice has',
    says: ({ value }) => `None of its profiles, ${value}, is in a choice of the stack: Kubernetes would never run it.`,
    expected: 'a choice for each profile; without any choice stated, each profile is one',
    fix: ({ value }) => `State a choice that has it: stack.addChoice('...', { profiles: ['${value.split(', ')[0]}'] }).`,
  }),
  'model/same-choice': declare<{ readonly value: string; readonly other: string }>({
    severity: 'error',
    title: 'Two choices of the same',
    says: ({ value, other }) => `The choice "${value}" is the same as ${other}.`,
    expected: 'choices that differ in their profiles or parameters',
    fix: 'Take one of them away, or correct its profiles.',
  }),
  'model/left-out-reference': declare<{ readonly value: string; readonly choices: string; readonly how: string; readonly profiles: string }>({
    severity: 'error',
    title: 'A reference to what a choice leaves out',
    says: ({ value, how, choices, profiles }) => `It ${how} ${value}, which is in the profiles ${profiles} alone: ${choices} it is there without that.`,
    expected: 'whatever it needs beside it, with each choice that has it',
    fix: ({ profiles }) =>
      `Put it into the same profiles (${profiles}), or say that it can do without: optionalPeer(...) around the value that refers to it, { required: false } in startAfter or connectTo.`,
  }),
} as const;
