import { configMap, deployment, drifted, says, service } from './drift';

const app = (env: string, more = ''): string => deployment('app', { more: `env: [${env}]${more}` });
const composed = (environment: string, more = ''): string => `services: { app: { image: "example/app:1", environment: { ${environment} }${more} } }\n`;
const secret = (name: string, data: string): string => `---\napiVersion: v1\nkind: Secret\nmetadata: { name: ${name} }\nstringData: { ${data} }\n`;

test.each([
  ['a value of a ConfigMap under another key', composed('LOG: info'), app('{ name: LOG, valueFrom: { configMapKeyRef: { name: c, key: log.level } } }') + configMap('c', 'log.level: info')],
  ['all of a ConfigMap, with a prefix', composed('APP_LOG: info, APP_TZ: UTC'), deployment('app', { more: 'envFrom: [{ prefix: APP_, configMapRef: { name: c } }]' }) + configMap('c', 'LOG: info, TZ: UTC')],
  ['a Secret that nobody has written', composed('TOKEN: abc'), app('{ name: TOKEN, valueFrom: { secretKeyRef: { name: s, key: t } } }')],
  ['all of a Secret that nobody has written', composed('TOKEN: abc, OTHER: x'), deployment('app', { more: 'envFrom: [{ secretRef: { name: s } }]' })],
  ['a placeholder', composed('TOKEN: abc'), app('{ name: TOKEN, valueFrom: { secretKeyRef: { name: s, key: t } } }') + secret('s', 't: changeme')],
  ['a variable without a default', composed('TOKEN: "${TOKEN}"'), app('{ name: TOKEN, value: abc }')],
  ['a variable that is handed on', composed('TOKEN: '), app('{ name: TOKEN, value: abc }')],
  ['an optional key', composed(''), app('{ name: TOKEN, valueFrom: { secretKeyRef: { name: s, key: t, optional: true } } }')],
  ['an empty text and none', composed('EMPTY: ""'), app('')],
  ['what Kubernetes alone knows', composed(''), app('{ name: POD, valueFrom: { fieldRef: { fieldPath: metadata.name } } }')],
  ['a part that other texts need', composed('URL: "x://u:${PW}@h"'), app('{ name: PW, valueFrom: { secretKeyRef: { name: s, key: t } } }, { name: URL, value: "x://u:$(PW)@h" }')],
])('the same: %s', (_, compose, kubernetes) => {
  expect(says(compose, kubernetes)).toEqual([]);
});

test.each([
  ['a secret that both have written', composed('TOKEN: hunter22'), app('{ name: TOKEN, valueFrom: { secretKeyRef: { name: s, key: t } } }') + secret('s', 't: sesame99'), 'environment: app: env TOKEN has another value on Kubernetes than in Compose, and is shown nowhere'],
  ['a password in an address', composed('DATABASE_URL: "x://shop:hunter22@db.example.com/a"'), app('{ name: DATABASE_URL, value: "x://shop:sesame99@db.example.com/b" }'), 'environment: app: env DATABASE_URL is "x://shop:***@db.example.com/b" on Kubernetes, "x://shop:***@db.example.com/a" in Compose'],
  ['a secret in an argument', composed('TOKEN: hunter22', ', command: [run, "--token=hunter22"]'), app('{ name: TOKEN, value: hunter22 }', '\n          args: [run, "--token=hunter22", -v]'), 'argv: app: command is "run --token=*** -v" on Kubernetes, "run --token=***" in Compose'],
  ['a password that nobody knows to be one', composed('', ', command: [redis-server, --requirepass, hunter22, --port, "1"]'), app('', '\n          args: [redis-server, --requirepass, sesame99]'), 'argv: app: command is "redis-server --requirepass ***" on Kubernetes, "redis-server --requirepass *** --port 1" in Compose'],
  ['a secret in a text', composed('SETTINGS: "user=a password=hunter22"'), app('{ name: SETTINGS, value: "user=b password=sesame99" }'), 'environment: app: env SETTINGS is "user=b password=***" on Kubernetes, "user=a password=***" in Compose'],
  ['a secret on one side', composed('TOKEN: hunter22'), app(''), 'environment: app: env TOKEN is not there on Kubernetes, "there, and secret" in Compose'],
  ['one that only the operator knows, on one side', composed(''), app('{ name: TOKEN, valueFrom: { secretKeyRef: { name: s, key: t } } }'), 'environment: app: env TOKEN is "there, and the operator\'s" on Kubernetes, not there in Compose'],
])('another: %s', (_, compose, kubernetes, sentence) => {
  const found = says(compose, kubernetes);
  expect(found).toEqual([sentence]);
  expect(found.join()).not.toMatch(/hunter22|sesame99/);
});

