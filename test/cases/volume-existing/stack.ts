import { type App, ExistingVolume, Image, Size, Stack, Volume, Workload } from 'cdk8s-compose';

export const description = 'A volume that somebody else has made, under a name of its own on each platform, and one with a name by which others find it.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const models = new ExistingVolume(stack, 'models', { volumeName: 'ollama_models', claimName: 'ollama-models', shared: true });
  const catalog = new ExistingVolume(stack, 'catalog');
  const index = new Volume(stack, 'index', { size: Size.gibibytes(5), engineName: 'shop.index', ownedByImage: true });
  new Workload(stack, 'inference', { image: Image.fromReference('example/inference:1.0.0'), replicas: 2, mounts: { '/models': models.readOnly() } });
  new Workload(stack, 'search', { image: Image.fromReference('example/search:1.4.2'), mounts: { '/var/lib/search': index, '/srv/catalog': catalog } });
  return stack;
}
