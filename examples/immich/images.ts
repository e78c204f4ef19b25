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

/** PostgreSQL 14 with VectorChord and the extension that came before it, from which old installations migrate. */
export const DATABASE: ImageFacts = {
  from: 'https://github.com/immich-app/base-images/tree/ff4be93749a9dd61393f8ee88613b5039c0a389a',
  read: '2026-11-27',
  base: { reference: 'pgvector/pgvector:0.8.1-pg14', source: 'postgres/Dockerfile:4' },
  entrypoint: { words: ['/usr/local/bin/immich-docker-entrypoint.sh'], source: 'postgres/Dockerfile, ENTRYPOINT' },
  command: { words: ['postgres', '-c', 'config_file=/etc/postgresql/postgresql.conf'], source: 'postgres/Dockerfile, CMD' },
  users: [
    { uid: 999, gid: 999, name: 'postgres', source: 'https://github.com/docker-library/postgres/blob/6edb0a8c4def40c371514b34aef9037ec82d9110/14/bookworm/Dockerfile, which it is built on' },
    { uid: 0, own: true, becomes: 999, reason: 'hands its directories to postgres before it becomes that user', source: 'the same, docker-entrypoint.sh:57-60' },
  ],
  writes: [
    { path: '/var/lib/postgresql/data', setBy: 'PGDATA', persistent: true, source: 'the same; on a file system of the machine: postgres/immich-docker-entrypoint.sh:9-25 ends on others' },
    { path: '/var/run/postgresql', source: 'the same; its socket' },
    { path: '/etc/postgresql', source: 'postgres/immich-docker-entrypoint.sh:32-33: its configuration, made of a template' },
  ],
  ports: [{ port: 5432, setBy: 'PGPORT', source: 'that of PostgreSQL' }],
  routes: [],
  variables: [{ name: 'POSTGRES_PASSWORD', alternatives: ['POSTGRES_PASSWORD_FILE'], source: 'docker-entrypoint.sh:106,235, at the first start' }],
  healthcheck: { command: ['/bin/sh', '-c', '/usr/local/bin/healthcheck.sh'], interval: 300_000, startPeriod: 300_000, source: 'postgres/Dockerfile, HEALTHCHECK' },
  tools: [
    { names: ['sh', 'bash', '/usr/local/bin/healthcheck.sh'], source: 'postgres/healthcheck.sh' },
    { names: ['postgres', 'pg_isready', 'pg_dump', 'pg_restore', 'psql'], source: 'PostgreSQL\'s own' },
  ],
};
