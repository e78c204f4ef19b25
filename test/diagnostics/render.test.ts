import { acknowledge, App, HealthProbe, Image, Stack, Workload, type Finding, type SynthesisError } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import * as util from 'node:util';
import { Findings } from '../../lib/diagnostics/findings';
import { COMPOSE_CODES } from '../../lib/targets/compose/codes';
import { alone, together } from '../../lib/diagnostics/alike';
import { renderFinding, renderReport } from '../../lib/diagnostics/render';
import { lineOf } from './source-lines';

const image = Image.fromReference('example/app:1.0.0');

const ERROR: Finding = { code: 'model/invalid-port', severity: 'error', path: 'shop/api', message: 'The port is 0.', expected: 'a port', fix: 'Give one.' };
const WARNING: Finding = { code: 'compose/liveness', severity: 'warning', path: 'shop/api', message: 'Nothing restarts it.', fix: 'Watch it.' };

test('an error says what, where, what was expected, and what to do', () => {
  expect(renderFinding(ERROR)).toBe('error model/invalid-port at shop/api\n  The port is 0.\n  expected: a port\n  fix: Give one.');
});

test('a warning says what, where, and what to do', () => {
  expect(renderFinding(WARNING)).toBe('warning compose/liveness at shop/api\n  Nothing restarts it.\n  fix: Watch it.');
});

test('an accepted finding says why', () => {
  expect(renderFinding({ ...WARNING, severity: 'info', acknowledged: 'it is watched' })).toBe('info compose/liveness at shop/api\n  Nothing restarts it.\n  accepted: it is watched');
});

test('a finding of no construct is one of the app', () => {
  expect(renderFinding({ ...WARNING, path: '' })).toContain('at the app\n');
});

describe('the line in the source', () => {
  const stack = new Stack(new App(), 'shop'); // the stack

  test('is where the construct was made', () => {
    const made = new Workload(stack, 'api', { image }); // the workload
    expect(renderFinding(ERROR, made)).toContain(`at shop/api (${lineOf(__filename, 'the workload')}:`);
  });

  test('is where a class of the user was made, not what the class does', () => {
    class Api extends Workload {
      public constructor(scope: Stack, id: string) {
        super(scope, id, { image });
      }
    }
    const made = new Api(stack, 'mine'); // the subclass
    expect(renderFinding(ERROR, made)).toContain(`(${lineOf(__filename, 'the subclass')}:`);
  });

  test('is that of the next construct around it that has one', () => {
    const { node } = new Workload(stack, 'around', { image }); // around
    expect(renderFinding(ERROR, node.defaultChild)).toContain(`(${lineOf(__filename, 'around')}:`);
  });

  test('of the finding itself counts more', () => {
    const made = new Workload(stack, 'text', { image });
    const trace = { stack: 'Error\n    at run (/srv/app.ts:7:9)' };
    expect(renderFinding({ ...ERROR, trace }, made)).toContain('(/srv/app.ts:7:9)');
  });
});

describe('findings', () => {
  test('come with errors first, then by path, code and text, each once', () => {
    const findings = new Findings();
    findings.for(COMPOSE_CODES).report('compose/liveness', 'shop/a', { detail: '' });
    for (const port of [2, 1, 2]) findings.report('model/invalid-port', 'shop/b', { field: 'the port', value: port });
    findings.report('model/invalid-port', 'shop/a', { field: 'the port', value: 3 });
    expect(findings.all.map(({ path, message }) => `${path}: ${message}`)).toEqual([
      'shop/a: The port is 3.',
      'shop/b: The port is 1.',
      'shop/b: The port is 2.',
      expect.stringMatching(/^shop\/a: Compose marks/),
    ]);
  });
});

