import { App, Compose, Duration, Kubernetes, Protocol, Publish, Size, Stack, StartOrderOnKubernetes, Task, Workload } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import type { Ingress, NetworkPolicy, Service } from '../../../lib/targets/kubernetes/api';
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

  const callingItself = (stack: Stack): Workload => {
    const api = new Workload(stack, 'api', { image: IMAGE, replicas: 2, egress: false });
    api.addEnv('PEERS', api.addEndpoint('http', { port: 80 }).url());
    api.addEndpoint('admin', { port: 81 });
    return api;
  };

  test('lets in the replicas of a workload that calls its own Service, as it lets them out', () => {
    const lowered = new Lowered(callingItself);
    expect(lowered.networkPolicy('api').spec.ingress).toEqual([{ from: [podsOf('api')], ports: [tcp(80)] }]);
    expect(lowered.object<NetworkPolicy>('NetworkPolicy', 'api-egress').spec.egress).toContainEqual({ to: [podsOf('api')], ports: [tcp(80)] });
  });

  test('that does not is a difference', () => {
    const stack = new Stack(new App(), 'shop');
    callingItself(stack).kubernetes.customize(({ networkPolicy }) => { networkPolicy.spec.ingress = []; });
    expect(synthesize(stack).findings.map(({ code }) => code)).toContain('agreement/isolation');
  });

  test('of one replica is none: it is always let in by itself', () => {
    const stack = new Stack(new App(), 'shop');
    const api = workload(stack, 'api');
    api.addEnv('PEERS', api.addEndpoint('http', { port: 80 }).url());
    api.kubernetes.customize(({ networkPolicy }) => { networkPolicy.spec.ingress = []; });
    expect(synthesize(stack).findings.map(({ code }) => code)).not.toContain('agreement/isolation');
  });

  test('that lets in its own replicas is as in Compose, where they are on one network, whatever they are told', () => {
    const stack = new Stack(new App(), 'shop');
    const api = workload(stack, 'api');
    api.addEndpoint('http', { port: 80 });
    api.kubernetes.customize(({ networkPolicy }) => { networkPolicy.spec.ingress = [{ from: [podsOf('api')], ports: [tcp(80)] }]; });
    expect(synthesize(stack).findings.map(({ code }) => code)).not.toContain('agreement/isolation');
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

describe('a policy for egress', () => {
  const dns = { to: [{ namespaceSelector: {} }, { ipBlock: { cidr: '169.254.0.0/16' } }], ports: [{ port: 53, protocol: 'UDP' }, tcp(53)] };
  const policyOf = (build: (stack: Stack) => unknown) => new Lowered(build).object<NetworkPolicy>('NetworkPolicy', 'api-egress').spec;

  test('is not there for a workload that calls the world', () => {
    const { kubernetes } = new Lowered((stack) => workload(stack, 'api'));
    expect(kubernetes.filter(({ kind }) => kind === 'NetworkPolicy').map(({ metadata }) => metadata.name)).toEqual(['api-ingress']);
  });

  test.each([{ egress: false }, { egress: [] }])('lets a workload that calls nobody ask for names only: egress $egress', ({ egress }) => {
    expect(policyOf((stack) => new Workload(stack, 'api', { image: IMAGE, egress }))).toEqual({ ...podsOf('api'), policyTypes: ['Egress'], egress: [dns] });
  });

  test('lets out to the endpoints that are referred to, and to no other', () => {
    const { egress } = policyOf((stack) => {
      const store = workload(stack, 'store');
      const sql = store.addEndpoint('sql', { port: 5432 });
      store.addEndpoint('admin', { port: 8080 });
      workload(stack, 'stranger').addEndpoint('http', { port: 80 });
      new Workload(stack, 'api', { image: IMAGE, egress: false, env: { DB: sql.authority } });
    });
    expect(egress).toEqual([dns, { to: [podsOf('store')], ports: [tcp(5432)] }]);
  });

  test('lets out to a peer that an init container waits for, and to the workload itself where it calls its own Service', () => {
    const { egress } = policyOf((stack) => {
      const store = workload(stack, 'store');
      store.addEndpoint('sql', { port: 5432 });
      const api = new Workload(stack, 'api', { image: IMAGE, egress: false });
      api.startAfter(store, { kubernetes: StartOrderOnKubernetes.WAIT });
      api.addEnv('OWN_URL', api.addEndpoint('http', { port: 8000 }).url());
    });
    expect(egress).toEqual([dns, { to: [podsOf('store')], ports: [tcp(5432)] }, { to: [podsOf('api')], ports: [tcp(8000)] }]);
  });

  test('lets out to what is allowed: addresses, pods of a namespace, ports of anyone', () => {
    const { egress } = policyOf((stack) => new Workload(stack, 'api', {
      image: IMAGE,
      egress: [{ cidr: '10.20.0.0/16' }, { namespace: 'monitoring', ports: [4317] }, { ports: [8443, 443, 443], protocol: Protocol.TCP }, { cidr: '10.0.0.7/32', ports: [123], protocol: Protocol.UDP }],
    }));
    expect(egress).toEqual([
      dns,
      { to: [{ ipBlock: { cidr: '10.0.0.7/32' } }], ports: [{ port: 123, protocol: 'UDP' }] },
      { to: [{ ipBlock: { cidr: '10.20.0.0/16' } }] },
      { ports: [tcp(443), tcp(8443)] },
      { to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } }], ports: [tcp(4317)] },
    ]);
  });

  test('lets out to the port of a peer on the network of a node at any address, and says so', () => {
    const build = (stack: Stack) => {
      const discovery = new Workload(stack, 'discovery', { image: IMAGE, hostNetwork: 'answers broadcasts' });
      return new Workload(stack, 'api', { image: IMAGE, egress: false, env: { DISCOVERY: discovery.addEndpoint('http', { port: 8123 }).url() } });
    };
    expect(policyOf(build).egress).toEqual([dns, { ports: [tcp(8123)] }]);
    expect(codesOf(build)).toContain('kubernetes/host-network-egress shop/api');
  });

  test('knows where the DNS of the cluster answers, if that is said, and then assumes nothing', () => {
    const stack = new Stack(new App({ targets: [new Kubernetes({ dns: { namespace: 'openshift-dns', cidr: '10.0.0.0/24', port: 5353 } }), new Compose()] }), 'shop');
    new Workload(stack, 'api', { image: IMAGE, egress: false });
    const { kubernetes, findings } = synthesize(stack);
    expect((kubernetes.find(({ metadata }) => metadata.name === 'api-egress') as NetworkPolicy).spec.egress).toEqual([{
      to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'openshift-dns' } } }, { ipBlock: { cidr: '10.0.0.0/24' } }],
      ports: [{ port: 5353, protocol: 'UDP' }, tcp(5353)],
    }]);
    expect(findings.map(({ code }) => code)).not.toContain('kubernetes/egress-policy');
  });

  test('lets whoever waits for a task out to the API server, at any address unless it is said', () => {
    const build = (stack: Stack) => {
      const migrate = new Task(stack, 'migrate', { image: IMAGE });
      new Workload(stack, 'api', { image: IMAGE, egress: false }).startAfter(migrate, { kubernetes: StartOrderOnKubernetes.WAIT });
    };
    const known = { targets: [new Kubernetes({ apiServer: '10.0.0.1/32' }), new Compose()] };
    expect(policyOf(build).egress).toEqual([dns, { ports: [tcp(443), tcp(6443)] }]);
    expect(codesOf(build)).toContain('kubernetes/api-server-egress shop/api');
    const stack = new Stack(new App(known), 'shop');
    build(stack);
    const { kubernetes, findings } = synthesize(stack);
    expect((kubernetes.find(({ metadata }) => metadata.name === 'api-egress') as NetworkPolicy).spec.egress).toEqual([dns, { to: [{ ipBlock: { cidr: '10.0.0.1/32' } }], ports: [tcp(443), tcp(6443)] }]);
    expect(findings.map(({ code }) => code)).not.toContain('kubernetes/api-server-egress');
  });
});

function codesOf(build: (stack: Stack) => unknown): string[] {
  const stack = new Stack(new App(), 'shop');
  build(stack);
  return synthesize(stack).findings.map(({ code, path }) => `${code} ${path}`);
}

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
