import { operatorsVariables, withDefaults } from '../../../lib/verify/compose/interpolation';
import { judgeProject } from '../../../lib/verify/compose/judge';
import { composeWith } from '../fixtures';

const checkCompose = (document: unknown): string[] => judgeProject(document, { strict: true }).map(({ code, subject, detail }) => `${code} ${subject}: ${detail}`);

type Case = readonly [message: string, bad: string, good: string];
type Services = Readonly<Record<string, string>>;
type StackCase = readonly [message: string, bad: Services, good: Services, rest?: string];

/** Cases that are fields of the one service of a file; the bad file is told nothing but the message. */
function inService(cases: readonly Case[], rest = ''): void {
  test.each(cases)('%s', (message, bad, good) => {
    expect(checkCompose(composeWith({ web: bad }, rest))).toEqual([expect.stringContaining(message)]);
    expect(checkCompose(composeWith({ web: good }, rest))).toEqual([]);
  });
}

function inProject(cases: readonly StackCase[]): void {
  test.each(cases.map(([message, bad, good, rest = '']) => ({ message, bad, good, rest })))('$message', ({ message, bad, good, rest }) => {
    expect(checkCompose(composeWith(bad, rest))).toEqual([expect.stringContaining(message)]);
    expect(checkCompose(composeWith(good, rest))).toEqual([]);
  });
}

describe('references', () => {
  inService([
    ['network "back" is not declared', 'networks: [back]', 'networks: [front, default]'],
    ['network "back" is not declared', 'networks: { back: { aliases: [a] } }', 'networks: { front: { aliases: [a] } }'],
    ['volume "files" is not declared', 'volumes: [{ type: volume, source: files, target: /a }]', 'volumes: [{ type: volume, source: data, target: /a }]'],
    ['volume "files" is not declared', 'volumes: ["files:/a"]', 'volumes: ["data:/a", "./files:/b:ro", /c]'],
    ['a bind mount needs a source', 'volumes: [{ type: bind, target: /a }]', 'volumes: [{ type: bind, source: ./a, target: /a }]'],
    ['config "nginx" is not declared', 'configs: [{ source: nginx, target: /a }]', 'configs: [inline]'],
    ['secret "token" is not declared', 'secrets: [token]', 'secrets: [{ source: password, target: p }]'],
    ['model "llm" is not declared', 'models: [llm]', 'models: []'],
    ['service "db", which does not exist', 'depends_on: [db]', 'depends_on: []'],
    ['service "db", which does not exist', 'network_mode: service:db', 'network_mode: host'],
    ['service "db", which does not exist', 'volumes_from: ["db:ro"]', 'volumes_from: ["container:db"]'],
    ['configs.inline, whose content is copied', '{ read_only: true, configs: [inline] }', '{ read_only: true, configs: [file] }'],
    ['secrets.env, whose environment is copied', '{ read_only: true, secrets: [env] }', '{ read_only: true, secrets: [password] }'],
  ], `{ networks: { front: {} }, volumes: { data: {} }, configs: { inline: { content: text }, file: { file: ./f } },
    secrets: { password: { file: ./p }, env: { environment: P } } }`);

  inProject([
    ['no healthcheck', { web: 'depends_on: { db: { condition: service_healthy } }', db: '{}' },
      { web: 'depends_on: { db: { condition: service_healthy } }', db: 'healthcheck: { test: [CMD, ok] }' }],
    ['no healthcheck', { web: 'depends_on: { db: { condition: service_healthy } }', db: 'healthcheck: { disable: true }' },
      // The image has one, with other times.
      { web: 'depends_on: { db: { condition: service_healthy } }', db: 'healthcheck: { interval: 5s }' }],
    ['no healthcheck', { web: 'depends_on: { db: { condition: service_healthy } }', db: 'healthcheck: { test: [NONE] }' },
      { web: 'depends_on: { db: { condition: service_started } }', db: 'healthcheck: { test: [NONE] }' }],
    ['waits for job to complete, but it has restart: always',
      { web: 'depends_on: { job: { condition: service_completed_successfully } }', job: 'restart: always' },
      { web: 'depends_on: { job: { condition: service_completed_successfully } }', job: 'restart: on-failure' }],
    ['which may be off by its profiles', { web: 'depends_on: [debug]', debug: 'profiles: [dev]' },
      { web: '{ depends_on: [debug], profiles: [dev] }', debug: 'profiles: [dev]' }],
    ['is in a circle: a -> b -> c -> a', { a: 'depends_on: [b]', b: 'depends_on: [c]', c: 'network_mode: service:a' },
      { a: 'depends_on: [b, c]', b: 'depends_on: [c]', c: 'network_mode: none' }],
    ['two services have container_name one', { a: 'container_name: one', b: 'container_name: one' }, { a: 'container_name: one', b: 'container_name: two' }],
    ['two services have container_name one', { a: '{ container_name: one, profiles: [x, y] }', b: '{ container_name: one, profiles: [y] }' }, { a: '{ container_name: one, profiles: [x] }', b: '{ container_name: one, profiles: [y] }' }],
    ['two services have container_name one', { a: '{ container_name: one, profiles: [x] }', b: 'container_name: one' }, { a: '{ container_name: one, profiles: [x] }', b: '{ container_name: one, profiles: [y, z] }' }],
  ]);

  test.each<Case>([
    ['"My App" is not a project name', 'name: My App', 'name: my-app_1'],
    ['networks.a b: there is no such field', 'networks: { a b: {} }', 'networks: { a.b: {} }'],
    ['configs.a: needs exactly one of file, content, environment (got none)', 'configs: { a: {} }', 'configs: { a: { content: text } }'],
    ['configs.a: needs exactly one of file, content, environment (got file and content)', 'configs: { a: { file: a, content: b } }', 'configs: { a: { file: a } }'],
    ['does not support external configs', 'configs: { a: { external: true } }', 'volumes: { a: { external: true } }'],
    ['skips a config with empty content', 'configs: { a: { content: "" } }', 'configs: { a: { content: " " } }'],
    ['secrets.a: needs exactly one of file, environment', 'secrets: { a: {} }', 'secrets: { a: { environment: A } }'],
    ['version: obsolete', 'version: "3.8"', 'x-version: "3.8"'],
  ])('%s', (message, bad, good) => {
    expect(checkCompose(composeWith({}, bad))).toEqual([expect.stringContaining(message)]);
    expect(checkCompose(composeWith({}, good))).toEqual([]);
  });
});

