import { type App, Image, Scratch, Size, Stack, StartOrderOnKubernetes, Volume, Workload } from 'cdk8s-compose';

export const description = 'Two containers before the main one, the second after the first: they hand over a directory, and need a peer.';

export const onEngine = {};

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const store = new Workload(stack, 'store', { image: Image.fromReference('example/store:1.0.0') });
  const data = store.addEndpoint('http', { port: 9000 });
  const web = new Workload(stack, 'web', { image: Image.fromReference('example/web:1.0.0'), user: { uid: 101, gid: 101 } });
  web.addEndpoint('http', { port: 8080 });
  web.startAfter(store, { kubernetes: StartOrderOnKubernetes.WAIT });
  const site = Scratch.shared('site', Size.mebibytes(64));
  const keys = new Volume(stack, 'keys', { size: Size.gibibytes(1) });
  web.addInitContainer('unpack', {
    image: Image.fromReference('example/site:3.1.0'),
    command: ['cp', '-R', '/site/.', '/out'],
    mounts: { '/out': site },
  });
  web.addInitContainer('keys', {
    image: Image.fromReference('example/keys:1.0.0'),
    env: { STORE_URL: data.url() },
    mounts: { '/keys': keys },
    user: { uid: 101, gid: 101 },
  });
  web.addMount('/usr/share/nginx/html', site);
  web.addMount('/keys', keys.readOnly());
  return stack;
}
