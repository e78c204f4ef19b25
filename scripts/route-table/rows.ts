import { MOST_MEBIBYTES, type Entrance } from './entrances';
import type { Open } from './expected';

/** One request of the table, as bytes: each character is one. */
export interface Row {
  /** With `{host}` for the host of the entrance. */
  readonly line: string;
  /** Why it is in the table. */
  readonly why: string;
  readonly at: readonly Entrance[];
  /**
   * The header `Host`, with `{host}`; `null` for none.
   * @default '{host}'
   */
  readonly host?: string | null;
  readonly headers?: readonly string[];
  /** Length of the body in bytes. */
  readonly body?: number;
  readonly isChunked?: boolean;
  /** Missing where the rules mean one thing. */
  readonly open?: Open;
  /**
   * What the answer is to be besides: of a WebSocket, of events one by one, or no more than an answer.
   * @default 'echo'
   */
  readonly asks?: 'echo' | 'web-socket' | 'events';
  /**
   * What a backend's answer may end as.
   * @default [200]
   */
  readonly statuses?: readonly number[];
  /** Takes so many seconds that others go on meanwhile. */
  readonly seconds?: number;
  /** What the header `Location` of the backend is. */
  readonly location?: string;
  /** What the backend finds in headers, by their names; with `{host}`. */
  readonly finds?: Readonly<Record<string, string>>;
}

const BOTH: readonly Entrance[] = ['front-end', 'proxy'];
const FRONT_END: readonly Entrance[] = ['front-end'];
const PROXY: readonly Entrance[] = ['proxy'];
const HALF: readonly Entrance[] = ['half-proxy'];

const MEBIBYTE = 1024 ** 2;
const UMLAUT = Buffer.from('ü').toString('latin1');

function get(target: string, why: string, more: Partial<Row> = {}): Row {
  return { line: `GET ${target} HTTP/1.1`, why, at: BOTH, ...more };
}

/** The specification speaks of elements, and not of what is done to a path before it is cut into them. */
function open(why: string): Pick<Row, 'open'> {
  return { open: { about: 'path', why } };
}

const ELEMENTS: readonly Row[] = [
  get('/', 'the shortest prefix is below every path'),
  get('/other', 'a path that no longer prefix is above'),
  get('/api', 'the path of a route itself'),
  get('/api/', 'a slash at the end is no element'),
  get('/api/x', 'an element more'),
  get('/api-keys', 'another element that begins in the same way'),
  get('/apidocs', 'another element that begins in the same way'),
  get('/api.json', 'a dot ends no element'),
  get('/API', 'paths are case-sensitive'),
  get('/Api/x', 'paths are case-sensitive'),
  get('/x/api', 'a prefix is at the beginning'),
  get('/api/v1', 'the longest path wins'),
  get('/api/v1/', 'the longest path wins, with a slash at the end'),
  get('/api/v1/x', 'the longest path wins'),
  get('/api/v10', 'an element that begins as the longer route ends goes to the shorter one'),
  get('/api/v1.1/x', 'an element that begins as the longer route ends goes to the shorter one'),
  get('/api/V1', 'elements of the longer route are case-sensitive'),
  get('/keep', 'a route with a slash at its end has the path without it, and nobody redirects'),
  get('/keep/', 'the path of a route with a slash at its end'),
  get('/keep/x', 'below a route with a slash at its end'),
  get('/keeper', 'another element than that of a route with a slash at its end'),
  get('/keep?x=1', 'a query after the path without its slash is kept'),
  get('/api;v=1', 'a parameter belongs to the element'),
  get('/healthz', 'the proxy has a route for it, the front end answers by itself'),
  get('/healthz/', 'what is below the path of the health check is nobody\'s'),
  get('/', 'no rule is about it', { at: HALF }),
  get('/index.html', 'no rule is about it, and the image of the proxy has a file of that name', { at: HALF }),
  get('/apidocs', 'no rule is about it', { at: HALF }),
  get('/api', 'the only rule', { at: HALF }),
  get('/api/x', 'the only rule', { at: HALF }),
];