describe('one service', () => {
  inService([
    ['restart: must be a text (got false)', 'restart: false', 'restart: "no"'],
    ['restart must be', 'restart: sometimes', 'restart: on-failure:3'],
    ['what follows ; & | < or > is dropped', 'command: migrate && serve', 'command: [sh, -c, migrate && serve]'],
    ['command must be a list', 'command: sh -c "migrate && serve"', 'command: [sh, -c, migrate && serve]'],
    ['entrypoint must be a list', 'entrypoint: /run.sh', 'entrypoint: [/run.sh]'],
    ['is not a duration', 'stop_grace_period: "30"', 'stop_grace_period: 1m30s'],
    ['must start with CMD, CMD-SHELL or NONE', 'healthcheck: { test: [curl, web] }', 'healthcheck: { test: [CMD, curl, web] }'],
    ['wrong number of arguments', 'healthcheck: { test: [CMD] }', 'healthcheck: { test: [NONE] }'],
    ['CMD-SHELL takes one string', 'healthcheck: { test: [CMD-SHELL, curl, web] }', 'healthcheck: { test: [CMD-SHELL, curl web || exit 1] }'],
    ['looks like a command line', 'healthcheck: { test: [CMD, curl web] }', 'healthcheck: { test: curl web }'],
    ['interval "30" is not a duration', 'healthcheck: { interval: "30" }', 'healthcheck: { interval: 1.5s, timeout: 500ms }'],
    ['start_interval needs start_period', 'healthcheck: { start_interval: 1s }', 'healthcheck: { start_interval: 1s, start_period: 9s }'],
    ['retries must be a whole number from 1', 'healthcheck: { retries: 0 }', 'healthcheck: { retries: 1 }'],
    ['environment A must be a string (got 1)', 'environment: { A: 1 }', 'environment: { A: "1" }'],
    ['labels a must be a string (got null)', 'labels: { a: }', '{ labels: { a: "" }, environment: { A: } }'],
    ['labels a must be a string (got true)', 'labels: { a: true }', 'labels: { a: "true" }'],
    ['"1 A" is not a valid variable name', 'environment: { 1 A: "" }', 'environment: { A_1: "" }'],
    ['environment A is given twice', 'environment: [A=1, A=2]', 'environment: [A=1, B=2]'],
    ['limits cpus must be a string (got 0.5)', 'deploy: { resources: { limits: { cpus: 0.5 } } }', 'deploy: { resources: { limits: { cpus: "0.5" } } }'],
    ['limits memory: "512Mi" is not valid', 'deploy: { resources: { limits: { memory: 512Mi } } }', 'deploy: { resources: { limits: { memory: 512m } } }'],
    ['shm_size must be a string', 'shm_size: 67108864', 'shm_size: 64m'],
    ['below the engine\'s minimum', 'deploy: { resources: { limits: { memory: 512k } } }', 'deploy: { resources: { limits: { memory: 6m } } }'],
    ['reserves more memory than its limit', 'deploy: { resources: { limits: { memory: 1g }, reservations: { memory: 1025m } } }',
      'deploy: { resources: { limits: { memory: 1g }, reservations: { memory: 1024mb } } }'],
    ['mem_limit and deploy.resources.limits.memory must be equal', '{ mem_limit: 1g, deploy: { resources: { limits: { cpus: "1" } } } }',
      '{ mem_limit: 1g, deploy: { resources: { limits: { memory: 1g } } } }'],
    ['scale and deploy.replicas must be equal', '{ scale: 2, deploy: { replicas: 1 } }', '{ scale: 2, deploy: { replicas: 2 } }'],
    ['either count or device_ids', 'deploy: { resources: { reservations: { devices: [{ capabilities: [gpu], count: 1, device_ids: [a] }] } } }',
      'deploy: { resources: { reservations: { devices: [{ capabilities: [gpu], count: 1 }] } } }'],
    ['/tmp is mounted twice', '{ tmpfs: ["/tmp:size=1m"], volumes: [{ type: volume, source: a, target: /tmp/ }] }',
      '{ tmpfs: /tmp, volumes: [{ type: volume, source: a, target: /tmp/a }] }'],
    ['/run/secrets/b is mounted twice', '{ secrets: [b], volumes: ["a:/run/secrets/b"] }', '{ secrets: [{ source: b, target: c }], volumes: ["a:/run/secrets/b"] }'],
    ['/c is mounted twice', '{ configs: [c, { source: c, target: /c }] }', '{ configs: [c, { source: c, target: /d }] }'],
    ['is not absolute', 'volumes: ["a:b"]', 'volumes: ["a:/b"]'],
    ['hides the whole image', 'tmpfs: [/]', 'tmpfs: [/a]'],
    ['container_name "-aa" is not valid', 'container_name: -aa', 'container_name: a-1'],
    ['container_name cannot be shared by 2 replicas', '{ container_name: one, deploy: { replicas: 2 } }', '{ container_name: one, deploy: { replicas: 1 } }'],
  ], '{ volumes: { a: {} }, secrets: { b: { file: b } }, configs: { c: { file: c } } }');

  test('needs something to run', () => {
    expect(checkCompose({ services: { web: {} } })).toEqual(['project/missing-field services.web: needs image, build or provider']);
    expect(checkCompose({ services: { web: { build: '.' } } })).toEqual([]);
  });
});

