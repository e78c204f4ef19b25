import { configMap, deployment, drifted, says, service } from './drift';

const composed = (fields: string, rest = ''): string => `services: { app: { image: "example/app:1", ${fields} } }\n${rest}`;
const check = (test: string, more = ''): string => composed(`healthcheck: { test: ${test}${more} }`);
const probe = (asks: string, more = ''): string => deployment('app', { more: `ports: [{ name: http, containerPort: 8000 }]\n          readinessProbe: { ${asks}${more} }` });
const GET = 'httpGet: { path: /health, port: http }';

test.each([
  ['"curl -f http://localhost:8000/health || exit 1"', GET],
  ['"curl --silent --fail http://127.0.0.1:8000/health > /dev/null 2>&1"', GET],
  ['[CMD, wget, --no-verbose, "--tries=1", --spider, "http://localhost:8000/health"]', GET],
  ['[CMD, node, -e, "fetch(\'http://localhost:8000/health\').then((r) => process.exit(r.ok ? 0 : 1))"]', GET],
  ['[CMD, python, -c, "import urllib.request as u; u.urlopen(\'http://localhost:8000/health\')"]', GET],
  ['"bash -c \'</dev/tcp/localhost/8000\'"', 'tcpSocket: { port: http }'],
  ['[CMD, nc, -z, localhost, "8000"]', 'tcpSocket: { port: 8000 }'],
  ['[CMD, pg_isready, -U, shop]', 'exec: { command: [sh, -c, "exec pg_isready -d shop"] }'],
  ['"redis-cli -a $$PW --no-auth-warning ping"', 'exec: { command: [redis-cli, ping] }'],
])('the same question: %s', (test, asks) => {
  expect(says(check(test), probe(asks))).toEqual([]);
});

test.each([
  ['"curl -f http://localhost:8000/ready"', GET, 'health: app: check is "http 8000 /health" on Kubernetes, "http 8000 /ready" in Compose'],
  ['"curl -f http://localhost:8000/health | grep ok"', GET, 'health: app: check is "http 8000 /health" on Kubernetes, "exec curl -f http://localhost:8000/health | grep ok" in Compose'],
  ['"redis-cli ping | grep PONG"', 'exec: { command: [redis-cli, ping] }', 'health: app: check is "exec redis-cli ping" on Kubernetes, "exec redis-cli ping | grep PONG" in Compose'],
  ['[NONE]', GET, 'health: app: check is "http 8000 /health" on Kubernetes, not there in Compose'],
])('another question: %s', (test, asks, sentence) => {
  expect(says(check(test), probe(asks))).toEqual([sentence]);
});

test('times are compared where both say them', () => {
  const curl = '"curl -f http://localhost:8000/health"';
  expect(says(check(curl, ', interval: 1m30s, timeout: 5s, retries: 5'), probe(GET))).toEqual([]);
  expect(says(check(curl), probe(GET, ', periodSeconds: 7, failureThreshold: 9'))).toEqual([]);
  expect(says(check(curl, ', interval: 1m30s'), probe(GET, ', periodSeconds: 60'))).toEqual(['health: app: check period is "60 s" on Kubernetes, "90 s" in Compose']);
});

test.each([
  ['mem_limit: 512m, cpus: 0.5', '{ memory: 512Mi, cpu: 500m }'],
  ['deploy: { resources: { limits: { memory: 1.5gb, cpus: "2" } } }', '{ memory: 1536Mi, cpu: "2" }'],
])('the same limits: %s', (fields, limits) => {
  expect(says(composed(fields), deployment('app', { more: `resources: { requests: { cpu: 10m }, limits: ${limits} }` }))).toEqual([]);
});

test('what is found of many is said once', () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
  const found = says(`services: { ${names.map((name) => `${name}: { image: "example/${name}:1" }`).join(', ')} }`, names.map((name, index) => deployment(name, { more: `resources: { limits: { memory: ${index + 1}Gi } }` })).join(''));
  expect(found).toEqual(['limit: a, b, c, d, e, f and g: no limits in Compose, and some on Kubernetes']);
});

