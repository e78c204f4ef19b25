import { type App, Image, Parameter, Size, Stack, text, Volume, Workload } from 'cdk8s-compose';

export const description = 'Parameters that one variable of Compose sets, each with a default of its own.';

export const onEngine = {};

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const inside = new Parameter(stack, 'MEDIA_URL', { default: 'http://store:9000', description: 'Where the worker finds media.' });
  const outside = new Parameter(stack, 'MEDIA_URL_OUTSIDE', { variable: 'MEDIA_URL', default: 'http://localhost:9090', description: 'Where browsers find media.' });
  const cache = new Parameter(stack, 'CACHE_SEARCH', { variable: 'CACHE', default: './cache-search', description: 'Directory of the models of the search.' });
  new Workload(stack, 'worker', { image: Image.fromReference('example/worker:1.4.2'), env: { MEDIA_URL: inside } });
  new Workload(stack, 'web', { image: Image.fromReference('example/web:1.4.2'), env: { MEDIA_URL: outside, HINT: text`see ${outside}` } });
  const search = new Workload(stack, 'search', { image: Image.fromReference('example/search:1.4.2') });
  search.addMount('/cache', new Volume(stack, 'cache', { size: Size.gibibytes(1), hostPath: cache }));
  return stack;
}
