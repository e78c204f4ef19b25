import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import {
  AgentService, App, ConfigFile, FrontendNginx, HealthProbe, Image, ModelProvider, Parameter, Postgres, ProbeClient, Publish, Qdrant, Redis, Route, Scratch, Secret, Size,
  Stack, text, Volume, Workload,
} from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import { contentsOf, ROOT, runFixture, temporaryDirectory } from './running';

jest.setTimeout(60_000);

const image = Image.fromReference('example/app:1.0.0');

/** One thing of a stack, and what ties it to the others once they are all there. */
interface Part {
  readonly make: (stack: Stack) => void;
  readonly tie?: (stack: Stack) => void;
}

const find = <T>(stack: Stack, id: string): T => stack.node.findChild(id) as T;

const PARTS: readonly Part[] = [
  {
    make: (stack) => new Postgres(stack, 'postgres', { database: 'shop', storage: Size.gibibytes(1) }),
    tie: (stack) => find<Postgres>(stack, 'postgres').endpoint.publish(Publish.onLoopback(5432)),
  },
  { make: (stack) => new Redis(stack, 'redis', { persistent: true }) },
  { make: (stack) => new Qdrant(stack, 'qdrant', { storage: Size.gibibytes(1) }) },
  { make: (stack) => new Parameter(stack, 'LEVEL', { default: '1', description: 'Some level.' }) },
  { make: (stack) => new Secret(stack, 'SESSION_KEY', { description: 'Signs cookies.' }) },
  { make: (stack) => new Volume(stack, 'results', { size: Size.gibibytes(1), shared: true }) },
  {
    make: (stack) => new AgentService(stack, 'api', { image, port: 8000, modelProviders: [ModelProvider.DEEPSEEK], health: HealthProbe.fromHttpGet('/', { client: ProbeClient.CURL }) }),
    tie: (stack) => find<AgentService>(stack, 'api').addEnv('DATABASE_URL', find<Postgres>(stack, 'postgres').url()),
  },
  {
    make: (stack) => new AgentService(stack, 'worker', { image, port: 8000, modelProviders: [ModelProvider.DEEPSEEK], replicas: 2 }),
    tie: (stack) => {
      const worker = find<AgentService>(stack, 'worker');
      worker.addMount('/results', find<Volume>(stack, 'results'));
      worker.addEnv('API', text`${find<AgentService>(stack, 'api').http.authority}?level=${find<Parameter>(stack, 'LEVEL')}`);
      worker.connectTo(find<Qdrant>(stack, 'qdrant').grpc);
    },
  },
  {
    make: (stack) => new FrontendNginx(stack, 'web', { image, routes: [Route.singlePageApp('/')], publish: Publish.atHost('shop.example.com', { localPort: 3000 }) }),
    tie: (stack) => find<FrontendNginx>(stack, 'web').addRoute(Route.proxy('/api', find<AgentService>(stack, 'api').http)),
  },
  {
    make: (stack) => new FrontendNginx(stack, 'admin', { image }),
    tie: (stack) => find<FrontendNginx>(stack, 'admin').addRoute(Route.webSocket('/worker', find<AgentService>(stack, 'worker').http)),
  },
  {
    make: (stack) => new ConfigFile(stack, 'rules', { content: 'a\n', fileName: 'rules.txt' }),
    tie: (stack) => find<AgentService>(stack, 'api').addMount('/etc/api/rules.txt', find<ConfigFile>(stack, 'rules')),
  },
  {
    make: (stack) => new Workload(stack, 'batch', { image, mounts: { '/cache': Scratch.ofSize(Size.mebibytes(1)) } }),
    tie: (stack) => {
      const batch = find<Workload>(stack, 'batch');
      batch.addMount('/results', find<Volume>(stack, 'results'));
      batch.addEnv('KEY', find<Secret>(stack, 'SESSION_KEY'));
      batch.startAfter(find<Workload>(stack, 'redis'));
      batch.startAfter(find<Workload>(stack, 'postgres'));
    },
  },
];

function outputs(parts: readonly Part[]): [string, string][] {
  const stack = new Stack(new App(), 'shop');
  for (const { make } of parts) make(stack);
  for (const { tie } of parts) tie?.(stack);
  const { files, findings } = synthesize(stack);
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  return [...files];
}

