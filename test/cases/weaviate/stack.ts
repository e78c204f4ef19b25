import { type App, Image, Size, Stack, Weaviate, Workload } from 'cdk8s-compose';

export const description = 'Weaviate with a module and a setting, and a client that is given its address and its key.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const weaviate = new Weaviate(stack, 'weaviate', { storage: Size.gibibytes(10), modules: ['text2vec-openai'], settings: { QUERY_DEFAULTS_LIMIT: 25 } });
  new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2'), env: { WEAVIATE_ENDPOINT: weaviate.url(), WEAVIATE_GRPC: weaviate.grpc.authority, WEAVIATE_API_KEY: weaviate.apiKey } });
  return stack;
}
