import * as fs from 'node:fs';
import * as path from 'node:path';
import { SynthesisError, type Code } from 'cdk8s-compose';
import { lineOf } from '../diagnostics/source-lines';
import { brokenApp } from './fixtures/broken-app';
import { contentsOf, ROOT, runFixture, temporaryDirectory, timesOf, type RunOptions } from './running';

jest.setTimeout(120_000);

const FIXTURE = path.join(__dirname, 'fixtures/broken-app.ts');

/** A file of the operator's, beside the outputs. */
const OPERATORS_OWN = 'POSTGRES_PASSWORD=mine\n';

interface Way extends RunOptions {
  readonly how: string;
  readonly cwd: string;
}

interface Mistake {
  /** The mark of the line in the fixture. */
  readonly mark: string;
  readonly code: Code;
  readonly at: string;
  readonly value: string;
  readonly expected: string;
  readonly fix: string;
}

const MISTAKES: readonly Mistake[] = [
  { mark: 'port', code: 'model/invalid-port', at: 'shop/port', value: '70000', expected: '1 to 65535', fix: 'Give the port' },
  { mark: 'name', code: 'model/invalid-name', at: 'shop/Bad_Name', value: '"Bad_Name"', expected: 'lower-case letters', fix: 'Choose a name' },
  { mark: 'duration', code: 'model/invalid-duration', at: 'shop/duration', value: '-5000 ms', expected: 'a finite time', fix: 'Correct the amount' },
  { mark: 'quantity', code: 'model/invalid-quantity', at: 'shop/quantity', value: '-1073741824', expected: 'a finite amount', fix: 'Correct the amount' },
  { mark: 'image', code: 'model/invalid-image', at: 'shop/image', value: '"Not An Image"', expected: 'name[:tag]', fix: 'Give a reference' },
  { mark: 'path', code: 'model/invalid-path', at: 'shop/path', value: '"relative/path"', expected: 'absolute', fix: 'Correct the path' },
  { mark: 'twin', code: 'model/duplicate-name', at: 'shop/twin', value: '"twin"', expected: 'a name of its own', fix: 'another id' },
  { mark: 'host port', code: 'model/host-port-conflict', at: 'shop/second', value: '8080', expected: 'a host port of its own', fix: 'another port' },
  { mark: 'other stack', code: 'model/unresolved-reference', at: 'shop/stranger', value: 'other/KEY', expected: 'the same stack', fix: 'in this stack' },
  { mark: 'other app', code: 'model/unresolved-reference', at: 'shop/foreigner', value: 'shop/peer.http', expected: 'the same stack', fix: 'in this stack' },
  { mark: 'cycle', code: 'model/start-order-cycle', at: 'shop/chicken', value: 'shop/chicken -> shop/egg', expected: 'without circles', fix: 'startAfter' },
  { mark: 'probe', code: 'model/unknown-probe-port', at: 'shop/probe', value: '"admin"', expected: 'an endpoint', fix: 'addEndpoint' },
  { mark: 'secret', code: 'model/plain-secret', at: 'shop/secret', value: 'DB_PASSWORD', expected: 'a Secret', fix: 'new Secret(' },
  { mark: 'text', code: 'model/stringified-value', at: 'shop/peer', value: 'host of peer.http', expected: 'text`...`', fix: 'Write text`' },
];

/** The findings of a rendered report, each as its lines. */
function findingsIn(text: string): string[][] {
  return text
    .split('\n\n')
    .map((block) => block.trim().split('\n'))
    .filter(([first]) => /^(error|warning) /.test(first));
}

function expectAllIn(report: string, cwd: string): void {
  const found = findingsIn(report);
  expect(found.map(([first]) => first.split(' ').slice(0, 2).join(' ')).sort()).toEqual(MISTAKES.map(({ code }) => `error ${code}`).sort());
  for (const { mark, code, at, value, expected, fix } of MISTAKES) {
    const [first, message, ...advice] = found.find(([head]) => head.startsWith(`error ${code} at ${at} (`)) ?? [];
    expect(first).toMatch(/ \(.+:\d+:\d+\)$/);
    expect(first).toContain(`(${lineOf(FIXTURE, mark, cwd)}:`);
    expect(message).toContain(value);
    expect(advice).toEqual([expect.stringMatching(/^ {2}expected: /), expect.stringMatching(/^ {2}fix: /)]);
    expect(advice[0]).toContain(expected);
    expect(advice[1]).toContain(fix);
  }
}

function thrownBy(action: () => void): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