const AS_SENT: readonly Row[] = [
  get('/api/a%20b', 'an encoded space stays encoded'),
  get('/api/%2Fx', 'an encoded slash stays encoded'),
  get('/api/a%2Fb/c%2fd', 'encoded slashes stay encoded, in either case'),
  get('/api/%252F', 'what is encoded twice is decoded by nobody'),
  get('/api//x', 'a doubled slash stays one'),
  get('/api/x//', 'doubled slashes at the end stay'),
  get('/api/;p=1', 'a parameter in an element of its own'),
  get('/api/x;p=1/y', 'a parameter in the midst'),
  get('/api/%C3%BC', 'an encoded letter beyond ASCII'),
  get('/api/~user/!$&\'()*+,=:@-._', 'everything that an element may have without encoding'),
  get('/api/%7Euser', 'an encoded letter that needs no encoding stays encoded'),
  get('/api/%25', 'an encoded percent sign'),
  get('/api/%3Fx', 'an encoded question mark begins no query'),
  get('/api/%23x', 'an encoded number sign'),
  get('/api/+x', 'a plus sign is no space'),
  get('/api/...', 'three dots are an element like others'),
  get('/api/.hidden', 'a dot at the beginning of an element'),
  get('/api/x..', 'dots at the end of an element'),
  get('/api?x=1', 'a query on the path itself'),
  get('/api?', 'an empty query'),
  get('/api/x?y=/../z&e=%2F&s=a+b&u=http://x/y', 'a query is no path'),
  get('/api/x?a?b=c;d&&e', 'a query with odd characters'),
  get('/api/x?q=%zz&"<>|{}^`', 'a query with what no URL should have'),
  get(`/api/${'x'.repeat(6000)}`, 'a long path'),
  get(`/api/x?${'y'.repeat(6000)}`, 'a long query'),
  get(`/api/${'x'.repeat(40_000)}`, 'a path that is too long', open('how long a request line may be')),
  get(`/api/${UMLAUT}`, 'a letter beyond ASCII as it is', open('RFC 3986 has no such letters')),
  get('/api/%zz', 'an encoding that is none', open('RFC 3986 has no such path')),
  get('/api/%', 'an encoding that is cut off', open('RFC 3986 has no such path')),
  get('/api/%00', 'an encoded NUL', open('servers may refuse it')),
  get('/api/x#y', 'a fragment, which no request has', open('RFC 9112 has no such target')),
  get('/api/a\\b', 'a backslash', open('RFC 3986 has no such path')),
  get('/api%2Fx', 'an encoded slash in place of one', open('whether an encoded slash ends an element')),
  get('/api%2fv1/x', 'an encoded slash between two elements of a route', open('whether an encoded slash ends an element')),
  get('/%61pi/x', 'an encoded letter of a route', open('whether paths are decoded before they are compared')),
  get('/api/%76%31', 'encoded letters of the longer route', open('whether paths are decoded before they are compared')),
  get('//api/x', 'a doubled slash at the beginning', open('whether slashes are joined before paths are compared')),
  get('/api//v1', 'a doubled slash between two elements of a route', open('whether slashes are joined before paths are compared')),
  get('/api/../x', 'leads out of the route', open('whether dots are resolved before paths are compared')),
  get('/api/./x', 'stays in the route', open('whether dots are resolved before paths are compared')),
  get('/api/v1/../x', 'leads to the shorter route', open('whether dots are resolved before paths are compared')),
  get('/api/x/..', 'leads back to the route itself', open('whether dots are resolved before paths are compared')),
  get('/x/../api/v1', 'leads into a route', open('whether dots are resolved before paths are compared')),
  get('/api/%2e%2e/x', 'leads out of the route, encoded', open('whether dots are resolved before paths are compared')),
  get('/api/..%2Fv1', 'leads out of the route, with an encoded slash', open('whether dots are resolved before paths are compared')),
  get('/../../etc/passwd', 'leads above the root', open('whether dots are resolved before paths are compared')),
];

