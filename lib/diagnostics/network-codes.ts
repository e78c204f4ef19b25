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
  'model/external-host': declare<{ readonly field: string; readonly value: string; readonly expected: string }>({
    severity: 'error',
    title: 'What is no host',
    says: ({ field, value }) => `Its ${field} is "${value}".`,
    expected: ({ expected }) => expected,
    fix: 'Give a name or an address alone, as host: \'db.example.com\' (port, scheme and path are properties of their own, or belong to url()), and a range of addresses, as cidr: \'10.20.0.0/16\'; who runs in the application is referred to by an endpoint.',
  }),
  'model/unreachable-host': declare<{ readonly field: string; readonly value: string }>({
    severity: 'warning',
    title: 'Somebody outside, and no way out',
    says: ({ field, value }) => `${field} has the host "${value}", which is outside, and nothing lets it out: it waits for an answer for ever.`,
    fix: 'Make it an external server and refer to that: Postgres.external(stack, ...), new ExternalServer(stack, ...). Or allow it: egress: [{ ports: [5432] }].',
  }),
  'model/stack-peer': declare<{ readonly value: string; readonly detail: string }>({
    severity: 'error',
    title: 'A workload that no other stack can reach',
    says: ({ value, detail }) => `It refers to ${value} of another stack, ${detail}.`,
    expected: 'a workload with pods and a network of its own that always runs',
    fix: 'Refer to what is behind it, or publish it and make an ExternalServer of its host name.',
  }),
  'model/stack-target': declare<{ readonly value: string; readonly detail: string; readonly other: string }>({
    severity: 'error',
    title: 'A peer in a stack that is not written',
    says: ({ value, detail, other }) => `It refers to ${value}, but the stack "${detail}" is not written for ${other}: nobody would answer there.`,
    expected: 'a stack that is written for the same targets',
    fix: 'Give both stacks the same targets, or make an ExternalServer of the peer.',
  }),
  'model/external-credentials': declare<{ readonly value: string; readonly detail: string }>({
    severity: 'warning',
    title: 'A server outside that asks nobody who he is',
    says: ({ value, detail }) => `Clients of "${value}" give it no ${detail}. Inside of an application only peers reach a server; outside, whoever is on its network does.`,
    fix: 'Give the secret that clients have to know, or acknowledge this with the reason.',
  }),
} as const;
