import { type App, HealthProbe, Image, Stack, Workload, Worker } from 'cdk8s-compose';

export const description = 'A worker with the image of a web server, whose HEALTHCHECK asks a port that nobody serves there: the check is not made, and who waits waits until it runs.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const facts = { from: 'https://git.example.com/shop', read: '2026-07-01', healthcheck: { command: ['curl', '-f', 'http://localhost:8000/'], source: 'Dockerfile:31' } };
  const worker = new Worker(stack, 'worker', {
    image: Image.fromReference('example/shop:1.4.2', { facts }),
    command: ['celery', 'worker'],
    health: HealthProbe.none(),
  });
  const api = new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2') });
  api.startAfter(worker);
  api.addSidecar('exporter', { image: Image.fromReference('example/shop:1.4.2', { facts }), command: ['celery', 'export'], health: HealthProbe.none() });
  return stack;
}
