/** A service of upstream's Compose file, and what it is here. */
export interface UpstreamService {
  /** Its name there. */
  readonly service: string;
  readonly workload: string;
  /** Where it is a container beside the main one of that workload. */
  readonly container?: string;
}

/** What an example was made of. */
export interface Upstream {
  readonly file: string;
  readonly services: readonly UpstreamService[];
}

const same = (...names: readonly string[]): UpstreamService[] => names.map((service) => ({ service, workload: service }));

/** By the name of the example: the file that was read, at its commit, and all services in it. */
export const UPSTREAM: { readonly [example: string]: Upstream } = {
  graphiti: {
    file: 'https://github.com/getzep/graphiti/blob/993e081a6d7948a0d8851c12a5fbdbeb49fed862/mcp_server/docker/docker-compose-neo4j.yml',
    services: same('neo4j', 'graphiti-mcp'),
  },
  immich: {
    file: 'https://github.com/immich-app/immich/blob/4cff61e035ac68376fc29793a719f87f9f0acd12/docker/docker-compose.yml',
    services: same('immich-server', 'immich-machine-learning', 'redis', 'database'),
  },
  langfuse: {
    file: 'https://github.com/langfuse/langfuse/blob/62751446149b702b419a9292ddfc2280cdf74b8c/docker-compose.yml',
    services: [...same('langfuse-worker', 'langfuse-web', 'clickhouse', 'redis', 'postgres'), { service: 'minio', workload: 'objects' }],
  },
  librechat: {
    file: 'https://github.com/danny-avila/LibreChat/blob/0533c0c3fca4e0eddfb3757966efb252175f2522/deploy-compose.yml',
    services: [...same('api', 'admin-panel', 'client', 'mongodb', 'meilisearch', 'vectordb'), { service: 'rag_api', workload: 'rag-api' }],
  },
  mem0: {
    file: 'https://github.com/mem0ai/mem0/blob/8d5b7865bd0521e75fe9ab1b260eeccc83f8a378/server/docker-compose.yaml',
    services: same('mem0', 'postgres', 'mem0-dashboard'),
  },
  n8n: {
    file: 'https://github.com/n8n-io/n8n-hosting/blob/cee656be9e11628529515ff4e13bd4d545caf6fa/docker-compose/withPostgresAndWorker/docker-compose.yml',
    services: [
      ...same('postgres', 'redis', 'n8n', 'n8n-worker'),
      { service: 'n8n-runner', workload: 'n8n', container: 'runner' },
      { service: 'n8n-worker-runner', workload: 'n8n-worker', container: 'runner' },
    ],
  },
};
