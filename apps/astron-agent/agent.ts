import { AgentService, Duration, type AgentServiceProps, type EnvValue, type IValue } from 'cdk8s-compose';
import { python, pythonMounts, pythonVariables, READY, type Service } from './core-services';
import { AGENT } from './images';
import { kafkaVariables, redisVariables } from './middleware';
import type { Platform } from './platform';
import { keepWatchdogOutOfEtc, withoutWatchdog } from './watchdog';

/** How long an answer that streams may be silent; upstream's own gateway waits as long. */
export const LONGEST_SILENCE = Duration.minutes(30);

/** The services that an agent calls. */
export interface AgentPeers {
  readonly tenant: Service;
  readonly link: Service;
  readonly knowledge: Service;
  readonly workflow: Service;
}

/** The agents themselves: they plan, call tools and workflows, retrieve knowledge, and stream what they find. */
export function createAgent(platform: Platform, peers: AgentPeers, operations: Partial<AgentServiceProps> = {}): Service {
  const { stack, settings, credentials, middleware } = platform;
  const workload = new AgentService(stack, 'core-agent', {
    image: platform.image('core-agent', withoutWatchdog(AGENT)),
    command: python('agent/main.py'),
    port: 17870,
    requestTimeout: LONGEST_SILENCE,
    health: READY,
    mounts: pythonMounts,
    env: {
      ...pythonVariables(platform),
      ...settings.telemetryInDetail(),
      SERVICE_LOCATION: settings.serviceLocation,
      SERVICE_PORT: 17870,
      ...redisVariables(middleware, settings),
      ...kafkaVariables(middleware, settings, settings.parameter('AGENT_KAFKA_TOPIC', 'spark-agent-builder', 'Topic to which core-agent sends traces of nodes.')),
      UPLOAD_NODE_TRACE: middleware.kafka !== undefined,
      UPLOAD_METRICS: settings.parameter('UPLOAD_METRICS', 'true', 'Whether core-agent sends metrics: true or false.'),
      SKILL_RESOURCE_TRUSTED_ORIGIN: middleware.objectsAddress,
      SKILL_RESOURCE_TRUSTED_BUCKET: middleware.buckets.console,
      ...credentials.application({ key: 'APP_AUTH_API_KEY', secret: 'APP_AUTH_SECRET' }),
      ...credentials.workflow(),
      ...credentials.sandbox(),
      ...addresses(peers),
    },
    ...operations,
  });
  // Files of skills come by links that are signed for the store's public name.
  workload.connectTo(middleware.objects.api);
  keepWatchdogOutOfEtc(workload);
  return { workload, http: workload.http };
}

function addresses({ tenant, link, knowledge, workflow }: AgentPeers): Record<string, EnvValue | IValue> {
  return {
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
    APP_AUTH_ROUTER: '/v2/app/details',
  };
}
