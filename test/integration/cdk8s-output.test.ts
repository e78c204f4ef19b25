import * as fs from 'node:fs';
import * as path from 'node:path';
import { App, Redis, Stack } from 'cdk8s-compose';
import { contentsOf, runFixture, temporaryDirectory } from './running';

jest.setTimeout(60_000);

const { CDK8S_OUTDIR } = process.env;

let directory: string;

beforeEach(() => {
  directory = temporaryDirectory();
});

afterEach(() => {
  fs.rmSync(directory, { recursive: true });
  if (CDK8S_OUTDIR === undefined) delete process.env.CDK8S_OUTDIR;
  else process.env.CDK8S_OUTDIR = CDK8S_OUTDIR;
});

/** Runs an app as the CLI does, which has made and emptied the directory that `output:` names. */
function synthFor(output: string): void {
  process.env.CDK8S_OUTDIR = path.join(directory, output);
  const app = new App({ outdir: path.join(directory, 'dist') });
  new Redis(new Stack(app, 'shop'), 'redis');
  app.synth();
}

describe('the output of cdk8s.yaml', () => {
  let said: jest.SpyInstance<boolean, Parameters<typeof process.stderr.write>>;

  beforeEach(() => {
    said = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  });

  afterEach(() => said.mockRestore());

  test.each(['dist/.cdk8s', 'manifests', 'dist-2', 'dist/kubernetes/cli'])('%s is handed the manifests, and nothing but them', (output) => {
    synthFor(output);
    const written = contentsOf(path.join(directory, output));
    expect(Object.keys(written)).toEqual(['shop.k8s.yaml']);
    expect(written['shop.k8s.yaml']).toBe(contentsOf(path.join(directory, 'dist'))['kubernetes/shop.k8s.yaml']);
  });

  test('dist/kubernetes is where they are already', () => {
    synthFor('dist/kubernetes');
    expect(Object.keys(contentsOf(path.join(directory, 'dist/kubernetes')))).toEqual(['shop.k8s.yaml']);
  });

  test.each(['dist', '.', 'dist/compose', 'dist/compose/shop', '..'])('%s would take the Compose files for manifests: nothing is written', (output) => {
    expect(() => synthFor(output)).toThrow(/^cdk8s\.yaml says "output: .*", which holds the Compose files too: .* Say "output: .*dist[\\/]\.cdk8s"\.$/);
    expect(contentsOf(directory)).toEqual({});
  });

  test('the person at the terminal is told what was written for whom', () => {
    synthFor('dist/.cdk8s');
    const lines = said.mock.calls.map(([text]) => String(text)).join('').trim().split('\n');
    expect(lines).toEqual(['compose/shop/compose.yaml', 'kubernetes/shop.k8s.yaml'].map((file) => `wrote ${path.join(directory, 'dist', file)}`));
  });
});

test('an app that the CLI runs ends with 0 and writes both', () => {
  const outdir = path.join(directory, 'dist');
  const { exitCode, stdout } = runFixture('good-app.ts', [outdir], { env: { CDK8S_OUTDIR: path.join(outdir, '.cdk8s') } });
  expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '' });
  const files = Object.keys(contentsOf(outdir));
  expect(files).toEqual(expect.arrayContaining(['.cdk8s/shop.k8s.yaml', 'compose/shop/compose.yaml', 'kubernetes/shop.k8s.yaml']));
});
