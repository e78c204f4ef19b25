import { HealthProbe, ProbeClient, Scratch, Size, text, Workload, type Endpoint, type EnvValue, type HealthProbe as Probe, type IMountable } from 'cdk8s-compose';
import { mysqlVariables, ossVariables, redisVariables } from './middleware';
import type { Platform } from './platform';

/** A service of the platform and the port on which it answers. */
export interface Service {
  readonly workload: Workload;
  readonly http: Endpoint;
}

interface ServiceOptions {
  readonly port: number;
  /** Port of this machine, if it is not the same. */
  readonly localPort?: number;
  readonly env: { readonly [name: string]: EnvValue };
  /** Where it writes log files. What is kept of them is what it writes to standard output. */
  readonly logs?: string;
  readonly health?: Probe;
}

/** Python services have no HTTP client but Python itself, and no path that is known to answer. */
const PORT_IS_OPEN = HealthProbe.fromTcpSocket({ client: ProbeClient.PYTHON });

function createService(platform: Platform, id: string, options: ServiceOptions): Service {
  const mounts: Record<string, IMountable> = options.logs === undefined ? {} : { [options.logs]: Scratch.ofSize(Size.mebibytes(64)) };
  const workload = new Workload(platform.stack, id, {
    image: platform.image(id),
    env: options.env,
    mounts,
    ...(options.health && { health: options.health }),
    resources: { cpu: { request: 0.1, limit: 1 }, memory: { request: Size.mebibytes(256), limit: Size.gibibytes(1) } },
  });
  const http = workload.addEndpoint('http', { port: options.port, ...platform.local(options.localPort ?? options.port) });
  return { workload, http };
}

/** Applications and their keys. A program in an image with nothing else in it: nothing there could ask for its health. */
export function createTenant(platform: Platform): Service {
  const { settings, middleware } = platform;
  const { tenant } = middleware.databases;
  return createService(platform, 'core-tenant', {
    port: 5052,
    logs: '/opt/tenant/logs',
    env: {
      SERVICE_PORT: 5052,
      SERVICE_LOCATION: settings.serviceLocation,
      DATABASE_DB_TYPE: 'mysql',
      DATABASE_URL: text`(${tenant.authority})/${tenant.name}`,
      DATABASE_USERNAME: tenant.user,
      DATABASE_PASSWORD: tenant.password,
      DATABASE_MAX_OPEN_CONNS: settings.parameter('DATABASE_MAX_OPEN_CONNS', '5', 'Connections of core-tenant to its database, at most.'),
      DATABASE_MAX_IDLE_CONNS: settings.parameter('DATABASE_MAX_IDLE_CONNS', '5', 'Connections of core-tenant that stay open unused, at most.'),
      LOG_PATH: settings.parameter('LOG_PATH', '/opt/tenant/logs/log.txt', 'Log file of core-tenant; only /opt/tenant/logs and /tmp can be written to.'),
    },
  });
}

/** Databases that agents create for their users. */
export function createMemory(platform: Platform): Service {
  const { settings, middleware } = platform;
  const { postgres } = middleware;
  return createService(platform, 'core-memory', {
    port: 7990,
    health: PORT_IS_OPEN,
    logs: '/opt/database/memory/database/logs',
    env: {
      SERVICE_PORT: 7990,
      PGSQL_HOST: postgres.host,
      PGSQL_PORT: postgres.port,
      PGSQL_USER: postgres.user,
      PGSQL_PASSWORD: postgres.password,
      PGSQL_DATABASE: postgres.database,
      OTLP_ENDPOINT: settings.otlpEndpoint,
    },
  });
}

/** Tools behind HTTP APIs and MCP servers. */
export function createLink(platform: Platform): Service {
  const { settings, middleware } = platform;
  return createService(platform, 'core-link', {
    port: 18888,
    health: PORT_IS_OPEN,
    logs: '/opt/link/logs',
    env: {
      ...mysqlVariables(middleware.databases.link),
      ...redisVariables(middleware, settings),
      REDIS_IS_CLUSTER: settings.parameter('REDIS_IS_CLUSTER', 'false', 'Whether REDIS_CLUSTER_ADDR is used: true or false.'),
      OTLP_ENDPOINT: settings.otlpEndpoint,
      KAFKA_SERVERS: middleware.kafka.bootstrapServers,
    },
  });
}

/** Tools that call models: speech, images, translation. */
export function createAiTools(platform: Platform): Service {
  const { settings, middleware } = platform;
  const service = createService(platform, 'core-aitools', {
    port: 18668,
    health: PORT_IS_OPEN,
    logs: '/opt/aitools/logs',
    env: {
      SERVICE_PORT: 18668,
      ...ossVariables(middleware, settings),
      KAFKA_SERVERS: middleware.kafka.bootstrapServers,
      AI_APP_ID: settings.parameter('AI_APP_ID', '', 'Application id at the model platform.'),
      AI_API_KEY: settings.optionalSecret('AI_API_KEY', 'API key at the model platform.'),
      AI_API_SECRET: settings.optionalSecret('AI_API_SECRET', 'API secret at the model platform.'),
    },
  });
  service.workload.startAfter(middleware.minio.buckets);
  return service;
}

/** Retrieval from a RAGFlow of the operator's own. */
export function createKnowledge(platform: Platform): Service {
  const { settings } = platform;
  return createService(platform, 'core-knowledge', {
    port: 20010,
    health: PORT_IS_OPEN,
    logs: '/opt/core/knowledge/logs',
    env: {
      SERVICE_PORT: 20010,
      RAGFLOW_BASE_URL: settings.parameter('RAGFLOW_BASE_URL', '', 'Base URL of RAGFlow. Without one there is no knowledge to retrieve.'),
      RAGFLOW_API_TOKEN: settings.optionalSecret('RAGFLOW_API_TOKEN', 'API token of RAGFlow.'),
      RAGFLOW_TIMEOUT: settings.parameter('RAGFLOW_TIMEOUT', '60', 'Seconds that RAGFlow may take to answer.'),
      RAGFLOW_DEFAULT_GROUP: settings.parameter('RAGFLOW_DEFAULT_GROUP', '', 'Group of data sets that is used unless another is named.'),
    },
  });
}

/** Robotic process automation. */
export function createRpa(platform: Platform): Service {
  return createService(platform, 'core-rpa', { port: 8000, localPort: 8003, health: PORT_IS_OPEN, env: {} });
}
