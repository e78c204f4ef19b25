import {
  ConfigFile, Duration, HealthProbe, ProbeClient, Scratch, Size, Workload, type Endpoint, type IValue,
} from 'cdk8s-compose';
import type { Service } from './core-services';
import { FRONTEND, HUB } from './images';
import type { Login } from './login';
import { consoleRedisDatabase } from './middleware';
import type { Platform } from './platform';

/** The services that the hub calls. */
export interface ConsolePeers {
  readonly tenant: Service;
  readonly database: Service;
  readonly link: Service;
  readonly knowledge: Service;
  readonly workflow: Service;
  readonly agent: Service;
  readonly rpa?: Service;
}

export interface ConsoleOptions {
  readonly login: Login;
  /** Address under which browsers open the console. */
  readonly address: IValue;
  readonly peers: ConsolePeers;
}

/** Where the front end's entry point writes what browsers load before all else, and where nginx finds it. */
const RUNTIME_CONFIG = '/tmp/runtime/runtime-config.js';

/**
 * The image's own nginx.conf takes the configuration from beside the built files, where only root may write, and wants
 * a user, a pid file and logs that a container without root does not have.
 */
const NGINX_CONF = `worker_processes auto;
pid /tmp/nginx.pid;
error_log /dev/stderr warn;

events {
  worker_connections 1024;
}

http {
  include /etc/nginx/mime.types;
  default_type application/octet-stream;
  access_log off;
  server_tokens off;
  client_body_temp_path /var/cache/nginx/client;
  proxy_temp_path /var/cache/nginx/proxy;
  fastcgi_temp_path /var/cache/nginx/fastcgi;
  uwsgi_temp_path /var/cache/nginx/uwsgi;
  scgi_temp_path /var/cache/nginx/scgi;
  sendfile on;
  gzip on;
  gzip_types text/plain text/css application/javascript application/json image/svg+xml;

  server {
    listen 1881;
    root /var/www;

    location = /runtime-config.js {
      alias ${RUNTIME_CONFIG};
      add_header Cache-Control "no-store";
    }

    location / {
      try_files $uri /index.html;
      add_header Cache-Control "no-cache";
    }
  }
}
`;

/** Built files, and what they have to know of this installation. They ask /console-api/ of the host that they are from. */
export function createFrontend({ stack, image }: Platform, login: Login): Endpoint {
  const frontend = new Workload(stack, 'console-frontend', {
    image: image('console-frontend', FRONTEND),
    // nginx' own user in the image that it is made from.
    user: { uid: 100, gid: 101 },
    egress: false,
    env: { RUNTIME_CONFIG_PATH: RUNTIME_CONFIG, ...login.client },
    mounts: {
      '/etc/nginx/nginx.conf': new ConfigFile(stack, 'console-frontend-nginx', { fileName: 'nginx.conf', content: NGINX_CONF }),
      '/var/cache/nginx': Scratch.ofSize(Size.mebibytes(64)),
    },
    health: HealthProbe.fromHttpGet('/runtime-config.js', { client: ProbeClient.WGET }),
    resources: { cpu: { request: 0.05, limit: 1 }, memory: { request: Size.mebibytes(64), limit: Size.mebibytes(256) } },
  });
  return frontend.addEndpoint('http', { port: 1881 });
}

