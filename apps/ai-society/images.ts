import type { ImageFacts } from 'cdk8s-compose';

/** Files of upstream by path and line at its commit; the two Dockerfiles are those beside this file. */
const FROM_UPSTREAM = {
  from: 'https://github.com/Louis830903/AI-society/tree/b30c34ad138c6f5a69ae03353458192fe2c73823',
  read: '2026-11-26',
} as const;

const PYTHON = { source: 'backend.Dockerfile:4; the image of Python on Debian' } as const;

const BACKEND: ImageFacts = {
  ...FROM_UPSTREAM,
  base: { reference: 'python:3.11-slim-bookworm', source: 'backend.Dockerfile:4' },
  entrypoint: { words: [], ...PYTHON },
  command: { words: ['uvicorn', 'app.main:app', '--host', '0.0.0.0', '--port', '8000'], source: 'backend.Dockerfile:17, as backend/Dockerfile:49' },
  workingDirectory: { path: '/app', source: 'backend.Dockerfile:6, as backend/Dockerfile:9' },
  users: [
    { uid: 10001, gid: 10001, own: true, source: 'backend.Dockerfile:16' },
    { uid: 'any', source: 'backend.Dockerfile:12-14: everybody may read what is copied; what is written is below' },
  ],
  contents: [{ path: '/app/app', source: 'backend.Dockerfile:14' }, { path: '/app/alembic', source: 'backend.Dockerfile:13' }],
  healthcheck: { command: [], source: 'backend.Dockerfile has none' },
  tools: [
    { names: ['python', 'sh', 'cat', '/bin/sh'], ...PYTHON },
    { names: ['uvicorn', 'alembic'], source: 'backend/pyproject.toml:13,23' },
  ],
};

/** Whoever imports the application begins a world, so the migration does, too. */
const STATE = { path: '/app/data', source: 'backend/app/core/world.py:101,147 (world_state.json), backend/app/agents/manager.py:72 (agents_state.json)' } as const;

const POSTGRES = {
  name: 'DATABASE_URL', pattern: '^postgresql\\+asyncpg://', source: 'backend/pyproject.toml:22 has no other driver; backend/app/database/models.py:34 has types of PostgreSQL',
} as const;

const SQLITE = {
  name: 'DATABASE_URL', pattern: '^sqlite\\+aiosqlite:////',
  source: 'backend.Dockerfile:23-60, the target sqlite: upstream has no driver for SQLite and types that only PostgreSQL has (backend/pyproject.toml:22, backend/app/database/models.py:34)',
} as const;

/** The backend as a server. */
export function backendFacts(database: 'postgres' | 'sqlite'): ImageFacts {
  return {
    ...BACKEND,
    writes: [
      { ...STATE, persistent: true },
      { path: '/app/data/locations.json', file: true, setBy: 'LOCATIONS_FILE', persistent: true, source: 'backend/app/core/config.py:181, backend/app/core/locations.py:585' },
    ],
    ports: [{ port: 8000, setBy: '--port', source: 'backend/Dockerfile:49' }],
    routes: [
      { path: '/health', source: 'backend/app/main.py:160' },
      { path: '/api/*', source: 'backend/app/main.py:140-146' },
      { path: '/api/world/ws', webSocket: true, source: 'backend/app/routes/world.py:328, backend/app/main.py:140' },
    ],
    variables: [
      database === 'sqlite' ? SQLITE : POSTGRES,
      { name: 'TIME_SCALE', optional: true, pattern: '^(?:[1-9]\\d?|100)$', source: 'backend/app/core/config.py:43-46' },
      { name: 'MONTHLY_BUDGET', optional: true, pattern: '^\\d+(?:\\.\\d+)?$', source: 'backend/app/core/config.py:69-71' },
      { name: 'COST_WARNING_THRESHOLD', optional: true, pattern: '^(?:0(?:\\.\\d+)?|1(?:\\.0+)?)$', source: 'backend/app/core/config.py:74-77' },
      { name: 'INITIAL_AGENT_COUNT', optional: true, pattern: '^(?:[1-9]\\d?|1\\d\\d|200)$', source: 'backend/app/core/config.py:112-115' },
      { name: 'MAX_AGENT_COUNT', optional: true, pattern: '^(?:[1-9]\\d?|[1-4]\\d\\d|500)$', source: 'backend/app/core/config.py:118-121' },
    ],
  };
}

/** The backend's image as the migration of PostgreSQL. */
export const MIGRATION: ImageFacts = {
  ...BACKEND,
  program: { words: ['alembic'], source: 'backend/alembic.ini, backend/alembic/env.py' },
  ends: { source: 'backend/alembic/env.py:89-95' },
  writes: [{ ...STATE, optional: true }],
  ports: [],
  variables: [POSTGRES],
};

/** The same in the container of the backend, which has the file of the database. */
export const SQLITE_MIGRATION: ImageFacts = { ...MIGRATION, writes: [{ ...STATE, persistent: true }], variables: [SQLITE] };

/** The built files behind nginx. */
export const FRONTEND: ImageFacts = {
  ...FROM_UPSTREAM,
  base: { reference: 'nginx:1.27-alpine', source: 'frontend.Dockerfile:23' },
  contents: [{ path: '/usr/share/nginx/html', source: 'frontend.Dockerfile:24' }],
};

/** Vite's server for the developer. */
export const DEVELOPMENT_FRONTEND: ImageFacts = {
  ...FROM_UPSTREAM,
  base: { reference: 'node:20-alpine', source: 'frontend.Dockerfile:3' },
  command: { words: ['npm', 'run', 'dev', '--', '--host', '0.0.0.0'], source: 'frontend.Dockerfile:17, as frontend/Dockerfile:25' },
  workingDirectory: { path: '/app', source: 'frontend.Dockerfile:4' },
  users: [{ uid: 1000, gid: 1000, name: 'node', own: true, source: 'frontend.Dockerfile:14-15' }],
  writes: [
    { path: '/app', source: 'frontend.Dockerfile:14; Vite 5.4 (frontend/package-lock.json:5159) compiles its configuration into a file beside it' },
    { path: '/app/node_modules/.vite', source: 'cacheDir of Vite, which frontend/vite.config.ts does not set' },
  ],
  contents: [{ path: '/app/node_modules/vite', source: 'frontend.Dockerfile:7' }],
  ports: [{ port: 3000, setBy: '--port', source: 'frontend/vite.config.ts:14' }],
  routes: [{ path: '/', source: 'frontend/index.html' }, { path: '/api/*', source: 'frontend/vite.config.ts:15-21, of what it passes on to' }],
  healthcheck: { command: [], source: 'frontend.Dockerfile has none' },
  tools: [{ names: ['node', 'npm', 'npx', 'sh'], source: 'frontend.Dockerfile:3; the image of Node.js' }],
};
