import * as fc from '../../fast-check';
import { judgeProject } from '../../../lib/verify/compose/judge';
import { loaded, problemsIn, serviceOf } from './loading';

/** A file with one service, of which the fields are given. */
const web = (fields: string, rest = ''): string => `services: { web: { image: x, ${fields} } }\n${rest}`;

/** What `docker compose config` makes of it. */
describe('short notations are written out', () => {
  test.each<readonly [field: string, written: string, expected: unknown]>([
    ['ports', 'ports: ["80:8080"]', [{ mode: 'ingress', target: 8080, published: '80', protocol: 'tcp' }]],
    ['ports', 'ports: [90]', [{ mode: 'ingress', target: 90, protocol: 'tcp' }]],
    ['ports', 'ports: ["[::1]:5:6/UDP"]', [{ mode: 'ingress', host_ip: '::1', target: 6, published: '5', protocol: 'udp' }]],
    ['ports', 'ports: ["8000-8001:90-91"]', [{ mode: 'ingress', target: 90, published: '8000', protocol: 'tcp' }, { mode: 'ingress', target: 91, published: '8001', protocol: 'tcp' }]],
    ['ports', 'ports: ["3000-3005:30"]', [{ mode: 'ingress', target: 30, published: '3000-3005', protocol: 'tcp' }]],
    ['ports', 'ports: [{ target: "80", published: 81 }]', [{ target: 80, published: '81', protocol: 'tcp', mode: 'ingress' }]],
    ['ports', 'ports: ["80:80", "80:80"]', [{ mode: 'ingress', target: 80, published: '80', protocol: 'tcp' }]],
    ['volumes', 'volumes: ["./d:/d:ro,z"]', [{ type: 'bind', source: '/app/d', target: '/d', read_only: true, bind: { selinux: 'z', create_host_path: true } }]],
    ['volumes', 'volumes: ["data:/a/", /b]', [{ type: 'volume', source: 'data', target: '/a' }, { type: 'volume', target: '/b' }]],
    ['volumes', 'volumes: ["~/h:/h"]', [{ type: 'bind', source: '/home/h', target: '/h', bind: { create_host_path: true } }]],
    ['volumes', 'volumes: [{ type: bind, source: s, target: /s, bind: {} }]', [{ type: 'bind', source: '/app/s', target: '/s', bind: { create_host_path: true } }]],
    ['environment', 'environment: [A=1=2, "B=", C]', { A: '1=2', B: '', C: null }],
    ['environment', 'environment: { A: 1.50, B: true, C: , D: 0o17, E: 017, F: 1_000, G: 12:30, H: 1.5e-7 }', { A: '1.5', B: 'true', C: null, D: '15', E: '15', F: '1000', G: '12:30', H: '1.5e-07' }],
    ['labels', 'labels: [a=1, b]', { a: '1', b: '' }],
    ['depends_on', 'depends_on: [db]', { db: { condition: 'service_started', required: true } }],
    ['depends_on', 'links: ["db:alias"]', { db: { condition: 'service_started', restart: true, required: true } }],
    ['networks', 'command: []', { default: null }],
    ['networks', 'networks: [a, b]', { a: null, b: null }],
    ['networks', 'network_mode: host', undefined],
    ['build', 'build: ./src', { context: '/app/src', dockerfile: 'Dockerfile' }],
    ['build', 'build: { args: [A=1, B, HOME] }', { context: '/app', dockerfile: 'Dockerfile', args: { A: '1', HOME: '/home' } }],
    ['command', 'command: sh -c "a \'b\'" c\\ d \'\'', ['sh', '-c', "a 'b'", 'c d', '']],
    ['command', 'command: a && b', ['a']],
    ['command', 'command: a 2>b', ['a']],
    ['command', 'command: ""', []],
    ['healthcheck', 'healthcheck: { test: curl web, interval: 90s, timeout: 1.5h, start_period: "0", retries: "3" }', { test: ['CMD-SHELL', 'curl web'], interval: '1m30s', timeout: '1h30m0s', start_period: '0s', retries: 3 }],
    ['mem_limit', 'mem_limit: 1.5gb', '1610612736'],
    ['shm_size', 'shm_size: 64', '64'],
    ['cpus', 'cpus: "0.5"', 0.5],
    ['dns', 'dns: 8.8.8.8', ['8.8.8.8']],
    ['tmpfs', 'tmpfs: /tmp', ['/tmp']],
    ['devices', 'devices: ["/dev/a:/dev/b", /dev/c]', [{ source: '/dev/a', target: '/dev/b', permissions: 'rwm' }, { source: '/dev/c', target: '/dev/c', permissions: 'rwm' }]],
    ['gpus', 'gpus: all', [{ count: -1 }]],
    ['extra_hosts', 'extra_hosts: { a: "[::1]", b: 1.1.1.1 }', ['a=::1', 'b=1.1.1.1']],
    ['configs', 'configs: [d, { source: c, target: /c, mode: 0440 }]', [{ source: 'd' }, { source: 'c', target: '/c', mode: '0440' }]],
    ['secrets', 'secrets: [s]', [{ source: 's', target: '/run/secrets/s' }]],
    ['env_file', 'env_file: a.env', [{ path: '/app/a.env', required: true }]],
    ['ulimits', 'ulimits: { nofile: "10" }', { nofile: 10 }],
    ['init', 'init: "yes"', true],
    ['pull_policy', 'pull_policy: if_not_present', 'missing'],
  ])('%s of %s', (field, written, expected) => {
    const project = loaded({ 'compose.yaml': web(written), 'a.env': '' }, { environment: { HOME: '/home' } });
    expect(problemsIn(project)).toEqual([]);
    expect(serviceOf(project, 'web')[field]).toEqual(expected);
  });

  test('what is outside of services has names, and what is used without being declared is', () => {
    const { document } = loaded({ 'compose.yaml': web('', 'volumes: { a: , b: { external: true }, c: { external: { name: d } } }\nname: "My App"') });
    expect(document).toMatchObject({ name: 'myapp', networks: { default: { name: 'myapp_default' } }, volumes: { a: { name: 'myapp_a' }, b: { name: 'b' }, c: { name: 'd', external: true } } });
    expect(loaded({ 'compose.yaml': web('') }, { environment: { COMPOSE_PROJECT_NAME: 'other' } }).name).toBe('other');
    expect(loaded({ 'compose.yaml': web('') }).name).toBe('app');
  });
});

