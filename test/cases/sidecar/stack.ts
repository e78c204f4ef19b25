import { type App, Compose, HealthProbe, Image, Kubernetes, ProbeClient, Publish, Size, Stack, Volume, Workload } from 'cdk8s-compose';

export const description = 'Two containers beside the main one, for Kubernetes 1.28: one that answers for it, one that needs nothing but a peer and a volume.';

/** Minor version of the cluster that it is written for. */
export const minor = 28;

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop', { targets: [new Kubernetes({ version: '1.28' }), new Compose()] });
  const store = new Workload(stack, 'store', { image: Image.fromReference('example/store:1.0.0') });
  const logs = store.addEndpoint('logs', { port: 3100 });
  const spool = new Volume(stack, 'spool', { size: Size.gibibytes(1) });
  const api = new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2'), hostname: 'api-1', mounts: { '/var/spool': spool } });
  const http = api.addEndpoint('http', { port: 8000 });
  const auth = api.addSidecar('auth', {
    image: Image.fromReference('example/auth-proxy:7.6.0'),
    env: { UPSTREAM: `http://localhost:${http.containerPort}` },
    health: HealthProbe.fromHttpGet('/ping', { client: ProbeClient.WGET }),
    supplementalGroups: [1500],
    user: { uid: 2000, gid: 2000 },
    openFiles: 4096,
    init: true,
  });
  const entrance = auth.addEndpoint('auth', { port: 80, publish: Publish.onLoopback(8080) });
  api.addSidecar('shipper', {
    image: Image.fromReference('example/shipper:2.0.0'),
    env: { LOGS_URL: logs.url() },
    mounts: { '/var/spool': spool.readOnly() },
  });
  new Workload(stack, 'web', { image: Image.fromReference('example/web:1.0.0'), env: { API_URL: entrance.url() } });
  return stack;
}
