import { acknowledge, App, ConfigFile, EnvFrom, HealthProbe, Image, Parameter, Secret, Stack, text } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import { describeRule, workload, type Build, type Broken } from './rule-cases';

const env = (name: string, value: string): Build => (stack) => workload(stack, 'api', { env: { [name]: value } });

describeRule('model/plain-secret', 'a variable with a telling name has a Secret', {
  broken: [
    'PASSWORD', 'DB_PASSWORD', 'db_passwd', 'PASSPHRASE', 'CLIENT_SECRET', 'TOKEN', 'GITHUB_TOKEN', 'API_KEY', 'OPENAI_API_KEY', 'APIKEY', 'AWS_SECRET_ACCESS_KEY',
    'SECRET_KEY', 'PRIVATE_KEY', 'SIGNING_KEY', 'ENCRYPTION_KEY', 'GOOGLE_CREDENTIALS',
  ].map((name): Broken => ({ when: name, build: env(name, 'hunter2'), at: 'shop/api', says: [`variable ${name}`, 'looks like a secret', '(hu*****)'] })),
  right: [
    ...['PASSWORD_FILE', 'TOKENIZER', 'MAX_TOKENS', 'SECRETARY', 'KEY', 'PUBLIC_KEY', 'KEYBOARD', 'PASSWORDLESS'].map((name) => ({ when: name, build: env(name, 'hunter2') })),
    ...['', 'true', 'false', '0', '65535'].map((value) => ({ when: `PASSWORD with the value "${value}"`, build: env('PASSWORD', value) })),
    {
      when: 'a secret, alone and in a text',
      build: (stack) => {
        const password = new Secret(stack, 'DB_PASSWORD', { description: '' });
        workload(stack, 'api', { env: { DB_PASSWORD: password, TOKEN: text`Bearer ${password}`, URL: text`db://app:${password}@db/app` } });
      },
    },
  ],
});

const PEM = '-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----';
const TELLING: readonly { readonly form: string; readonly value: string }[] = [
  { form: 'a URL with a password', value: 'postgresql://app:hunter2@db:5432/app' },
  { form: 'a URL with a password', value: 'redis://:hunter2@cache' },
  { form: 'a private key', value: PEM },
  { form: 'a provider key', value: `sk-${'a1'.repeat(8)}` },
  { form: 'a provider key', value: 'AKIAABCDEFGHIJKLMNOP' },
  { form: 'a provider key', value: `ghp_${'a1'.repeat(15)}` },
  { form: 'a provider key', value: 'xoxb-1234567890-abc' },
];

const PLACES: readonly { readonly place: string; readonly at: string; readonly field: string; readonly build: (value: string) => Build }[] = [
  { place: 'a variable', at: 'shop/api', field: 'variable MODE', build: (value) => env('MODE', value) },
  { place: 'a command', at: 'shop/api', field: 'command', build: (value) => (stack) => workload(stack, 'api', { command: ['run', value] }) },
  { place: 'an entry point', at: 'shop/api', field: 'command', build: (value) => (stack) => workload(stack, 'api', { entrypoint: [value] }) },
  {
    place: 'a health command',
    at: 'shop/api',
    field: 'health command',
    build: (value) => (stack) => workload(stack, 'api', { health: HealthProbe.fromCommand(['ask', value]) }),
  },
  {
    place: 'a build argument',
    at: 'shop/api',
    field: 'build argument MODE',
    build: (value) => (stack) => workload(stack, 'api', { image: Image.fromBuild('.', { args: { MODE: value } }) }),
  },
  { place: 'a config file', at: 'shop/rules', field: 'file app.conf', build: (value) => (stack) => new ConfigFile(stack, 'rules', { fileName: 'app.conf', content: value }) },
];

describe.each(PLACES)('in $place', ({ at, field, build }) => {
  describeRule('model/plain-secret', 'no text has the form of a secret', {
    broken: TELLING.map(({ form, value }) => ({ when: `${form}: ${value.slice(0, 12)}`, build: build(value), at, says: [field, form] })),
    right: ['http://peer:8000/a@b', 'user@example.com', 'sk-short', 'a:b@c', '-----BEGIN CERTIFICATE-----'].map((value) => ({ when: value, build: build(value) })),
  });
});

