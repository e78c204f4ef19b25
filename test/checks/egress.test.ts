import { App, Image, Stack, Workload, type EgressRule } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';

function findingsOf(...egress: EgressRule[]) {
  const stack = new Stack(new App(), 'shop');
  new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2'), egress });
  return synthesize(stack).findings.filter(({ code }) => code === 'model/egress');
}

test.each<{ what: string; rule: EgressRule; says: string; expected: string }>([
  { what: 'a host name', rule: { cidr: 'db.example.com' }, says: 'Its egress has cidr "db.example.com".', expected: 'knows no host names' },
  { what: 'an address without bits', rule: { cidr: '10.0.0.7' }, says: 'Its egress has cidr "10.0.0.7".', expected: '10.20.0.7/32' },
  { what: 'too many bits', rule: { cidr: '10.0.0.0/33' }, says: 'Its egress has cidr "10.0.0.0/33".', expected: '10.20.0.0/16' },
  { what: 'a zone', rule: { cidr: 'fe80::1%eth0/64' }, says: 'Its egress has cidr "fe80::1%eth0/64".', expected: 'fd00:20::/32' },
  { what: 'both of two', rule: { cidr: '10.0.0.0/8', namespace: 'monitoring' }, says: 'Its egress has cidr 10.0.0.0/8 together with namespace monitoring.', expected: 'either of the two' },
  { what: 'everything', rule: {}, says: 'Its egress has an exception for everything.', expected: 'true' },
  { what: 'no port', rule: { cidr: '10.0.0.0/8', ports: [] }, says: 'Its egress has ports without any.', expected: 'one port or more' },
  { what: 'a number that is no port', rule: { ports: [70000] }, says: 'Its egress has port 70000.', expected: '1 to 65535' },
  { what: 'what is no namespace', rule: { namespace: 'Monitoring' }, says: 'Its egress has namespace "Monitoring".', expected: 'name of a namespace' },
])('$what is no way out that a policy can give', ({ rule, says, expected }) => {
  const [finding, ...others] = findingsOf(rule);
  expect(others).toEqual([]);
  expect(finding).toMatchObject({ severity: 'error', path: 'shop/api', message: says });
  expect(finding.expected).toContain(expected);
});

test.each<EgressRule>([{ cidr: '10.20.0.0/16' }, { cidr: '::/0', ports: [443] }, { cidr: 'fd00:20::/32' }, { ports: [1, 65535] }, { namespace: 'kube-system' }])('%j is one', (rule) => {
  expect(findingsOf(rule)).toEqual([]);
});
