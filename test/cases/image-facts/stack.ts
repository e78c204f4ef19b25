import { AgentService, HealthProbe, Image, ProbeClient, Scratch, Size, Stack, Task, Volume, type App, type ImageFacts } from 'cdk8s-compose';

export const description = 'A service and a task of one image, of which is known what each needs; and what they are given.';

const AGENT: ImageFacts = {
  from: 'https://github.com/example/agent/tree/v2.1.0',
  read: '2026-11-26',
  base: { reference: 'python:3.12-slim', source: 'Dockerfile:1' },
  entrypoint: { words: [], source: 'Dockerfile sets none' },
  command: { words: ['uvicorn', 'agent.main:app', '--host', '0.0.0.0'], source: 'Dockerfile:31' },
  workingDirectory: { path: '/app', source: 'Dockerfile:3' },
  users: [{ uid: 'any', source: 'Dockerfile sets none, and nothing in it minds' }],
  writes: [
    { path: '/app/data', setBy: 'DATA_DIR', persistent: true, source: 'agent/store.py:12' },
    { path: '/app/.cache', source: 'agent/cache.py:8' },
  ],
  contents: [{ path: '/app/agent', source: 'Dockerfile:20' }],
  ports: [{ port: 8000, setBy: '--port', source: 'uvicorn\'s default' }],
  routes: [{ path: '/health', source: 'agent/main.py:40' }, { path: '/api/*', status: 401, source: 'agent/main.py:52' }],
  variables: [{ name: 'MODE', pattern: '^(fast|slow)$', source: 'agent/config.py:9' }],
  tools: [{ names: ['python', 'sh', 'bash'], source: 'Dockerfile:1' }, { names: ['uvicorn', 'alembic'], source: 'pyproject.toml:14' }],
  memory: { size: Size.mebibytes(300), source: 'docs/operations.md:17' },
};

const MIGRATION: ImageFacts = {
  ...AGENT,
  program: { words: ['alembic'], source: 'alembic.ini:1' },
  ends: { source: 'alembic upgrade ends by itself' },
  writes: [],
  ports: [],
  routes: [],
};

export function build(app: App): Stack {
  const stack = new Stack(app, 'stack');
  const reference = 'example/agent:2.1.0';
  const migration = new Task(stack, 'migration', {
    image: Image.fromReference(reference, { facts: MIGRATION }),
    command: ['alembic', 'upgrade', 'head'],
    env: { MODE: 'fast' },
  });
  const agent = new AgentService(stack, 'agent', {
    image: Image.fromReference(reference, { facts: AGENT }),
    port: 8000,
    health: HealthProbe.fromHttpGet('/health', { client: ProbeClient.PYTHON }),
    env: { MODE: 'slow', DATA_DIR: '/data/agent' },
    mounts: { '/data': new Volume(stack, 'data', { size: Size.gibibytes(1) }), '/app/.cache': Scratch.ofSize(Size.mebibytes(16)) },
  });
  agent.startAfter(migration);
  return stack;
}
