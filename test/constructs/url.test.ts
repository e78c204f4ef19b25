import { Parameter, Secret, text, type EnvValue, type Stack, type UrlOptions } from 'cdk8s-compose';
import { App, Stack as NewStack } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import { describeRule, workload } from '../checks/rule-cases';
import { environmentOf } from './described';
import { mainOf } from '../../lib/model/workload';

/** The URL that a peer gets, with a host that a parser takes. */
function urlOf(options: UrlOptions | ((stack: Stack) => UrlOptions)): string {
  const stack = new NewStack(new App(), 'shop');
  const api = workload(stack, 'api').addEndpoint('http', { port: 8000 });
  workload(stack, 'peer', { env: { VALUE: api.url(typeof options === 'function' ? options(stack) : options) } });
  const { workloads } = synthesize(stack).model;
  return environmentOf(mainOf(workloads.find(({ name }) => name === 'peer')!)).VALUE.replace(/<host .*?>/, 'api').replace(/<port .*?>/, '8000');
}

test.each<[string, EnvValue, string]>([
  ['a@b:c/d', 'x:y@z/#?', '/shop'],
  ['ops@example.com', '100% sûr', '/a b'],
  ["o'brien", '%41', '/x?q="1"#f'],
  ['日本', ' ', '/日本/<x>'],
])('the user %p and the password %p arrive, with the path %p', (user, password, path) => {
  const parsed = new URL(urlOf({ user, password, path }));
  expect([parsed.protocol, parsed.host]).toEqual(['http:', 'api:8000']);
  expect([decodeURIComponent(parsed.username), decodeURIComponent(parsed.password)]).toEqual([user, password]);
  expect(decodeURI(parsed.pathname + parsed.search + parsed.hash)).toBe(path);
});

test.each([
  ['what is encoded already stays in a path', { path: '/a%20b?x=%2F' }, 'http://api:8000/a%20b?x=%2F'],
  ['a scheme may have parts', { scheme: 'jdbc:mysql', path: '/shop' }, 'jdbc:mysql://api:8000/shop'],
  ['a query needs no path', { path: '?a=b' }, 'http://api:8000?a=b'],
  ['a password needs no user', { scheme: 'redis', password: 'a/b' }, 'redis://:a%2Fb@api:8000'],
])('%s', (_, options, url) => {
  expect(urlOf(options)).toBe(url);
});

test('what the operator decides stands as it is, and text around it is encoded', () => {
  const url = urlOf((stack) => ({ user: text`${new Parameter(stack, 'TENANT', { default: 't', description: '' })}@ops`, password: new Secret(stack, 'KEY', { description: '' }) }));
  expect(url).toBe('http://<parameter TENANT>%40ops:<secret KEY>@api:8000');
});

const endpoint = (stack: Stack) => workload(stack, 'api').addEndpoint('http', { port: 8000 });

describeRule('model/url', 'a part of a URL that would make another of it', {
  broken: [
    { when: 'a path without a slash', build: (stack) => endpoint(stack).url({ path: 'x' }), at: 'shop/api', says: ['The path of the URL is "x"'] },
    { when: 'a scheme with its slashes', build: (stack) => endpoint(stack).url({ scheme: 'http://' }), at: 'shop/api', says: ['The scheme of the URL is "http://"'] },
    { when: 'no scheme', build: (stack) => endpoint(stack).url({ scheme: '' }), at: 'shop/api', says: ['The scheme'] },
  ],
  right: [{ when: 'a path and a scheme', build: (stack) => endpoint(stack).url({ scheme: 'ws', path: '/rpc' }) }],
});
