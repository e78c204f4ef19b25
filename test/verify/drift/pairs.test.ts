import { deployment, drifted, says, service } from './drift';

const compose = (services: Readonly<Record<string, string>>, project = 'shop'): string => `name: ${project}\nservices: { ${Object.entries(services).map(([name, fields]) => `${name}: { ${fields} }`).join(', ')} }\n`;

test.each([
  ['the container has its name', { api: 'image: x/a:1' }, deployment('backend', { container: 'api', image: 'x/a:1' }), []],
  ['what runs it has its name', { api: 'image: x/a:1' }, deployment('api', { container: 'main', image: 'x/a:1' }), []],
  ['Kubernetes has no underscore', { order_api: 'image: x/a:1' }, deployment('order-api', { image: 'x/a:1' }), []],
  ['the name without the project', { api: 'image: x/a:1' }, deployment('shop-api', { container: 'main', image: 'x/a:1' }), ['services.api is Deployment/shop-api, by the name of the workload without its prefix']],
  ['the label of a chart', { api: 'image: x/a:1' }, deployment('release-x', { container: 'main', image: 'x/a:1', labels: 'app.kubernetes.io/component: api' }), ['services.api is Deployment/release-x, by the label app.kubernetes.io/component']],
  ['the Service', { db: 'image: x/a:1' }, deployment('pg', { image: 'x/a:1' }) + service('db', 'pg', 'port: 5432'), ['services.db is Deployment/pg, by the name of its Service']],
  ['the name of the container of Compose', { api: 'image: x/a:1, container_name: backend' }, deployment('backend', { image: 'x/a:1' }), ['services.api is Deployment/backend, by another name of the service']],
  ['the image', { cache: 'image: "redis:7"' }, deployment('kv', { image: 'docker.io/library/redis:7' }), ['services.cache is Deployment/kv, by its image']],
  ['the image of another registry', { cache: 'build: ., image: "shop/api:7"' }, deployment('kv', { image: 'shop/api:7' }), ['services.cache is Deployment/kv, by its image']],
  ['an image and what it is told', { one: 'image: "x/a:1", command: [serve]', two: 'image: "x/a:1", command: [work]' }, deployment('a', { image: 'x/a:1', more: 'args: [work]' }) + deployment('b', { image: 'x/a:1', more: 'args: [serve]' }), ['services.one is Deployment/b, by its image and its command', 'services.two is Deployment/a, by its image and its command']],
])('a pair: %s', (_, services, kubernetes, matches) => {
  const drift = drifted(compose(services), kubernetes);
  expect(drift.problems.map(({ detail }) => detail)).toEqual([]);
  expect(drift.matches).toEqual(matches);
});

test('a name says more than an image', () => {
  const { matches, problems } = drifted(compose({ a: 'image: "redis:7"', b: 'image: "redis:7"' }), deployment('b', { image: 'redis:7' }) + deployment('c', { image: 'redis:7' }));
  expect([matches, problems]).toEqual([['services.a is Deployment/c, by its image'], []]);
});

test('a container beside another is a service of its own, and one that runs before it a task', () => {
  const pod = deployment('web', { more: 'ports: [{ containerPort: 80 }]\n        - { name: metrics, image: "x/metrics:1" }', pod: 'initContainers: [{ name: assets, image: "x/assets:1" }]' });
  const services = { web: 'image: "example/web:1", depends_on: { assets: { condition: service_completed_successfully } }', metrics: 'image: "x/metrics:1"', assets: 'image: "x/assets:1"' };
  expect(says(compose(services), pod)).toEqual([]);
  expect(says(compose({ ...services, web: 'image: "example/web:1"' }), pod)).toEqual(['order: assets: it runs before web on Kubernetes, which does not wait for its end in Compose']);
  expect(says(compose({ web: services.web, assets: services.assets }), pod)).toEqual(['workload: container "metrics" is on Kubernetes alone']);
});

test('what waits, and what makes a volume writable, is no workload', () => {
  const kubernetes = deployment('web', { pod: 'initContainers: [{ name: db, image: busybox, command: [sh, -c, "until nc -z db 5432; do sleep 1; done"] }, { name: own, image: busybox, command: [chown, -R, "1000", /data] }]' });
  expect(says(compose({ web: 'image: "example/web:1"', own: 'image: busybox, command: chown -R 1000 /data' }), kubernetes)).toEqual([]);
});

