import { declare } from './declaration';

/** Who is called outside of the application. */
export const NETWORK_CODES = {
  'model/egress': declare<{ readonly field: string; readonly value: string; readonly expected: string }>({
    severity: 'error',
    title: 'A way out that no network policy can give',
    says: ({ field, value }) => `Its ${field} has ${value}.`,
    expected: ({ expected }) => expected,
    fix: 'Say addresses and ports: egress: [{ cidr: \'10.20.0.0/16\', ports: [5432] }].',
  }),
} as const;
