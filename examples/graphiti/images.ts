import type { ImageFacts } from 'cdk8s-compose';

/** What is known of zepai/knowledge-graph-mcp:1.0.2-standalone, started by the Python of its own environment. */
export const MCP_SERVER: ImageFacts = {
  from: 'https://github.com/getzep/graphiti/tree/19e44a97a929ebf121294f97f26966f0379d8e30',
  read: '2026-11-27',
  base: { reference: 'python:3.11-slim-bookworm', source: 'mcp_server/docker/Dockerfile.standalone, FROM' },
  entrypoint: { words: [], source: 'mcp_server/docker/Dockerfile.standalone has none' },
  command: { words: ['uv', 'run', '--no-sync', 'main.py'], source: 'mcp_server/docker/Dockerfile.standalone, CMD' },
  program: { words: ['/app/mcp/.venv/bin/python', 'main.py'], source: 'the environment that `uv sync` makes; uv itself is in /root, where only root can go' },
  workingDirectory: { path: '/app/mcp', source: 'mcp_server/docker/Dockerfile.standalone, WORKDIR' },
  users: [
    { uid: 0, own: true, source: 'mcp_server/docker/Dockerfile.standalone sets no USER' },
    { uid: 'any', source: 'nothing in mcp_server/src minds' },
  ],
  writes: [],
  contents: [{ path: '/app/mcp/src', source: 'mcp_server/docker/Dockerfile.standalone, COPY' }],
  ports: [{ port: 8000, setBy: '--port', source: 'mcp_server/config/config-docker-neo4j.yaml' }],
  routes: [{ path: '/health', source: 'mcp_server/src/graphiti_mcp_server.py:756' }],
  variables: [{ name: 'OPENAI_API_KEY', source: 'mcp_server/src/services/factories.py' }],
  healthcheck: { command: ['/bin/sh', '-c', 'curl -f http://localhost:8000/health || exit 1'], interval: 10_000, timeout: 5_000, startPeriod: 15_000, source: 'mcp_server/docker/Dockerfile.standalone, HEALTHCHECK' },
  tools: [
    { names: ['python', 'sh'], source: 'FROM' },
    { names: ['curl'], source: 'mcp_server/docker/Dockerfile.standalone, apt-get install' },
  ],
};
