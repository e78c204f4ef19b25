import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { App } from 'cdk8s-compose';
import { addStacks } from '../../apps/stacks';
import { contentsOf, installPackage, ROOT, temporaryDirectory } from './running';

jest.setTimeout(60_000);

/*
 * The package as it is published, bundled and installed beside its peers: what holds for the sources holds for it.
 */

/** The peers and the dependencies, which are installed once. */
const INSTALLED = ['cdk8s', 'constructs', 'js-yaml', '@cfworker'];

const PROGRAM = `
const app = new App({ outdir: 'dist' });
const stack = new Stack(app, 'shop');
new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2'), replicas: Number(process.argv[2]) });
app.synth();
`;

let elsewhere: string;

beforeAll(() => {
  elsewhere = temporaryDirectory();
  installPackage(elsewhere, INSTALLED);
  fs.writeFileSync(path.join(elsewhere, 'main.cjs'), `const { App, Image, Stack, Workload } = require('cdk8s-compose');\n${PROGRAM}`);
  fs.writeFileSync(path.join(elsewhere, 'main.mjs'), `import { App, Image, Stack, Workload } from 'cdk8s-compose';\n${PROGRAM}`);
});

afterAll(() => fs.rmSync(elsewhere, { recursive: true }));

function run(...args: string[]): { readonly status: number | null; readonly stdout: string; readonly stderr: string } {
  return spawnSync(process.execPath, args, { cwd: elsewhere, encoding: 'utf8' });
}

test('classes have the names under which they are exported, by which the border knows them', () => {
  const { stdout, stderr } = run('-e', `
    const classes = Object.entries(require('cdk8s-compose')).filter(([, value]) => typeof value === 'function' && /^class/.test(Function.prototype.toString.call(value)));
    console.log(classes.length, classes.filter(([name, value]) => value.name !== name).map(([name]) => name).join(' '));
  `);
  expect(stderr).toBe('');
  const [count, ...others] = stdout.trim().split(' ');
  expect(Number(count)).toBeGreaterThan(50);
  expect(others).toEqual([]);
});

test.each(['main.cjs', 'main.mjs'])('%s writes both outputs', (program) => {
  const { status, stderr } = run(program, '2');
  expect(stderr).toBe('');
  expect(status).toBe(0);
  const files = Object.keys(contentsOf(path.join(elsewhere, 'dist')));
  expect(files).toEqual(expect.arrayContaining(['compose/shop/compose.yaml', 'kubernetes/shop.k8s.yaml']));
});

test.each(['main.cjs', 'main.mjs'])('a finding names the line of %s, and no frame of the package', (program) => {
  const { status, stderr } = run(program, '-2');
  expect(status).not.toBe(0);
  expect(stderr).toContain(`${program}:5:1`);
  expect(stderr).not.toMatch(/^ +at .*node_modules/m);
});

test('it gives the systems of apps/ what the sources give them', () => {
  const system = path.join(elsewhere, 'system');
  fs.cpSync(path.join(ROOT, 'apps'), path.join(system, 'apps'), { recursive: true });
  const { status, stderr } = spawnSync(process.execPath, ['-r', require.resolve('tsx/cjs'), 'apps/main.ts'], { cwd: system, encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(status).toBe(0);
  const app = new App({ outdir: path.join(elsewhere, 'of-sources') });
  addStacks(app);
  app.synth();
  const [ofPackage, ofSources] = [path.join(system, 'dist'), path.join(elsewhere, 'of-sources')].map(contentsOf);
  expect(Object.keys(ofPackage)).toEqual(Object.keys(ofSources));
  expect(Object.keys(ofSources).filter((file) => ofPackage[file] !== ofSources[file])).toEqual([]);
});

test('every entry point loads by itself', () => {
  for (const name of ['cdk8s-compose', 'cdk8s-compose/testing', 'cdk8s-compose/target']) {
    expect(run('-e', `if (Object.keys(require('${name}')).length < 2) process.exit(3)`)).toMatchObject({ status: 0, stderr: '' });
  }
});

test('the command judges what a program has written, and can be executed', () => {
  const command = path.join(elsewhere, 'node_modules/cdk8s-compose', (JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { bin: string }).bin);
  expect(run('main.cjs', '2').status).toBe(0);
  expect(run(command, 'verify')).toMatchObject({ status: 0, stderr: '', stdout: expect.stringMatching(/^1 stack, .*; agreement compared for 1\nnothing is wrong\n$/) as string });
  expect(run(command, '--version').stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  expect(fs.readFileSync(command, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
});

describe('the judges', () => {
  const shopWith = (hatch: string): ReturnType<typeof run> => run('-e', `
    const { App, Image, Stack, Workload } = require('cdk8s-compose');
    const { synthesize } = require('cdk8s-compose/testing');
    const stack = new Stack(new App(), 'shop');
    const api = new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2') });
    ${hatch}
    const { findings } = synthesize(stack);
    const loaded = Object.keys(require.cache).some((file) => file.endsWith('judges.js') || file.includes('js-yaml'));
    console.log(JSON.stringify({ loaded, found: findings.filter(({ severity }) => severity !== 'info').map(({ code }) => code) }));
  `);

  test('are not loaded while there is nothing to judge', () => {
    expect(JSON.parse(shopWith('').stdout)).toEqual({ loaded: false, found: [] });
  });

  test('are found beside the chunk that asks for them', () => {
    expect(JSON.parse(shopWith("api.compose.customize((service) => { service.depends_on = { nobody: { condition: 'service_started' } }; });").stdout)).toEqual({ loaded: true, found: ['project/missing-reference'] });
    expect(JSON.parse(shopWith("api.compose.customize((service) => { service.image = 'example/api:2'; });").stdout)).toEqual({ loaded: true, found: ['agreement/image'] });
  });
});