const setting = (name: string, value: string): Build => (stack) => new Parameter(stack, name, { default: value, description: '' });
const argument = (name: string, value: string): Build => (stack) => workload(stack, 'api', { image: Image.fromBuild('.', { args: { [name]: value } }) });

describeRule('model/plain-secret', 'a parameter is no secret', {
  broken: [
    { when: 'a telling name', build: setting('API_KEY', 'hunter2'), at: 'shop/API_KEY', says: ['default of API_KEY'] },
    { when: 'a telling default', build: setting('BACKEND', 'db://app:hunter2@db'), at: 'shop/BACKEND', says: ['default of BACKEND', 'URL with a password'] },
    { when: 'a build argument with a telling name', build: argument('NPM_TOKEN', 'hunter2'), at: 'shop/api', says: ['build argument NPM_TOKEN'] },
  ],
  right: [{ when: 'no default', build: setting('API_KEY', '') }, { when: 'a build argument without a value', build: argument('NPM_TOKEN', '') }],
});

const runs = (...command: string[]): Build => (stack) => workload(stack, 'api', { command });
const holds = (content: string): Build => (stack) => new ConfigFile(stack, 'rules', { fileName: 'app.conf', content });

describeRule('model/plain-secret', 'no word of a command is a secret, whatever its shape', {
  broken: [
    ['--password', 'hunter2'], ['--db-password=hunter2'], ['-password', 'hunter2'], ['--apiKey', 'hunter2'], ['--requirepass', 'hunter2'], ['-Dspring.datasource.password=hunter2'],
    ['run', '-p', 'hunter2'], ['mysql', '-u', 'root', '-phunter2'], ['redis-cli', '-a', 'hunter2', 'ping'], ['sshpass', '-phunter2', 'ssh'], ['curl', '-u', 'admin:hunter2', 'http://peer'],
    ['env', 'PGPASSWORD=hunter2', 'psql'], ['sh', '-c', 'PASSWORD=hunter2 exec server'], ['sh', '-c', 'exec server --password hunter2'], ['sh', '-c', "MYSQL_PWD='hunter2' mysqldump shop"],
    ['--header', 'Authorization: Bearer hunter2hunter2'], ['--header', 'X-Api-Key: hunter2'], ['--config', '{"user":"a","password":"hunter2"}'], ['--dsn', 'host=db user=app password=hunter2'],
    ['--from', 'https://peer/feed?token=hunter2'], ['--docker-password', 'hunter2'],
  ].map((command): Broken => ({ when: command.join(' '), build: runs(...command), at: 'shop/api', says: ['The command', 'hu*****'] })),
  right: [
    ['--password-file', '/run/secrets/password'], ['--password=$PASSWORD'], ['--password', '${PASSWORD}'], ['--token-ttl', '15m'], ['--max-tokens', '4096'], ['--no-password', 'shop'],
    ['-p', '8080'], ['-p', 'production'], ['-p', 'src/main.py'], ['--password', '--host', 'db'], ['--secrets=desktop:/run/secrets/mcp'], ['psql', '-w', 'shop'], ['--auth', 'md5'], ['--tokenizer', 'cl100k_base'],
    ['sh', '-c', 'exec server --password "$PASSWORD"'], ['sh', '-c', 'PASSWORD=$(cat /run/secrets/p) exec server'], ['curl', '-u', 'admin:$PASSWORD', 'http://peer'], ['cd', '$PWD'],
    ['--header', 'Authorization: Bearer $TOKEN'], ['--config', '{"password":"${PASSWORD}"}'], ['python', '-m', 'app'], ['mysqladmin', 'ping', '-p3306'],
  ].map((command) => ({ when: command.join(' '), build: runs(...command) })),
});

