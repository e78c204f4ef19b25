import { execFileSync, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { contentsOf, installPackage, ROOT, temporaryDirectory } from './running';

jest.setTimeout(180_000);

/*
 * The package as it is published, in a repository without any cdk8s-plus: it loads, its types stand by themselves, and all of a stack is written.
 */

const PROGRAM = `
import { App, Image, Postgres, Publish, Size, Stack, Task, Workload, type KubernetesObject } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import type { Target } from 'cdk8s-compose/target';

const app = new App({ outdir: 'dist' });
const stack = new Stack(app, 'shop');
const postgres = new Postgres(stack, 'postgres', { database: 'shop', storage: Size.gibibytes(1) });
const api = new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2'), env: { DATABASE_URL: postgres.url() }, replicas: 2, autoscaling: { maxReplicas: 4 }, resources: { cpu: { request: 0.5 } } });
api.addEndpoint('http', { port: 8080, publish: Publish.atHost('shop.example.com') });
new Task(stack, 'migrate', { image: Image.fromReference('example/api:1.4.2'), command: ['migrate'] });
api.kubernetes.customize(({ controller, service, ingresses }) => {
  const pod = controller.spec.template.spec!;
  pod.containers[0].securityContext!.appArmorProfile = { type: 'RuntimeDefault' };
  pod.hostnameOverride = 'api';
  service!.spec.trafficDistribution = 'PreferClose';
  ingresses[0].spec.rules![0].http!.paths[0].pathType = 'Prefix';
  // @ts-expect-error no such field
  pod.restartPolcy = 'Always';
  delete (pod as { restartPolcy?: string }).restartPolcy;
});
const objects: KubernetesObject[] = stack.toJson();
export const target: Target | undefined = stack.targets[0];
if (objects.length === 0 || synthesize(stack).findings.some(({ severity }) => severity === 'error')) process.exit(1);
app.synth();
`;

let elsewhere: string;

beforeAll(() => {
  elsewhere = temporaryDirectory();
  installPackage(elsewhere, ['cdk8s', 'constructs', 'js-yaml', '@cfworker', '@types']);
  execFileSync(process.execPath, [require.resolve('typescript/bin/tsc'), '-p', 'tsconfig.build.json', '--outDir', path.join(elsewhere, 'node_modules/cdk8s-compose/build')], { cwd: ROOT, stdio: 'pipe' });
  fs.writeFileSync(path.join(elsewhere, 'package.json'), '{ "type": "commonjs" }');
  fs.writeFileSync(path.join(elsewhere, 'main.ts'), PROGRAM);
});

afterAll(() => fs.rmSync(elsewhere, { recursive: true }));

test('nothing that is published names a package of it', () => {
  const published = Object.entries(contentsOf(path.join(elsewhere, 'node_modules/cdk8s-compose/build'))).filter(([file]) => /\.(?:d\.ts|js)$/.test(file));
  expect(published.length).toBeGreaterThan(100);
  expect(published.filter(([, text]) => /(?:from|require\(|import\() ?['"]cdk8s-plus/.test(text)).map(([file]) => file)).toEqual([]);
});

test('a program is checked, with the types of all packages', () => {
  const { status, stdout } = spawnSync(process.execPath, [
    require.resolve('typescript/bin/tsc'), '--noEmit', '--strict', '--skipLibCheck', 'false', '--types', 'node', '--target', 'es2022', '--module', 'node16', 'main.ts',
  ], { cwd: elsewhere, encoding: 'utf8' });
  expect(stdout).toBe('');
  expect(status).toBe(0);
});

test('a program runs, and writes both outputs', () => {
  const { status, stderr } = spawnSync(process.execPath, ['-r', require.resolve('tsx/cjs'), 'main.ts'], { cwd: elsewhere, encoding: 'utf8' });
  expect(`${status} ${status === 0 ? '' : stderr}`).toBe('0 ');
  const written = contentsOf(path.join(elsewhere, 'dist'));
  expect(written['kubernetes/shop.k8s.yaml']).toContain('appArmorProfile');
  expect(written['compose/shop/compose.yaml']).toContain('example/api:1.4.2');
});
