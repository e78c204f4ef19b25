import { type App, Image, Publish, Qdrant, Size, Stack, Workload } from 'cdk8s-compose';

export const description = 'Qdrant with both of its APIs, one of them open to the developer.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const qdrant = new Qdrant(stack, 'qdrant', { storage: Size.gibibytes(10), publishHttp: Publish.onLoopback(6333) });
  new Workload(stack, 'api', {
    image: Image.fromReference('example/api:1.4.2'),
    env: { QDRANT_URL: qdrant.http.url(), QDRANT_GRPC: qdrant.grpc.authority },
  });
  return stack;
}