describe('several files are merged', () => {
  const both = (base: string, over: string): Record<string, unknown> => {
    const project = loaded({ 'a.yaml': web(base), 'b.yaml': `services: { web: { ${over} } }` }, { named: ['a.yaml', 'b.yaml'] });
    expect(problemsIn(project)).toEqual([]);
    return serviceOf(project, 'web');
  };

  test.each<readonly [base: string, over: string, expected: Record<string, unknown>]>([
    ['command: [a, b]', 'command: [c]', { command: ['c'] }],
    ['environment: { A: "1", B: "2" }', 'environment: [A=3, C]', { environment: { A: '3', B: '2', C: null } }],
    ['ports: ["80:80"]', 'ports: ["80:80", "81:81"]', { ports: [expect.objectContaining({ target: 80 }), expect.objectContaining({ target: 81 })] }],
    ['volumes: ["aa:/x", "bb:/y"]', 'volumes: ["cc:/x"]', { volumes: [{ type: 'volume', source: 'cc', target: '/x' }, { type: 'volume', source: 'bb', target: '/y' }] }],
    ['depends_on: { db: { condition: service_healthy, required: false } }', 'depends_on: { db: { condition: service_started } }', { depends_on: { db: { condition: 'service_started', required: false } } }],
    ['dns: 1.1.1.1', 'dns: [2.2.2.2]', { dns: ['1.1.1.1', '2.2.2.2'] }],
    ['tmpfs: "/t:size=1m"', 'tmpfs: ["/t:size=2m"]', { tmpfs: ['/t:size=2m'] }],
    ['logging: { driver: a, options: { x: "1" } }', 'logging: { driver: b }', { logging: { driver: 'b' } }],
    ['logging: { driver: a, options: { x: "1" } }', 'logging: { options: { y: "2" } }', { logging: { driver: 'a', options: { x: '1', y: '2' } } }],
    ['ulimits: { a: 1, b: { soft: 1, hard: 2 } }', 'ulimits: { a: { soft: 3, hard: 4 }, b: { soft: 5 } }', { ulimits: { a: { soft: 3, hard: 4 }, b: { soft: 5, hard: 2 } } }],
    ['networks: [a]', 'networks: { a: { aliases: [w] } }', { networks: { a: { aliases: ['w'] } } }],
    ['security_opt: [a]', 'security_opt: [a, b]', { security_opt: ['a', 'b'] }],
    ['ports: ["80:80"], environment: { A: "1", B: "2" }', 'ports: !reset [], environment: { A: !reset null }', { ports: undefined, environment: { B: '2' } }],
    ['volumes: ["aa:/x"]', 'volumes: !override ["cc:/y"]', { volumes: [{ type: 'volume', source: 'cc', target: '/y' }] }],
    ['build: .', 'build: { target: t }', { build: { context: '/app', dockerfile: 'Dockerfile', target: 't' } }],
  ])('%s with %s', (base, over, expected) => {
    const service = both(base, over);
    for (const [field, value] of Object.entries(expected)) expect(service[field]).toEqual(value);
  });

  test('also the documents of one file, and anchors with merge keys', () => {
    const project = loaded({ 'a.yaml': `x-c: &c { image: a, environment: &e { A: "1" } }\n${'services: { web: { <<: *c, environment: { <<: *e, B: "2" } } }'}\n---\nservices: { web: { user: "1" } }` });
    expect(serviceOf(project, 'web')).toMatchObject({ image: 'a', user: '1', environment: { A: '1', B: '2' } });
  });
});

