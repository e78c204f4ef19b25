import { type App, Image, Stack, Workload } from 'cdk8s-compose';

export const description = 'A user by its name in the image: its numbers are those that the facts of the image state.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const facts = { from: 'https://github.com/example/graph', read: '2026-11-26', users: [{ uid: 7474, gid: 7474, name: 'neo4j', source: 'Dockerfile:7' }] };
  new Workload(stack, 'graph', { image: Image.fromReference('example/graph:5.1.0', { facts }), user: 'neo4j' });
  return stack;
}
