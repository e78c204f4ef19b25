import { App, HostPath, Parameter, Secret, Size, Stack, text, Volume, type IMountable, type IValue } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import { describeRule, workload, type Build } from './rule-cases';

const mounting = (make: (stack: Parameters<Build>[0]) => IMountable): Build => (stack) => workload(stack, 'api', { mounts: { '/data': make(stack) } });
const directory = (path: string | IValue): Build => mounting(() => HostPath.directory(path, { reason: 'because' }));
const volume = (hostPath: (stack: Parameters<Build>[0]) => string | IValue): Build =>
  mounting((stack) => new Volume(stack, 'data', { size: Size.gibibytes(1), hostPath: hostPath(stack) }));

describeRule('model/invalid-path', 'what a machine has, has one path on all machines', {
  broken: ['data', './data', '~/data', '/srv/../etc', '/srv//data', '/srv/', ''].map((path) => ({
    when: JSON.stringify(path), build: directory(path), at: 'shop/api', says: ['A path of the host', JSON.stringify(path)],
  })),
  right: ['/', '/srv/data', '/srv/a b', '/var/run/docker.sock'].map((path) => ({ when: path, build: directory(path) })),
});

describeRule('model/invalid-path', 'the default of a parameter makes such a path', {
  broken: [{
    when: 'a default that is relative',
    build: mounting((stack) => HostPath.file(text`${new Parameter(stack, 'DIR', { default: 'conf', description: 'Directory.' })}/a.conf`, { reason: 'because' })),
    at: 'shop/api', says: ['A path of the host', '"conf/a.conf"', 'absolute'],
  }],
  right: [{
    when: 'a default that is absolute',
    build: mounting((stack) => HostPath.file(text`${new Parameter(stack, 'DIR', { default: '/conf', description: 'Directory.' })}/a.conf`, { reason: 'because' })),
  }],
});

describeRule('model/invalid-path', 'a volume lies in a directory that has a path', {
  broken: [{ when: 'none', build: volume(() => ' '), at: 'shop/data', says: ['HostPath', './data'] }],
  right: ['./data', '../data', '/srv/data', '~/data'].map((path) => ({ when: path, build: volume(() => path) })),
});

describeRule('model/chosen-text', 'where something lies on the host is known', {
  broken: [
    { when: 'a secret in the name of a volume', build: (stack) => workload(stack, 'api', { mounts: { '/data': new Volume(stack, 'data', { size: Size.gibibytes(1), engineName: new Secret(stack, 'DIR', { description: 'Directory.' }) }) } }), at: 'shop/api', says: ['The name that the engine has for data', 'the secret DIR'] },
    { when: 'a secret', build: volume((stack) => new Secret(stack, 'DIR', { description: 'Directory.' })), at: 'shop/api', says: ['The hostPath of data', 'the secret DIR'] },
    { when: 'a parameter without a default', build: volume((stack) => new Parameter(stack, 'DIR', { description: 'Directory.' })), at: 'shop/api', says: ['the parameter DIR', 'no default'] },
    {
      when: 'a socket somewhere', build: mounting((stack) => HostPath.socket(new Parameter(stack, 'SOCKET', { description: 'Socket.' }), { reason: 'because' })),
      at: 'shop/api', says: ['The path of the host at /data', 'the parameter SOCKET'],
    },
  ],
  right: [{ when: 'a parameter with a default', build: volume((stack) => new Parameter(stack, 'DIR', { default: './data', description: 'Directory.' })) }],
});

const two = (first: string, second: string): Build => (stack) => {
  const at = (id: string, hostPath: string): Volume => new Volume(stack, id, { size: Size.gibibytes(1), hostPath });
  workload(stack, 'api', { mounts: { '/a': at('a', first), '/b': at('b', second) } });
};

describeRule('model/duplicate-name', 'a directory of the host holds one volume', {
  broken: [{ when: 'two volumes in one', build: two('./data', './data'), at: 'shop/b', says: ['directory of the host', '"./data"', 'shop/a'] }],
  right: [{ when: 'two directories', build: two('./a', './b') }],
});

test('a directory of the host is handed over also where the image has the directory: the engine fills volumes of its own only', () => {
  const stack = new Stack(new App(), 'shop');
  workload(stack, 'api', { mounts: { '/data': new Volume(stack, 'data', { size: Size.gibibytes(1), hostPath: './data', ownedByImage: true }) } });
  expect(synthesize(stack).files.get('compose/shop/compose.yaml')).toMatch(/\n {2}data-owner:\n/);
});
