import { driftOf } from '../../lib/verify/agreement/drift/drift';
import { loadProject } from '../../lib/verify/compose/load/load';
import { documents } from './fixtures';
import { subjectsOf } from './judged';

/** Two files that nobody has made of one description, and that say the same. */
const COMPOSE = `
services:
  api:
    image: example/shop-api:1.4.2
    command: ["serve"]
    environment: { LOG_LEVEL: info }
    restart: always
    stop_grace_period: 30s
    ports: ["8000:8000"]
    healthcheck: { test: "curl -f http://localhost:8000/health || exit 1", interval: 10s, timeout: 1s }
  cache:
    image: redis:7.4
    restart: always
    stop_grace_period: 30s
    healthcheck: { test: ["CMD-SHELL", "redis-cli ping | grep PONG"], interval: 10s, timeout: 1s }
`;

const KUBERNETES = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: api }
spec:
  selector: { matchLabels: { app: api } }
  template:
    metadata: { labels: { app: api } }
    spec:
      containers:
        - name: api
          image: example/shop-api:1.4.2
          args: ["serve"]
          env: [{ name: LOG_LEVEL, value: info }]
          ports: [{ name: http, containerPort: 8000 }]
          readinessProbe: { httpGet: { path: /health, port: http }, periodSeconds: 10 }
---
apiVersion: v1
kind: Service
metadata: { name: api }
spec: { selector: { app: api }, ports: [{ name: web, port: 8000, targetPort: http }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: cache }
spec:
  selector: { matchLabels: { app: cache } }
  template:
    metadata: { labels: { app: cache } }
    spec:
      containers:
        - name: cache
          image: redis:7.4
          ports: [{ containerPort: 6379 }]
          readinessProbe: { exec: { command: [/bin/sh, -c, "redis-cli ping | grep PONG"] }, periodSeconds: 10 }
---
apiVersion: v1
kind: Service
metadata: { name: cache }
spec: { selector: { app: cache }, ports: [{ port: 6379 }] }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: api }
spec: { rules: [{ host: shop.example.com, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: api, port: { name: web } } } }] } }] }
`;

function drift(compose: string, kubernetes: string): string[] {
  const project = loadProject({ files: ['/shop/compose.yaml'], environment: {}, read: (file) => (file === '/shop/compose.yaml' ? compose : undefined) });
  expect(project.problems).toEqual([]);
  return driftOf({ manifests: subjectsOf(documents(kubernetes)), project }).problems.map(({ code, detail }) => `${code} ${detail}`);
}

test('names of ports, tests for a shell, defaults and labels are each side\'s own', () => {
  expect(drift(COMPOSE, KUBERNETES)).toEqual([]);
});

test.each([
  ['agreement/image', 'redis:7.4\n          ports', 'redis:7.2\n          ports'],
  ['agreement/health', 'path: /health', 'path: /healthz'],
  ['agreement/health', 'grep PONG', 'grep OK'],
  ['agreement/environment', 'value: info', 'value: debug'],
  ['agreement/argv', 'args: ["serve"]', 'args: ["work"]'],
  ['agreement/port', 'containerPort: 8000', 'containerPort: 8080'],
  ['agreement/reachability', 'selector: { app: api }, ports', 'selector: { app: web }, ports'],
])('%s: %s', (code, before, after) => {
  expect(KUBERNETES).toContain(before);
  const found = drift(COMPOSE, KUBERNETES.replace(before, after));
  expect(found.some((problem) => problem.startsWith(code))).toBe(true);
  expect(found.join('\n')).not.toMatch(/undefined|NaN/);
});

test('what stands nowhere is nothing that is found', () => {
  const found = drift('services:\n  a: { image: x, ports: ["80"], healthcheck: { interval: 5s } }\n', 'apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec: { containers: [{ name: a, image: x, livenessProbe: { tcpSocket: { port: 80 } } }] }\n');
  expect(found.join('\n')).not.toMatch(/undefined|NaN/);
});
