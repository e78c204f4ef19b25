import type { FrontEnd, FrontEndRoute } from './front-end-rules';

/** Where the rows of the table are sent. */
export type Entrance = 'front-end' | 'proxy' | 'half-proxy';

export const HOSTS: Readonly<Record<Entrance, string>> = { 'front-end': 'web.example.com', proxy: 'table.example.com', 'half-proxy': 'half.example.com' };

/** By which each backend calls itself. */
export const BACKEND_VARIABLE = 'BACKEND';

export const MOST_MEBIBYTES = 40;

/** Seconds that routes wait; one that says nothing waits for a minute. */
const PATIENT = 90;
const IMPATIENT = 4;

const PASSED_ON: readonly FrontEndRoute[] = [
  { path: '/api', kind: 'proxy', backend: 'api' },
  { path: '/api/v1', kind: 'proxy', backend: 'other' },
  { path: '/keep/', kind: 'proxy', backend: 'other' },
  { path: '/ws', kind: 'web-socket', backend: 'chat' },
  { path: '/events', kind: 'proxy', backend: 'chat' },
  { path: '/slow', kind: 'proxy', backend: 'chat', timeout: PATIENT },
  { path: '/usual', kind: 'proxy', backend: 'chat' },
  { path: '/impatient', kind: 'proxy', backend: 'chat', timeout: IMPATIENT },
];

/** An Ingress has no files and changes no paths. */
export const ROUTES: Readonly<Record<Entrance, readonly FrontEndRoute[]>> = {
  'front-end': [
    { path: '/', kind: 'app' },
    { path: '/admin', kind: 'app' },
    { path: '/assets/', kind: 'files' },
    ...PASSED_ON,
    { path: '/stripped', kind: 'proxy', backend: 'api', stripPrefix: true },
    { path: '/stripped/v1/', kind: 'proxy', backend: 'other', stripPrefix: true },
  ],
  proxy: [{ path: '/', kind: 'proxy', backend: 'pages' }, ...PASSED_ON],
  'half-proxy': [{ path: '/api', kind: 'proxy', backend: 'api' }],
};

/** The files of the front end; names as bytes, as requests have them. */
export const FILES: readonly string[] = [
  'index.html', 'admin/index.html', 'assets/app.js', 'assets/a b.txt', Buffer.from('assets/ü.txt').toString('latin1'), 'assets/below/deep.css',
];

/** What stands beside the root of the front end, and must never be sent. */
export const SECRET = 'secret that stands beside the root';

export const FRONT_END: FrontEnd = { routes: ROUTES['front-end'], files: FILES, mostBytes: MOST_MEBIBYTES * 1024 ** 2 };

/** What is in a file of the front end. */
export function contentOf(file: string): string {
  return `this is ${file}\n`;
}