const STRIPPED: readonly Row[] = [
  get('/stripped', 'nothing is left but the root'),
  get('/stripped/', 'nothing is left but the root'),
  get('/stripped?x=1', 'a query is kept on the root'),
  get('/stripped/x/y?z=1', 'what is left'),
  get('/strippedx', 'no prefix is cut inside an element'),
  get('/stripped/a%2Fb%20c', 'encodings are kept in what is left'),
  get('/stripped/%2Fx', 'an encoded slash is kept in what is left'),
  get('/stripped//x', 'a doubled slash is kept in what is left'),
  get('/stripped/stripped/x', 'the prefix is taken away once'),
  get('/stripped/x%3Fy', 'an encoded question mark begins no query in what is left'),
  get('/stripped/%25', 'an encoded percent sign in what is left'),
  get('/stripped/v1', 'the longest prefix is taken away'),
  get('/stripped/v1/x', 'the longest prefix is taken away'),
  get('/stripped/v1x', 'the shorter prefix is taken away from another element'),
  get('/stripped/v1?x=1', 'a query after a prefix without its slash'),
  get('/%73tripped/x', 'an encoded letter of the prefix', open('whether paths are decoded before they are compared')),
  get('//stripped/x', 'a doubled slash before the prefix', open('whether slashes are joined before paths are compared')),
  get('/stripped/../api/v1', 'leads out of the route', open('whether dots are resolved before paths are compared')),
].map((row) => ({ ...row, at: FRONT_END }));

const FILES: readonly Row[] = [
  get('/index.html', 'a file'),
  get('/assets/app.js', 'a file that browsers may keep'),
  get('/assets/app.js?v=2', 'a query changes no file'),
  get('/assets/a%20b.txt', 'a file with a space in its name'),
  get('/assets/%C3%BC.txt', 'a file with a letter beyond ASCII in its name'),
  get('/assets/below/deep.css', 'a file further below'),
  get('/assets/missing.js', 'no application in place of a file that is not there'),
  get('/assets', 'a directory without its slash: no redirect to the port of the container'),
  get('/assets/', 'a directory is not listed'),
  get('/assets/below', 'a directory without its slash: no redirect to the port of the container'),
  get('/assets/below/', 'a directory is not listed'),
  get('/assetsx', 'another element than that of the files'),
  get('/some/page', 'a page of the application'),
  get('/some.page?x=1', 'a page of the application'),
  get('/admin', 'the application at a path of its own'),
  get('/admin/', 'the application at a path of its own'),
  get('/admin/some/page', 'a page of the application at a path of its own'),
  get('/administration', 'another element than that of the application'),
  get('/assets/../index.html', 'leads out of the route', open('whether dots are resolved')),
  get('/assets/../../beside/secret.txt', 'leads to a file beside the root', open('whether dots are resolved')),
  get('/assets/%2e%2e/%2e%2e/beside/secret.txt', 'leads to a file beside the root, encoded', open('whether dots are resolved')),
  get('/assets/..%2f..%2fbeside%2fsecret.txt', 'leads to a file beside the root, with encoded slashes', open('whether dots are resolved')),
  get('/assets../beside/secret.txt', 'a slash is missing before the dots', open('whether dots are resolved')),
  get('/assets..%2fbeside/secret.txt', 'a slash is encoded after the dots', open('whether dots are resolved')),
  get('/..%5c..%5cbeside/secret.txt', 'backslashes lead to a file beside the root', open('whether dots are resolved')),
].map((row) => ({ ...row, at: FRONT_END }));

const HEADERS: readonly Row[] = [
  get('/api/x', 'the host with a port goes on with it, as pages of that origin need', { host: '{host}:8443' }),
  get('/api/x', 'hosts are compared without case, and sent on as they came', { host: 'TABLE.Example.COM', at: PROXY }),
  get('/api/x', 'another host', { host: 'evil.example.org', open: { about: 'host', why: 'Compose has no notion of host names (compose/public-host)' } }),
  get('/api/x', 'an address in place of a host', { host: '127.0.0.1:18090', open: { about: 'host', why: 'Compose has no notion of host names (compose/public-host)' } }),
  get('/api/x', 'no host, which HTTP/1.1 does not allow', { host: null, open: { about: 'host', why: 'whoever answers with more than 400 is generous' } }),
  get('/api/x', 'two hosts', { headers: ['Host: evil.example.org'], open: { about: 'host', why: 'whoever answers with more than 400 is generous' } }),
  { line: 'GET /api/x HTTP/1.0', why: 'HTTP/1.0 with a host', at: BOTH },
  { line: 'GET /api/x HTTP/1.0', why: 'HTTP/1.0 without one', at: BOTH, host: null, open: { about: 'host', why: 'there is no host to compare' } },
  { line: 'GET http://{host}/api/x?y=1 HTTP/1.1', why: 'a target with a host goes on as a path (RFC 9112, 3.2.2)', at: BOTH },
  { line: 'GET http://{host}/api-keys HTTP/1.1', why: 'the path of a target with a host is compared by elements', at: BOTH },
  { line: 'GET http://{host}/api/a%2Fb//c HTTP/1.1', why: 'the path of a target with a host stays as it was sent', at: BOTH },
  get('/api/x', 'a proxy in front that ended TLS is believed', { headers: ['X-Forwarded-Proto: https'], finds: { 'x-forwarded-proto': 'https' } }),
  get('/api/x', 'without a proxy in front it is the connection that counts', { finds: { 'x-forwarded-proto': 'http', 'x-forwarded-host': '{host}' } }),
  get('/api/x', 'headers of the application arrive', { headers: ['X-Request-Id: 7', 'Authorization: Bearer abc', 'Cookie: a=1; b=2'], finds: { 'x-request-id': '7', authorization: 'Bearer abc', cookie: 'a=1; b=2' } }),
  get('/api/x?do=redirect&to=/api/next', 'a redirect of the backend, as it is', { statuses: [302], location: '/api/next' }),
  get('/api/x?do=redirect&to=http://other.example.org:81/y', 'a redirect of the backend to elsewhere, as it is', { statuses: [302], location: 'http://other.example.org:81/y' }),
];

