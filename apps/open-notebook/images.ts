import type { ImageFacts } from 'cdk8s-compose';

/**
 * The two images of upstream, by file and line at its tag v1.14.0: the plain one, and the one with the database in it. Each of the
 * programs in them has facts of its own.
 */
const IMAGE: ImageFacts = {
  from: 'https://github.com/lfnovo/open-notebook/tree/30c7e2a63e43b7f270fc2c638f0b6246934a53f4',
  read: '2026-11-26',
  base: { reference: 'python:3.12-slim-trixie', source: 'Dockerfile:69' },
  entrypoint: { words: ['/app/scripts/docker-entrypoint.sh'], source: 'Dockerfile:140' },
  command: { words: ['/usr/bin/supervisord', '-c', '/etc/supervisor/conf.d/supervisord.conf'], source: 'Dockerfile:141' },
  workingDirectory: { path: '/app', source: 'Dockerfile:84' },
  users: [
    { uid: 0, own: true, source: 'Dockerfile:69-158 names no user' },
    { uid: 'any', source: 'Dockerfile:87-99: everybody may read what is copied; scripts/docker-entrypoint.sh:49-51 bears that it cannot write' },
  ],
  contents: [
    { path: '/app/.venv', source: 'Dockerfile:87' },
    { path: '/app/tiktoken-cache', source: 'Dockerfile:93' },
    { path: '/app/frontend/server.js', source: 'Dockerfile:96' },
    { path: '/app/scripts/docker-entrypoint.sh', source: 'Dockerfile:120' },
  ],
  healthcheck: { command: [], source: 'Dockerfile has none' },
  tools: [
    { names: ['python', 'python3', 'sh', 'bash'], source: 'Dockerfile:69; the image of Python on Debian' },
    { names: ['curl', 'supervisord', 'supervisorctl', 'ffmpeg'], source: 'Dockerfile:73-76' },
    { names: ['node'], source: 'Dockerfile:77-78' },
  ],
};

const DATA = {
  path: '/app/data', persistent: true,
  source: 'open_notebook/config.py:4-19, relative to /app: chats (sqlite-db/checkpoints.sqlite), uploads, podcasts',
} as const;

const NEXT_CACHE = { path: '/app/frontend/.next/cache', source: 'frontend/next.config.ts:5; Next.js keeps images there that it has scaled' } as const;

/** Of the programs in Python. */
const VARIABLES = [
  { name: 'OPEN_NOTEBOOK_ENCRYPTION_KEY', alternatives: ['OPEN_NOTEBOOK_ENCRYPTION_KEY_FILE'], source: 'open_notebook/utils/encryption.py:79-87: no key of a provider can be saved without' },
  { name: 'SURREAL_URL', pattern: '^wss?://[^/:]+:\\d+/rpc$', source: 'open_notebook/database/repository.py:42-49: otherwise localhost, with the port in the path' },
] as const;

const API_ROUTES = [
  { path: '/health', port: 5055, source: 'api/main.py:414' },
  { path: '/', port: 5055, source: 'api/main.py:409' },
  { path: '/api/config', port: 5055, source: 'api/routers/config.py:122, api/main.py:246' },
  { path: '/api/auth/status', port: 5055, source: 'api/routers/auth.py:13, api/main.py:245' },
  { path: '/api/*', port: 5055, status: 401, source: 'api/main.py:237-248,383-406, with a password' },
] as const;

const FRONTEND_ROUTES = [
  { path: '/', port: 8502, source: 'frontend/src/app/(dashboard)/page.tsx' },
  { path: '/config', port: 8502, source: 'frontend/src/app/config/route.ts' },
] as const;

export const API: ImageFacts = {
  ...IMAGE,
  program: { words: ['/app/.venv/bin/uvicorn', 'api.main:app'], source: 'supervisord.conf:12, without uv, which wants a cache' },
  writes: [DATA],
  ports: [{ port: 5055, setBy: '--port', source: 'supervisord.conf:12' }],
  routes: API_ROUTES,
  variables: VARIABLES,
};

export const WORKER: ImageFacts = {
  ...IMAGE,
  program: { words: ['/app/.venv/bin/surreal-commands-worker'], source: 'supervisord.conf:25, without uv, which wants a cache' },
  writes: [DATA],
  ports: [],
  variables: VARIABLES,
};

export const FRONTEND: ImageFacts = {
  ...IMAGE,
  program: { words: ['node', 'server.js'], source: 'supervisord.conf:39-40' },
  writes: [NEXT_CACHE],
  ports: [{ port: 8502, setBy: 'PORT', source: 'supervisord.conf:41' }],
  routes: FRONTEND_ROUTES,
  variables: [{ name: 'HOSTNAME', pattern: '^(?:0\\.0\\.0\\.0|::)$', source: 'supervisord.conf:36-39: Next.js listens on that name alone, and engines set it to the container\'s' }],
};

/** SurrealDB, in the image that has it. */
export const DATABASE: ImageFacts = {
  ...IMAGE,
  program: { words: ['surreal', 'start'], source: 'supervisord.surrealdb.conf:5' },
  writes: [{ path: '/mydata', persistent: true, source: 'Dockerfile:151, supervisord.surrealdb.conf:5' }],
  ports: [{ port: 8000, address: 'loopback', source: 'supervisord.surrealdb.conf:5; where the command of the stack binds it' }],
  routes: [{ path: '/health', source: 'https://github.com/surrealdb/surrealdb/blob/v2.5.0/src/net/health.rs#L14' }],
  variables: [],
};

/** The image with the database in it, `-single`. */
export const SINGLE_CONTAINER: ImageFacts = {
  ...IMAGE,
  program: { words: ['supervisord'], source: 'Dockerfile:141' },
  writes: [DATA, NEXT_CACHE, { path: '/mydata', persistent: true, source: 'Dockerfile:151, supervisord.surrealdb.conf:5' }],
  ports: [{ port: 8502, source: 'supervisord.conf:41' }, { port: 5055, source: 'supervisord.conf:12' }],
  routes: [...FRONTEND_ROUTES, ...API_ROUTES],
  variables: VARIABLES,
  tools: [...IMAGE.tools!, { names: ['surreal'], source: 'Dockerfile:148' }],
};
