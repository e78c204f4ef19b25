import { ConfigFile, HealthProbe, Image, Parameter, Publish, Secret, Size, SourceDirectory, text, Volume, Workload, type Stack, type WorkloadProps } from 'cdk8s-compose';
import { IMAGE, Lowered } from '../lowered';

const HOSTILE = '$HOME ${X} $(Y) $$ $';
const ESCAPED = '$$HOME $${X} $$(Y) $$$$ $$';
const ROOT = '${SOURCE_DIR:?set SOURCE_DIR, see .env.example}';

const lowered = (props: (stack: Stack) => Partial<WorkloadProps>) => new Lowered((stack) => new Workload(stack, 'api', { image: IMAGE, ...props(stack) }));
const service = (props: (stack: Stack) => Partial<WorkloadProps>) => lowered(props).service('api');

describe('a dollar sign is doubled', () => {
  test('in the process and what it is given', () => {
    expect(service(() => ({ env: { TEXT: HOSTILE }, entrypoint: [HOSTILE], command: [HOSTILE], workingDirectory: '/$HOME' }))).toMatchObject({
      environment: { TEXT: ESCAPED },
      entrypoint: [ESCAPED],
      command: [ESCAPED],
      working_dir: '/$$HOME',
    });
  });

  test('in a health command', () => {
    expect(service(() => ({ health: HealthProbe.fromCommand(['sh', '-c', HOSTILE]) })).healthcheck?.test).toEqual(['CMD', 'sh', '-c', ESCAPED]);
  });

  test('in the paths of mounts', () => {
    const { volumes, tmpfs, configs } = service((stack) => ({
      mounts: {
        '/$a': new Volume(stack, 'data', { size: Size.gibibytes(1), ownedByImage: true }),
        '/$b': SourceDirectory.at('$src', { keep: ['/$b/$keep'] }),
        '/$c': new ConfigFile(stack, 'rules', { content: '' }),
      },
    }));
    expect(volumes).toMatchObject([{ target: '/$$a' }, { source: `${ROOT}/$$src`, target: '/$$b' }, { target: '/$$b/$$keep' }]);
    expect(configs).toEqual([{ source: 'rules', target: '/$$c' }]);
    expect(tmpfs).toEqual([expect.stringMatching(/^\/tmp:/)]);
  });

  test('in what an image is built from', () => {
    const image = Image.fromBuild('$dir', { dockerfile: '$file', target: '$stage', args: { A: HOSTILE } });
    expect(service(() => ({ image })).build).toEqual({ context: `${ROOT}/$$dir`, dockerfile: '$$file', target: '$$stage', args: { A: ESCAPED } });
  });

  test('in labels', () => {
    expect(service(() => ({ capabilities: [{ name: 'NET_RAW', reason: HOSTILE }] })).labels).toEqual({ 'cdk8s-compose/capability.NET_RAW': ESCAPED });
  });

  test('in the default of a parameter', () => {
    expect(service((stack) => ({ env: { A: new Parameter(stack, 'LEVEL', { default: '$x', description: '' }) } })).environment).toEqual({ A: '${LEVEL:-$$x}' });
  });

  test('but not in a file, which Compose does not look into', () => {
    const { files } = lowered((stack) => ({ mounts: { '/etc/rules': new ConfigFile(stack, 'rules', { content: HOSTILE }) } }));
    expect(files.get('compose/shop/files/rules.rules')).toBe(HOSTILE);
  });
});

describe('a value', () => {
  const level = (stack: Stack) => new Parameter(stack, 'LEVEL', { default: '1', description: '' });
  const REQUIRED = '${KEY:?set KEY, see .env.example}';

  test('of a parameter is the variable of the operator, or the default', () => {
    expect(service((stack) => ({ env: { A: level(stack) } })).environment).toEqual({ A: '${LEVEL:-1}' });
  });

  test('of a secret is the variable of the operator; nothing starts without it', () => {
    expect(service((stack) => ({ env: { A: new Secret(stack, 'KEY', { description: '' }) } })).environment).toEqual({ A: REQUIRED });
  });

  test('of an optional secret is handed on under its own name, and may be missing under another one', () => {
    const { environment } = service((stack) => {
      const key = new Secret(stack, 'KEY', { description: '', optional: true });
      return { env: { A: key, B: text`Bearer ${key}`, KEY: key } };
    });
    expect(environment).toEqual({ A: '${KEY:-}', B: 'Bearer ${KEY:-}', KEY: null });
  });

  test('of a parameter without a default is handed on as well', () => {
    const { environment } = service((stack) => {
      const level = new Parameter(stack, 'LEVEL', { description: '' });
      return { env: { A: level, B: text`level ${level}`, LEVEL: level } };
    });
    expect(environment).toEqual({ A: '${LEVEL:-}', B: 'level ${LEVEL:-}', LEVEL: null });
  });

  test('of a secret that is needed is required under its own name, too', () => {
    expect(service((stack) => ({ env: { KEY: new Secret(stack, 'KEY', { description: '' }) } })).environment).toEqual({ KEY: REQUIRED });
  });

  test('stands in a text and a command as it does alone', () => {
    const { environment, command } = service((stack) => {
      const [parameter, secret] = [level(stack), new Secret(stack, 'KEY', { description: '' })];
      return { env: { A: text`{"l": "${parameter}", "k": "${secret}", "$": "}"}` }, command: ['--level', parameter, text`--key=${secret}`] };
    });
    expect(environment).toEqual({ A: `{"l": "\${LEVEL:-1}", "k": "${REQUIRED}", "$$": "}"}` });
    expect(command).toEqual(['--level', '${LEVEL:-1}', `--key=${REQUIRED}`]);
  });

  test('of a peer is its name and port', () => {
    const found = new Lowered((stack) => {
      const peer = new Workload(stack, 'peer', { image: IMAGE }).addEndpoint('http', { port: 8000 });
      new Workload(stack, 'api', { image: IMAGE, env: { URL: peer.url({ path: '/$x' }) } });
    });
    expect(found.service('api').environment).toEqual({ URL: 'http://peer:8000/$$x' });
  });
});

test('the operator can move a published port', () => {
  const found = new Lowered((stack) => {
    const api = new Workload(stack, 'api', { image: IMAGE });
    api.addEndpoint('http', { port: 8000, publish: Publish.onLoopback(8080) });
    api.addEndpoint('open', { port: 8001, publish: Publish.onHostPort(8081, { variable: 'OPEN' }) });
  });
  expect(found.service('api').ports).toEqual([
    { name: 'http', target: 8000, published: '${API_PORT:-8080}', host_ip: '127.0.0.1', protocol: 'tcp' },
    { name: 'open', target: 8001, published: '${OPEN:-8081}', protocol: 'tcp' },
  ]);
});

test('the root of the checkout is the variable alone', () => {
  expect(service(() => ({ image: Image.fromBuild('.') })).build).toEqual({ context: ROOT });
  expect(new Lowered((stack) => new Workload(stack, 'api', { image: IMAGE, mounts: { '/app': SourceDirectory.at('.') } })).service('api').volumes).toEqual([
    { type: 'bind', source: ROOT, target: '/app', bind: { create_host_path: false } },
  ]);
});