test.each([
  ['user: "1000:1000"', '{ runAsUser: 1000 }', []],
  ['user: node', '{ runAsUser: 1000 }', []],
  ['user: root', '{ runAsUser: 1000 }', ['user: app: user is "1000" on Kubernetes, "root" in Compose']],
  ['user: "1000:999"', '{ runAsUser: 1000, runAsGroup: 1000 }', ['user: app: user is "1000:1000" on Kubernetes, "1000:999" in Compose']],
])('users: %s', (fields, context, found) => {
  expect(says(composed(fields), deployment('app', { pod: `securityContext: ${context}` }))).toEqual(found);
});

test.each([
  ['a list and a text', 'command: gunicorn app:app -b 0.0.0.0:8000', 'args: [gunicorn, "app:app", -b, "0.0.0.0:8000"]'],
  ['an entry point', 'entrypoint: [/app/run], command: [serve]', 'command: [/app/run, serve]'],
  ['a shell that does nothing', 'command: serve --port 80', 'command: [/bin/sh, -c, "exec serve --port 80"]'],
  ['a script', 'command: ["sh", "-c", "migrate && serve --port $$PORT"], environment: { PORT: 80 }', 'command: [/bin/sh, -c, "migrate && serve --port $PORT"]\n          env: [{ name: PORT, value: "80" }]'],
  ['lines of a script', 'command: ["sh", "-c", "migrate\\nserve\\n"]', 'command: [sh, -c, "migrate\\n  serve"]'],
])('the same command: %s', (_, fields, more) => {
  expect(says(composed(fields), deployment('app', { more }))).toEqual([]);
});

const volume = (source: string, mount = 'mountPath: /data'): string => deployment('app', { more: `volumeMounts: [{ name: v, ${mount} }]`, volumes: `volumes: [{ name: v, ${source} }]` });

test.each([
  ['a volume and a claim', 'volumes: ["kept:/data/"]', volume('persistentVolumeClaim: { claimName: other }')],
  ['a directory and a claim', 'volumes: ["./d:/data"]', volume('persistentVolumeClaim: { claimName: other }')],
  ['no name', 'volumes: ["/data"]', volume('emptyDir: {}')],
  ['scratch space', 'image: "example/app:1"', volume('emptyDir: {}')],
  ['sources', 'volumes: ["./src:/app"]', deployment('app')],
  ['a socket of the machine', 'volumes: ["/var/run/x.sock:/data"]', volume('hostPath: { path: /var/run/x.sock }')],
  ['a file', 'volumes: ["./a.conf:/etc/a.conf:ro"]', volume('configMap: { name: c }', 'mountPath: /etc/a.conf, subPath: a.conf') + configMap('c', 'a.conf: "x: 1\\n"')],
  ['a directory of files', 'volumes: ["./etc:/etc/app:ro"]', volume('configMap: { name: c, items: [{ key: k, path: b.conf }] }', 'mountPath: /etc/app') + configMap('c', 'k: "y"')],
  ['a file that Compose writes down', 'configs: [{ source: a, target: /etc/a.conf }]', volume('configMap: { name: c }', 'mountPath: /etc/a.conf, subPath: a.conf') + configMap('c', 'a.conf: "x: 1"')],
])('the same mount: %s', (_, fields, kubernetes) => {
  const rest = 'volumes: { kept: }\nconfigs: { a: { content: "x: 1" } }\n';
  expect(says(`services: { app: { ${fields.startsWith('image') ? fields : `image: "example/app:1", ${fields}`} } }\n${rest}`, kubernetes, { 'a.conf': 'x: 1\n', 'etc/b.conf': 'y\n' })).toEqual([]);
});

