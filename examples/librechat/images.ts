import type { ImageFacts } from 'cdk8s-compose';

/* What is known of the images of LibreChat 0.8.7 and of what belongs to it. */

export const API: ImageFacts = {
  from: 'https://github.com/danny-avila/LibreChat/tree/v0.8.7',
  read: '2026-11-27',
  command: { words: ['npm', 'run', 'backend'], source: 'Dockerfile, CMD' },
  program: { words: ['node', 'api/server/index.js'], source: 'package.json, the script "backend": npm stands between it and the stop signal, and writes to a home' },
  workingDirectory: { path: '/app', source: 'Dockerfile, WORKDIR' },
  users: [{ uid: 1000, gid: 1000, name: 'node', own: true, source: 'Dockerfile, USER; the number is that of the official image of Node.js' }],
  writes: [
    { path: '/app/client/public/images', persistent: true, source: 'docker-compose.yml; images of users' },
    { path: '/app/uploads', persistent: true, source: 'docker-compose.yml; files of users' },
    { path: '/app/logs', setBy: 'LIBRECHAT_LOG_DIR', source: 'packages/data-schemas/src/config/utils.ts' },
  ],
  ports: [{ port: 3080, setBy: 'PORT', source: 'Dockerfile, EXPOSE' }],
  routes: [
    { path: '/health', source: 'api/server/index.js' },
    { path: '/api/*', source: 'api/server/index.js' },
  ],
  variables: [
    { name: 'MONGO_URI', source: 'api/db/connect.js: it ends without' },
    { name: 'HOST', pattern: '^(?:0\\.0\\.0\\.0|::)$', source: 'api/server/index.js: it listens on localhost otherwise' },
    { name: 'CREDS_KEY', pattern: '^[0-9a-f]{64}$', source: '.env.example' },
    { name: 'CREDS_IV', pattern: '^[0-9a-f]{32}$', source: '.env.example' },
    { name: 'JWT_SECRET', source: '.env.example' },
    { name: 'JWT_REFRESH_SECRET', source: '.env.example' },
  ],
  healthcheck: { command: [], source: 'Dockerfile has none' },
  tools: [{ names: ['node', 'sh', 'wget'], source: 'Dockerfile, FROM an Alpine with Node.js' }],
};

export const ADMIN_PANEL: ImageFacts = {
  from: 'https://github.com/ClickHouse/librechat-admin-panel/tree/v1.0.0',
  read: '2026-11-27',
  base: { reference: 'oven/bun:1.3.11-alpine', source: 'Dockerfile, FROM' },
  command: { words: ['bun', 'run', 'start'], source: 'Dockerfile, CMD' },
  workingDirectory: { path: '/app', source: 'Dockerfile, WORKDIR' },
  users: [{ uid: 1000, gid: 1000, name: 'bun', own: true, source: 'Dockerfile, USER' }],
  writes: [],
  ports: [{ port: 3000, setBy: 'PORT', source: 'Dockerfile, EXPOSE' }],
  routes: [{ path: '/health', source: 'server.ts' }],
  variables: [{ name: 'SESSION_SECRET', source: 'server.ts: it ends with less than 32 characters' }],
  healthcheck: {
    command: ['/bin/sh', '-c', 'bun -e "fetch(\\`http://localhost:\\${process.env.PORT}/health\\`).then(r=>{if(!r.ok)throw 1}).catch(()=>process.exit(1))"'],
    interval: 30_000,
    timeout: 5_000,
    startPeriod: 15_000,
    source: 'Dockerfile, HEALTHCHECK',
  },
  tools: [{ names: ['bun', 'sh', 'wget'], source: 'Dockerfile, FROM' }],
};

export const RAG_API: ImageFacts = {
  from: 'https://github.com/danny-avila/rag_api/tree/4985b37b8b5d4519d68eceedfef1e63624012f9d',
  read: '2026-11-27',
  base: { reference: 'python:3.12-slim', source: 'Dockerfile.lite:1' },
  command: { words: ['python', 'main.py'], source: 'Dockerfile.lite, CMD' },
  workingDirectory: { path: '/app', source: 'Dockerfile.lite, WORKDIR' },
  users: [
    { uid: 0, own: true, source: 'Dockerfile.lite sets no USER' },
    { uid: 'any', source: 'nothing in app/ minds' },
  ],
  writes: [{ path: '/app/uploads', setBy: 'RAG_UPLOAD_DIR', source: 'app/config.py:47: files while they are read' }],
  ports: [{ port: 8000, setBy: 'RAG_PORT', source: 'app/config.py:45' }],
  routes: [{ path: '/health', source: 'app/routes/document_routes.py:417; asks the database' }],
  variables: [{ name: 'JWT_SECRET', source: 'app/middleware.py:18: without it, it serves everybody' }],
  healthcheck: { command: [], source: 'Dockerfile.lite has none' },
  tools: [{ names: ['python', 'sh'], source: 'Dockerfile.lite:1' }],
};
