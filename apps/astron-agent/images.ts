import type { ImageFact, ImageFacts, ImageRoute, ImageVariable } from 'cdk8s-compose';

/*
 * What is known of the platform's images, by file and line. The code of v1.1.2 itself could not be had. The layout is that of
 * the last full tree that could, shortly before v1.0.8; what came later has an address of its own: upstream's files of 2026
 * by their commits, and a fork at the stage of v1.1.2. Sources that are no address are below `from`.
 */
const FROM_UPSTREAM = { from: 'https://github.com/yixinmeng/astron-agent/tree/ba43cfbfca688723981cc8c3277ab21801d85f5d', read: '2026-11-26' } as const;

/** A file of upstream at a commit of 2026. */
const upstream = (commit: string, place: string): string => `https://github.com/iflytek/astron-agent/blob/${commit}/${place}`;

/** A file of the fork at the stage of v1.1.2. */
const fork = (place: string): string => `https://github.com/Xx-173/astron-agent/blob/9e7efdc3edf193129b063901889e3a88d211c346/${place}`;

const NO_HEALTHCHECK = { command: [], source: 'none of upstream\'s Dockerfiles has one' } as const;

/** A secret that may be in a file as well. */
function secret(name: string, source: string): ImageVariable {
  return { name, alternatives: [`${name}_FILE`], source };
}

/** Variables that have to be set, with what they are otherwise: an address in the container itself, or a text to be replaced. */
function instead(file: string, variables: Record<string, number>, otherwise: string): ImageVariable[] {
  return Object.entries(variables).map(([name, line]) => ({ name, source: `${file}:${line}, otherwise ${otherwise}` }));
}

/** Addresses of other services, which are not in this container. */
function peers(file: string, variables: Record<string, number>): ImageVariable[] {
  return instead(file, variables, 'this container').map((variable) => ({ ...variable, pattern: '^(?!https?://(?:127\\.0\\.0\\.1|localhost)\\b)' }));
}

const SANDBOX_TOKENS = { upload: 'SKILL_SANDBOX_ARTIFACT_UPLOAD_TOKEN', runtime: 'SKILL_SANDBOX_RUNTIME_CREDENTIAL_TOKEN' } as const;

interface PythonService {
  /** Where it is below `core/` and `/opt/core`, with the line of COPY in its Dockerfile. */
  readonly directory: string;
  /** Lines of its Dockerfile: WORKDIR, the environment of uv, COPY of the service, CMD. */
  readonly lines: readonly [workingDirectory: number, environment: number, copy: number, command: number];
  readonly port: number;
  readonly portSource: string;
  /** Where a Dockerfile that is not in the tree of `from` is. */
  readonly dockerfile?: string;
}

/** What the Python services have in common, started by the environment that was built: `uv run` makes another one at start. */
function python({ directory, lines, port, portSource, dockerfile = `core/${directory}/Dockerfile` }: PythonService): ImageFacts {
  const [workingDirectory, environment, copy, command] = lines;
  const script = `${directory}/main.py`;
  const at = (line: number): string => `${dockerfile}${dockerfile.startsWith('https:') ? '#L' : ':'}${line}`;
  return {
    ...FROM_UPSTREAM,
    base: { reference: 'python:3.11-slim', source: at(workingDirectory - (directory === 'workflow' ? 3 : 2)) },
    command: { words: ['uv', 'run', script], source: at(command) },
    program: { words: ['/opt/core/.venv/bin/python', script], source: `${at(environment)}, ${at(command)}` },
    workingDirectory: { path: '/opt/core', source: at(workingDirectory) },
    users: [
      { uid: 0, own: true, source: `${dockerfile} names no user` },
      { uid: 'any', source: `${at(environment)}, ${at(copy)}: everybody may read what is copied, and core/${directory}/pyproject.toml takes the Python of the base image, which is everybody's` },
    ],
    contents: [
      { path: '/opt/core/.venv', source: at(environment) },
      { path: `/opt/core/${directory}`, source: at(copy) },
    ],
    ports: [{ port, setBy: 'SERVICE_PORT', source: portSource }],
    healthcheck: NO_HEALTHCHECK,
    tools: [{ names: ['python', 'sh', 'bash', '/opt/core/.venv/bin/python'], source: `${dockerfile}; the image of Python on Debian` }],
  };
}