test.each([
  ['a volume that is lost', 'volumes: ["kept:/data"]', volume('emptyDir: {}'), 'mount: app: mount /data is "a directory that is lost with the container" on Kubernetes, "a volume" in Compose'],
  ['no volume', 'volumes: ["kept:/data"]', deployment('app'), 'mount: app: mount /data is not there on Kubernetes, "a volume" in Compose'],
  ['another file', 'volumes: ["./a.conf:/etc/a.conf"]', volume('configMap: { name: c }', 'mountPath: /etc/a.conf, subPath: a.conf') + configMap('c', 'a.conf: "x: 2"'), 'file: app: line 1 of /etc/a.conf is "x: 2" on Kubernetes, "x: 1" in Compose'],
  ['no file', 'volumes: ["./a.conf:/etc/a.conf"]', deployment('app'), 'mount: app: mount /etc/a.conf is not there on Kubernetes, "a file" in Compose'],
])('another mount: %s', (_, fields, kubernetes, sentence) => {
  expect(says(composed(fields, 'volumes: { kept: }\n'), kubernetes, { 'a.conf': 'x: 1\n' })).toEqual([sentence]);
});

test('who is kept out by networks and by nobody on Kubernetes', () => {
  const compose = 'services:\n  a: { image: "example/a:1", networks: [x] }\n  b: { image: "example/b:1", networks: [y], expose: [80] }\nnetworks: { x: , y: }\n';
  const kubernetes = deployment('a') + deployment('b', { more: 'ports: [{ containerPort: 80 }]' }) + service('b', 'b', 'port: 80');
  expect(says(compose, kubernetes)).toEqual(['isolation: b: a may call it on Kubernetes, and is on none of its networks in Compose']);
});

test('a port for developers alone is none of the cluster', () => {
  const kubernetes = (type: string): string => deployment('app', { more: 'ports: [{ containerPort: 80 }]' }) + service('app', 'app', 'port: 80', `, type: ${type}`);
  expect(says(composed('ports: ["80:80", "127.0.0.1:9229:9229"]'), kubernetes('LoadBalancer'))).toEqual([]);
  expect(says(composed('ports: ["80:80", "9229:9229"]'), kubernetes('LoadBalancer'))).toEqual(['port: app: port is "80" on Kubernetes, "9229" in Compose']);
  expect(says(composed('ports: ["80:80"]'), kubernetes('ClusterIP'))).toEqual(['entrance: app: port 80 is published in Compose, and nothing leads in on Kubernetes']);
  expect(says(composed('ports: ["127.0.0.1:80:80"]'), kubernetes('ClusterIP'))).toEqual([]);
  expect(says(composed('expose: ["80"]'), kubernetes('LoadBalancer'))).toEqual(['entrance: app: LoadBalancer 80 leads to it on Kubernetes, and nothing is published in Compose']);
});

test('nothing throws, whatever the two are', () => {
  const odd = ['{}', 'services:\n', 'services: { a: }', 'services: { app: { image: 5, ports: [x], volumes: [{}], healthcheck: 7, deploy: [], environment: [A] } }'];
  const others = ['apiVersion: v1\nkind: Pod\nmetadata: { name: app }\nspec: { containers: [{ env: [{ valueFrom: {} }], envFrom: [{}], volumeMounts: [{}], readinessProbe: {}, ports: [{}] }] }', 'apiVersion: v1\nkind: Service\nmetadata: {}\nspec: { selector: {}, ports: [7] }', deployment('app', { more: 'envFrom: [null]' })];
  for (const compose of odd) for (const kubernetes of others) expect(says(compose, kubernetes).join('\n')).not.toMatch(/undefined|NaN|\[object|\uE000|\uE010/);
});

test('the same answer each time', () => {
  const kubernetes = deployment('a') + deployment('b') + service('b', 'b', 'port: 80');
  const compose = 'services: { b: { image: "x:1" }, c: { image: "y:1" } }';
  expect(drifted(compose, kubernetes)).toEqual(drifted(compose, kubernetes));
});