describe('an app with every mistake of the list', () => {
  const directory = temporaryDirectory();
  const outdir = path.join(directory, 'dist');
  afterAll(() => fs.rmSync(directory, { recursive: true }));

  test('is told all of them at once, each with code, path, line, value, expectation and fix', () => {
    const error = thrownBy(() => brokenApp(outdir).synth()) as SynthesisError;
    expect(error).toBeInstanceOf(SynthesisError);
    expect(error.message).toMatch(new RegExp(`^${MISTAKES.length} errors, nothing was written\n`));
    expectAllIn(error.message, process.cwd());
  });

  test('gives programs the same as data', () => {
    const { findings } = thrownBy(() => brokenApp().synthYaml()) as SynthesisError;
    const errors = findings.filter(({ severity }) => severity === 'error');
    expect(errors.map(({ code, path: at }) => `${code} ${at}`).sort()).toEqual(MISTAKES.map(({ code, at }) => `${code} ${at}`).sort());
  });

  test('is told the same when it is run again in the same process', () => {
    const app = brokenApp(outdir);
    const [first, second] = [1, 2].map(() => (thrownBy(() => app.synth()) as SynthesisError).message);
    expect(second).toBe(first);
  });

  test('makes no directory for what it does not write', () => {
    thrownBy(() => brokenApp(outdir).synth());
    expect(fs.existsSync(outdir)).toBe(false);
  });
});

describe('a program that makes them', () => {
  const directory = temporaryDirectory();
  const outdir = path.join(directory, 'dist');
  afterAll(() => fs.rmSync(directory, { recursive: true }));

  let before: { readonly contents: Record<string, string>; readonly times: Record<string, number> };

  beforeAll(() => {
    expect(runFixture('good-app.ts', [outdir])).toMatchObject({ exitCode: 0, stdout: '' });
    before = { contents: contentsOf(outdir), times: timesOf(outdir) };
    expect(Object.keys(before.contents)).toEqual(expect.arrayContaining(['compose/shop/compose.yaml', 'kubernetes/shop.k8s.yaml']));
    fs.writeFileSync(path.join(outdir, 'compose/shop/.env'), OPERATORS_OWN);
  });

  describe.each([
    { how: 'by itself', cwd: ROOT },
    { how: 'from another directory', cwd: directory },
    { how: 'by cdk8s synth', cwd: ROOT, env: { CDK8S_OUTDIR: path.join(directory, 'manifests') } },
  ] satisfies Way[])('run $how', ({ cwd, env }: Way) => {
    let stderr: string;

    beforeAll(() => {
      const run = runFixture('broken-app.ts', [outdir], { cwd, env });
      expect(run).toMatchObject({ exitCode: 1, stdout: '' });
      stderr = run.stderr;
    });

    test('says every mistake with its line in the source', () => {
      expect(stderr).toContain(`${MISTAKES.length} errors, nothing was written`);
      expectAllIn(stderr, cwd);
    });

    test('says each of them once, and does not show the secret', () => {
      for (const { code, at } of MISTAKES) expect(stderr.split(`${code} at ${at} (`)).toHaveLength(2);
      expect(stderr.split('Not An Image')).toHaveLength(2);
      expect(stderr).not.toContain('hunter2');
    });

    test('shows no frame of JavaScript but the line that synthesizes', () => {
      const [frame = '', ...others] = stderr.match(/^ +at .*/gm) ?? [];
      expect(others).toEqual([]);
      if (env === undefined) expect(frame).toMatch(`    at ${lineOf(FIXTURE, 'synthesis', cwd)}:`);
      else expect(frame).toBe('');
    });

    test('leaves the outputs of the run before as they were', () => {
      expect(contentsOf(outdir)).toEqual({ ...before.contents, 'compose/shop/.env': OPERATORS_OWN });
      expect(timesOf(outdir)).toMatchObject(before.times);
    });

    test('hands nothing over', () => {
      expect(fs.existsSync(path.join(directory, 'manifests'))).toBe(false);
    });
  });

  test('by cdk8s synth, it shows no stack of JavaScript', () => {
    const { stderr } = runFixture('broken-app.ts', [outdir], { env: { CDK8S_OUTDIR: path.join(directory, 'manifests') } });
    expect(stderr).not.toContain('node:internal');
    expect(stderr.startsWith(`${MISTAKES.length} errors`)).toBe(true);
  });

  test('is good again once they are mended, and the operator keeps what is his', () => {
    const { exitCode } = runFixture('good-app.ts', [outdir]);
    expect(exitCode).toBe(0);
    expect(contentsOf(outdir)).toEqual({ ...before.contents, 'compose/shop/.env': OPERATORS_OWN });
    expect(timesOf(outdir)).toMatchObject(before.times);
  });
});

describe('an output directory with a file of somebody else', () => {
  const directory = temporaryDirectory();
  const file = path.join(directory, 'dist/compose/shop/compose.yaml');
  afterAll(() => fs.rmSync(directory, { recursive: true }));

  test.each([{ how: 'by itself' }, { how: 'by cdk8s synth', env: { CDK8S_OUTDIR: path.join(directory, 'manifests') } }])('is left as it is, and told of in words: run $how', ({ env }) => {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, OPERATORS_OWN);
    const { exitCode, stderr } = runFixture('good-app.ts', [path.join(directory, 'dist')], { env });
    expect(exitCode).toBe(1);
    expect(stderr).toContain(`cannot write ${file}: no synthesis has written it, outputs.json does not know it. Move it away`);
    expect(stderr).not.toContain('node:internal');
    expect(contentsOf(directory)).toEqual({ 'dist/compose/shop/compose.yaml': OPERATORS_OWN });
  });
});