test('services extend others, also of other files, from which their paths are', () => {
  const project = loaded({
    'a.yaml': 'services: { base: { image: a, environment: { A: "1" }, ports: ["1:1"] }, web: { extends: base, environment: { B: "2" }, ports: !override ["2:2"] }, other: { extends: { file: sub/c.yaml, service: s }, environment: [A=9] } }',
    'sub/c.yaml': 'services: { s: { extends: { file: deep/d.yaml, service: t }, volumes: ["./y:/y"], env_file: e.env } }',
    'sub/deep/d.yaml': 'services: { t: { image: tt, build: ./ctx } }',
    'sub/e.env': 'A=5\nE=1\n',
  });
  expect(problemsIn(project)).toEqual([]);
  expect(serviceOf(project, 'web')).toMatchObject({ image: 'a', environment: { A: '1', B: '2' }, ports: [{ target: 2 }] });
  expect(serviceOf(project, 'other')).toMatchObject({ image: 'tt', build: { context: '/app/sub/deep/ctx' }, volumes: [{ source: '/app/sub/y' }], environment: { A: '9', E: '1' } });
});

test('files include others, each with variables and a directory of its own', () => {
  const project = loaded({
    'a.yaml': 'include: [sub/c.yaml, { path: [two/d.yaml, two/o.yaml], project_directory: ., env_file: my.env }]\nservices: { s: { user: "1" } }',
    'sub/c.yaml': 'services: { s: { image: "i:${TAG}", volumes: ["./y:/y"], environment: [TAG] } }',
    'sub/.env': 'TAG=sub',
    'my.env': 'TAG=mine',
    'two/d.yaml': 'services: { d: { image: "d:${TAG}", volumes: ["./z:/z"] } }',
    'two/o.yaml': 'services: { d: { environment: { O: "1" } } }',
  });
  expect(problemsIn(project)).toEqual([]);
  expect(serviceOf(project, 's')).toMatchObject({ image: 'i:sub', user: '1', volumes: [{ source: '/app/sub/y' }], environment: { TAG: 'sub' } });
  expect(serviceOf(project, 'd')).toMatchObject({ image: 'd:mine', volumes: [{ source: '/app/z' }], environment: { O: '1' } });
});