/** Logs that the library of all Python services writes. */
function logs(path: string, file: string, line: number) {
  return { path, setBy: 'LOG_PATH', source: `core/common/service/log/factory.py:20-24, core/${file}:${line}` } as const;
}

/** Routes of three services that say what they need; `place` is where the service takes them in. */
function health(place: string): ImageRoute[] {
  const source = `${place}; ${upstream('3c286e23561d0f1abc29a7f337ec047d3d835049', 'core/common/health/router.py#L16-L27')}`;
  return [{ path: '/health/live', source }, { path: '/health/ready', source }, { path: '/health', source }];
}

/** Two services write a file for a watchdog that is not in their images. */
export const WATCHDOG_FILE = '/etc/watchdog-env';

export const AGENT: ImageFacts = {
  ...python({ directory: 'agent', lines: [3, 14, 17, 19], port: 8700, portSource: 'core/agent/main.py:264' }),
  writes: [
    logs('/opt/core/agent/logs', 'agent/config.env', 15),
    { path: WATCHDOG_FILE, file: true, source: 'core/agent/main.py:216,249, before it serves' },
  ],
  routes: health(upstream('098779bb04a7b5d76d270bff886233f07d6b6af0', 'core/agent/main.py#L70')),
  variables: [
    ...peers('core/agent/config.env', {
      GET_LINK_URL: 88, VERSIONS_LINK_URL: 89, RUN_LINK_URL: 90, GET_WORKFLOWS_URL: 94, WORKFLOW_SSE_BASE_URL: 95,
      CHUNK_QUERY_URL: 99, LIST_MCP_PLUGIN_URL: 103, RUN_MCP_PLUGIN_URL: 104,
    }),
    { name: 'APP_AUTH_HOST', pattern: '^(?!127\\.)', source: 'core/agent/config.env:108, otherwise this container' },
    ...instead('core/agent/config.env', { APP_AUTH_API_KEY: 112, APP_AUTH_SECRET: 113 }, 'xxxx'),
    { name: 'REDIS_CLUSTER_ADDR', optional: true, pattern: '^(?!127\\.)', source: 'core/agent/config.env:35' },
    secret('WORKFLOW_INTERNAL_API_KEY', fork('core/agent/infra/workflow_internal_auth.py#L23-L42')),
  ],
};

export const KNOWLEDGE: ImageFacts = {
  ...python({ directory: 'knowledge', lines: [3, 14, 17, 19], port: 20010, portSource: 'core/knowledge/main.py:103' }),
  writes: [logs('/opt/core/logs', 'knowledge/config.env', 17)],
  routes: health(upstream('3c286e23561d0f1abc29a7f337ec047d3d835049', 'core/knowledge/main.py#L45')),
};

const WORKFLOW_IMAGE = python({
  directory: 'workflow', lines: [5, 73, 76, 80], port: 7880, portSource: fork('core/workflow/main.py#L142'), dockerfile: fork('core/workflow/Dockerfile'),
});

