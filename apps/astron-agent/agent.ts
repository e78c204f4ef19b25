import {
  AgentService, Duration, HealthProbe, ProbeClient, Scratch, Size, type AgentServiceProps,
} from 'cdk8s-compose';
import type { Service } from './core-services';
import { mysqlVariables, redisVariables } from './middleware';
import type { Platform } from './platform';

/** The services that an agent calls. */
export interface AgentPeers {
  readonly tenant: Service;
  readonly link: Service;
  readonly knowledge: Service;
  readonly workflow: Service;
}

/** The agents themselves: they plan, call tools and workflows, retrieve knowledge, and stream what they find. */
export function createAgent(platform: Platform, peers: AgentPeers, operations: Partial<AgentServiceProps> = {}): Service {
  const { stack, settings, middleware } = platform;
  const { tenant, link, knowledge, workflow } = peers;
  const workload = new AgentService(stack, 'core-agent', {
    image: platform.image('core-agent'),
    port: 17870,
    health: HealthProbe.fromHttpGet('/health', { client: ProbeClient.PYTHON, startPeriod: Duration.seconds(40) }),
    mounts: { '/opt/core/agent/logs': Scratch.ofSize(Size.mebibytes(64)) },
    env: {
      PYTHONUNBUFFERED: 1,
      RUN_ENVIRON: settings.parameter('RUN_ENVIRON', 'dev', 'Environment that core-agent says it runs in.'),
      USE_POLARIS: settings.parameter('USE_POLARIS', 'false', 'Whether settings come from a Polaris server: true or false.'),
      SERVICE_NAME: settings.parameter('SERVICE_NAME', 'Agent', 'Name of core-agent in traces.'),
      SERVICE_SUB: settings.parameter('SERVICE_SUB', 'sag', 'Short name of core-agent in traces.'),
      SERVICE_LOCATION: settings.serviceLocation,
      SERVICE_APP: settings.parameter('SERVICE_APP', 'app:app', 'ASGI application of core-agent.'),
      SERVICE_HOST: '0.0.0.0',
      SERVICE_PORT: 17870,
      SERVICE_WORKERS: settings.parameter('SERVICE_WORKERS', '1', 'Server processes of core-agent.'),
      SERVICE_RELOAD: settings.parameter('SERVICE_RELOAD', 'false', 'Whether core-agent reloads changed sources: true or false.'),
      SERVICE_WS_PING_INTERVAL: settings.parameter('SERVICE_WS_PING_INTERVAL', 'false', 'Seconds between two pings of a WebSocket, or false.'),
      SERVICE_WS_PING_TIMEOUT: settings.parameter('SERVICE_WS_PING_TIMEOUT', 'false', 'Seconds that a WebSocket may take to answer a ping, or false.'),
      ...redisVariables(middleware, settings),
      REDIS_EXPIRE: settings.redisExpiry,
      ...mysqlVariables(middleware.databases.agent),
      ...settings.telemetry(),
      UPLOAD_NODE_TRACE: settings.parameter('UPLOAD_NODE_TRACE', 'true', 'Whether core-agent sends traces of nodes to Kafka: true or false.'),
      UPLOAD_METRICS: settings.parameter('UPLOAD_METRICS', 'true', 'Whether core-agent sends metrics: true or false.'),
      KAFKA_SERVERS: middleware.kafka.bootstrapServers,
      KAFKA_TIMEOUT: settings.kafkaTimeout,
      KAFKA_TOPIC: settings.parameter('AGENT_KAFKA_TOPIC', 'spark-agent-builder', 'Topic to which core-agent sends traces of nodes.'),
      GET_LINK_URL: link.http.url({ path: '/api/v1/tools' }),
      VERSIONS_LINK_URL: link.http.url({ path: '/api/v1/tools/versions' }),
      RUN_LINK_URL: link.http.url({ path: '/api/v1/tools/http_run' }),
      LIST_MCP_PLUGIN_URL: link.http.url({ path: '/api/v1/mcp/tool_list' }),
      RUN_MCP_PLUGIN_URL: link.http.url({ path: '/api/v1/mcp/call_tool' }),
      GET_WORKFLOWS_URL: workflow.http.url({ path: '/sparkflow/v1/protocol/get' }),
      WORKFLOW_SSE_BASE_URL: workflow.http.url({ path: '/workflow/v1' }),
      CHUNK_QUERY_URL: knowledge.http.url({ path: '/knowledge/v1/chunk/query' }),
      APP_AUTH_HOST: tenant.http.authority,
      APP_AUTH_PROT: 'http',
      APP_AUTH_ROUTER: settings.parameter('APP_AUTH_ROUTER', '/api-services/v2/app/details', 'Path under which core-tenant is asked for an application.'),
      APP_AUTH_API_KEY: settings.optionalSecret('APP_AUTH_API_KEY', 'API key of the application that core-agent is at core-tenant.'),
      APP_AUTH_SECRET: settings.optionalSecret('APP_AUTH_SECRET', 'Secret of the application that core-agent is at core-tenant.'),
    },
    ...operations,
  });
  return { workload, http: workload.http };
}