/** The hub that the front end talks to. It brings its tables up to date at every start. */
export function createHub(platform: Platform, options: ConsoleOptions): Service {
  const { stack, settings, credentials, middleware } = platform;
  const { redis, objects, databases, buckets } = middleware;
  const hub = new Workload(stack, 'console-hub', {
    image: platform.image('console-hub', HUB),
    mounts: { '/tmp': Scratch.ofSize(Size.mebibytes(256)) },
    health: HealthProbe.fromHttpGet('/health', { client: ProbeClient.CURL, startPeriod: Duration.minutes(3) }),
    resources: { cpu: { request: 0.25, limit: 2 }, memory: { request: Size.gibibytes(2), limit: Size.gibibytes(6) } },
    env: {
      CONSOLE_DOMAIN: options.address,
      MYSQL_URL: databases.console.jdbcUrl(),
      MYSQL_USER: databases.console.user,
      MYSQL_PASSWORD: databases.console.password,
      REDIS_HOST: redis.host,
      REDIS_PORT: redis.port,
      REDIS_PASSWORD: redis.password ?? '',
      REDIS_DATABASE_CONSOLE: consoleRedisDatabase(settings),
      OSS_ENDPOINT: objects.endpointUrl,
      OSS_REMOTE_ENDPOINT: middleware.objectsAddress,
      OSS_ACCESS_KEY_ID: objects.accessKey,
      OSS_ACCESS_KEY_SECRET: objects.secretKey,
      OSS_BUCKET_CONSOLE: buckets.console,
      OSS_PRESIGN_EXPIRY_SECONDS_CONSOLE: settings.parameter('OSS_PRESIGN_EXPIRY_SECONDS_CONSOLE', '600', 'Seconds that a link for an upload or download is valid.'),
      SKILL_SANDBOX_ARTIFACT_BUCKET: buckets.artifacts,
      ...options.login.client,
      ...options.login.tokens,
      API_AUTH_SECRET: settings.secret('API_AUTH_SECRET', 'Signs requests of the console to the model platform.'),
      ...credentials.tenant(),
      ...credentials.application({ key: 'APP_APIKEY', secret: 'APP_API_SECRET' }),
      ...credentials.application({ id: 'COMMON_APPID', key: 'COMMON_APIKEY', secret: 'COMMON_API_SECRET' }),
      ...credentials.application({ id: 'MAAS_APP_ID', key: 'MAAS_API_KEY', secret: 'MAAS_API_SECRET' }),
      ...credentials.application({ id: 'MAAS_CONSUMER_ID', key: 'MAAS_CONSUMER_KEY', secret: 'MAAS_CONSUMER_SECRET' }),
      ...credentials.workflow(),
      ...credentials.sandbox(),
      ADMIN_UID: settings.parameter('ADMIN_UID', '9999', 'User whose tools are the official ones.'),
      ...addresses(options.peers),
      ...(middleware.elasticsearch && { WORKFLOW_TRACE_ES_URL: middleware.elasticsearch.http.url() }),
    },
  });
  const http = hub.addEndpoint('http', { port: 8080, ...platform.local(8080) });
  hub.startAfter(objects.buckets);
  return { workload: hub, http };
}

function addresses({ tenant, database, link, knowledge, workflow, agent, rpa }: ConsolePeers): Record<string, IValue> {
  return {
    APP_URL: tenant.http.url({ path: '/v2/app' }),
    TENANT_CREATE_APP: tenant.http.url({ path: '/v2/app' }),
    TENANT_GET_APP_DETAIL: tenant.http.url({ path: '/v2/app/details' }),
    TENANT_VERIFY_APP_AUTH: tenant.http.url({ path: '/v2/app/key/verify' }),
    KNOWLEDGE_URL: knowledge.http.url({ path: '/knowledge' }),
    TOOL_URL: link.http.url(),
    AGENT_URL: agent.http.url(),
    WORKFLOW_URL: workflow.http.url(),
    WORKFLOW_CHAT_URL: workflow.http.url({ path: '/workflow/v1/chat/completions' }),
    WORKFLOW_DEBUG_URL: workflow.http.url({ path: '/workflow/v1/debug/chat/completions' }),
    WORKFLOW_RESUME_URL: workflow.http.url({ path: '/workflow/v1/resume' }),
    MAAS_PUBLISH_API: workflow.http.url({ path: '/workflow/v1/publish' }),
    MAAS_AUTH_API: workflow.http.url({ path: '/workflow/v1/auth' }),
    SPARK_DB_URL: database.http.url(),
    ...(rpa && { TOOL_RPA_URL: rpa.http.url() }),
  };
}