/** What the sandbox for the code of nodes writes, beside /tmp, is not known. */
export const WORKFLOW: ImageFacts = {
  ...WORKFLOW_IMAGE,
  contents: [
    ...WORKFLOW_IMAGE.contents!,
    { path: '/opt/deno-cache', source: fork('core/workflow/Dockerfile#L16-L40') },
    { path: '/opt/core/node_modules', source: fork('core/workflow/Dockerfile#L39-L40') },
  ],
  tools: [...WORKFLOW_IMAGE.tools!, { names: ['deno', 'curl', 'unzip'], source: fork('core/workflow/Dockerfile#L18-L34') }],
  writes: [{ path: '/opt/core/logs', setBy: 'LOG_PATH', source: 'core/workflow/extensions/middleware/log/factory.py:38-45, core/workflow/config.env:15' }],
  routes: health(fork('core/workflow/main.py#L116')),
  variables: [
    { name: 'TENANT_ID', optional: true, pattern: '^680ab54f$', source: fork('core/workflow/extensions/fastapi/lifespan/bootstrap_credentials.py#L51-L54') },
    secret('TENANT_KEY', fork('core/workflow/extensions/fastapi/lifespan/bootstrap_credentials.py#L45-L47')),
    secret('TENANT_SECRET', fork('core/workflow/extensions/fastapi/lifespan/bootstrap_credentials.py#L48-L50')),
    secret('APP_MANAGE_PLAT_KEY', fork('core/workflow/extensions/fastapi/middleware/auth.py#L145-L151')),
    secret('APP_MANAGE_PLAT_SECRET', fork('core/workflow/extensions/fastapi/middleware/auth.py#L152-L158')),
    secret('WORKFLOW_INTERNAL_API_KEY', fork('core/workflow/extensions/fastapi/middleware/auth.py#L96-L112')),
    { name: 'MYSQL_HOST', pattern: '^(?!127\\.)', source: 'core/workflow/config.env:42, otherwise this container' },
    ...instead('core/workflow/config.env', { MYSQL_USER: 44, MYSQL_PASSWORD: 45, OSS_ACCESS_KEY_ID: 100, OSS_ACCESS_KEY_SECRET: 101 }, 'admin'),
    { name: 'REDIS_ADDR', pattern: '^(?!127\\.)', source: 'core/workflow/config.env:54, otherwise this container' },
    ...peers('core/workflow/config.env', {
      OSS_ENDPOINT: 99, OSS_DOWNLOAD_HOST: 104, KNOWLEDGE_BASE_URL: 138, KNOWLEDGE_PRO_BASE_URL: 142, PLUGIN_BASE_URL: 146,
      APP_MANAGE_PLAT_BASE_URL: 154, AGENT_BASE_URL: 160, PGSQL_BASE_URL: 170, MCP_BASE_URL: 179,
    }),
    { name: 'CODE_EXEC_TYPE', optional: true, pattern: '^(?!local$)', source: fork('core/workflow/engine/nodes/code/executor/local/local_executor.py#L17-L26') },
    {
      name: 'CODE_EXEC_MEMORY_LIMIT_MB', optional: true, pattern: '^(?:12[89]|1[3-9]\\d|[2-9]\\d\\d|1\\d{3}|20[0-3]\\d|204[0-8])$',
      source: fork('core/workflow/configs/app_config.py#L265-L266'),
    },
  ],
};

export const DATABASE: ImageFacts = {
  ...python({ directory: 'memory/database', lines: [3, 14, 18, 20], port: 7990, portSource: 'core/memory/database/main.py:312' }),
  writes: [
    logs('/opt/core/memory/database/logs', 'memory/database/config.env', 15),
    { path: WATCHDOG_FILE, file: true, source: 'core/memory/database/main.py:263,294, before it serves' },
  ],
  variables: [
    { name: 'PGSQL_HOST', pattern: '^(?!127\\.)', source: 'core/memory/database/config.env:28, otherwise this container' },
    ...instead('core/memory/database/config.env', { PGSQL_USER: 32, PGSQL_PASSWORD: 34, PGSQL_DATABASE: 36 }, 'xxxx'),
    { name: 'REDIS_CLUSTER_ADDR', optional: true, pattern: '^(?!127\\.)', source: 'core/memory/database/config.env:54' },
  ],
};

export const LINK: ImageFacts = {
  ...python({ directory: 'plugin/link', lines: [3, 14, 17, 19], port: 18888, portSource: 'core/plugin/link/app/start_server.py:119-125, core/plugin/link/config.env:10' }),
  writes: [
    { ...logs('/opt/core/logs', 'plugin/link/config.env', 15) },
    { path: '/opt/core/plugin/link/logs', setBy: 'LOG_PATH', source: 'core/plugin/link/app/start_server.py:141-147, core/plugin/link/utils/log/logger.py:64-71' },
  ],
  variables: instead('core/plugin/link/config.env', { MYSQL_HOST: 25, MYSQL_PORT: 26, MYSQL_USER: 27, MYSQL_PASSWORD: 28, MYSQL_DB: 29 }, 'a text to be replaced'),
};

export const AI_TOOLS: ImageFacts = {
  ...python({ directory: 'plugin/aitools', lines: [3, 14, 17, 19], port: 18668, portSource: 'core/plugin/aitools/app/start_server.py:65, core/plugin/aitools/config.env:28' }),
  writes: [{ path: '/opt/core/logs/aitools.log', file: true, setBy: 'LOG_FILE', source: 'core/plugin/aitools/common/log/logger.py:23,31' }],
  variables: instead(
    'core/plugin/aitools/config.env',
    { OSS_ENDPOINT: 62, OSS_ACCESS_KEY_ID: 63, OSS_ACCESS_KEY_SECRET: 64, OSS_BUCKET_NAME: 65, OSS_TTL: 66, OSS_TYPE: 67, OSS_DOWNLOAD_HOST: 68 },
    'nothing',
  ),
};

