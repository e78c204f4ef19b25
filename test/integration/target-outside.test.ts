import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as ts from 'typescript';
import { acknowledge, App, Image, Inventory, Size, Stack, Volume, Workload } from 'cdk8s-compose';
import { contentsOf, ROOT, temporaryDirectory } from './running';

jest.setTimeout(60_000);

/*
 * A target of ours, moved into a package of somebody else: its folder is copied, and what it imported from beside it comes
 * from `cdk8s-compose/target`. Nothing else changes, so a target needs nothing that only we have.
 */

const FOLDER = path.join(ROOT, 'lib/targets/inventory');

const PROGRAM = `
import { App, Image, Size, Stack, Volume, Workload } from 'cdk8s-compose';
import { acknowledgeCode } from 'cdk8s-compose/target';
import { Inventory } from './inventory/inventory';

const app = new App({ outdir: 'dist', targets: [new Inventory()] });
const stack = new Stack(app, 'shop');
const data = new Volume(stack, 'data', { size: Size.gibibytes(1) });
new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2'), mounts: { '/data': data } });
acknowledgeCode(stack, 'inventory/added-images', 'the mirror has busybox');
app.synth();
`;

let elsewhere: string;

beforeAll(() => {
  elsewhere = temporaryDirectory();
  fs.symlinkSync(path.join(ROOT, 'node_modules'), path.join(elsewhere, 'node_modules'), 'junction');
  fs.mkdirSync(path.join(elsewhere, 'inventory'));
  for (const file of fs.readdirSync(FOLDER)) {
    const source = fs.readFileSync(path.join(FOLDER, file), 'utf8');
    fs.writeFileSync(path.join(elsewhere, 'inventory', file), source.replaceAll(/from '\.\.\/[^']+'/g, "from 'cdk8s-compose/target'"));
  }
  fs.writeFileSync(path.join(elsewhere, 'main.ts'), PROGRAM);
});

afterAll(() => fs.rmSync(elsewhere, { recursive: true }));

test('it imports the contract, cdk8s, and what is in its folder', () => {
  const imported = fs.readdirSync(path.join(elsewhere, 'inventory')).flatMap((file) =>
    ts.preProcessFile(fs.readFileSync(path.join(elsewhere, 'inventory', file), 'utf8')).importedFiles.map(({ fileName }) => fileName));
  expect([...new Set(imported.filter((name) => !name.startsWith('./')))].sort()).toEqual(['cdk8s', 'cdk8s-compose/target']);
});

test('it compiles, as strictly as here', () => {
  const { config } = ts.readConfigFile(path.join(ROOT, 'tsconfig.json'), (file) => ts.sys.readFile(file)) as { config: object };
  const { options } = ts.parseJsonConfigFileContent({ ...config, files: [], include: [] }, ts.sys, ROOT);
  const program = ts.createProgram([path.join(elsewhere, 'main.ts')], { ...options, rootDir: undefined, types: ['node'], noEmit: true });
  const own = program.getSourceFiles().filter(({ fileName }) => fileName.startsWith(`${elsewhere}/`));
  expect(own.length).toBe(fs.readdirSync(FOLDER).length + 1);
  const problems = own.flatMap((file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]);
  expect(problems.map(({ file, messageText }) => `${path.basename(file!.fileName)}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`)).toEqual([]);
});

test('it writes what it writes here', () => {
  const { status, stderr } = spawnSync(process.execPath, ['-r', 'tsx/cjs', 'main.ts'], {
    cwd: elsewhere,
    encoding: 'utf8',
    env: { ...process.env, TSX_TSCONFIG_PATH: path.join(ROOT, 'tsconfig.json') },
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });

  const here = path.join(elsewhere, 'here');
  const app = new App({ outdir: here, targets: [new Inventory()] });
  const stack = new Stack(app, 'shop');
  new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2'), mounts: { '/data': new Volume(stack, 'data', { size: Size.gibibytes(1) }) } });
  acknowledge(stack, 'inventory/added-images', 'the mirror has busybox');
  app.synth();
  expect(contentsOf(path.join(elsewhere, 'dist'))).toEqual(contentsOf(here));
  expect(Object.keys(contentsOf(here))).toContain('inventory/shop.json');
});
