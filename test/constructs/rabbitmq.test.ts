import { App, Image, Publish, RabbitMq, Size, Stack, Workload, type RabbitMqProps } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import { described, environmentOf, IMAGE, mountsOf, workloadNamed } from './described';

const storage = Size.gibibytes(1);
const server = (stack: Stack, props: Partial<RabbitMqProps> = {}): RabbitMq => new RabbitMq(stack, 'broker', { storage, ...props });

test('is one node of a fixed name with its queues on a volume, on a read-only root', () => {
  const { workloads, secrets } = described((stack) => server(stack));
  expect(workloads[0]).toMatchObject({ kind: 'stateful', security: { user: 100, group: 101, readOnlyRoot: true }, egress: false, endpoints: [{ name: 'amqp', port: 5672 }] });
  expect(mountsOf(workloads[0])).toMatchObject({ '/var/lib/rabbitmq': 'volume broker-data', '/var/log/rabbitmq': 'scratch 1Mi' });
  expect(environmentOf(workloads[0])).toEqual({
    RABBITMQ_DEFAULT_PASS: '<secret BROKER_PASSWORD>', RABBITMQ_DEFAULT_USER: 'application', RABBITMQ_LOGS: '-', RABBITMQ_NODENAME: 'rabbit@localhost',
  });
  expect(workloads[0].health?.check).toMatchObject({ kind: 'exec', command: [{ text: 'rabbitmq-diagnostics' }, { text: '--quiet' }, { text: 'check_running' }] });
  expect(secrets[0].changes).toEqual([{ workload: 'shop/broker', command: 'rabbitmqctl change_password application' }]);
});

test.each([
  [undefined, '%2F', undefined],
  ['my orders', 'my%20orders', 'my orders'],
])('the URL for the virtual host %j ends in %j', (virtualHost, path, variable) => {
  const model = described((stack) => {
    const broker = server(stack, { user: 'a@b', ...(virtualHost !== undefined && { virtualHost }) });
    new Workload(stack, 'peer', { image: IMAGE, env: { URL: broker.url(), HOST: broker.host, PORT: broker.port } });
  });
  expect(environmentOf(workloadNamed(model, 'peer'))).toEqual({
    HOST: '<host shop/broker.amqp>', PORT: '<port shop/broker.amqp>', URL: `amqp://a%40b:<secret BROKER_PASSWORD>@<host shop/broker.amqp>:<port shop/broker.amqp>/${path}`,
  });
  expect(environmentOf(workloadNamed(model, 'broker')).RABBITMQ_DEFAULT_VHOST).toBe(variable);
});

test('the management pages are there if they are published, and if the image has them', () => {
  const publishManagement = Publish.onLoopback(15672);
  expect(described((stack) => server(stack, { publishManagement })).workloads[0].endpoints.map(({ name }) => name)).toEqual(['amqp', 'management']);
  const stack = new Stack(new App(), 'shop');
  server(stack, { publishManagement, image: Image.fromReference('rabbitmq:4.3-alpine') });
  expect(synthesize(stack).findings.map(({ code }) => code)).toContain('model/image-port');
});

test.each([['rabbitmq:4.3', 999], ['rabbitmq:4.3-alpine', 100], ['example/rabbitmq:1', 100]])('%s runs as %d', (reference, uid) => {
  expect(described((stack) => server(stack, { image: Image.fromReference(reference) })).workloads[0].security.user).toBe(uid);
});

test.each<[string, Partial<RabbitMqProps>]>([['a user without a name', { user: '' }], ['a virtual host with a line break', { virtualHost: 'a\nb' }]])('%s is refused', (_, props) => {
  const stack = new Stack(new App(), 'shop');
  server(stack, props);
  expect(synthesize(stack).findings.filter(({ severity }) => severity === 'error').map(({ code }) => code)).toEqual(['model/server-setting']);
});
