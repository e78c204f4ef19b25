import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { generatedDocuments } from '../scripts/generated-documents';
import { filesBelow, ROOT, textOf } from './sources';

const DOCUMENTS = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...filesBelow('docs'), ...filesBelow('apps'), ...filesBelow('examples')].filter((file) => file.endsWith('.md'));

test.each([...generatedDocuments()])('%s is up to date (npm run docs)', (file, text) => {
  expect(textOf(file)).toBe(text);
});

test.each(DOCUMENTS)('%s has no broken links', (document) => {
  const links = [...textOf(document).matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)/g)];
  const broken = links.filter(([, file, anchor]) => {
    const target = file === '' ? document : path.posix.join(path.posix.dirname(document), file);
    if (!fs.existsSync(path.join(ROOT, target))) return true;
    return anchor !== undefined && !anchorsOf(target).has(anchor);
  });
  expect(broken.map(([link]) => link)).toEqual([]);
});

describe('README.md', () => {
  const blocks = fencedBlocks(textOf('README.md'));
  const programs = blocks.filter(({ language, text }) => language === 'ts' && text.includes('app.synth();'));
  const [good, bad] = programs.map(({ text }) => run(text));

  afterAll(() => {
    for (const { folder } of [good, bad]) fs.rmSync(folder, { recursive: true });
  });

  test('shows one program that works and one that does not', () => {
    expect(programs).toHaveLength(2);
    expect(good).toMatchObject({ status: 0 });
    expect(bad).toMatchObject({ status: 1 });
  });

  test('shows what is written', () => {
    const excerpts = blocks.filter(({ text }) => text.startsWith('# dist/'));
    expect(excerpts.length).toBeGreaterThan(1);
    for (const { text } of excerpts) {
      const [caption, ...lines] = text.split('\n');
      const written = `\n${fs.readFileSync(path.join(good.folder, caption.slice(2)), 'utf8')}`;
      for (const part of lines.join('\n').split(/^\s*# \.\.\.$\n?/m)) expect(written).toContain(`\n${part}`);
    }
  });

  test('shows what is said about mistakes', () => {
    const after = blocks[blocks.indexOf(programs[1]) + 1];
    expect(after.language).toBe('text');
    expect(bad.stderr).toBe(`${after.text}\n`);
  });
});

interface Block {
  readonly language: string;
  readonly text: string;
}

function fencedBlocks(markdown: string): Block[] {
  return [...markdown.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language, text]) => ({ language, text }));
}

/** Runs a program as the CLI would, in a folder of its own. */
function run(program: string): { folder: string; status: number | null; stderr: string } {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'cdk8s-compose-')));
  fs.symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'), 'junction');
  fs.writeFileSync(path.join(folder, 'main.ts'), program);
  const { status, stderr } = spawnSync(process.execPath, ['-r', 'tsx/cjs', 'main.ts'], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, CDK8S_OUTDIR: 'dist/.cdk8s', TSX_TSCONFIG_PATH: path.join(ROOT, 'tsconfig.json') },
  });
  return { folder, status, stderr };
}

/** The anchors that a Markdown renderer makes of headings. */
function anchorsOf(document: string): Set<string> {
  const headings = [...textOf(document).matchAll(/^#+ (.*)$/gm)];
  return new Set(headings.map(([, text]) => text.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, '').trim().replace(/\s/g, '-')));
}
