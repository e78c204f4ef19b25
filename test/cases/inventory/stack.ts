import { ApiObject } from 'cdk8s';
import {
  type App, Compose, Image, Inventory, Kubernetes, Parameter, Postgres, Protocol, Publish, Secret, Size, Stack, Task, text, Volume, Workload,
} from 'cdk8s-compose';

export const description = 'An inventory beside the two outputs: images in full, who is reached from where, what the operator gives, what is kept.';

export function build(app: App): Stack {
  const inventory = new Inventory({ addedImages: ['busybox:1.36.1'] });
  const stack = new Stack(app, 'shop', { targets: [new Kubernetes(), new Compose(), inventory] });
  const postgres = new Postgres(stack, 'postgres', { database: 'shop', storage: Size.gibibytes(10) });
  const token = new Secret(stack, 'API_TOKEN', { description: 'Signs sessions.', hint: 'openssl rand -hex 32' });
  const level = new Parameter(stack, 'LEVEL', { default: 'info', description: 'How much is logged.' });
  const api = new Workload(stack, 'api', {
    image: Image.fromReference(`registry.example.com:5000/shop/api:1.4.2@sha256:${'0a'.repeat(32)}`),
    replicas: 2,
    egress: false,
    env: { DATABASE_URL: postgres.url(), TOKEN: token, FLAGS: text`--level=${level}` },
    mounts: { '/srv/uploads': new Volume(stack, 'uploads', { size: Size.gibibytes(2), storageClass: 'fast', shared: true }) },
  });
  const http = api.addEndpoint('http', { port: 8000 });
  api.addEndpoint('events', { port: 9000, protocol: Protocol.UDP });
  http.publish(Publish.atHost('shop.example.com', { localPort: 3000 }));
  new Task(stack, 'report', { image: Image.fromBuild('report'), schedule: '0 3 * * *', env: { API: http.url() } });
  new ApiObject(stack, 'exporter', {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'exporter' },
    spec: {
      securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: 'RuntimeDefault' } },
      containers: [{
        name: 'exporter',
        image: 'quay.io/example/exporter:2.0.0',
        resources: { limits: { cpu: '100m', memory: '64Mi' } },
        securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
      }],
    },
  });
  return stack;
}
