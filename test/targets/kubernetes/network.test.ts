import { App, Duration, Protocol, Publish, Size, Stack, Workload } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import type { Ingress, Service } from '../../../lib/targets/kubernetes/api';
import { IMAGE, Lowered } from '../lowered';

const workload = (stack: Stack, id: string): Workload => new Workload(stack, id, { image: IMAGE });
const podsOf = (name: string) => ({ podSelector: { matchLabels: { 'app.kubernetes.io/name': name, 'app.kubernetes.io/part-of': 'shop' } } });
const tcp = (port: number) => ({ port, protocol: 'TCP' });

describe('a network policy', () => {
  test('lets nobody in to a workload that nobody refers to', () => {
    const { spec } = new Lowered((stack) => workload(stack, 'api').addEndpoint('http', { port: 80 })).networkPolicy('api');
    expect(spec).toEqual({ ...podsOf('api'), policyTypes: ['Ingress'] });
  });

  test('lets in those who refer to it, each to the ports it refers to', () => {
    const lowered = new Lowered((stack) => {
      const api = workload(stack, 'api');
      const http = api.addEndpoint('http', { port: 80 });
      const dns = api.addEndpoint('dns', { port: 53, protocol: Protocol.UDP });
      workload(stack, 'web').addEnv('API', http.url());
      const worker = workload(stack, 'worker');
      worker.connectTo(http);
      worker.connectTo(dns);
      workload(stack, 'stranger');
    });
    expect(lowered.networkPolicy('api').spec.ingress).toEqual([
      { from: [podsOf('web')], ports: [tcp(80)] },
      { from: [podsOf('worker')], ports: [{ port: 53, protocol: 'UDP' }, tcp(80)] },
    ]);
    expect(lowered.networkPolicy('web').spec).not.toHaveProperty('ingress');
  });

  test('lets everyone in to a public endpoint, and to no other', () => {
    const lowered = new Lowered((stack) => {
      const api = workload(stack, 'api');
      api.addEndpoint('http', { port: 80, publish: Publish.atHost('example.com') });
      api.addEndpoint('admin', { port: 81 });
      api.addEndpoint('local', { port: 82, publish: Publish.onHostPort(82) });
    });
    expect(lowered.networkPolicy('api').spec.ingress).toEqual([{ ports: [tcp(80)] }]);
  });

  test('says nothing of egress', () => {
    const lowered = new Lowered((stack) => new Workload(stack, 'api', { image: IMAGE, egress: false }));
    expect(lowered.networkPolicy('api').spec.policyTypes).toEqual(['Ingress']);
  });
});

describe('a Service', () => {
  test('has the name and the ports that peers use', () => {
    const { spec } = new Lowered((stack) => {
      const api = workload(stack, 'api');
      api.addEndpoint('http', { port: 8000 });
      api.addEndpoint('dns', { port: 53, protocol: Protocol.UDP });
    }).object<Service>('Service', 'api');
    expect(spec).toMatchObject({
      type: 'ClusterIP',
      ports: [{ name: 'http', port: 8000, targetPort: 8000, protocol: 'TCP' }, { name: 'dns', port: 53, targetPort: 53, protocol: 'UDP' }],
    });
  });

  test('is not made for a workload without endpoints', () => {
    const { kubernetes } = new Lowered((stack) => workload(stack, 'api'));
    expect(kubernetes.map(({ kind }) => kind)).not.toContain('Service');
  });
});

describe('an Ingress', () => {
  const ingressOf = (publish: Publish) => new Lowered((stack) => workload(stack, 'api').addEndpoint('http', { port: 80, publish })).object<Ingress>('Ingress', 'api');

  test('leads from host and path to the port by its name, with TLS', () => {
    expect(ingressOf(Publish.atHost('a.example.com', { path: '/api', ingressClass: 'nginx' })).spec).toEqual({
      ingressClassName: 'nginx',
      tls: [{ hosts: ['a.example.com'], secretName: 'a-example-com-tls' }],
      rules: [{ host: 'a.example.com', http: { paths: [{ path: '/api', pathType: 'Prefix', backend: { service: { name: 'api', port: { name: 'http' } } } }] } }],
    });
  });

  test('has no TLS when the user says so', () => {
    expect(ingressOf(Publish.atHost('example.com', { tls: false })).spec).not.toHaveProperty('tls');
  });

  test.each([
    { what: 'as long as asked', options: { requestTimeout: Duration.millis(1500), maxBodySize: Size.mebibytes(20) }, seconds: '2', size: '20m' },
    { what: 'five minutes by default', options: {}, seconds: '300', size: '100m' },
  ])('of nginx waits $what', ({ options, seconds, size }) => {
    expect(ingressOf(Publish.atHost('example.com', { ingressClass: 'nginx', ...options })).metadata.annotations).toEqual({
      'nginx.ingress.kubernetes.io/proxy-body-size': size,
      'nginx.ingress.kubernetes.io/proxy-read-timeout': seconds,
      'nginx.ingress.kubernetes.io/proxy-send-timeout': seconds,
    });
  });

  test('without a class has none, and no annotations of nginx; the file says whose it is then', () => {
    const { spec, metadata } = ingressOf(Publish.atHost('example.com'));
    expect([spec.ingressClassName, metadata.annotations]).toEqual([undefined, undefined]);
    const stack = new Stack(new App(), 'shop');
    workload(stack, 'api').addEndpoint('http', { port: 80, publish: Publish.atHost('example.com') });
    const { files, findings } = synthesize(stack);
    expect(files.get('kubernetes/shop.k8s.yaml')).toContain('# The default class of the cluster serves example.com;');
    expect(findings).toContainEqual(expect.objectContaining({ code: 'kubernetes/ingress-class', path: 'shop/api' }));
  });

  test('of another controller has no annotations of nginx', () => {
    expect(ingressOf(Publish.atHost('example.com', { ingressClass: 'traefik' })).metadata).not.toHaveProperty('annotations');
  });
});
