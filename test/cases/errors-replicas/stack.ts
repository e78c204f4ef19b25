import { type App, Image, Size, Stack, Volume, Workload, WorkloadKind } from 'cdk8s-compose';

export const description = 'A volume for each replica where nobody has any, and names of replicas that there are not.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const image = Image.fromReference('example/app:1.0.0');
  const api = new Workload(stack, 'api', { image, mounts: { '/data': new Volume(stack, 'data', { size: Size.gibibytes(1), perReplica: true }) } }).addEndpoint('http', { port: 8080 });
  const files = new Volume(stack, 'files', { size: Size.gibibytes(1), perReplica: true });
  const store = new Workload(stack, 'store', { image, kind: WorkloadKind.STATEFUL, replicas: 3, mounts: { '/files': files } }).addEndpoint('http', { port: 8080 });
  new Workload(stack, 'backup', {
    image,
    mounts: { '/files': files.readOnly() },
    env: { FIRST: api.ofReplica(0).url(), FOURTH: store.ofReplica(3).url(), HALF: store.ofReplica(0.5).host, THIRD: store.ofReplica(2).host },
  });
  return stack;
}