describe('ports', () => {
  const on = (published: string, ip = ''): string => `ports: [{ target: 80, published: "${published}"${ip && `, host_ip: ${ip}`} }]`;
  inProject([
    ['host port 80/tcp is published by services.a as well', { a: on('80'), b: on('80') }, { a: on('80'), b: on('81') }],
    ['is published by services.a as well', { a: on('80', '127.0.0.1'), b: on('80', '0.0.0.0') }, { a: on('80', '127.0.0.1'), b: on('80', '127.0.0.2') }],
    ['is published by services.a as well', { a: on('80-90'), b: on('85') }, { a: on('80-90'), b: on('91') }],
    ['is published by services.a as well', { a: on('${A:-3000}'), b: on('${B:-3000}') }, { a: on('${A:-3000}'), b: on('${B:-3001}') }],
    ['is published by services.a as well', { a: on('${A:?x}'), b: on('${A:?x}') }, { a: on('${A:?x}'), b: on('${B:?x}') }],
    ['is published by services.a as well', { a: 'ports: ["127.0.0.1:80:8080"]', b: on('80', '127.0.0.1') }, { a: 'ports: ["80:8080/udp", "90"]', b: on('80') }],
    ['published by services.a as well', { a: 'ports: ["80:1", "80:2"]' }, { a: 'ports: ["80:1", "81:1"]' }],
    ['is published by services.a as well', { a: `{ ${on('80')}, profiles: [x] }`, b: on('80') }, { a: `{ ${on('80')}, profiles: [x] }`, b: `{ ${on('80')}, profiles: [y] }` }],
    ['2 replicas cannot all publish host port 80', { a: `{ ${on('80')}, deploy: { replicas: 2 } }` }, { a: `{ ${on('80-81')}, deploy: { replicas: 2 } }` }],
    ['3 replicas cannot all publish', { a: `{ ${on('${P:-80}')}, scale: 3 }` }, { a: '{ ports: [{ target: 80 }], scale: 3 }' }],
    ['"0" is not a container port', { a: 'ports: [{ target: 0 }]' }, { a: 'ports: [{ target: 1 }]' }],
    ['"70000" is not a host port', { a: on('70000') }, { a: on('65535') }],
    ['"http" is not a protocol', { a: 'ports: [{ target: 80, protocol: http }]' }, { a: 'ports: [{ target: 80, protocol: udp }]' }],
    ['is not a port', { a: 'ports: ["eighty:80"]' }, { a: 'ports: ["[::1]:80:80", 90]' }],
    ['network_mode and networks exclude each other', { a: '{ network_mode: none, networks: [default] }' }, { a: 'network_mode: none' }],
    ['cannot be published with network_mode service:b', { a: '{ network_mode: service:b, ports: ["80:80"] }', b: '{}' }, { a: 'network_mode: service:b', b: 'ports: ["80:80"]' }],
    ['every network it joins is internal', { a: '{ ports: ["80:80"], networks: [inside] }' }, { a: '{ ports: ["80:80"], networks: [inside, default] }' },
      'networks: { inside: { internal: true } }'],
    ['every network it joins is internal', { a: 'ports: ["80:80"]' }, { a: 'expose: ["80"]' }, 'networks: { default: { internal: true } }'],
  ]);
});

