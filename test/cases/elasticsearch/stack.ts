import { type App, Elasticsearch, Secret, Size, Stack } from 'cdk8s-compose';

export const description = 'An Elasticsearch node with a password, which its check knows too.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const password = new Secret(stack, 'ELASTIC_PASSWORD', { description: 'Password of the user elastic.' });
  const search = new Elasticsearch(stack, 'elasticsearch', { storage: Size.gibibytes(20), password });
  search.operate({ openFiles: 65535 });
  return stack;
}
