import type { ImageFacts } from 'cdk8s-compose';

/* What is known of the two images of Langfuse 4.16.0. */

const COMMON = {
  from: 'https://github.com/langfuse/langfuse/tree/62751446149b702b419a9292ddfc2280cdf74b8c',
  read: '2026-11-27',
  workingDirectory: { path: '/app', source: 'web/Dockerfile, worker/Dockerfile: WORKDIR of the last stage' },
  healthcheck: { command: [], source: 'web/Dockerfile and worker/Dockerfile have none' },
  tools: [{ names: ['node', 'sh', 'wget'], source: 'web/Dockerfile:2, worker/Dockerfile:2, FROM node:24-alpine' }],
} satisfies Partial<ImageFacts>;

const STORES = [
  { name: 'DATABASE_URL', alternatives: ['DATABASE_HOST'], source: 'web/entrypoint.sh, worker/entrypoint.sh: it ends without' },
  { name: 'CLICKHOUSE_URL', source: 'web/entrypoint.sh, packages/shared/src/env.ts' },
  { name: 'CLICKHOUSE_USER', source: 'packages/shared/src/env.ts' },
  { name: 'CLICKHOUSE_PASSWORD', source: 'packages/shared/src/env.ts' },
  { name: 'LANGFUSE_S3_EVENT_UPLOAD_BUCKET', source: 'packages/shared/src/env.ts:263' },
  { name: 'SALT', source: 'web/src/env.mjs, worker/src/env.ts' },
];

/** Engines set HOSTNAME to the name of the container, and both programs listen on what it says. */
const EVERYWHERE = '^(?:0\\.0\\.0\\.0|::)$';

export const WEB: ImageFacts = {
  ...COMMON,
  entrypoint: { words: ['dumb-init', '--', './web/entrypoint.sh'], source: 'web/Dockerfile, ENTRYPOINT' },
  users: [{ uid: 1001, name: 'nextjs', own: true, source: 'web/Dockerfile, adduser and USER' }],
  writes: [{ path: '/app/web/.next/cache', optional: true, source: 'web/next.config.mjs, output of Next.js: images that it has scaled' }],
  ports: [{ port: 3000, setBy: 'PORT', source: 'web/Dockerfile, ENV PORT' }],
  routes: [
    { path: '/api/public/health', source: 'web/src/pages/api/public/health.ts' },
    { path: '/api/public/ready', source: 'web/src/pages/api/public/ready.ts' },
  ],
  variables: [
    ...STORES,
    { name: 'CLICKHOUSE_MIGRATION_URL', source: 'packages/shared/clickhouse/scripts/up.sh' },
    { name: 'CLICKHOUSE_CLUSTER_ENABLED', pattern: '^(?:true|false)$', source: 'the same: not set counts as a cluster' },
    { name: 'NEXTAUTH_URL', source: 'web/src/env.mjs' },
    { name: 'NEXTAUTH_SECRET', source: 'web/src/env.mjs' },
    { name: 'HOSTNAME', pattern: EVERYWHERE, source: 'server.js of Next.js' },
  ],
};

export const WORKER: ImageFacts = {
  ...COMMON,
  entrypoint: { words: ['dumb-init', '--', './worker/entrypoint.sh'], source: 'worker/Dockerfile, ENTRYPOINT' },
  command: { words: ['node', 'worker/dist/index.js'], source: 'worker/Dockerfile, CMD' },
  users: [{ uid: 1001, name: 'expressjs', own: true, source: 'worker/Dockerfile, adduser and USER' }],
  writes: [],
  ports: [{ port: 3030, setBy: 'PORT', source: 'worker/Dockerfile, EXPOSE and ENV PORT' }],
  routes: [
    { path: '/api/health', source: 'worker/src/api/index.ts:8' },
    { path: '/api/ready', source: 'worker/src/api/index.ts:26' },
  ],
  variables: [...STORES, { name: 'HOSTNAME', pattern: EVERYWHERE, source: 'worker/src/env.ts:11, worker/src/index.ts:19' }],
};
