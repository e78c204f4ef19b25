import * as fs from 'node:fs';
import * as path from 'node:path';
import { App, Image, Kubernetes, Stack, Workload } from 'cdk8s-compose';
import { folderOf, invoke } from './invoke';
import { COMPOSE, MANIFESTS } from './pair';
import { synthesize } from '../../lib/testing';

/** The lines about problems, without those on what was expected. */
function problemsIn(out: string): string[] {
  return out.split('\n').filter((line) => /^\S*(?::\d+)? {2}[a-z]+\/[a-z-]+ {2}|^[a-z]+\/[a-z-]+ {2}/.test(line));
}

/** What `synth` would write of a stack. */
function outputsOf(stack: Stack): Record<string, string> {
  return Object.fromEntries([...synthesize(stack).files].map(([file, content]) => [`dist/${file}`, content]));
}

function shop(props: ConstructorParameters<typeof Stack>[2] = {}): Stack {
  const stack = new Stack(new App(), 'shop', props);
  new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2') });
  return stack;
}

describe('what a synthesis has written', () => {
  test('agrees, and says what was looked at', () => {
    const folder = folderOf(outputsOf(shop()));
    expect(invoke(folder, ['verify'])).toMatchObject({ exit: 0, out: expect.stringMatching(/^1 stack, \d manifests, 1 Compose project; agreement compared for 1\nnothing is wrong\n$/) as string });
  });

  test('is judged by the version that it was written for, unless another one is said', () => {
    const stack = shop({ targets: [new Kubernetes({ version: '1.29' })] });
    const files = outputsOf(stack);
    const manifest = files['dist/kubernetes/shop.k8s.yaml'].replace(/( +)containers:\n/, '$1resources: {limits: {cpu: "1"}}\n$1containers:\n');
    const folder = folderOf({ ...files, 'dist/kubernetes/shop.k8s.yaml': manifest });
    expect(invoke(folder, ['verify']).out).toContain('manifest/not-in-version');
    expect(invoke(folder, ['verify', '--kubernetes-version', '1.36']).out).not.toContain('manifest/not-in-version');
  });

  test.each([['1.25', 'not judged: by Kubernetes 1.25, but by 1.28, the oldest whose API is known'], ['1.99.1', 'not judged: by Kubernetes 1.99.1, but by 1.37, the newest whose API is known']])('says so where the version %s is not known', (version, says) => {
    const folder = folderOf(outputsOf(shop()));
    expect(invoke(folder, ['verify', '--kubernetes-version', version]).out).toContain(says);
    expect(invoke(folder, ['verify', '--kubernetes-version', '1.28']).out).not.toContain('not judged');
    expect(invoke(folder, ['verify']).out).not.toContain('not judged');
  });

  test('is judged by the default version where no report says which', () => {
    const { 'dist/report/shop.json': _report, ...files } = outputsOf(shop());
    const asking = (field: string): string => {
      const manifest = files['dist/kubernetes/shop.k8s.yaml'].replace(/( +)containers:\n/, `$1${field}\n$1containers:\n`);
      return invoke(folderOf({ ...files, 'dist/kubernetes/shop.k8s.yaml': manifest }), ['verify']).out;
    };
    // Of 1.34, and of 1.36: the default is between them.
    expect(new Kubernetes().reportedSettings).toEqual({ version: '1.35' });
    expect(asking('resources: {limits: {cpu: "1"}}')).not.toContain('manifest/not-in-version');
    expect(asking('schedulingGroup: {}')).toContain('manifest/not-in-version');
  });

  test('of one target alone is judged, and not compared', () => {
    const folder = folderOf(outputsOf(shop({ targets: [new Kubernetes()] })));
    expect(invoke(folder, ['verify', 'dist'])).toMatchObject({ exit: 0, out: expect.stringContaining('0 Compose projects; agreement not compared') as string });
  });

  test('without the report cannot be compared', () => {
    const { 'dist/report/shop.json': _report, ...files } = outputsOf(shop());
    const { exit, out } = invoke(folderOf(files), ['verify']);
    expect(exit).toBe(2);
    expect(problemsIn(out)).toEqual(['dist/report/shop.json  input/nothing  It is not there, so nobody can tell whether both outputs agree: it says in what they may differ']);
  });

  test('for one target alone needs no report', () => {
    const { 'dist/report/shop.json': _report, ...files } = outputsOf(shop({ targets: [new Kubernetes()] }));
    expect(invoke(folderOf(files), ['verify']).exit).toBe(0);
  });

  test('with a report that is none cannot be compared', () => {
    const folder = folderOf({ ...outputsOf(shop()), 'dist/report/shop.json': '{"version": 2}' });
    const { exit, out } = invoke(folder, ['verify']);
    expect(exit).toBe(2);
    expect(problemsIn(out)).toEqual(['dist/report/shop.json:1  input/shape  It is no report that this version of cdk8s-compose has written']);
  });
});

