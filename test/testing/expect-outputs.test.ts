import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { JsonPatch } from 'cdk8s';
import { App, acknowledge, Image, Kubernetes, Postgres, Size, Stack, Workload, type StackProps } from 'cdk8s-compose';
import { expectAgreement, expectValid, synthesizeApp } from 'cdk8s-compose/testing';

function shop(props: StackProps = {}): { readonly stack: Stack; readonly api: Workload } {
  const stack = new Stack(new App(), 'shop', props);
  const postgres = new Postgres(stack, 'postgres', { database: 'shop', storage: Size.gibibytes(1) });
  const api = new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2'), env: { DATABASE_URL: postgres.url() } });
  return { stack, api };
}

test('a stack without hatches is valid, and the same in both outputs', () => {
  const { stack } = shop();
  expectValid(stack);
  expectAgreement(stack);
});

test('what a hatch takes from one output alone is named, with its construct and place', () => {
  const { stack, api } = shop();
  api.compose.customize((service) => { service.image = 'example/api:1.4.1'; });
  expectValid(stack);
  expect(() => expectAgreement(stack)).toThrow(/^shop is not the same in both outputs\n\nagreement\/image of shop\/api in kubernetes\/shop\.k8s\.yaml:\d+\n {2}.*"example\/api:1\.4\.2" on Kubernetes, "example\/api:1\.4\.1" in Compose\n {2}expected: .*\n {2}fix: .*\n$/);
});

test('what a hatch breaks stops the synthesis, and so the test', () => {
  const { stack, api } = shop();
  api.kubernetes.addJsonPatch('Deployment', JsonPatch.add('/spec/replicas', 'many'));
  expect(() => expectValid(stack)).toThrow(/^shop cannot be synthesized\n\nerror manifest\/wrong-type at shop\/api/);
  expect(() => expectAgreement(stack)).toThrow(/^shop cannot be synthesized/);
});

test('what was acknowledged is accepted here, too', () => {
  const { stack, api } = shop();
  api.kubernetes.addJsonPatch('Deployment', JsonPatch.add('/spec/template/spec/serviceAccountName', 'elsewhere'));
  acknowledge(api, 'manifest/missing-reference', 'the platform team makes it');
  expectValid(stack);
});

test('one output alone is valid, and has nothing to agree with', () => {
  const { stack } = shop({ targets: [new Kubernetes()] });
  expectValid(stack);
  expect(() => expectAgreement(stack)).toThrow('shop has nothing to compare: it is written for one of Kubernetes and Compose alone');
});

test('the line of a failure is that of the test', () => {
  const { stack, api } = shop();
  api.compose.customize((service) => { service.image = 'example/api:1.4.1'; });
  try {
    expectAgreement(stack);
  } catch (error) {
    const [frame] = (error as Error).stack!.split('\n').filter((line) => line.startsWith('    at '));
    expect(frame).toContain('expect-outputs.test.ts');
  }
  expect.assertions(1);
});

describe('synthesizeApp', () => {
  const outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk8s-compose-'));
  afterAll(() => fs.rmSync(outdir, { recursive: true }));

  test('gives what synth writes, but for the list of it and what keeps secrets out of a repository', () => {
    const app = new App({ outdir });
    for (const name of ['desk', 'shop']) new Workload(new Stack(app, name), 'api', { image: Image.fromReference('example/api:1.4.2') });
    const { files, findings, rendered } = synthesizeApp(app);
    app.synth();
    const written = fs.readdirSync(outdir, { recursive: true, encoding: 'utf8' }).filter((file) => fs.statSync(path.join(outdir, file)).isFile());
    expect([...files.keys(), 'outputs.json', '.gitignore'].sort()).toEqual(written.sort());
    for (const [file, content] of files) expect(Buffer.from(content)).toEqual(fs.readFileSync(path.join(outdir, file)));
    expect(rendered).toHaveLength(findings.length);
  });

  test('gives nothing where something is wrong, and says what', () => {
    const app = new App({ outdir });
    new Workload(new Stack(app, 'shop'), 'api', { image: Image.fromReference('example/api:1.4.2'), replicas: -1 });
    const { files, rendered } = synthesizeApp(app);
    expect(files.size).toBe(0);
    expect(rendered.join('\n')).toContain('model/invalid-replicas');
  });
});
