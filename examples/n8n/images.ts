import type { ImageFacts } from 'cdk8s-compose';

/*
 * What is known of the images of n8n 2.41.3. Sources without an address are files of https://github.com/n8n-io/n8n; those that
 * begin with "dist" are of the package n8n at https://www.npmjs.com/package/n8n/v/2.41.3, which the image has.
 */

const COMMON = {
  from: 'https://www.npmjs.com/package/n8n/v/2.41.3',
  read: '2026-11-27',
  entrypoint: { words: ['tini', '--', '/docker-entrypoint.sh'], source: 'docker/images/n8n/Dockerfile, ENTRYPOINT' },
  command: { words: [], source: 'docker/images/n8n/Dockerfile has none' },
  workingDirectory: { path: '/home/node', source: 'docker/images/n8n/Dockerfile, WORKDIR' },
  users: [{ uid: 1000, gid: 1000, name: 'node', own: true, source: 'docker/images/n8n/Dockerfile, USER; the number is that of the official image of Node.js' }],
  healthcheck: { command: [], source: 'docker/images/n8n/Dockerfile has none' },
  tools: [{ names: ['node', 'sh'], source: 'docker/images/n8n-base/Dockerfile, FROM an Alpine with Node.js' }],
  variables: [{ name: 'N8N_ENCRYPTION_KEY', source: 'instance-settings.ts: a worker ends without, the main program makes one that no worker has' }],
} satisfies Partial<ImageFacts>;

const CACHE = { path: '/home/node/.cache', source: 'packages/core/src/instance-settings/instance-settings.ts, staticCacheDir: pages made at start' };
const READY = [
  { path: '/healthz', source: 'dist/abstract-server.js:95, dist/scaling/worker-server.js' },
  { path: '/healthz/readiness', source: 'the same; 200 once the database is there and migrated, for a worker also Redis' },
];

export const MAIN: ImageFacts = {
  ...COMMON,
  writes: [{ path: '/home/node/.n8n', persistent: true, source: 'instance-settings.ts: settings and community nodes' }, CACHE],
  ports: [
    { port: 5678, setBy: 'N8N_PORT', source: 'docker/images/n8n/Dockerfile, EXPOSE' },
    { port: 5679, setBy: 'N8N_RUNNERS_BROKER_PORT', address: 'loopback', source: 'packages/@n8n/config/src/configs/runners.config.ts' },
  ],
  routes: READY,
};

export const WORKER: ImageFacts = {
  ...COMMON,
  program: { words: ['worker'], source: 'dist/commands/worker.js' },
  writes: [{ path: '/home/node/.n8n', source: 'the same, made anew of the key; dist/modules/community-packages/community-packages.service.js:264: nodes are installed again' }, CACHE],
  ports: [
    { port: 5678, setBy: 'QUEUE_HEALTH_CHECK_PORT', source: 'dist/scaling/worker-server.js, with QUEUE_HEALTH_CHECK_ACTIVE' },
    { port: 5679, setBy: 'N8N_RUNNERS_BROKER_PORT', address: 'loopback', source: 'packages/@n8n/config/src/configs/runners.config.ts' },
  ],
  routes: READY,
};

export const RUNNERS: ImageFacts = {
  from: 'https://github.com/n8n-io/task-runner-launcher/tree/1b19d48243c386e339094532d599fc4b240f0168',
  read: '2026-11-27',
  entrypoint: { words: ['tini', '--', '/usr/local/bin/task-runner-launcher'], source: 'https://github.com/n8n-io/n8n, docker/images/runners/Dockerfile, ENTRYPOINT' },
  command: { words: ['javascript', 'python'], source: 'the same, CMD' },
  workingDirectory: { path: '/home/runner', source: 'the same, WORKDIR' },
  users: [{ uid: 1000, gid: 1000, name: 'runner', own: true, source: 'the same, adduser and USER' }],
  writes: [],
  ports: [{ port: 5680, setBy: 'N8N_RUNNERS_LAUNCHER_HEALTH_CHECK_PORT', source: 'internal/http/healthcheck_server.go' }],
  routes: [{ path: '/healthz', source: 'internal/http/healthcheck_server.go:13' }],
  variables: [{ name: 'N8N_RUNNERS_AUTH_TOKEN', source: 'docs/setup.md' }],
  healthcheck: { command: [], source: 'docker/images/runners/Dockerfile has none' },
  tools: [{ names: ['node', 'python', 'sh'], source: 'docker/images/runners/Dockerfile, FROM python:3.13-alpine, with node copied into it' }],
};
