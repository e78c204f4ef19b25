import { outputs } from '../verify/edited-outputs';
import { folderOf, invoke } from './invoke';

const MANIFESTS = 'dist/kubernetes/ai-society.k8s.yaml';
const PROJECT = 'dist/compose/ai-society/compose.yaml';

const written = (): Record<string, string | Uint8Array> => Object.fromEntries([...outputs()].map(([name, content]) => [`dist/${name}`, content]));

test.each([
  ['the Compose project', [PROJECT], [PROJECT]],
  ['the manifests', [MANIFESTS], [MANIFESTS]],
  ['both outputs', [PROJECT, MANIFESTS], [PROJECT, MANIFESTS]],
])('half of a stack agrees with nothing: without %s', (_, gone, said) => {
  const files = written();
  for (const file of gone) delete files[file];
  const { exit, out } = invoke(folderOf(files), ['verify']);
  expect(exit).toBe(2);
  for (const file of said) expect(out).toContain(`${file}  input/nothing  The report of ai-society says that it was written, and there is nothing in it`);
});

test('an empty file of manifests is none', () => {
  const { exit, out } = invoke(folderOf({ ...written(), [MANIFESTS]: '# nothing\n' }), ['verify']);
  expect(exit).toBe(2);
  expect(out).toContain(`${MANIFESTS}  input/nothing`);
});

test.each<[string, string | Uint8Array]>([['input/syntax', 'services:\n\tapi: {}\n'], ['input/encoding', Uint8Array.from([0xff, 0xfe, 0x61, 0])]])('of a project that cannot be read (%s) nothing is said of its variables', (code, content) => {
  const { exit, out } = invoke(folderOf({ ...written(), [PROJECT]: content }), ['verify']);
  expect(exit).toBe(2);
  expect(out).toContain(code);
  expect(out).not.toContain('project/example');
});
