import { Protocol, Publish } from 'cdk8s-compose';
import { describeRule, workload, type Build } from './rule-cases';

const opened = (port: number): Build => (stack) => workload(stack).addEndpoint('http', { port });
const published = (port: number): Build => (stack) => workload(stack).addEndpoint('http', { port: 80, publish: Publish.onLoopback(port) });

describeRule('model/invalid-port', 'a port is a whole number from 1 to 65535', {
  broken: [
    ...[0, -1, 65536, 80.5].map((port) => ({
      when: `the port ${port}`,
      build: opened(port),
      at: 'shop/api',
      says: ['port of endpoint "http"', `is ${port}.`],
    })),
    ...[0, 65536].map((port) => ({
      when: `the host port ${port}`,
      build: published(port),
      at: 'shop/api',
      says: ['host port of endpoint "http"', `is ${port}.`],
    })),
  ],
  right: [1, 65535].flatMap((port) => [
    { when: `the port ${port}`, build: opened(port) },
    { when: `the host port ${port}`, build: published(port) },
  ]),
});

describeRule('model/duplicate-port', 'a container has each port once for each protocol', {
  broken: [
    {
      when: 'two endpoints on one port',
      build: (stack) => {
        const api = workload(stack);
        api.addEndpoint('http', { port: 8080 });
        api.addEndpoint('metrics', { port: 8080 });
      },
      at: 'shop/api',
      says: ['"http"', '"metrics"', '8080/tcp'],
    },
  ],
  right: [
    {
      when: 'one port for TCP and for UDP',
      build: (stack) => {
        const dns = workload(stack, 'dns');
        dns.addEndpoint('dns-tcp', { port: 5353 });
        dns.addEndpoint('dns-udp', { port: 5353, protocol: Protocol.UDP });
      },
    },
    {
      when: 'one port in two workloads',
      build: (stack) => {
        workload(stack, 'a').addEndpoint('http', { port: 8080 });
        workload(stack, 'b').addEndpoint('http', { port: 8080 });
      },
    },
  ],
});
