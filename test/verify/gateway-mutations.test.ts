import { App, Compose, Kubernetes, type KubernetesProps, type Stack } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import { StackOutputs, type Mutant } from '../../scripts/mutations/outputs';
import { sampleOf, tallyOf } from '../../scripts/mutations/run';

/* What `npm run mutations` does with stacks, done with the cases that have a Gateway: every field of Gateways and HTTPRoutes is read. */

interface Case {
  readonly build: (app: App) => Stack;
  readonly kubernetes: KubernetesProps;
}

const CASES = ['gateway-existing', 'gateway-own', 'gateway-routes', 'gateway-workload'] as const;

/** One in so many. */
const DISTANCE = 7;

const OUTPUTS = new Map(CASES.map((name) => {
  const { build, kubernetes } = jest.requireActual<Case>(`../cases/${name}/stack`);
  const stack = build(new App({ targets: [new Kubernetes(kubernetes), new Compose()] }));
  return [name as string, new StackOutputs(stack.node.id, synthesize(stack).files)] as const;
}));

const mutantsOf = (outputs: StackOutputs): Mutant[] => [...outputs.mutants()].filter(({ subject }) => /^(HTTPRoute|Gateway)\//.test(subject));

test.each(CASES)('of %s', (name) => {
  const outputs = OUTPUTS.get(name)!;
  const mutants = mutantsOf(outputs);
  expect(mutants.length).toBeGreaterThan(300);
  expect(outputs.known).toEqual(new Set());
  const { caught, unexplained } = tallyOf(outputs, sampleOf(mutants, DISTANCE));
  expect(unexplained.map(({ subject, place, how }) => `${subject} ${place.join('.')} ${how}`)).toEqual([]);
  expect(caught.length).toBeGreaterThan((mutants.length / DISTANCE) * 0.8);
});

test.each([
  ['gateway-existing', 'HTTPRoute/api', 'spec.hostnames.0', 'removed', 'agreement/entrance'],
  ['gateway-existing', 'HTTPRoute/api', 'spec.rules.0.matches.0.path.value', 'changed', 'agreement/entrance'],
  ['gateway-existing', 'HTTPRoute/api', 'spec.rules.0.timeouts.request', 'changed', 'agreement/entrance'],
  ['gateway-existing', 'HTTPRoute/api', 'spec.rules.0.backendRefs.0.port', 'changed', 'manifest/port'],
  ['gateway-existing', 'HTTPRoute/api-files-to-https', '', 'removed', 'agreement/announcement-stale'],
  ['gateway-existing', 'HTTPRoute/api-to-https', 'spec.parentRefs.0.sectionName', 'removed', 'manifest/route'],
  ['gateway-existing', 'HTTPRoute/api-to-https', 'spec.rules.0.filters.0.requestRedirect.scheme', 'removed', 'agreement/entrance'],
  ['gateway-existing', 'HTTPRoute/api-to-https', 'spec.rules.0.filters.0.requestRedirect.statusCode', 'changed', 'agreement/entrance'],
  ['gateway-own', 'Gateway/shop', '', 'removed', 'agreement/announcement-stale'],
  ['gateway-own', 'Gateway/shop', 'spec.gatewayClassName', 'changed', 'agreement/entrance'],
  ['gateway-own', 'Gateway/shop', 'spec.listeners.1.tls.certificateRefs.0.name', 'changed', 'agreement/entrance'],
  ['gateway-own', 'Gateway/shop', 'spec.listeners.1.name', 'changed', 'manifest/missing-reference'],
  ['gateway-own', 'Gateway/shop', 'metadata.annotations.cert-manager.io/cluster-issuer', 'removed', 'agreement/entrance'],
  ['gateway-own', 'HTTPRoute/admin', 'spec.parentRefs.0.name', 'changed', 'agreement/entrance'],
  ['gateway-own', 'HTTPRoute/api', 'spec.parentRefs.0', 'removed', 'agreement/entrance'],
  ['gateway-routes', 'HTTPRoute/proxy', 'spec.rules.0.filters.0', 'removed', 'agreement/entrance'],
  ['gateway-routes', 'HTTPRoute/proxy', 'spec.rules.0.filters.1', 'removed', 'agreement/entrance'],
  ['gateway-routes', 'HTTPRoute/proxy', 'spec.rules.0.filters.0.requestHeaderModifier.set.0.value', 'changed', 'agreement/entrance'],
  ['gateway-routes', 'HTTPRoute/proxy', 'spec.rules.1.timeouts', 'removed', 'agreement/entrance'],
])('%s: %s %s %s', (name, subject, place, how, code) => {
  const outputs = OUTPUTS.get(name)!;
  const found = mutantsOf(outputs).find((mutant) => mutant.subject === subject && mutant.place.join('.') === place && mutant.how === how);
  expect(found && outputs.judge(found).codes).toContain(code);
});
