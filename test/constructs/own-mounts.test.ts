import { AgentService, ConfigFile, FrontendNginx, Image, Publish, S3FuseVolume, S3Mount, Size, TlsCertificate, Volume, Workload, type IMountable, type Stack } from 'cdk8s-compose';
import { describeRule, workload } from '../checks/rule-cases';

const image = Image.fromReference('example/app:1.0.0');
const mine = (stack: Stack): IMountable => new Volume(stack, 'mine', { size: Size.gibibytes(1) });
const agent = (stack: Stack, props: object): AgentService => new AgentService(stack, 'agent', { image, port: 8000, ...props });

describeRule('model/contradiction', 'what a construct mounts by itself does not take the place of something of the program\'s', {
  broken: [
    ...['resultDirectory', 'cacheDirectory', 'logDirectory'].map((name) => ({
      when: name,
      build: (stack: Stack) => agent(stack, { mounts: { '/d': mine(stack) }, [name]: '/d' }),
      at: 'shop/agent',
      says: ['something mounted at /d', `a ${name} there`],
    })),
    {
      when: 'nginx.conf',
      build: (stack) => new FrontendNginx(stack, 'web', { image, mounts: { '/etc/nginx/nginx.conf': new ConfigFile(stack, 'own', { content: 'events {}' }) } }),
      at: 'shop/web',
      says: ['something mounted at /etc/nginx/nginx.conf', 'made of the routes'],
    },
    {
      when: 'a bucket',
      build: (stack) => {
        const bucket = new S3FuseVolume(stack, 'bucket', { mountPath: '/d', mount: S3Mount.csiDynamic({ storageClass: 'fast' }) });
        bucket.mountIn(new Workload(stack, 'api', { image, mounts: { '/d': mine(stack) } }));
      },
      at: 'shop/api',
      says: ['something mounted at /d', 'the bucket there'],
    },
    {
      when: 'two directories of one agent',
      build: (stack) => agent(stack, { cacheDirectory: '/d', resultDirectory: '/d' }),
      at: 'shop/agent',
      says: ['something mounted at /d', 'a resultDirectory there'],
    },
    {
      when: 'what a bucket keeps beside it',
      build: (stack) => {
        const bucket = new S3FuseVolume(stack, 'bucket', { mountPath: '/d', mount: S3Mount.inContainer({ bucket: 'data' }) });
        bucket.mountIn(new Workload(stack, 'api', { image, command: ['serve'], mounts: { '/run/bucket': mine(stack) } }));
      },
      at: 'shop/api',
      says: ['something mounted at /run/bucket', 'on its way to the bucket'],
    },
  ],
  right: [
    { when: 'other paths', build: (stack) => agent(stack, { mounts: { '/e': mine(stack) }, resultDirectory: '/d' }) },
    { when: 'a cache in place of the default /tmp', build: (stack) => agent(stack, { cacheDirectory: '/tmp' }) },
    { when: 'a later word of the program', build: (stack) => agent(stack, { cacheDirectory: '/d' }).addMount('/d', mine(stack)) },
    { when: 'a certificate', build: (stack) => new FrontendNginx(stack, 'web', { image, certificate: TlsCertificate.ofSecret('web-tls'), publishHttps: Publish.onHostPort(443) }) },
    { when: 'two mounts of one path, one after the other', build: (stack) => workload(stack, 'api', { mounts: { '/d': mine(stack) } }).addMount('/d', new Volume(stack, 'other', { size: Size.gibibytes(1) })) },
  ],
});
