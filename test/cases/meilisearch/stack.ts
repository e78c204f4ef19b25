import { type App, Image, Meilisearch, Size, Stack, Workload } from 'cdk8s-compose';

export const description = 'Meilisearch with a limit for indexing, and a client that is given its address and its key.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const search = new Meilisearch(stack, 'meilisearch', { storage: Size.gibibytes(10), settings: { 'max-indexing-memory': '512Mb' } });
  new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2'), env: { MEILI_HOST: search.url(), MEILI_MASTER_KEY: search.masterKey } });
  return stack;
}