const BODIES: readonly Row[] = [
  { line: 'HEAD /api/x HTTP/1.1', why: 'another method', at: BOTH },
  { line: 'OPTIONS /api/x HTTP/1.1', why: 'another method', at: BOTH },
  { line: 'DELETE /api/x HTTP/1.1', why: 'another method', at: BOTH },
  { line: 'POST /api/x HTTP/1.1', why: 'a body', at: BOTH, body: 1000 },
  { line: 'PUT /api/x HTTP/1.1', why: 'a body in chunks', at: BOTH, body: 100_000, isChunked: true },
  { line: 'PATCH /api HTTP/1.1', why: 'a body to the path of a route itself, where a redirect would lose it', at: BOTH, body: 10 },
  { line: 'POST /keep HTTP/1.1', why: 'a body to a path without its slash, where a redirect would lose it', at: BOTH, body: 10 },
  { line: 'POST /api/upload HTTP/1.1', why: 'an upload of 30 MB', at: BOTH, body: 30 * MEBIBYTE },
  { line: 'POST /api/upload HTTP/1.1', why: 'a body of the largest size', at: PROXY, body: MOST_MEBIBYTES * MEBIBYTE },
  { line: 'POST /api/upload HTTP/1.1', why: 'a body that is larger than allowed', at: BOTH, body: MOST_MEBIBYTES * MEBIBYTE + 1 },
];

const STREAMS: readonly Row[] = [
  get('/ws', 'a WebSocket', { asks: 'web-socket' }),
  get('/ws/room?x=1', 'a WebSocket of a page of the same host', { asks: 'web-socket', headers: ['Origin: http://{host}'] }),
  get('/ws/room', 'a WebSocket of a page whose origin has a port', { asks: 'web-socket', host: '{host}:8443', headers: ['Origin: http://{host}:8443'] }),
  get('/ws', 'no WebSocket where none is asked for'),
  get('/wsx', 'another element than that of the WebSocket'),
  get('/events/x?do=events&gap=400', 'events arrive one by one', { asks: 'events' }),
];

/** Every second of these is a second of waiting. */
const SLOW: readonly Row[] = [
  get('/slow/x?do=wait&seconds=70', 'an answer after 70 s on a route that waits for 90', { seconds: 70 }),
  get('/ws/x?do=wait&seconds=70', 'an answer after 70 s on a route that waits for an hour', { seconds: 70 }),
  get('/usual/x?do=wait&seconds=70', 'an answer after 70 s on a route that waits for 60', { at: FRONT_END, seconds: 60, statuses: [504] }),
  get('/impatient/x?do=wait&seconds=8', 'an answer after 8 s on a route that waits for 4', { at: FRONT_END, seconds: 4, statuses: [504] }),
  get('/impatient/x?do=wait&seconds=8', 'an answer after 8 s on a route that waits for 4, behind a proxy that others wait at for longer', {
    at: PROXY, seconds: 4, statuses: [200, 504], open: { about: 'path', why: 'an Ingress has one time for all of its paths, nginx one for each' },
  }),
];

export const ROWS: readonly Row[] = [...ELEMENTS, ...AS_SENT, ...STRIPPED, ...FILES, ...HEADERS, ...BODIES, ...STREAMS, ...SLOW];