test('a secret in a file, and the variable that names it', () => {
  const compose = `services:\n  db:\n    image: postgres:16\n    environment: { POSTGRES_PASSWORD_FILE: /run/secrets/pw }\n    secrets: [pw]\nsecrets: { pw: { file: ./pw.txt } }\n`;
  const kubernetes = (password: string): string => deployment('db', { image: 'postgres:16', more: 'env: [{ name: POSTGRES_PASSWORD, valueFrom: { secretKeyRef: { name: s, key: p } } }]' }) + secret('s', `p: ${password}`);
  expect(says(compose, kubernetes('hunter22'), { 'pw.txt': 'hunter22\n' })).toEqual([]);
  expect(says(compose, kubernetes('sesame99'), { 'pw.txt': 'hunter22\n' })).toEqual(['environment: db: env POSTGRES_PASSWORD has another value on Kubernetes than in Compose, and is shown nowhere']);
});

test('a variable of the file of variables, with its line', () => {
  const kubernetes = deployment('app', { more: 'envFrom: [{ configMapRef: { name: c } }]' }) + configMap('c', 'LOG: debug');
  const [problem] = drifted('services: { app: { image: "example/app:1", env_file: app.env } }\n', kubernetes, { 'app.env': 'LOG=info\n' }).problems;
  expect(problem).toMatchObject({ code: 'agreement/environment', subject: 'ConfigMap/c', place: ['data', 'LOG'], related: ['services.app'], relatedPlace: ['environment', 'LOG'] });
});

const DB = deployment('postgres', { image: 'postgres:16', more: 'ports: [{ name: sql, containerPort: 5432 }]' }) + service('pg', 'postgres', 'port: 15432, targetPort: sql') + service('headless', 'postgres', 'port: 5432', ', clusterIP: None');
const WITH_DB = (environment: string): string => `services:\n  app: { image: "example/app:1", environment: { ${environment} } }\n  db: { image: "postgres:16" }\n`;

test.each([
  ['by its Service and its port', 'URL: "postgres://u@db:5432/x"', '{ name: URL, value: "postgres://u@pg:15432/x" }'],
  ['by the usual port', 'URL: "postgres://u@db/x"', '{ name: URL, value: "postgres://u@headless/x" }'],
  ['by its whole name', 'URL: "db:5432"', '{ name: URL, value: "pg.default.svc.cluster.local:15432" }'],
  ['by the name of a pod', 'URL: "db:5432"', '{ name: URL, value: "postgres-0.headless:5432" }'],
  ['by its name alone', 'DB_HOST: db', '{ name: DB_HOST, value: headless }'],
  ['by a name and a port, each for itself', 'DB_HOST: db, DB_PORT: 5432', '{ name: DB_HOST, value: pg }, { name: DB_PORT, value: "15432" }'],
  ['in a list', 'ALL: "db:5432,other.example.com:1"', '{ name: ALL, value: "pg:15432,other.example.com:1" }'],
])('a peer %s', (_, environment, env) => {
  expect(says(WITH_DB(environment), app(env) + DB)).toEqual([]);
});

test.each([
  ['another port of it', 'URL: "db:5433"', '{ name: URL, value: "pg:15432" }', 'environment: app: env URL is "pg:15432" on Kubernetes, "db:5433" in Compose'],
  ['a port that its Service has not', 'URL: "db:5432"', '{ name: URL, value: "pg:5432" }', 'reachability: db: app calls it on port 5432, and no Service leads there'],
  ['a name that no Service has', 'URL: "db:5432"', '{ name: URL, value: "db:5432" }', 'reachability: db: app calls it by a name that leads there in Compose alone'],
  ['a name alone that no Service has', 'DB_HOST: db', '{ name: DB_HOST, value: db }', 'reachability: db: app calls it by a name that leads there in Compose alone'],
])('a peer by %s', (_, environment, env, sentence) => {
  expect(says(WITH_DB(environment), app(env) + DB)).toEqual([sentence]);
});