describe('nothing to judge is never right', () => {
  test.each<[string, Record<string, string>, string[], string]>([
    ['no folder', {}, ['verify'], 'dist  input/nothing  There is no folder dist'],
    ['an empty folder', { 'dist/outputs.json': '[]' }, ['verify', 'dist'], 'dist  input/nothing  There is nothing of a synthesis in dist: no compose/<stack>/compose.yaml and no kubernetes/<stack>.k8s.yaml'],
    ['a folder of something else', { 'a.yaml': MANIFESTS }, ['verify', '.'], '.  input/nothing  There is nothing of a synthesis in .: no compose/<stack>/compose.yaml and no kubernetes/<stack>.k8s.yaml'],
    ['a folder without manifests', { 'k/readme.md': '' }, ['verify', '--kubernetes', 'k'], 'k  input/nothing  There is no such file in this folder'],
    ['an empty file', { 'a.yaml': '# nothing\n' }, ['verify', '--kubernetes', 'a.yaml'], 'input/nothing  Nothing stands in the files that are named'],
  ])('%s', (_, files, args, problem) => {
    const { exit, out } = invoke(folderOf(files), args);
    expect(problemsIn(out)).toEqual([problem]);
    expect(exit).toBe(2);
  });
});

describe('what cannot be read is said with its file and line', () => {
  const NOT_THERE = 'it is not there (ENOENT)';

  test.each<[string, Record<string, string | Uint8Array>, string[], string[]]>([
    ['a file that is not there', {}, ['--kubernetes', 'a.yaml'], [`a.yaml  input/unreadable  I${NOT_THERE.slice(1)}`]],
    ['YAML that is none', { 'a.yaml': 'kind: A\nb: [\n' }, ['--kubernetes', 'a.yaml'], ['a.yaml:3  input/syntax  Deficient indentation']],
    ['another encoding', { 'a.yaml': Buffer.from('\ufeffkind: A', 'utf16le') }, ['--kubernetes', 'a.yaml'], ['a.yaml  input/encoding  It is no UTF-8: the bytes at its beginning are the mark of UTF-16']],
    ['a huge file', { 'a.yaml': '#'.repeat(9 * 1024 * 1024) }, ['--kubernetes', 'a.yaml'], ['a.yaml  input/too-large  It has 9.0 MiB, and 8 MiB are read']],
    ['foreign YAML', { 'a.yaml': 'Resources:\n  Role: !GetAtt R.Arn\n' }, ['--kubernetes', 'a.yaml'], ['a.yaml:2  input/tag  !GetAtt is no tag of YAML itself']],
    ['a template', { 'a.yaml': 'kind: A\nname: {{ .Values.name }}\n' }, ['--kubernetes', 'a.yaml'], ['a.yaml:2  input/template  "{{" begins an expression of a template, and the text is no YAML as it is (a key is a mapping)']],
    ['a Compose file among manifests', { 'a.yaml': COMPOSE }, ['--kubernetes', 'a.yaml'], ['a.yaml:1  input/shape  It has "services" and no "apiVersion": that is a Compose file']],
    ['what is no object', { 'a.yaml': '- a\n---\napiVersion: v1\nmetadata: {}\n' }, ['--kubernetes', 'a.yaml'], [
      'a.yaml:1  input/shape  It has a list where a manifest is a mapping',
      'a.yaml:3  input/shape  An object has no kind: its fields are apiVersion, metadata',
    ]],
  ])('%s', (_, files, args, problems) => {
    const { exit, out } = invoke(folderOf(files), ['verify', ...args]);
    expect(problemsIn(out).filter((line) => line.includes('input/'))).toEqual(problems);
    expect(exit).toBe(2);
  });

  test('and the rest is judged all the same', () => {
    const wrong = MANIFESTS.replace('replicas: 1', 'replicas: many');
    const { exit, out } = invoke(folderOf({ 'a.yaml': 'b: [\n', 'c.yaml': wrong }), ['verify', '--kubernetes', 'a.yaml', 'c.yaml']);
    expect(problemsIn(out)).toEqual([expect.stringMatching(/^a\.yaml:2 {2}input\/syntax/), expect.stringMatching(/^c\.yaml:6 {2}manifest\/wrong-type/)]);
    expect(exit).toBe(2);
  });
});

