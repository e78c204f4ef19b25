import { declare } from './declaration';

/** Mistakes in what leads requests somewhere. */
export const ROUTE_CODES = {
  'model/route': declare<{ readonly value: string; readonly rule: string; readonly fix: string }>({
    severity: 'error',
    title: 'A route on which no request arrives',
    says: ({ value, rule }) => `The route ${value} ${rule}.`,
    expected: 'a path that nothing else answers, and a workload that answers it',
    fix: ({ fix }) => fix,
  }),
  'model/not-http': declare<{ readonly what: string; readonly value: string }>({
    severity: 'error',
    title: 'HTTP to an endpoint that speaks UDP',
    says: ({ what, value }) => `${what} leads to the endpoint "${value}", which speaks UDP.`,
    expected: 'an endpoint of TCP, on which HTTP is spoken',
    fix: 'Lead to an endpoint of TCP; one of UDP is published by Publish.onHostPort or Publish.onLoopback.',
  }),
};