export const RPA: ImageFacts = {
  ...python({ directory: 'plugin/rpa', lines: [3, 14, 17, 19], port: 17198, portSource: 'core/plugin/rpa/api/app.py:148' }),
  writes: [{ path: '/opt/core/logs', setBy: 'LOG_PATH', source: 'core/plugin/rpa/utils/log/logger.py:44-50, core/plugin/rpa/config.env:15' }],
  routes: [{ path: '/rpa/v1/ping', source: 'core/plugin/rpa/api/router.py:12,17, core/plugin/rpa/api/v1/health_check.py:8' }],
  variables: instead('core/plugin/rpa/config.env', { XIAOWU_RPA_TASK_CREATE_URL: 82, XIAOWU_RPA_TASK_QUERY_URL: 83 }, 'a text to be replaced; it asks at start (core/plugin/rpa/api/app.py:110-125)'),
};

/** Its tables are made by itself; a later Dockerfile is said to begin from nothing, so no tool is stated. */
export const TENANT: ImageFacts = {
  ...FROM_UPSTREAM,
  command: { words: ['./tenant'], source: 'core/tenant/Dockerfile:12' },
  workingDirectory: { path: '/opt/tenant', source: 'core/tenant/Dockerfile:9' },
  users: [
    { uid: 0, own: true, source: 'core/tenant/Dockerfile names no user' },
    { uid: 'any', source: 'core/tenant/Dockerfile:10: one program, which everybody may read' },
  ],
  contents: [{ path: '/opt/tenant/tenant', source: 'core/tenant/Dockerfile:10' }],
  writes: [{ path: '/opt/tenant/logs/app.log', file: true, setBy: 'LOG_PATH', source: fork('core/tenant/app/server.go#L79-L88') }],
  ports: [{ port: 5052, setBy: 'SERVICE_PORT', address: 'host-name', source: 'core/tenant/app/server.go:50, core/tenant/tools/generator/ip.go:44-58' }],
  routes: [{ path: '/ping', source: 'core/tenant/app/server.go:41' }],
  variables: [
    { name: 'TENANT_ID', optional: true, pattern: '^680ab54f$', source: fork('core/tenant/config/bootstrap_credentials.go#L63-L68') },
    secret('TENANT_KEY', fork('core/tenant/config/bootstrap_credentials.go#L40-L43')),
    secret('TENANT_SECRET', fork('core/tenant/config/bootstrap_credentials.go#L44-L47')),
    { name: 'SERVICE_PORT', pattern: '^[1-9]\\d*$', source: 'core/tenant/config/config.go:30-32' },
    { name: 'DATABASE_DB_TYPE', source: 'core/tenant/config/config.go:33-35' },
    { name: 'DATABASE_USERNAME', source: 'core/tenant/config/config.go:36-38' },
    { name: 'DATABASE_PASSWORD', source: 'core/tenant/config/config.go:39-41' },
    { name: 'DATABASE_URL', source: 'core/tenant/config/config.go:42-44' },
    { name: 'LOG_PATH', source: 'core/tenant/config/config.go:45-47' },
  ],
  healthcheck: NO_HEALTHCHECK,
};

const HUB_SOURCES = 'console/backend/hub/src/main/java/com/iflytek/astron/console/hub';
const HUB_YML = 'console/backend/hub/src/main/resources/application.yml';
const TOOLKIT_YML = 'console/backend/toolkit/src/main/resources/application-toolkit.yml';
const TOOLKIT_PROPERTIES = 'console/backend/toolkit/src/main/java/com/iflytek/astron/console/toolkit/config/properties';

