import { ingressRules } from '../../scripts/route-table/ingress-rules';

/** A manifest with one Ingress, and Services with the names of its backends. */
function manifest(rules: string, backends: readonly string[], annotations = ''): string {
  const services = backends.map((name) => `
---
kind: Service
metadata: { name: ${name} }
spec: { selector: { app: ${name}-pods }, ports: [{ name: http, port: 80, targetPort: 3000 }] }
---
kind: Deployment
metadata: { name: ${name} }
spec: { template: { metadata: { labels: { app: ${name}-pods, tier: x } }, spec: { containers: [{ env: [{ name: ME, value: ${name} }] }] } } }`);
  return `kind: Ingress\nmetadata: { name: main, annotations: { ${annotations} } }\nspec:\n  rules:\n${rules}${services.join('')}\n`;
}

function to(path: string, backend: string, pathType = 'Prefix'): string {
  return `{ path: "${path}", pathType: ${pathType}, backend: { service: { name: ${backend}, port: { name: http } } } }`;
}

function rule(host: string | undefined, ...paths: string[]): string {
  return `  - { ${host === undefined ? '' : `host: "${host}", `}http: { paths: [${paths.join(', ')}] } }\n`;
}

function reached(yaml: string, path: string, host: string | undefined = 'a.example.com', length = 0): string | number {
  const outcome = ingressRules(yaml, 'ME')({ target: `${path}?q`, host, length }, path);
  if (outcome.answer === 'backend') return outcome.target === `${path}?q` ? outcome.backend : outcome.target;
  return outcome.answer === 'refused' ? outcome.statuses[0] : outcome.answer;
}

test.each([
  // The examples of the specification.
  [[['/', 'one', 'Prefix']], '/any/path', 'one'],
  [[['/foo', 'one', 'Exact']], '/foo', 'one'],
  [[['/foo', 'one', 'Exact']], '/bar', 404],
  [[['/foo', 'one', 'Exact']], '/foo/', 404],
  [[['/foo/', 'one', 'Exact']], '/foo', 404],
  [[['/foo', 'one', 'Prefix']], '/foo', 'one'],
  [[['/foo', 'one', 'Prefix']], '/foo/', 'one'],
  [[['/foo/', 'one', 'Prefix']], '/foo', 'one'],
  [[['/foo/', 'one', 'Prefix']], '/foo/', 'one'],
  [[['/aaa/bb', 'one', 'Prefix']], '/aaa/bbb', 404],
  [[['/aaa/bbb', 'one', 'Prefix']], '/aaa/bbb', 'one'],
  [[['/aaa/bbb/', 'one', 'Prefix']], '/aaa/bbb', 'one'],
  [[['/aaa/bbb', 'one', 'Prefix']], '/aaa/bbb/', 'one'],
  [[['/aaa/bbb', 'one', 'Prefix']], '/aaa/bbb/ccc', 'one'],
  [[['/aaa/bbb', 'one', 'Prefix']], '/aaa/bbbxyz', 404],
  [[['/', 'one', 'Prefix'], ['/aaa', 'two', 'Prefix']], '/aaa/ccc', 'two'],
  [[['/', 'one', 'Prefix'], ['/aaa', 'two', 'Prefix'], ['/aaa/bbb', 'three', 'Prefix']], '/aaa/bbb', 'three'],
  [[['/', 'one', 'Prefix'], ['/aaa', 'two', 'Prefix'], ['/aaa/bbb', 'three', 'Prefix']], '/ccc', 'one'],
  [[['/aaa', 'one', 'Prefix']], '/ccc', 404],
  [[['/foo', 'one', 'Prefix'], ['/foo', 'two', 'Exact']], '/foo', 'two'],
  // What follows from its words.
  [[['/', 'one', 'Prefix'], ['/api', 'two', 'Prefix']], '/API', 'one'],
  [[['/', 'one', 'Prefix'], ['/api', 'two', 'Prefix']], '/api%2Fx', 'one'],
  [[['/', 'one', 'Prefix'], ['/api', 'two', 'Prefix']], '//api', 'one'],
  [[['/', 'one', 'Prefix'], ['/api', 'two', 'Prefix']], '/api//x', 'two'],
] as const)('%j: %s reaches %s', (paths, path, backend) => {
  const yaml = manifest(rule('a.example.com', ...paths.map(([prefix, name, type]) => to(prefix, name, type))), ['one', 'two', 'three']);
  expect(reached(yaml, path)).toBe(backend);
});

test.each([
  ['a.example.com', 'one'], ['A.Example.COM', 'one'], ['b.example.com', 'two'], ['c.b.example.com', 'three'], ['example.com', 'three'], ['.example.com', 'three'], [undefined, 'three'],
])('the host %s reaches %s: a name before a wildcard, which is one label, before all hosts', (host, backend) => {
  const yaml = manifest(rule(undefined, to('/', 'three')) + rule('*.example.com', to('/', 'two')) + rule('a.example.com', to('/', 'one')), ['one', 'two', 'three']);
  const outcome = ingressRules(yaml, 'ME')({ target: '/', host, length: 0 }, '/');
  expect(outcome).toEqual({ answer: 'backend', backend, target: '/' });
});

test('a host that no rule is about reaches nobody', () => {
  expect(reached(manifest(rule('a.example.com', to('/', 'one')), ['one']), '/', 'evil.example.org')).toBe(404);
});

test('the annotation says how large a body may be, and its default is 1 MiB', () => {
  const [plain, large] = ['', 'nginx.ingress.kubernetes.io/proxy-body-size: 2m'].map((annotations) => manifest(rule(undefined, to('/', 'one')), ['one'], annotations));
  expect([2 ** 20, 2 ** 20 + 1].map((length) => reached(plain, '/', undefined, length))).toEqual(['one', 413]);
  expect([2 ** 21, 2 ** 21 + 1].map((length) => reached(large, '/', undefined, length))).toEqual(['one', 413]);
});

test.each([
  ['a Service that is not there', manifest(rule(undefined, to('/', 'two')), ['one']), 'there is no Service two with the port http'],
  ['a Service without pods', manifest(rule(undefined, to('/', 'one')), ['one']).replace('app: one-pods, tier', 'app: others, tier'), 'the Service one leads to 0 containers with ME'],
  ['a path of no type', manifest(rule(undefined, to('/', 'one', 'ImplementationSpecific')), ['one']), 'Ingress main: / is ImplementationSpecific, which each controller reads in its own way'],
])('%s is an error', (_, yaml, message) => {
  expect(() => ingressRules(yaml, 'ME')).toThrow(message);
});
