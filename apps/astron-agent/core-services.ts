import {
  HealthProbe, ProbeClient, Scratch, Size, text, Workload, type Endpoint, type EnvValue, type HealthProbe as Probe, type ImageFacts,
} from 'cdk8s-compose';
import { AI_TOOLS, DATABASE, KNOWLEDGE, LINK, RPA } from './images';
import { consoleVariables, kafkaVariables, mysqlVariables, ossVariables, redisVariables } from './middleware';
import type { Platform } from './platform';
import { keepWatchdogOutOfEtc, withoutWatchdog } from './watchdog';

/** A service of the platform and the port on which it answers. */
export interface Service {
  readonly workload: Workload;
  readonly http: Endpoint;
}

interface PythonServiceOptions {
  readonly port: number;
  /** Its main program, below /opt/core. */
  readonly script: string;
  readonly facts: ImageFacts;
  readonly env: { readonly [name: string]: EnvValue };
  readonly health?: Probe;
}

/** Most services have no path that answers, and no HTTP client but Python itself. */
const PORT_IS_OPEN = HealthProbe.fromTcpSocket({ client: ProbeClient.PYTHON });

/** Three services have a path that says whether what they need is there. */
export const READY = HealthProbe.fromHttpGet('/health/ready', { client: ProbeClient.PYTHON });

/** Where the Python services write their log files, all below one directory, which an absolute path moves them to. */
const LOGS = '/tmp/log';

/**
 * The command of a Python service. The image's own, `uv run`, makes an environment anew at start, which takes a writable
 * root and the network; this is the environment that the image was built with.
 */
export function python(script: string): string[] {
  return ['/opt/core/.venv/bin/python', script];
}

/** What the Python services have in common: no home, one process, and logs on standard output. */
export function pythonVariables({ settings }: Platform): Record<string, EnvValue> {
  return {
    HOME: '/tmp',
    PYTHONUNBUFFERED: 1,
    WORKERS: 1,
    LOG_STDOUT_ENABLE: 1,
    LOG_LEVEL: settings.parameter('LOG_LEVEL', 'ERROR', 'Log level of the services: DEBUG, INFO, WARNING or ERROR.'),
    LOG_PATH: LOGS,
    ...settings.telemetry(),
  };
}

/** Log files cannot be turned off. They are begun anew at 100 MB, and what is on standard output is what is kept. */
export const pythonMounts = { [LOGS]: Scratch.ofSize(Size.mebibytes(256)) };

function createService(platform: Platform, id: string, { port, script, facts, env, health }: PythonServiceOptions): Service {
  const workload = new Workload(platform.stack, id, {
    image: platform.image(id, facts),
    command: python(script),
    env: { ...pythonVariables(platform), SERVICE_PORT: port, ...env },
    mounts: pythonMounts,
    health: health ?? PORT_IS_OPEN,
    resources: { cpu: { request: 0.1, limit: 1 }, memory: { request: Size.mebibytes(256), limit: Size.gibibytes(1) } },
  });
  const http = workload.addEndpoint('http', { port, ...platform.local(port) });
  return { workload, http };
}

/** Databases that agents create for their users. */
export function createDatabase(platform: Platform): Service {
  const { settings, middleware } = platform;
  const { postgres } = middleware;
  const database = createService(platform, 'core-database', {
    port: 7990,
    script: 'memory/database/main.py',
    facts: withoutWatchdog(DATABASE),
    env: {
      DB_TYPE: 'postgresql',
      PGSQL_HOST: postgres.host,
      PGSQL_PORT: postgres.port,
      PGSQL_USER: postgres.user,
      PGSQL_PASSWORD: postgres.password,
      PGSQL_DATABASE: postgres.database,
      ...redisVariables(middleware, settings),
    },
  });
  keepWatchdogOutOfEtc(database.workload);
  return database;
}

/** Tools behind HTTP APIs and MCP servers. */
export function createLink(platform: Platform, aiTools: Service): Service {
  const { settings, middleware } = platform;
  const link = createService(platform, 'core-link', {
    port: 18888,
    script: 'plugin/link/main.py',
    facts: LINK,
    env: {
      ...mysqlVariables(middleware.databases.link),
      ...redisVariables(middleware, settings),
      ...kafkaVariables(middleware, settings),
      // Tools are addresses that users enter: these are not theirs to call.
      SEGMENT_BLACK_LIST: settings.parameter(
        'SEGMENT_BLACK_LIST', '0.0.0.0/8,10.0.0.0/8,100.64.0.0/10,127.0.0.0/8,169.254.0.0/16,172.16.0.0/12,192.168.0.0/16', 'Networks that tools may not be in, separated by commas.',
      ),
      IP_BLACK_LIST: settings.parameter('IP_BLACK_LIST', '', 'Addresses that tools may not have, separated by commas.'),
      DOMAIN_BLACK_LIST: settings.parameter('DOMAIN_BLACK_LIST', 'localhost,.internal,.svc', 'Texts that may not be in the address of a tool, separated by commas.'),
    },
  });
  // The console's own tools are called by link as well.
  link.workload.connectTo(aiTools.http);
  return link;
}

/** Tools that call models: speech, images, translation. The accounts for them are entered in the console. */
export function createAiTools(platform: Platform): Service {
  const { settings, middleware } = platform;
  const service = createService(platform, 'core-aitools', {
    port: 18668,
    script: 'plugin/aitools/main.py',
    facts: AI_TOOLS,
    env: {
      LOG_FILE: `${LOGS}/aitools.log`,
      ...mysqlVariables(middleware.databases.console),
      ...consoleVariables(middleware, settings),
      ...redisVariables(middleware, settings),
      ...ossVariables(middleware, settings),
      ...kafkaVariables(middleware, settings),
    },
  });
  service.workload.startAfter(middleware.objects.buckets);
  return service;
}

/** Retrieval of knowledge, from a RAGFlow or a platform whose account is entered in the console. */
export function createKnowledge(platform: Platform): Service {
  const { settings, middleware } = platform;
  return createService(platform, 'core-knowledge', {
    port: 20010,
    script: 'knowledge/main.py',
    facts: KNOWLEDGE,
    health: READY,
    env: {
      ...mysqlVariables(middleware.databases.console),
      ...consoleVariables(middleware, settings),
      ...redisVariables(middleware, settings),
    },
  });
}

/** Robotic process automation, at a service of iFlytek's or one of the operator's own. */
export function createRpa(platform: Platform): Service {
  const { settings, middleware } = platform;
  const address = settings.parameter('RPA_URL', 'https://newapi.iflyrpa.com', 'Base URL of the service that runs the automations.');
  return createService(platform, 'core-rpa', {
    port: 17198,
    script: 'plugin/rpa/main.py',
    facts: RPA,
    health: HealthProbe.fromHttpGet('/rpa/v1/ping', { client: ProbeClient.PYTHON }),
    env: {
      XIAOWU_RPA_TASK_CREATE_URL: text`${address}/api/rpa-openapi/workflows/execute-async`,
      XIAOWU_RPA_TASK_QUERY_URL: text`${address}/api/rpa-openapi/executions`,
      ...kafkaVariables(middleware, settings),
    },
  });
}
