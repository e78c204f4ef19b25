import { declare } from './declaration';

/** Mistakes in the values that a program gives, found where they cross into the library. */
export const BORDER_CODES = {
  'model/invalid-value': declare<{ readonly field: string; readonly value: string; readonly expected: string; readonly fix: string }>({
    severity: 'error',
    title: 'A value of another type than it has to be',
    says: ({ field, value }) => `The value of ${field} is ${value}.`,
    expected: ({ expected }) => expected,
    fix: ({ fix }) => fix,
  }),
  'model/unknown-property': declare<{ readonly field: string; readonly fix: string; readonly known: string }>({
    severity: 'error',
    title: 'A property that nothing reads',
    says: ({ field }) => `There is no property ${field}: what it says would be lost.`,
    expected: ({ known }) => known,
    fix: ({ fix }) => fix,
  }),
  'model/accidental-text': declare<{ readonly field: string; readonly value: string; readonly what: string }>({
    severity: 'error',
    title: 'A text with what JavaScript writes for nothing',
    says: ({ field, value, what }) => `${field} is ${JSON.stringify(value.length > 80 ? `${value.slice(0, 80)}...` : value)}: "${what}" is what JavaScript writes where there is no text.`,
    expected: 'text in which every part has a value',
    fix: 'Give what is put into it a default, such as ${process.env.TAG ?? "1.0"}; if it is meant so, acknowledge this with the reason.',
    waivable: true,
  }),
  'model/undescribed': declare<{ readonly detail: string }>({
    severity: 'error',
    title: 'A construct of which nothing can be told',
    says: ({ detail }) => `It cannot be described: ${detail}.`,
    expected: 'values that can be read: functions of the program that are called at synthesis do not throw',
    fix: 'Look into the objects that were given to it, such as a Size of cdk8s that is no whole number of KiB.',
  }),
  'model/lost-construct': declare<{ readonly value: string; readonly scope: string }>({
    severity: 'error',
    title: 'A construct that is in no stack',
    says: ({ value, scope }) => `The ${value} is made in ${scope}, not in a Stack: nothing would be written of it.`,
    expected: 'a Stack, or something in one, as its scope',
    fix: 'Make a stack and give it as the first argument: const shop = new Stack(app, "shop").',
  }),
} as const;
