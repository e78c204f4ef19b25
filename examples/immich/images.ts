import type { ImageFacts } from 'cdk8s-compose';

/* What is known of the images of Immich 3.2.4. The tools are those that upstream's own checks run. */

const COMMON = {
  from: 'https://github.com/immich-app/immich',
  read: '2026-11-27',
  users: [
    { uid: 0, own: true, source: 'server/Dockerfile and machine-learning/Dockerfile set no USER' },
    { uid: 'any', source: 'docker/docker-compose.rootless.yml runs them as 1000:1000' },
  ],
} satisfies Partial<ImageFacts>;

export const SERVER: ImageFacts = {
  ...COMMON,
  entrypoint: { words: ['tini', '--', '/bin/bash', '-c'], source: 'server/Dockerfile, ENTRYPOINT' },
  command: { words: ['start.sh'], source: 'server/Dockerfile, CMD' },
  writes: [{ path: '/data', setBy: 'IMMICH_MEDIA_LOCATION', persistent: true, source: 'docker/docker-compose.yml; photos, thumbnails, dumps of the database' }],
  ports: [{ port: 2283, setBy: 'IMMICH_PORT', source: 'server/bin/immich-healthcheck' }],
  routes: [{ path: '/api/server/ping', source: 'server/bin/immich-healthcheck' }],
  variables: [
    { name: 'DB_HOSTNAME', alternatives: ['DB_URL'], source: 'docker/example.env; otherwise it looks for "database"' },
    { name: 'DB_PASSWORD', alternatives: ['DB_URL', 'DB_PASSWORD_FILE'], source: 'docker/example.env, server/bin/start.sh' },
    { name: 'REDIS_HOSTNAME', alternatives: ['REDIS_URL', 'REDIS_SOCKET'], source: 'docs/docs/install/environment-variables.md; otherwise it looks for "redis"' },
  ],
  healthcheck: { command: ['immich-healthcheck'], source: 'server/Dockerfile, HEALTHCHECK' },
  tools: [
    { names: ['bash', 'curl', 'immich-healthcheck'], source: 'server/bin/immich-healthcheck' },
    { names: ['node'], source: 'server/bin/start.sh' },
  ],
};

export const MACHINE_LEARNING: ImageFacts = {
  ...COMMON,
  entrypoint: { words: ['tini', '--'], source: 'machine-learning/Dockerfile, ENTRYPOINT' },
  command: { words: ['python', '-m', 'immich_ml'], source: 'machine-learning/Dockerfile, CMD' },
  workingDirectory: { path: '/usr/src', source: 'machine-learning/Dockerfile, WORKDIR' },
  writes: [
    { path: '/cache', setBy: 'MACHINE_LEARNING_CACHE_FOLDER', persistent: true, source: 'docker/docker-compose.yml; models that it has fetched' },
    { path: '/.config', setBy: 'MPLCONFIGDIR', source: 'docs/docs/FAQ.mdx, of containers without root' },
    { path: '/.cache', setBy: 'HF_XET_CACHE', source: 'the same' },
  ],
  ports: [{ port: 3003, setBy: 'IMMICH_PORT', source: 'machine-learning/immich_ml/config.py' }],
  routes: [{ path: '/ping', source: 'machine-learning/scripts/healthcheck.py' }],
  healthcheck: { command: ['/bin/sh', '-c', 'python3 healthcheck.py'], source: 'machine-learning/Dockerfile, HEALTHCHECK' },
  tools: [{ names: ['python', 'python3', 'sh'], source: 'machine-learning/Dockerfile' }],
};
