import { type App, ExistingVolume, Image, Parameter, Size, Stack, text, Volume, Workload } from 'cdk8s-compose';

export const description = 'Volumes of others, and volumes with names by which others find them; of some the operator chooses a part.';

export const onEngine = {};

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const models = new ExistingVolume(stack, 'models', { volumeName: 'ollama_models', claimName: 'ollama-models', shared: true });
  const catalog = new ExistingVolume(stack, 'catalog');
  const index = new Volume(stack, 'index', { size: Size.gibibytes(5), engineName: 'shop.index', ownedByImage: true });
  const owner = new Parameter(stack, 'OWNER', { default: 'shop', description: 'Whose volumes they are.' });
  const reports = new Volume(stack, 'reports', { size: Size.gibibytes(1), engineName: text`${owner}_reports`, ownedByImage: true });
  const prices = new ExistingVolume(stack, 'prices', { volumeName: text`${owner}-prices` });
  new Workload(stack, 'inference', { image: Image.fromReference('example/inference:1.0.0'), replicas: 2, mounts: { '/models': models.readOnly() } });
  new Workload(stack, 'search', { image: Image.fromReference('example/search:1.4.2'), mounts: { '/var/lib/search': index, '/srv/catalog': catalog, '/srv/prices': prices, '/srv/reports': reports } });
  return stack;
}