describe('named files', () => {
  test('may be folders, of which kubectl and Compose take the same', () => {
    const folder = folderOf({ 'k/a.yaml': MANIFESTS, 'k/readme.md': '', 'k/deep/b.yaml': 'b: [', 'c/docker-compose.yml': COMPOSE });
    expect(invoke(folder, ['verify', '--kubernetes', 'k', '--compose', 'c']).out).toContain('1 application, 1 manifest, 1 Compose project; agreement compared for 1');
  });

  test('may have a kustomization among them, which is not judged, and that is said', () => {
    const folder = folderOf({ 'k/a.yaml': MANIFESTS, 'k/kustomization.yaml': 'resources: [a.yaml]\n' });
    const { exit, out } = invoke(folder, ['verify', '--kubernetes', 'k']);
    expect(exit).toBe(0);
    expect(out).toContain('not judged: k/kustomization.yaml: what Kustomize makes of it: give what `kustomize build` writes');
  });

  test('may hold lists, whose items are judged one by one', () => {
    const list = `apiVersion: v1\nkind: List\nitems:\n- ${MANIFESTS.replace('replicas: 1', 'replicas: many').trimEnd().split('\n').join('\n  ')}\n`;
    expect(problemsIn(invoke(folderOf({ 'a.yaml': list }), ['verify', '--kubernetes', 'a.yaml']).out)).toEqual([expect.stringMatching(/^a\.yaml:9 {2}manifest\/wrong-type {2}Deployment\/api:/)]);
  });

  test('are called as they were named, and absolute where they are elsewhere', () => {
    const folder = folderOf({ 'a/b.yaml': 'x: [\n' });
    expect(invoke(path.join(folder, 'a'), ['verify', '--kubernetes', './b.yaml']).out).toMatch(/^b\.yaml:2/);
    expect(invoke(path.join(folder, 'a'), ['verify', '--kubernetes', path.join(folder, 'a/b.yaml')]).out).toMatch(/^b\.yaml:2/);
    fs.mkdirSync(path.join(folder, 'c'));
    expect(invoke(path.join(folder, 'c'), ['verify', '--kubernetes', '../a/b.yaml']).out).toMatch(new RegExp(`^${folder}/a/b\\.yaml:2`));
  });
});

describe('the report', () => {
  test('goes to a file with --output, and the counts to whoever waits', () => {
    const folder = folderOf({ 'a.yaml': MANIFESTS.replace('replicas: 1', 'replicas: many') });
    expect(invoke(folder, ['verify', '--kubernetes', 'a.yaml', '--format', 'json', '--output', 'out.json'])).toEqual({
      exit: 1,
      out: '',
      error: '1 application, 1 manifest, 0 Compose projects; agreement not compared; 1 problem: 1 manifest/wrong-type, see out.json\n',
    });
    expect(JSON.parse(fs.readFileSync(path.join(folder, 'out.json'), 'utf8'))).toMatchObject({ verdict: 'differs', findings: [{ code: 'manifest/wrong-type', file: 'a.yaml', line: 6, subject: 'Deployment/api' }] });
  });

  test('that cannot be written is no success', () => {
    const { exit, error } = invoke(folderOf({ 'a.yaml': MANIFESTS }), ['verify', '--kubernetes', 'a.yaml', '--output', 'no/such/folder']);
    expect(exit).toBe(2);
    expect(error).toMatch(/^cdk8s-compose: no\/such\/folder cannot be written: ENOENT/);
  });

  test('has colours for a terminal, unless NO_COLOR is set', () => {
    const folder = folderOf({ 'a.yaml': 'b: [\n' });
    const args = ['verify', '--kubernetes', 'a.yaml'];
    expect(invoke(folder, args, { isTerminal: true }).out).toContain('\u001b[');
    expect(invoke(folder, args, { isTerminal: true, environment: { NO_COLOR: '1' } }).out).not.toContain('\u001b[');
    expect(invoke(folder, args).out).not.toContain('\u001b[');
  });
});

test('a usage that makes no sense goes to the standard error', () => {
  expect(invoke('.', ['verfy'])).toEqual({ exit: 2, out: '', error: 'cdk8s-compose: there is no command "verfy": did you mean "verify"? "cdk8s-compose --help" says what there is.\n' });
  expect(invoke('.', ['--help'])).toMatchObject({ exit: 0, error: '', out: expect.stringContaining('cdk8s-compose verify [DIR]') as string });
  expect(invoke('.', ['--version']).out).toMatch(/^\d+\.\d+\.\d+\n$/);
});