test('one that waits for a peer on Kubernetes alone is in another order', () => {
  const kubernetes = deployment('web', { pod: 'initContainers: [{ name: wait, image: busybox, command: [sh, -c, "until nc -z db 5432; do sleep 1; done"] }]' }) + deployment('db') + service('db', 'db', 'port: 5432');
  expect(says(compose({ web: 'image: "example/web:1"', db: 'image: "example/db:1"' }), kubernetes)).toEqual(['order: web: it waits for db on Kubernetes, and not in Compose']);
  expect(says(compose({ web: 'image: "example/web:1", depends_on: [db]', db: 'image: "example/db:1"' }), kubernetes)).toEqual([]);
});

test('what is left is said once, with what it may be', () => {
  expect(says(compose({ worker: 'image: "x/w:1"', spare: 'image: "x/s:1"' }), deployment('workers', { image: 'y/v:1' }))).toEqual([
    'workload: it is on Kubernetes alone, and worker in Compose alone; if the two are one, say --match worker=deployment/workers',
    'workload: it is in Compose alone; the nearest on Kubernetes is Deployment/workers',
  ]);
  expect(says(compose({ a: 'image: "x/w:1"' }), deployment('b', { image: 'x/w:1' }) + deployment('c', { image: 'x/w:1' }))).toEqual([
    'workload: it is in Compose alone; the nearest on Kubernetes are Deployment/b, Deployment/c',
    'workload: it is on Kubernetes alone; the nearest in Compose is services.a',
    'workload: it is on Kubernetes alone; the nearest in Compose is services.a',
  ]);
});

test('a service that is off is only missed where somebody runs it', () => {
  expect(says(compose({ web: 'image: "example/web:1"', admin: 'image: adminer, profiles: [debug]' }), deployment('web'))).toEqual([]);
});

test('who asks has the last word', () => {
  const services = compose({ a: 'image: "x/w:1"', b: 'image: "x/w:1"' });
  const kubernetes = deployment('one', { image: 'x/w:1' }) + deployment('two', { image: 'x/w:1' });
  const { matches, problems } = drifted(services, kubernetes, {}, [{ service: 'a', workload: 'deployment/two' }]);
  expect([matches, problems]).toEqual([['services.a is Deployment/two, by --match', 'services.b is Deployment/one, by its image'], []]);
  expect(drifted(services, kubernetes, {}, [{ service: 'x', workload: 'one' }, { service: 'a', workload: 'three' }, { service: 'a', workload: 'one' }, { service: 'b', workload: 'one' }]).impossible).toEqual([
    'x=one: there is no service x', 'a=three: there is no three', 'b=one: one of them has another already',
  ]);
});

test('a proxy of Compose is an Ingress', () => {
  const ingress = `---\napiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: shop }\nspec: { rules: [{ http: { paths: [{ path: /, backend: { service: { name: web, port: { number: 80 } } } }] } }] }\n`;
  const { matches, problems } = drifted(compose({ web: 'image: "example/web:1"', edge: 'image: "traefik:3", ports: ["80:80"]' }), deployment('web', { more: 'ports: [{ containerPort: 80 }]' }) + service('web', 'web', 'port: 80') + ingress);
  expect([matches, problems]).toEqual([['services.edge is Ingress/shop, by what it does'], []]);
});

const ROUTE = (port: number): string => `---\napiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: { name: shop }\nspec: { parentRefs: [{ name: public }], hostnames: [shop.example.com], rules: [{ backendRefs: [{ name: web, port: ${port} }] }] }\n`;

test('a proxy of Compose is an HTTPRoute', () => {
  const { matches, problems } = drifted(compose({ web: 'image: "example/web:1"', edge: 'image: "traefik:3", ports: ["80:80"]' }), deployment('web', { more: 'ports: [{ containerPort: 80 }]' }) + service('web', 'web', 'port: 80') + ROUTE(80));
  expect([matches, problems]).toEqual([['services.edge is HTTPRoute/shop, by what it does'], []]);
});

test('what an HTTPRoute leads to is published in Compose', () => {
  const pod = deployment('web', { more: 'ports: [{ containerPort: 8080 }]' }) + service('web', 'web', 'port: 80, targetPort: 8080') + ROUTE(80);
  expect(says(compose({ web: 'image: "example/web:1", ports: ["3000:8080"]' }), pod)).toEqual([]);
  expect(says(compose({ web: 'image: "example/web:1"' }), pod)).toEqual([expect.stringContaining('shop.example.com')]);
});
