import { permitted, type Expected } from '../../scripts/route-table/expected';
import { frontEndRules } from '../../scripts/route-table/front-end-rules';
import { readingsOf } from '../../scripts/route-table/paths';

const RULES = frontEndRules({
  routes: [
    { path: '/', kind: 'app' },
    { path: '/assets/', kind: 'files' },
    { path: '/api', kind: 'proxy', backend: 'api' },
    { path: '/cut', kind: 'proxy', backend: 'cut', stripPrefix: true },
  ],
  files: ['index.html', 'assets/a b.txt'],
  mostBytes: 10,
});

function outcome(target: string, length = 0): Expected {
  return RULES({ target, host: undefined, length }, target.split('?')[0]);
}

test.each([
  ['/api', 'api', '/api'],
  ['/api/a%2Fb//c?d=/', 'api', '/api/a%2Fb//c?d=/'],
  ['/cut', 'cut', '/'],
  ['/cut?a=1', 'cut', '/?a=1'],
  ['/cut//a%2Fb', 'cut', '//a%2Fb'],
  ['/cut/cut/x', 'cut', '/cut/x'],
])('%s reaches %s as %s', (target, backend, sent) => {
  expect(outcome(target)).toEqual({ answer: 'backend', backend, target: sent });
});

test.each([
  ['/', 'index.html', false],
  ['/api-keys', 'index.html', false],
  ['/cutx', 'index.html', false],
  ['/assets/a%20b.txt?v=1', 'assets/a b.txt', true],
])('%s is the file %s', (target, file, isKept) => {
  expect(outcome(target)).toEqual({ answer: 'file', file, isKept });
});

test('what is not there, is too large, or is its own', () => {
  expect(outcome('/assets/x')).toEqual({ answer: 'refused', statuses: [404] });
  expect(outcome('/api', 11)).toEqual({ answer: 'refused', statuses: [413] });
  expect(outcome('/healthz')).toEqual({ answer: 'own', body: 'ok\n' });
});

test('a path is read in every way in which servers do', () => {
  expect(readingsOf('/a/b')).toEqual(['/a/b']);
  expect(new Set(readingsOf('/a/..%2F/b'))).toEqual(new Set(['/a/..%2F/b', '/a/..//b', '/a/../b', '//b', '/b']));
  expect(readingsOf('/../x/.')).toContain('/x/');
});

test('what is open may be read in each of these ways or refused, and reaches nobody else', () => {
  const backends = (target: string): unknown[] => permitted(RULES, { target, host: undefined, length: 0 }, '', { about: 'path', why: 'dots' })
    .map((each) => (each.answer === 'backend' ? each.backend : each.answer));
  expect(new Set(backends('/api/../cut/x'))).toEqual(new Set(['api', 'cut', 'refused']));
  expect(new Set(backends('/api/./x'))).toEqual(new Set(['api', 'refused']));
  expect(permitted(RULES, { target: '/api/./x', host: undefined, length: 0 }, '')).toEqual([{ answer: 'backend', backend: 'api', target: '/api/./x' }]);
});
