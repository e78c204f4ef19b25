import { App, Stack } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import { addExamples } from '../../examples/stacks';
import type { ImageFactsModel } from '../../lib/model/image-facts';
import { codesWith, without, withoutPlaceOf, withoutRoutes } from '../apps/image-needs';

/*
 * What the examples' own images are said to need is what their containers give them: without any one of it, synthesis
 * finds it. The images of servers are those of the library.
 */

const app = new App();
addExamples(app);
const models = app.node.findAll().filter((construct) => Stack.isStack(construct)).map((stack) => synthesize(stack).model);
const NOT_FROM_THE_LIBRARY = /^(docker\.n8n\.io|n8nio|docker\.langfuse\.com|ghcr\.io\/(immich-app\/immich-|danny-avila|clickhouse)|zepai|localhost)/;

const containers = models.flatMap((model) => model.workloads.flatMap((workload) => workload.containers.map((container, at) => ({
  model, name: workload.name, at, container, what: `${model.name}/${workload.name}${at > 0 ? `/${container.name}` : ''}`,
})))).filter(({ container }) => NOT_FROM_THE_LIBRARY.test(container.image.reference));

test('each image of an application states what is known of it', () => {
  expect(containers.map(({ what }) => what)).toHaveLength(15);
  expect(containers.filter(({ container }) => !container.image.facts).map(({ what }) => what)).toEqual([]);
});

const known = containers.map((each) => ({ ...each, facts: each.container.image.facts as ImageFactsModel }));
const variables = known.flatMap((each) => (each.facts.variables ?? []).filter(({ optional }) => optional !== true).map((variable) => ({ ...each, variable })));

test.each(variables)('$what without $variable.name', ({ model, name, at, variable }) => {
  expect(codesWith(model, name, without([variable.name, ...(variable.alternatives ?? [])]), at)).toContain('model/image-variable');
});

/** What a container with a root of its own loses with it is found as well; it is the example's own decision. */
const writes = known.filter(({ container }) => container.security.readOnlyRoot).flatMap((each) => (each.facts.writes ?? []).filter(({ optional }) => optional !== true).map((write) => ({ ...each, write })));

test.each(writes)('$what without a place for $write.path', ({ model, name, at, write }) => {
  expect(codesWith(model, name, withoutPlaceOf(write), at)).toContain('model/image-write');
});

test.each(known.filter(({ container }) => container.health?.check.kind === 'http'))('$what without the route that its health is asked by', ({ model, name, at }) => {
  expect(codesWith(model, name, withoutRoutes, at)).toEqual(['model/image-route']);
});
