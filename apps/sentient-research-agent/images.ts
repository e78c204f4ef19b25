import type { ImageFacts } from 'cdk8s-compose';

/** Files of upstream by path and line at its commit; the production front end's Dockerfile is the one beside this file. */
const FROM_UPSTREAM = {
  from: 'https://github.com/sentient-agi/ROMA/tree/8e35f723ff6d74b1df83615422ebcd2f46df2dbd',
  read: '2026-11-26',
} as const;

const SOURCES = 'src/sentientresearchagent';

/** Started without `uv run`, which makes an environment of its own: the packages are the system's. */
export const BACKEND: ImageFacts = {
  ...FROM_UPSTREAM,
  base: { reference: 'ghcr.io/astral-sh/uv:python3.12-bookworm-slim', source: 'docker/Dockerfile:4' },
  command: { words: ['/usr/local/bin/startup.sh', 'uv', 'run', 'python', '-m', 'sentientresearchagent'], source: 'docker/Dockerfile:57' },
  program: { words: ['python', '-m', 'sentientresearchagent'], source: 'docker/Dockerfile:27-33,50,57' },
  workingDirectory: { path: '/app', source: 'docker/Dockerfile:19' },
  users: [
    { uid: 0, own: true, source: 'docker/Dockerfile names no user' },
    { uid: 'any', source: 'docker/Dockerfile:27-39: everybody may read what is copied and installed; what is written is below' },
  ],
  writes: [
    { path: '/app/runtime', setBy: 'SENTIENT_RUNTIME_DIR', persistent: true, source: `${SOURCES}/config/paths.py:23,42-49; the projects of users are in it (${SOURCES}/core/project_manager.py:55-58)` },
    { path: '/app/experiments', persistent: true, source: `${SOURCES}/config/paths.py:37-40,52-55` },
    { path: '/app/.cache', source: `${SOURCES}/core/cache/cache_manager.py:173-178,328; sentient.yaml:15 sets no directory` },
    { path: '/app/.agent_executions', source: `${SOURCES}/framework_entry.py:502` },
    { path: '/app/data', source: `${SOURCES}/hierarchical_agent_framework/toolkits/base/base_data.py:122; data/<toolkit> in each of toolkits/data` },
  ],
  contents: [
    { path: '/app/src', source: 'docker/Dockerfile:36' },
    { path: '/app/sentient.yaml', source: 'docker/Dockerfile:37' },
  ],
  ports: [{ port: 5000, setBy: '--port', source: `${SOURCES}/server/main.py:224` }],
  routes: [
    { path: '/api/health', source: `${SOURCES}/server/api/system.py:55` },
    { path: '/api/system-info', source: `${SOURCES}/server/api/system.py:25` },
    { path: '/readiness', status: 500, source: `${SOURCES}/server/api/system.py:68, which looks for what the application does not have` },
    { path: '/socket.io/', webSocket: true, source: `${SOURCES}/server/app.py:86-92` },
  ],
  variables: [
    { name: 'OPENROUTER_API_KEY', source: `${SOURCES}/hierarchical_agent_framework/agent_configs/models.py:87-89: the agents that come with it are at OpenRouter` },
    {
      name: 'FLASK_SECRET_KEY', pattern: '^(?!a-secure-default-secret-key-please-change$)',
      source: `${SOURCES}/config/config.py:335,343-349: without one it signs with a key that everybody knows`,
    },
    { name: 'SENTIENT_ENV', optional: true, pattern: '^(?:production|development)$', source: `${SOURCES}/config/config.py:345,402` },
    { name: 'LOG_FILE_MODE', optional: true, pattern: '^[aAwW]$', source: `${SOURCES}/core/logging_config.py:182` },
  ],
  healthcheck: { command: [], source: 'docker/Dockerfile has none' },
  tools: [
    { names: ['python', 'python3', 'sh', 'bash', 'cat', 'mkdir', 'rm', 'sleep', 'umount'], source: 'docker/Dockerfile:4; the image of Python on Debian' },
    { names: ['aws', 's3fs', 'curl', 'fusermount', 'jq', 'git', 'mountpoint'], source: 'docker/Dockerfile:7-15' },
    { names: ['goofys'], source: 'docker/Dockerfile:42-43' },
  ],
};

/** The built files behind nginx. */
export const FRONTEND: ImageFacts = {
  ...FROM_UPSTREAM,
  base: { reference: 'nginx:1.27-alpine', source: 'frontend.Dockerfile:12' },
  contents: [{ path: '/usr/share/nginx/html', source: 'frontend.Dockerfile:13' }],
};

/** Vite's server for the developer. */
export const DEVELOPMENT_FRONTEND: ImageFacts = {
  ...FROM_UPSTREAM,
  base: { reference: 'node:23.11.0-alpine', source: 'docker/Dockerfile.frontend:3' },
  command: { words: ['npm', 'run', 'dev', '--', '--host', '0.0.0.0'], source: 'docker/Dockerfile.frontend:23' },
  workingDirectory: { path: '/app', source: 'docker/Dockerfile.frontend:5' },
  users: [{ uid: 0, own: true, reason: 'writes into /app, which is root\'s', source: 'docker/Dockerfile.frontend:5-17 names no user' }],
  writes: [
    { path: '/app', source: 'docker/Dockerfile.frontend:17; Vite 5.4 (frontend/package.json:53) compiles its configuration into a file beside it' },
    { path: '/app/node_modules/.vite', source: 'cacheDir of Vite, which frontend/vite.config.ts does not set' },
  ],
  contents: [{ path: '/app/node_modules', source: 'docker/Dockerfile.frontend:14' }],
  ports: [{ port: 3000, setBy: '--port', source: 'frontend/vite.config.ts:17' }],
  routes: [{ path: '/', source: 'frontend/index.html' }],
  variables: [{ name: 'DOCKER_ENV', pattern: '^true$', source: 'frontend/vite.config.ts:6-7: without it, requests are passed on to this container' }],
  healthcheck: { command: [], source: 'docker/Dockerfile.frontend has none' },
  tools: [{ names: ['node', 'npm', 'npx', 'sh', 'wget'], source: 'docker/Dockerfile.frontend:3; the image of Node.js on Alpine' }],
};