test('variables of containers come of files, as Compose reads them', () => {
  const project = loaded({
    'a.yaml': web('env_file: [a.env, { path: no.env, required: false }, { path: raw.env, format: raw }], environment: { OVER: env, FROM: "${A}-${B:-b}-${C:+c}-${EMPTY:-e}-${EMPTY-f}-$$X", A: }'),
    '.env': '# c\nTAG=1.2 # comment\nA="quoted $TAG \\n x"\nexport B2=\'single $TAG\'\nEMPTY=\nML="line1\nline2"\nY: yaml\n',
    'a.env': 'OVER=file\nP=${TAG}\nQ=\'no $A\'\nR="esc \\$A \\"q\\""\nS = spaced\nT=a#b\nU=x #y\nV=${FROM}${P}\nY\n',
    'raw.env': 'W="quoted" $A # c\n# x\n',
  });
  expect(problemsIn(project)).toEqual([]);
  expect(serviceOf(project, 'web')['environment']).toEqual({
    OVER: 'env', FROM: 'quoted 1.2 \n x-b--e--$X', A: 'quoted 1.2 \n x', P: '1.2', Q: 'no $A', R: 'esc $A "q"', S: 'spaced', T: 'a#b', U: 'x', V: 'quoted 1.2 \n x-b--e--$X1.2', Y: 'yaml', W: '"quoted" $A # c',
  });
  expect([...project.variables]).toEqual(expect.arrayContaining([['B2', 'single $TAG'], ['ML', 'line1\nline2']]));
  expect([...project.used.keys()].sort()).toEqual(['A', 'B', 'C', 'EMPTY']);
});

test('a template has the shape of the document, with variables in their places', () => {
  const project = loaded({ 'a.yaml': web('ports: ["${HOST:-80}:${PORT-8080}"], volumes: ["${DATA:-./d}:/d"], command: "run ${ARGS} --x=$NAME $$HOME", environment: ["A=${B}c$$"], scale: "${N:-2}"') }, { environment: { ARGS: 'a b', NAME: 'n' } });
  expect(serviceOf(project, 'web', 'template')).toMatchObject({
    ports: [{ published: '${HOST:-80}', target: '${PORT-8080}' }],
    volumes: [{ type: 'bind', source: '${DATA:-./d}', target: '/d' }],
    command: ['run', 'a', 'b', '--x=$NAME', '$$HOME'],
    environment: { A: '${B}c$$' },
    scale: '${N:-2}',
  });
  expect(serviceOf(project, 'web')).toMatchObject({ ports: [{ published: '80', target: 8080 }], volumes: [{ source: '/app/d' }], command: ['run', 'a', 'b', '--x=n', '$HOME'], environment: { A: 'c$' }, scale: 2 });
});

test('services are on by their profiles', () => {
  const files = { 'a.yaml': 'services: { a: { image: x }, b: { image: x, profiles: [p] }, c: { image: x, profiles: [q] } }' };
  const on = (...options: Parameters<typeof loaded>[1][]): string[] => Object.keys(loaded(files, ...options).document['services'] as object);
  expect(on()).toEqual(['a']);
  expect(on({ profiles: ['p'] })).toEqual(['a', 'b']);
  expect(on({ profiles: ['*'] })).toEqual(['a', 'b', 'c']);
  expect(on({ environment: { COMPOSE_PROFILES: 'q' } })).toEqual(['a', 'c']);
  expect(Object.keys(loaded(files).disabled)).toEqual(['b', 'c']);
});

