import { App, Publish, Secret, Stack, text, Workload } from 'cdk8s-compose';
import { collect } from '../../lib/model/collect';
import { graphOf } from '../../lib/model/graph';
import { mainOf } from '../../lib/model/workload';
import { renderText } from '../../lib/targets/render-text';
import { IMAGE } from './lowered';

const stack = new Stack(new App(), 'shop');
const http = new Workload(stack, 'api', { image: IMAGE }).addEndpoint('http', { port: 80, publish: Publish.onLoopback(8080) });
new Workload(stack, 'web', { image: IMAGE, env: { KNOWN: text`${http.host}:${http.port}`, PUBLISHED: http.publishedPort, SECRET: text`x${new Secret(stack, 'KEY', { description: '' })}` } });
const graph = graphOf(collect(stack, { namespace: 'shop', source: {} }).model);
const web = graph.model.workloads.find(({ name }) => name === 'web')!;
const textOf = (variable: string): string => renderText(mainOf(web).process.environment.find(({ name }) => name === variable)!.value, graph);

test('hosts and ports are known at synthesis', () => {
  expect(textOf('KNOWN')).toBe('api:80');
});

test.each([
  ['PUBLISHED', 'the published port of shop/api has no text at synthesis'],
  ['SECRET', 'secret KEY has no text at synthesis'],
])('what only the operator knows is never made up: %s', (variable, message) => {
  expect(() => textOf(variable)).toThrow(message);
});