export const HUB: ImageFacts = {
  ...FROM_UPSTREAM,
  base: { reference: 'eclipse-temurin:21-jre', source: 'console/backend/hub/Dockerfile:14' },
  entrypoint: {
    words: ['java', '-XX:+UseContainerSupport', '-XX:MaxRAMPercentage=75.0', '-XX:+UseG1GC', '-XX:+UseStringDeduplication', '-jar', '/app/app.jar'],
    source: 'console/backend/hub/Dockerfile:34-39',
  },
  workingDirectory: { path: '/app', source: 'console/backend/hub/Dockerfile:15' },
  users: [
    { uid: 0, own: true, source: 'console/backend/hub/Dockerfile names no user' },
    { uid: 'any', source: 'console/backend/hub/Dockerfile:30: one archive, which everybody may read' },
  ],
  // Tomcat's files and uploads (application.yml:172) are in /tmp.
  writes: [],
  contents: [{ path: '/app/app.jar', source: 'console/backend/hub/Dockerfile:30' }],
  ports: [{ port: 8080, source: `${HUB_YML}:2` }],
  routes: [{ path: '/health', source: `${HUB_SOURCES}/controller/HealthController.java:9-14, without a login: ${HUB_SOURCES}/config/WebMvcConfig.java:13` }],
  variables: [
    ...instead(HUB_YML, { MYSQL_URL: 14 }, 'a server called db'),
    ...instead(HUB_YML, { MYSQL_USER: 16, MYSQL_PASSWORD: 17, OSS_ACCESS_KEY_ID: 120, OSS_ACCESS_KEY_SECRET: 121 }, 'a text that is in the sources'),
    ...instead(HUB_YML, { OAUTH2_ISSUER_URI: 57, OAUTH2_JWK_SET_URI: 58 }, 'a server called auth-server'),
    ...instead(HUB_YML, { OAUTH2_AUDIENCE: 60 }, 'nobody\'s client'),
    ...instead(HUB_YML, { OSS_ENDPOINT: 118 }, 'a server called minio'),
    ...instead(HUB_YML, { OSS_REMOTE_ENDPOINT: 119 }, 'your-host-domain'),
    { name: 'CONSOLE_DOMAIN', pattern: '^https?://', source: `${HUB_YML}:216` },
    ...peers(TOOLKIT_YML, { APP_URL: 14, KNOWLEDGE_URL: 18, TOOL_URL: 25, WORKFLOW_URL: 27, SPARK_DB_URL: 28 }),
    ...instead(TOOLKIT_YML, { APP_APIKEY: 15, APP_API_SECRET: 16, TENANT_ID: 22, TENANT_KEY: 23, TENANT_SECRET: 24, API_AUTH_SECRET: 61 }, 'a text that is in the sources'),
    secret(SANDBOX_TOKENS.upload, fork(`${TOOLKIT_PROPERTIES}/SkillSandboxArtifactProperties.java#L69-L73`)),
    secret(SANDBOX_TOKENS.runtime, fork(`${TOOLKIT_PROPERTIES}/SandboxRuntimeCredentialProperties.java#L20-L23`)),
    secret('WORKFLOW_INTERNAL_API_KEY', fork('console/backend/commons/src/main/java/com/iflytek/astron/console/commons/security/WorkflowInternalApiKey.java#L16-L26')),
  ],
  healthcheck: NO_HEALTHCHECK,
  tools: [{ names: ['curl', 'wget', 'sh', 'bash', 'java'], source: 'console/backend/hub/Dockerfile:14; https://github.com/adoptium/containers/blob/02b2232323f715945c6cf911f1092af8fb2372c5/21/jre/ubuntu/noble/Dockerfile#L32' }],
};

const ENTRYPOINT = 'console/frontend/docker-entrypoint.sh';