test('nobody waits for a service that is off and need not be there, and what it alone uses is not there', () => {
  const files = {
    'a.yaml': `
services:
  a: { image: x, depends_on: { b: { condition: service_started, required: false }, c: { condition: service_started } }, volumes: ["both:/both"] }
  b: { image: x, profiles: [p], volumes: ["own:/own", "both:/both"], networks: [side], configs: [{ source: conf }], secrets: [key] }
  c: { image: x, profiles: [q] }
volumes: { own: {}, both: {}, nobody: {} }
networks: { side: {} }
configs: { conf: { content: text } }
secrets: { key: { environment: KEY } }
`,
  };
  const project = loaded(files, { profiles: ['q'] });
  expect(serviceOf(project, 'a')['depends_on']).toEqual({ c: { condition: 'service_started', required: true } });
  expect(['volumes', 'networks', 'configs', 'secrets'].map((element) => Object.keys(project.document[element] as object))).toEqual([['both', 'nobody'], ['default'], [], []]);
  // What has to be there stays, for Compose refuses the project.
  expect(Object.keys(serviceOf(loaded(files), 'a')['depends_on'] as object)).toEqual(['c']);
  expect(serviceOf(loaded(files, { profiles: ['*'] }), 'a')['depends_on']).toHaveProperty('b');
});

test('each element knows where it was written', () => {
  const project = loaded({ 'a.yaml': 'services:\n  web:\n    image: x\n    ports:\n      - "80:80"\n', 'b.yaml': 'services:\n  web:\n    environment:\n      A: "1"\n' }, { named: ['a.yaml', 'b.yaml'] });
  expect(project.where(['services', 'web', 'ports', 0, 'target'])).toEqual({ file: '/app/a.yaml', line: 5 });
  expect(project.where(['services', 'web', 'environment', 'A'])).toEqual({ file: '/app/b.yaml', line: 4 });
});

describe('what Compose refuses is a problem with its line', () => {
  test.each<readonly [problem: RegExp, files: Readonly<Record<string, string>>]>([
    [/^project\/variable a.yaml:1 image: TAG has no value: set it$/, { 'a.yaml': 'services: { web: { image: "x:${TAG:?set it}" } }' }],
    [/^project\/interpolation a.yaml:1 image: "\$\{" is not a valid/, { 'a.yaml': 'services: { web: { image: "${" } }' }],
    [/^project\/circle a.yaml:1 extends: extends itself: a in .* -> b in .* -> a/, { 'a.yaml': 'services: { a: { extends: b }, b: { extends: a } }' }],
    [/^project\/circle b.yaml:1 0: includes itself|^project\/circle b.yaml:1 .*includes itself/, { 'a.yaml': 'include: [b.yaml]', 'b.yaml': 'include: [a.yaml]' }],
    [/^project\/missing-file no.yaml: there is no such file/, { 'a.yaml': 'services: { a: { extends: { file: no.yaml, service: x } } }' }],
    [/^project\/missing-reference a.yaml:1 extends: extends x, which is not in/, { 'a.yaml': 'services: { a: { extends: x } }' }],
    [/^project\/missing-file a.yaml:1 env_file\[0\]: there is no file \/app\/no.env/, { 'a.yaml': web('env_file: no.env') }],
    [/^project\/missing-file a.yaml:1 .*is no file of this machine/, { 'a.yaml': 'include: ["https://host/x.git"]' }],
    [/^project\/port a.yaml:1 ports\[0\]: "80:80:80:80" |^project\/port a.yaml:1 ports\[0\]: "80:80" is no address/, { 'a.yaml': web('ports: ["80:80:80:80"]') }],
    [/^project\/invalid-value a.yaml:1 volumes\[0\]: .* too many colons/, { 'a.yaml': web('volumes: ["aa:bb:cc:dd"]') }],
    [/^project\/invalid-value a.yaml:1 command: .*bracket/, { 'a.yaml': web('command: a (b)') }],
    [/^project\/invalid-value a.yaml:1 mem_limit: "1q" is no amount/, { 'a.yaml': web('mem_limit: 1q') }],
    [/^project\/wrong-type a.yaml:1 scale: "x" is no number/, { 'a.yaml': web('scale: x') }],
    [/^project\/wrong-type a.yaml:1 must be a mapping \(got \["a"\]\)/, { 'a.yaml': 'services: [a]' }],
    [/^project\/unknown-field a.yaml:1 helthcheck: there is no such field/, { 'a.yaml': web('helthcheck: {}') }],
    [/^project\/conflict a.yaml:2 external: name and external.name are different/, { 'a.yaml': web('', 'volumes: { v: { name: a, external: { name: b } } }') }],
    [/^project\/name a.yaml:1 environment: "A " ends with a blank/, { 'a.yaml': web('environment: ["A =1"]') }],
    [/^input\/shape a.yaml:1 it is no mapping/, { 'a.yaml': 'a' }],
    [/^input\/shape a.yaml: there is nothing in it/, { 'a.yaml': '' }],
    [/^input\/syntax .env:2 a text in quotes has no end/, { 'a.yaml': web(''), '.env': 'A=1\nB="x\n' }],
    [/^input\/duplicate-key a.yaml:1/, { 'a.yaml': 'services: { a: { image: x, image: y } }' }],
  ])('%s', (problem, files) => {
    expect(problemsIn(loaded(files))).toContainEqual(expect.stringMatching(problem));
  });

  test('also what cannot be merged', () => {
    const project = loaded({ 'a.yaml': web('healthcheck: { test: [CMD, a] }'), 'b.yaml': 'services: { web: { healthcheck: [x] } }' }, { named: ['a.yaml', 'b.yaml'] });
    expect(problemsIn(project)).toContain('project/merge b.yaml:1 healthcheck: a list cannot be merged into a mapping');
  });

  test('files that include more and more others have an end', () => {
    const files = Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`f${at}.yaml`, `include: [${at < 11 ? `f${at + 1}.yaml, { path: f${at + 1}.yaml, project_directory: /app }` : ''}]\nservices: { s${at}: { image: x } }`]));
    expect(problemsIn(loaded(files))).toContainEqual(expect.stringMatching(/^input\/too-large /));
  });
});

