import { declare } from './declaration';

/** Mistakes in what is said beside the values: texts that are chosen, files that are read, reasons. */
export const STATEMENT_CODES = {
  'model/chosen-text': declare<{ readonly value: string } & { readonly field: string; readonly rule: string }>({
    severity: 'error',
    title: 'A text that is needed at synthesis has something in it that nobody knows then',
    says: ({ field, value, rule }) => `${field} has ${value} in it, ${rule}.`,
    expected: 'text, and parameters with a default: Kubernetes takes the default, and an image is built with what stands there',
    fix: 'Use a Parameter with a default.',
  }),
  'model/chosen-value': declare<{ readonly value: string } & { readonly field: string; readonly rule: string; readonly choice?: string }>({
    severity: 'error',
    title: 'A field that the operator chooses, whose default is no value of it',
    says: ({ field, value, rule, choice }) => `Unless the operator says something else, ${choice === undefined ? '' : `with the choice "${choice}" `}${field} is "${value}", but it has to be ${rule}.`,
    expected: 'a default that is a value of the field: Kubernetes has it, and Compose where nobody says something else',
    fix: ({ choice }) => (choice === undefined ? 'Correct the default of the parameter.' : 'Correct what the choice gives to the parameter.'),
  }),
  'model/unreadable-file': declare<{ readonly value: string } & { readonly rule: string }>({
    severity: 'error',
    title: 'A file that is read at synthesis and cannot be used',
    says: ({ value, rule }) => `The file "${value}" cannot be used: ${rule}.`,
    expected: 'a file that can be read; for variables, text in UTF-8 with lines NAME=value',
    fix: 'Correct the file, or its path: a relative one begins at the working directory of the program; path.join(__dirname, ...) does not.',
  }),
  'model/start-condition': declare<{ readonly value: string } & { readonly field: string; readonly rule: string }>({
    severity: 'error',
    title: 'A state that is waited for and never comes',
    says: ({ value, field, rule }) => `It starts when ${value} is ${field}, but ${rule}.`,
    expected: 'completed for a task, healthy for what has a health probe, started for anything',
    fix: ({ field }) => (field === 'healthy' ? 'Give the other one a health probe, or wait until it is started.' : 'Wait until it is started or healthy, or make it a Task.'),
  }),
  'model/no-reason': declare<{ readonly value: string }>({
    severity: 'error',
    title: 'A privilege without a reason',
    says: ({ value }) => `The reason for ${value} is empty.`,
    expected: 'why the container cannot do without: both outputs say it to whoever reviews them',
    fix: 'Say why, or take the privilege away.',
  }),
} as const;
