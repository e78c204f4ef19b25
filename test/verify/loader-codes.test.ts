import { judgeProject } from '../../lib/verify/compose/judge';
import { loadProject } from '../../lib/verify/compose/load/load';

const loaded = (text: string): string[] =>
  loadProject({ files: ['/p/compose.yaml'], environment: {}, read: (file) => (file === '/p/compose.yaml' ? text : undefined) }).problems.map(({ code }) => code);

test.each([
  ['project/circle', 'services:\n  a: { image: x, extends: { service: b } }\n  b: { extends: { service: a } }\n'],
  ['project/variable', 'services:\n  a: { image: "x:${TAG:?say which}" }\n'],
])('%s', (code, text) => {
  expect(loaded(text)).toContain(code);
  expect(loaded('services:\n  a: { image: x }\n')).toEqual([]);
});

test('project/ambiguous-form is for our own output alone', () => {
  const document = { services: { a: { image: 'x', command: 'run it' } } };
  expect(judgeProject(document, { strict: true }).map(({ code }) => code)).toEqual(['project/ambiguous-form']);
  expect(judgeProject(document, {})).toEqual([]);
});