describeRule('model/plain-secret', 'no setting in a file or a variable is a secret', {
  broken: [
    { when: 'an ini file', build: holds('[db]\npassword = hunter2\n'), at: 'shop/rules', says: ['file app.conf', 'hu*****'] },
    { when: 'a YAML file', build: holds('db:\n  password: hunter2\n'), at: 'shop/rules', says: ['hu*****'] },
    { when: 'a JSON file', build: holds('{ "apiKey": "hunter2" }'), at: 'shop/rules', says: ['hu*****'] },
    { when: 'options in a variable', build: env('JAVA_OPTS', '-Xmx1g -Ddb.password=hunter2'), at: 'shop/api', says: ['variable JAVA_OPTS', 'hu*****'] },
    { when: 'PGPASSWORD', build: env('PGPASSWORD', 'hunter2'), at: 'shop/api', says: ['variable PGPASSWORD'] },
    { when: 'MYSQL_PWD', build: env('MYSQL_PWD', 'hunter2'), at: 'shop/api', says: ['variable MYSQL_PWD'] },
    { when: 'a signed token', build: env('ID', `eyJ${'a'.repeat(10)}.eyJ${'b'.repeat(10)}.c`), at: 'shop/api', says: ['a signed token'] },
    { when: 'a key of another provider', build: env('ID', `glpat-${'a1'.repeat(10)}`), at: 'shop/api', says: ['a provider key'] },
  ],
  right: [
    { when: 'references', build: holds('password = ${PASSWORD}\ntoken: $TOKEN\nsecret: "{{ secret }}"\npassword_file = /run/secrets/p\n') },
    { when: 'code', build: holds('const token = process.env.TOKEN;\nlet password = readFile(path);\nproxy_set_header X-Token $http_x_token;\n') },
    { when: 'switches', build: holds('password: true\nrequire_auth = yes\nmax_tokens = 4096\n') },
    { when: 'the working directory', build: env('PWD', '/srv/app') },
  ],
});

test('a command with a secret is reported of each container that has it', () => {
  const stack = new Stack(new App(), 'shop');
  for (const id of ['api', 'web']) workload(stack, id, { command: ['server', '--password', 'hunter2', 'mysql://root:hunter2@db'] });
  const found = synthesize(stack).findings.filter(({ code }) => code === 'model/plain-secret');
  expect(found.map(({ path }) => path)).toEqual(['shop/api', 'shop/api', 'shop/web', 'shop/web']);
});

test('a text of several values is looked at as a whole', () => {
  const stack = new Stack(new App(), 'shop');
  const db = workload(stack, 'db').addEndpoint('db', { port: 5432 });
  workload(stack, 'api', { env: { URL: text`postgresql://app:hunter2@${db.authority}/app` } });
  expect(synthesize(stack).findings.map(({ code }) => code)).toContain('model/plain-secret');
});

test('a finding does not show the secret', () => {
  const stack = new Stack(new App(), 'shop');
  workload(stack, 'api', { env: { PASSWORD: 'correct horse battery staple', URL: 'db://app:hunter2@db', KEY: PEM } });
  const { rendered } = synthesize(stack);
  expect(rendered.filter((finding) => finding.startsWith('error'))).toHaveLength(3);
  for (const secret of ['correct', 'hunter2', 'MIIE']) expect(rendered.join()).not.toContain(secret);
});

test('whoever knows better says so, and both outputs are made', () => {
  const stack = new Stack(new App(), 'shop');
  acknowledge(workload(stack, 'api', { env: { TOKEN: 'cl100k_base' } }), 'model/plain-secret', 'the name of a tokenizer');
  const { findings, compose } = synthesize(stack);
  expect(findings.filter(({ code }) => code === 'model/plain-secret')).toEqual([expect.objectContaining({ severity: 'info', acknowledged: 'the name of a tokenizer' })]);
  expect(compose?.services.api.environment).toEqual({ TOKEN: 'cl100k_base' });
});

describeRule('model/plain-secret', 'what is said beside a container is no secret either', {
  broken: [
    { when: 'a label', build: (stack) => workload(stack, 'api', { labels: { token: 'hunter2' } }), at: 'shop/api', says: ['label token'] },
    { when: 'an annotation', build: (stack) => workload(stack, 'api', { annotations: { 'example.com/api-key': 'hunter2' } }), at: 'shop/api', says: ['annotation example.com/api-key'] },
    { when: 'a file with variables', build: (stack) => workload(stack, 'api', { envFrom: [EnvFrom.secret('keys', { file: 'token=hunter2/keys.env' })] }), at: 'shop/api', says: ['file for keys'] },
  ],
  right: [{ when: 'words', build: (stack) => workload(stack, 'api', { labels: { team: 'secrets' }, envFrom: [EnvFrom.secret('api-token')] }) }],
});