test('nothing that is read makes it throw', () => {
  const fields = ['image', 'command', 'ports', 'volumes', 'environment', 'env_file', 'depends_on', 'networks', 'build', 'deploy', 'extends', 'healthcheck', 'ulimits', 'labels', 'configs', 'secrets', 'profiles', 'links', 'gpus', 'devices', 'extra_hosts', 'logging', 'dns', 'tmpfs', 'volumes_from', 'develop', 'pre_start', 'scale', 'network_mode', 'provider', '__proto__', 'constructor'];
  const text = fc.oneof(fc.string(), fc.constantFrom('80:80', 'a:/b', '${A}', '${A:-x', '$', 'A=1', './x', '1m', 'all', 'service:web', ':', '"', '(', 'a.yaml', ''));
  const value = fc.letrec((tie) => ({
    any: fc.oneof({ maxDepth: 4 }, text, fc.integer(), fc.double(), fc.boolean(), fc.constant(null), fc.array(tie('any'), { maxLength: 3 }), fc.dictionary(fc.oneof(text, fc.constantFrom(...fields, 'target', 'source', 'type', 'path', 'file', 'service', 'test', 'resources', 'limits', 'config', 'ipam')), tie('any'), { maxKeys: 3 })),
  })).any;
  const service = fc.dictionary(fc.constantFrom(...fields), value, { maxKeys: 5 });
  const services = fc.dictionary(fc.constantFrom('web', 'db', 'a'), fc.oneof({ weight: 5, arbitrary: service }, { weight: 1, arbitrary: value }), { maxKeys: 3 });
  const document = fc.record({ services, include: value, networks: value, volumes: value, configs: value, secrets: value, name: value }, { requiredKeys: ['services'] });
  fc.assert(fc.property(fc.oneof({ weight: 4, arbitrary: document }, { weight: 1, arbitrary: value }), document, fc.string(), (first, second, env) => {
    const project = loaded({ 'a.yaml': JSON.stringify(first), 'b.yaml': JSON.stringify(second), '.env': env }, { named: ['a.yaml', 'b.yaml'] });
    judgeProject(project.document);
    judgeProject(first);
    project.where(['services', 'web', 'ports', 0]);
  }), { numRuns: 300 });
});

test('a text that is anything is read, or a problem', () => {
  fc.assert(fc.property(fc.string({ maxLength: 200 }), (text) => {
    loaded({ 'a.yaml': text, '.env': text });
  }), { numRuns: 200 });
});