describe('interpolation', () => {
  test.each([
    '${}', '${1A}', '${foo.bar}', '${ A}', '${A', '${A:x}', '${A:-${B}', '${A:-${.}}', 'x $$${A!}', '${A:-one\ntwo}',
  ])('%j is a fault', (value) => {
    expect(checkCompose(composeWith({}, `x-a: { b: [${JSON.stringify(value)}] }`))).toEqual([expect.stringMatching(/^project\/interpolation x-a: b\[0\]: .* is not a valid interpolation$/)]);
  });

  test.each([
    '$A', '${A}', '${A:-b}', '${A-}', '${A:?set A}', '${A?}', '${A:+b}', '${A:-${B:-c}}', '${A:-{"a":1}}', '$$', '$${', '$$$A', '$(date)', '$1', '5$', '$-', 'a $ b',
  ])('%j is valid', (value) => {
    expect(checkCompose(composeWith({}, `x-a: ${JSON.stringify(value)}`))).toEqual([]);
  });

  test('keys are not interpolated', () => {
    expect(checkCompose(composeWith({ web: 'labels: { "${": x }' }))).toEqual([]);
  });

  test.each([
    ['a${A:-b}c', 'abc'], ['${A-${B:-c}}', 'c'], ['$$A', '$A'], ['${A:+b}', ''], ['${A}', undefined], ['${A:?b}', undefined], [80, '80'],
  ])('%j without variables is %j', (value, expected) => {
    expect(withDefaults(value)).toBe(expected);
  });

  test('every variable of a file is known by name', () => {
    const file = composeWith({ web: 'environment: { A: "$B ${C:-${D}} $$E $(F) ${G:?set H}", I: }' });
    expect(operatorsVariables(file)).toEqual(['B', 'C', 'D', 'G', 'I']);
  });
});
