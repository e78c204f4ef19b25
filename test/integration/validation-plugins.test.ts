import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { ROOT, temporaryDirectory } from './running';

jest.setTimeout(60_000);

/* cdk8s-cli runs the plug-ins of `validations:` over what it was handed, and names the constructs of what they find. */

const PLUGIN = `
exports.NoLatest = class {
  constructor({ tag }) { this.tag = tag; }
  async validate(context) {
    for (const manifestPath of context.manifests) {
      for (const { kind, metadata, spec } of context.parseManifest(manifestPath)) {
        const images = spec?.template?.spec?.containers?.map(({ image }) => image) ?? [];
        if (kind !== 'Deployment' || !images.some((image) => image.endsWith(':' + this.tag))) continue;
        context.report.addViolation({ ruleName: 'no-' + this.tag, recommendation: 'a version', fix: 'Name one.', violatingResources: [{ resourceName: metadata.name, locations: ['spec/template'], manifestPath }] });
      }
    }
    context.report.submit(context.report.violations.length > 0 ? 'failure' : 'success');
  }
};
`;

/** Runs `cdk8s synth` of an app with the plug-in, and with a tag that it forbids. */
function synthWith(forbidden: string): { readonly status: number | null; readonly report: unknown; readonly files: string[] } {
  const directory = temporaryDirectory();
  try {
    fs.mkdirSync(path.join(directory, 'plugin'));
    fs.writeFileSync(path.join(directory, 'plugin/package.json'), JSON.stringify({ name: 'plugin', version: '1.0.0', main: 'index.js' }));
    fs.writeFileSync(path.join(directory, 'plugin/index.js'), PLUGIN);
    fs.writeFileSync(path.join(directory, 'cdk8s.yaml'), [
      'language: typescript',
      `app: ${JSON.stringify(`"${process.execPath}" -r "${require.resolve('tsx/cjs')}" "${path.join(__dirname, 'fixtures/good-app.ts')}" dist`)}`,
      'output: dist/.cdk8s',
      'validations:',
      `  - { package: ./plugin, version: 1.0.0, class: NoLatest, properties: { tag: "${forbidden}" } }`,
    ].join('\n'));
    const cli = path.join(ROOT, 'node_modules/cdk8s-cli/bin/cdk8s');
    const { status } = spawnSync(process.execPath, [cli, 'synth', '--no-check-upgrade', '--validation-reports-output-file', 'report.json'], {
      cwd: directory, encoding: 'utf8', env: { ...process.env, TSX_TSCONFIG_PATH: path.join(ROOT, 'tsconfig.json') },
    });
    const report: unknown = JSON.parse(fs.readFileSync(path.join(directory, 'report.json'), 'utf8'));
    return { status, report, files: fs.readdirSync(path.join(directory, 'dist/.cdk8s')) };
  } finally {
    fs.rmSync(directory, { recursive: true });
  }
}

test('what a plug-in finds stops the CLI, and is told with its construct', () => {
  const { status, report } = synthWith('latest');
  expect(status).not.toBe(0);
  expect(report).toMatchObject({ reports: [{ violations: [{ ruleName: 'no-latest', violatingConstructs: [{ resourceName: 'api', constructPath: 'shop/api' }] }] }] });
});

test('one that finds nothing is passed', () => {
  const { status, report, files } = synthWith('0.9.0');
  expect({ status, report }).toMatchObject({ status: 0, report: { reports: [{ violations: [] }] } });
  expect(files).toEqual(['construct-metadata.json', 'shop.k8s.yaml']);
});
