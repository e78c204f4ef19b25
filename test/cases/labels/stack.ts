import { type App, Image, Publish, Size, Stack, Task, Volume, Workload } from 'cdk8s-compose';

export const description = 'What is said of a workload and of a whole stack for others to read: of each object, and of the main container.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop', { labels: { 'example.com/cost-centre': '4711', team: 'shop' }, annotations: { 'example.com/owner': 'The shop, floor 2' } });
  const api = new Workload(stack, 'api', {
    image: Image.fromReference('example/api:1.4.2'),
    labels: { team: 'payments' },
    annotations: { 'example.com/runbook': 'https://wiki.example.com/api?cost=$5' },
    mounts: { '/data': new Volume(stack, 'data', { size: Size.gibibytes(1) }) },
  });
  api.addEndpoint('http', { port: 8080, publish: Publish.atHost('shop.example.com') });
  api.addSidecar('metrics', { image: Image.fromReference('example/metrics:1.0.0') });
  new Task(stack, 'migrate', { image: Image.fromReference('example/api:1.4.2'), command: ['migrate'], labels: { team: 'database' } });
  return stack;
}
