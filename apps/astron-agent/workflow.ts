import { AgentService, Size } from 'cdk8s-compose';
import { LONGEST_SILENCE } from './agent';
import { python, pythonMounts, pythonVariables, READY, type Service } from './core-services';
import { WORKFLOW } from './images';
import { consoleVariables, kafkaVariables, mysqlVariables, ossVariables, redisVariables } from './middleware';
import type { Platform } from './platform';

/** What the nodes of a workflow are: the other services of the platform. The agents come later, because they call workflows as well. */
export interface WorkflowPeers {
  readonly tenant: Service;
  readonly database: Service;
  readonly knowledge: Service;
  readonly link: Service;
  readonly rpa?: Service;
}

/** Runs workflows, and the code in them in a sandbox of its own process. */
export function createWorkflow(platform: Platform, peers: WorkflowPeers): Service {
  const { stack, settings, credentials, middleware } = platform;
  const memoryOfCode = settings.parameter('CODE_EXEC_MEMORY_LIMIT_MB', '256', 'MiB that the code of one node may use, 128 to 2048. The memory limit of core-workflow has to hold as many as run at once.');
  const workload = new AgentService(stack, 'core-workflow', {
    image: platform.image('core-workflow', WORKFLOW),
    command: python('workflow/main.py'),
    port: 7880,
    requestTimeout: LONGEST_SILENCE,
    health: READY,
    mounts: pythonMounts,
    resources: { memory: { request: Size.gibibytes(2), limit: Size.gibibytes(6) } },
    env: {
      ...pythonVariables(platform),
      ...settings.telemetryInDetail(),
      RUNTIME_ENV: settings.parameter('RUNTIME_ENV', platform.production ? 'prod' : 'dev', 'dev and test leave the keys in released workflows as they are, prod puts those of their users in.'),
      SERVICE_LOCATION: settings.serviceLocation,
      SERVICE_PORT: 7880,
      ...mysqlVariables(middleware.databases.workflow),
      ...consoleVariables(middleware, settings),
      ...redisVariables(middleware, settings),
      ...ossVariables(middleware, settings),
      ...kafkaVariables(middleware, settings, settings.parameter('WORKFLOW_KAFKA_TOPIC', 'spark-agent-builder', 'Topic to which core-workflow sends traces of nodes.')),
      CODE_EXEC_TYPE: settings.parameter('CODE_EXEC_TYPE', 'langchain', 'How the code of a node is run: langchain (in a sandbox of its own) or disabled.'),
      CODE_EXEC_MEMORY_LIMIT_MB: memoryOfCode,
      ...credentials.tenant(),
      ...credentials.application({ key: 'APP_MANAGE_PLAT_KEY', secret: 'APP_MANAGE_PLAT_SECRET' }),
      ...credentials.workflow(),
      ...credentials.sandbox(),
      APP_MANAGE_PLAT_BASE_URL: peers.tenant.http.url(),
      PGSQL_BASE_URL: peers.database.http.url(),
      KNOWLEDGE_BASE_URL: peers.knowledge.http.url(),
      KNOWLEDGE_PRO_BASE_URL: peers.knowledge.http.url(),
      PLUGIN_BASE_URL: peers.link.http.url(),
      MCP_BASE_URL: peers.link.http.url(),
      // Itself, for workflows in workflows.
      WORKFLOW_BASE_URL: 'http://127.0.0.1:7880',
      ...(peers.rpa && { RPA_BASE_URL: peers.rpa.http.url() }),
    },
    ...platform.local(7880),
  });
  workload.startAfter(middleware.objects.buckets);
  return { workload, http: workload.http };
}
