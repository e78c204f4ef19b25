import { type App, Image, Parameter, Secret, Size, Stack, text, Workload } from 'cdk8s-compose';

export const description = 'How Compose builds images: with a Dockerfile in the program, contexts beside the first, caches, secrets and names.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop', { sourceVariable: 'SHOP_DIR' });
  const flavor = new Parameter(stack, 'FLAVOR', { default: 'slim', description: 'Which Dockerfile: slim or full.' });
  const release = new Parameter(stack, 'RELEASE', { default: '1.4.2', description: 'Release that is built.' });
  const base = new Workload(stack, 'base', {
    image: Image.fromBuild('.', { name: 'registry.example.com/shop/base:1', dockerfileInline: 'FROM node:20.18\nRUN echo "$HOME" > /etc/home\n' }),
  });
  new Workload(stack, 'api', {
    image: Image.fromBuild('services/api', {
      name: text`registry.example.com/shop/api:${release}`,
      dockerfile: text`docker/${flavor}.Dockerfile`,
      target: flavor,
      additionalContexts: { base, shared: 'libs/shared', tools: 'docker-image://busybox:1.36' },
      cacheFrom: ['type=registry,ref=registry.example.com/shop/api:cache'],
      cacheTo: ['type=inline'],
      tags: [text`registry.example.com/shop/api:${release}-${flavor}`],
      platforms: ['linux/amd64', 'linux/arm64'],
      secrets: { NPM_TOKEN: new Secret(stack, 'NPM_TOKEN', { description: 'Token for private packages.' }), pip: 'secrets/pip.conf' },
      ssh: ['default'],
      entitlements: ['network.host'],
      labels: { 'org.example.team': 'payments for $5' },
      network: 'host',
      extraHosts: { 'packages.example.com': '10.0.0.7' },
      sharedMemory: Size.mebibytes(128),
      noCache: true,
      pull: true,
    }),
  });
  return stack;
}
