import type { ImageFacts } from 'cdk8s-compose';

/* What is known of the two images that are built from mem0's checkout. */

const COMMON = {
  from: 'https://github.com/mem0ai/mem0/tree/8d5b7865bd0521e75fe9ab1b260eeccc83f8a378',
  read: '2026-11-27',
} satisfies Partial<ImageFacts>;

const SERVER = {
  ...COMMON,
  base: { reference: 'python:3.12-slim', source: 'server/Dockerfile:1' },
  entrypoint: { words: [], source: 'server/Dockerfile has none' },
  command: { words: ['uvicorn', 'main:app', '--host', '0.0.0.0', '--port', '8000', '--reload'], source: 'server/Dockerfile, CMD' },
  workingDirectory: { path: '/app', source: 'server/Dockerfile, WORKDIR' },
  users: [
    { uid: 0, own: true, source: 'server/Dockerfile sets no USER' },
    { uid: 'any', source: 'nothing in server/ minds' },
  ],
  healthcheck: { command: [], source: 'server/Dockerfile has none' },
  tools: [{ names: ['python', 'sh'], source: 'server/Dockerfile:1' }],
} satisfies Partial<ImageFacts>;

const DATABASE = { name: 'POSTGRES_PASSWORD', source: 'server/main.py:112, server/db.py:11; "postgres" otherwise' };

export const API: ImageFacts = {
  ...SERVER,
  program: { words: ['uvicorn', 'main:app'], source: 'server/Dockerfile, CMD' },
  writes: [
    { path: '/app/history', persistent: true, source: 'server/main.py:116: what was remembered before, in a SQLite file' },
    { path: '/.mem0', setBy: 'MEM0_DIR', source: 'mem0/memory/setup.py: its settings, in the home of the user' },
  ],
  ports: [{ port: 8000, setBy: '--port', source: 'server/Dockerfile, EXPOSE' }],
  routes: [{ path: '/auth/setup-status', source: 'server/routers/auth.py' }, { path: '/docs', source: 'FastAPI' }],
  variables: [DATABASE, { name: 'JWT_SECRET', source: 'server/main.py:96: it ends without' }],
};

export const MIGRATION: ImageFacts = {
  ...SERVER,
  program: { words: ['alembic', 'upgrade', 'head'], source: 'server/docker-compose.yaml, command' },
  ends: { source: 'server/docker-compose.yaml, command' },
  writes: [],
  variables: [DATABASE],
};

export const DASHBOARD: ImageFacts = {
  ...COMMON,
  base: { reference: 'node:20-alpine', source: 'server/dashboard/Dockerfile:1' },
  entrypoint: { words: ['/home/nextjs/entrypoint.sh'], source: 'server/dashboard/Dockerfile, ENTRYPOINT' },
  command: { words: ['node', 'server.js'], source: 'server/dashboard/Dockerfile, CMD' },
  workingDirectory: { path: '/app', source: 'server/dashboard/Dockerfile, WORKDIR' },
  users: [{ uid: 1001, name: 'nextjs', own: true, source: 'server/dashboard/Dockerfile, adduser and USER; what it changes at start belongs to it' }],
  writes: [{ path: '/app/.next', source: 'server/dashboard/entrypoint.sh: puts addresses into the built pages at each start' }],
  ports: [{ port: 3000, setBy: 'PORT', source: 'server/dashboard/Dockerfile, EXPOSE' }],
  routes: [{ path: '/api/health', source: 'server/docker-compose.yaml, healthcheck' }],
  healthcheck: { command: [], source: 'server/dashboard/Dockerfile has none' },
  tools: [{ names: ['node', 'sh', 'wget'], source: 'server/dashboard/Dockerfile:1' }],
};
