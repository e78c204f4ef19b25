import { type App, Image, Parameter, Size, Stack, Volume, Workload } from 'cdk8s-compose';

export const description = 'Volumes that Compose has in directories of its host, one where the operator says: claims on Kubernetes.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const models = new Parameter(stack, 'MODELS_DIR', { default: '/srv/models', description: 'Directory with the models.' });
  new Workload(stack, 'inference', {
    image: Image.fromReference('example/inference:1.0.0'),
    mounts: {
      '/data': new Volume(stack, 'data', { size: Size.gibibytes(5), hostPath: './data' }),
      '/models': new Volume(stack, 'models', { size: Size.gibibytes(50), hostPath: models, shared: true }).readOnly(),
    },
  });
  new Workload(stack, 'legacy', {
    image: Image.fromReference('example/legacy:1.0.0'),
    imageUser: true,
    mounts: { '/var/lib/legacy': new Volume(stack, 'legacy-data', { size: Size.gibibytes(1), hostPath: '/srv/legacy' }) },
  });
  return stack;
}