/** With the nginx.conf of `console.ts`, which names no user and puts the pid into /tmp; the image's own wants root. */
export const FRONTEND: ImageFacts = {
  ...FROM_UPSTREAM,
  base: { reference: 'nginx:1.15-alpine', source: 'console/frontend/Dockerfile:25' },
  entrypoint: { words: ['/docker-entrypoint.sh'], source: 'console/frontend/Dockerfile:85' },
  users: [
    { uid: 0, own: true, source: 'console/frontend/Dockerfile:25-85 names none' },
    { uid: 100, gid: 101, name: 'nginx', source: 'console/frontend/Dockerfile:25,40; the image of nginx on Alpine makes that user' },
  ],
  writes: [
    { path: '/var/www/runtime-config.js', file: true, setBy: 'RUNTIME_CONFIG_PATH', source: `${ENTRYPOINT}:4,17,26` },
    { path: '/var/cache/nginx', source: 'console/frontend/Dockerfile:25; where nginx puts bodies and answers that it passes on' },
  ],
  contents: [
    { path: '/var/www', source: 'console/frontend/Dockerfile:80' },
    { path: '/docker-entrypoint.sh', source: 'console/frontend/Dockerfile:82' },
  ],
  ports: [{ port: 1881, source: 'console/frontend/Dockerfile:38,55' }],
  routes: [{ path: '/runtime-config.js', source: 'console/frontend/Dockerfile:59' }],
  variables: [
    ...instead(ENTRYPOINT, { CONSOLE_CASDOOR_URL: 6 }, 'nothing: nobody can log in'),
    ...Object.entries({ CONSOLE_CASDOOR_ID: ['VITE_CASDOOR_CLIENT_ID', 7], CONSOLE_CASDOOR_APP: ['VITE_CASDOOR_APP_NAME', 8], CONSOLE_CASDOOR_ORG: ['VITE_CASDOOR_ORG_NAME', 9] } as const)
      .map(([name, [alternative, line]]) => ({ name, alternatives: [alternative], source: `${ENTRYPOINT}:${line}, otherwise nothing: nobody can log in` })),
  ],
  healthcheck: NO_HEALTHCHECK,
  tools: [{ names: ['wget', 'nc', 'sh', 'nginx'], source: 'console/frontend/Dockerfile:25; the image of nginx on Alpine' }],
};

const CASDOOR_DOCKERFILE: ImageFact = { source: 'Dockerfile:25; Alpine' };

/** Casdoor, as `casdoor-start.ts` starts it. What it writes beside /tmp is not known. */
export const CASDOOR: ImageFacts = {
  from: 'https://github.com/casdoor/casdoor/tree/e6b2338f8955455254ec2f48ef0a0390cbef9ec5',
  read: '2026-11-26',
  base: { reference: 'alpine:latest', ...CASDOOR_DOCKERFILE },
  entrypoint: { words: ['/server'], source: 'Dockerfile:51' },
  workingDirectory: { path: '/', source: 'Dockerfile:45' },
  users: [{ uid: 1000, gid: 1000, name: 'casdoor', own: true, source: 'Dockerfile:38,44' }],
  contents: [
    { path: '/server', source: 'Dockerfile:46' },
    { path: '/swagger', source: 'Dockerfile:47' },
    { path: '/conf/app.conf', source: 'Dockerfile:48' },
    { path: '/web/build', source: 'Dockerfile:49' },
  ],
  ports: [{ port: 8000, setBy: 'httpport', source: 'conf/app.conf:2, conf/conf.go:45' }],
  routes: [
    { path: '/api/health', source: 'routers/router.go:314' },
    { path: '/.well-known/jwks', source: 'routers/router.go:402' },
    { path: '/.well-known/openid-configuration', source: 'routers/router.go:398' },
  ],
  variables: [
    { name: 'driverName', source: 'conf/app.conf:5, object/ormer.go:92' },
    { name: 'dataSourceName', pattern: '^(?!root:123456@)', source: 'conf/app.conf:6, conf/conf.go:82' },
    { name: 'ldapServerPort', pattern: '^(?:0|[1-9]\\d{3,4})$', source: 'conf/app.conf:33, ldap/server.go:31-47, otherwise one that only root may open' },
    { name: 'ldapsServerPort', pattern: '^(?:0|[1-9]\\d{3,4})$', source: 'conf/app.conf:35, otherwise one that only root may open' },
    { name: 'logConfig', pattern: '"adapter":"console"', source: 'conf/app.conf:40, main.go:116-121, otherwise a file in /logs' },
  ],
  healthcheck: { command: [], source: 'Dockerfile:25-51 has none' },
  tools: [
    { names: ['sh', 'cat', 'grep', 'sed', 'rm'], ...CASDOOR_DOCKERFILE },
    { names: ['curl'], source: 'Dockerfile:35' },
  ],
};

/** The same, writing what is in its database to a file: how `casdoor-start.ts` makes tables and administrator before a port is open. */
export const CASDOOR_EXPORT: ImageFacts = {
  ...CASDOOR,
  program: { words: ['/server', '-export'], source: 'main.go:62-70, object/ormer.go:55' },
  ends: { source: 'main.go:62-70' },
  writes: [{ path: '/tmp/before.json', file: true, setBy: '-exportPath', source: 'object/ormer.go:56' }],
  ports: [],
  routes: [],
};