const rotated = (by: number): readonly Part[] => [...PARTS.slice(by), ...PARTS.slice(0, by)];

test('the order of construction leaves no trace', () => {
  const expected = outputs(PARTS);
  expect(expected.map(([file]) => file)).toEqual(expect.arrayContaining(['kubernetes/shop.k8s.yaml', 'compose/shop/compose.yaml', 'model/shop.json', 'report/shop.txt']));
  expect(outputs([...PARTS].reverse())).toEqual(expected);
  for (const by of [3, 5, 7]) expect(outputs(rotated(by))).toEqual(expected);
});

test('nor does the order of stacks in an app', () => {
  const written = (ids: readonly string[]) => {
    const directory = temporaryDirectory();
    try {
      const app = new App({ outdir: directory });
      for (const id of ids) new Redis(new Stack(app, id), 'redis');
      app.synth();
      return contentsOf(directory);
    } finally {
      fs.rmSync(directory, { recursive: true });
    }
  };
  expect(written(['b', 'a'])).toEqual(written(['a', 'b']));
});

describe('the machine', () => {
  const directory = temporaryDirectory();
  let here: Record<string, string>;

  beforeAll(() => {
    expect(runFixture('good-app.ts', [path.join(directory, 'here')]).exitCode).toBe(0);
    here = contentsOf(path.join(directory, 'here'));
  });

  afterAll(() => fs.rmSync(directory, { recursive: true }));

  test('may run it in any directory, time zone and language, as anyone', () => {
    const cwd = path.join(directory, 'a b', 'ä');
    fs.mkdirSync(cwd, { recursive: true });
    const env = { TZ: 'Pacific/Chatham', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', HOME: cwd, USER: 'somebody', SOURCE_DIR: '/elsewhere', LEVEL: '9', POSTGRES_PASSWORD: 'hunter2' };
    expect(runFixture('good-app.ts', ['dist'], { cwd, env })).toMatchObject({ exitCode: 0, stdout: '' });
    expect(contentsOf(path.join(cwd, 'dist'))).toEqual(here);
  });

  const versions = ['package.json', 'node_modules/cdk8s/package.json', 'node_modules/cdk8s-plus-28/package.json', 'node_modules/constructs/package.json'].map(
    (file) => (JSON.parse(fs.readFileSync(path.join(ROOT, file), 'utf8')) as { version: string }).version,
  );

  test.each([
    { what: 'its directories', traces: [ROOT, directory, process.cwd(), __dirname, `${os.homedir()}/`] },
    { what: 'its name', traces: [os.hostname()] },
    { what: 'its software', traces: [process.version, process.versions.v8, ...versions] },
  ])('shows nothing of $what', ({ traces }) => {
    for (const [file, content] of Object.entries(here)) for (const trace of traces) expect(`${file}\n${content}`).not.toContain(trace);
  });

  test('shows nothing of its clock', () => {
    const preload = path.join(__dirname, 'fixtures', 'another-clock.cjs');
    const clock = spawnSync(process.execPath, ['-r', preload, '-p', '`${new Date().getFullYear()} ${new Date(Date.now()).toISOString()}`'], { encoding: 'utf8' });
    expect(clock.stdout.trim()).toBe('2001 2001-02-03T04:05:06.000Z');
    const elsewhere = path.join(directory, 'elsewhere');
    expect(runFixture('good-app.ts', [elsewhere], { env: { NODE_OPTIONS: `--require ${JSON.stringify(preload)}` } })).toMatchObject({ exitCode: 0, stdout: '' });
    expect(contentsOf(elsewhere)).toEqual(here);
    // Of days it has those alone on which facts of images were read.
    for (const content of Object.values(here)) expect(content.replace(/^ *"read": "[\d-]+",$/gm, '')).not.toMatch(/\d{4}-\d\d-\d\d|\d\d:\d\d:\d\d/);
  });

  test('writes every line with a line feed, and ends every file with one', () => {
    for (const content of Object.values(here)) {
      expect(content).not.toContain('\r');
      expect(content).toMatch(/[^\n]\n$/);
    }
  });
});