describe('the report of a stack', () => {
  test('puts the same findings together, without source lines', () => {
    const report = renderReport('shop', together([WARNING, { ...WARNING, path: 'shop/b' }, { ...WARNING, path: 'shop/c', severity: 'info', acknowledged: 'it is watched' } as const].map(alone)));
    expect(report).toBe(
      [
        '# shop: where its outputs differ, and why.',
        '',
        'warning compose/liveness',
        '  shop/api, shop/b: Nothing restarts it.',
        '  fix: Watch it.',
        '',
        'info compose/liveness',
        '  shop/c: Nothing restarts it.',
        '  accepted: it is watched',
        '',
        '# compose: 2 warning, 1 accepted',
        '',
      ].join('\n'),
    );
  });
});

describe('an app that is strict', () => {
  const watched = (app: App): Workload => new Workload(new Stack(app, 'shop'), 'api', { image, health: HealthProbe.fromCommand(['true'], { liveness: true }) });
  const saidBy = (build: (app: App) => unknown, app: App): string => {
    build(app);
    const said = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    try {
      app.synthYaml();
      return 'nothing';
    } catch (error) {
      return (error as Error).message;
    } finally {
      said.mockRestore();
    }
  };

  afterEach(() => void delete process.env.CDK8S_COMPOSE_STRICT);

  test('stops at a warning', () => {
    expect(saidBy(watched, new App({ strict: true }))).toMatch(/^1 warning that nobody acknowledged, and none may be left \(strict\), nothing was written\n\nwarning compose\/liveness at shop\/api /);
  });

  test('goes on where it is acknowledged', () => {
    expect(saidBy((app) => acknowledge(watched(app), 'compose/liveness', 'it is watched'), new App({ strict: true }))).toBe('nothing');
  });

  test.each([['1', 'stops'], ['true', 'stops'], ['', 'goes on'], ['0', 'goes on'], ['false', 'goes on']])('by the variable, when that is "%s": %s', (value, what) => {
    process.env.CDK8S_COMPOSE_STRICT = value;
    expect(saidBy(watched, new App()) === 'nothing').toBe(what === 'goes on');
  });

  test('unless the program says that it is not', () => {
    process.env.CDK8S_COMPOSE_STRICT = '1';
    expect(saidBy(watched, new App({ strict: false }))).toBe('nothing');
  });

  test('names errors where there are some', () => {
    expect(saidBy((app) => new Workload(new Stack(app, 'shop'), 'api', { image, replicas: -1 }), new App({ strict: true }))).toMatch(/^1 error, nothing was written/);
  });
});

describe('what an app says on the terminal', () => {
  let said: jest.SpyInstance<boolean, Parameters<typeof process.stderr.write>>;

  beforeEach(() => {
    said = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  });

  afterEach(() => said.mockRestore());

  const text = (): string => said.mock.calls.map(([chunk]) => String(chunk)).join('');

  test('is every warning with its line, and no information', () => {
    const stack = new Stack(new App(), 'shop');
    new Workload(stack, 'api', { image, health: HealthProbe.fromCommand(['true'], { liveness: true }) }); // watched
    (stack.node.root as App).synthYaml();
    expect(text()).toMatch(/^warning compose\/liveness at shop\/api \(/);
    expect(text()).toContain(lineOf(__filename, 'watched'));
    expect(text()).not.toContain('info');
  });

  test('is nothing where there is nothing to say', () => {
    const stack = new Stack(new App(), 'shop');
    acknowledge(new Workload(stack, 'api', { image, health: HealthProbe.fromCommand(['true'], { liveness: true }) }), 'compose/liveness', 'watched');
    (stack.node.root as App).synthYaml();
    expect(text()).toBe('');
  });
});

test('an error that nobody catches is shown once, as text', () => {
  const stack = new Stack(new App(), 'shop');
  new Workload(stack, 'api', { image, replicas: -1 });
  let error: unknown;
  try {
    stack.toJson();
  } catch (thrown) {
    error = thrown;
  }
  expect((error as SynthesisError).findings.filter(({ severity }) => severity === 'error')).toEqual(synthesize(stack).findings.filter(({ severity }) => severity === 'error'));
  expect(util.inspect(error).split('model/invalid-replicas')).toHaveLength(2);
});
