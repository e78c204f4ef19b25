import { HealthProbe, ProbeClient, Scratch, Size, Workload, type Publish } from 'cdk8s-compose';
import type { Service } from './core-services';
import type { Platform } from './platform';

export interface ConsoleOptions {
  readonly publishFrontend: Publish;
  readonly publishHub: Publish;
  /** Address under which browsers open the console. */
  readonly address: string;
  /** The services that the hub calls. */
  readonly services: readonly Service[];
}

/** What people see: a front end in the browser, and the hub that it talks to. */
export function createConsole(platform: Platform, options: ConsoleOptions): void {
  createFrontend(platform, options.publishFrontend);
  createHub(platform, options);
}

function createFrontend({ stack, image }: Platform, publish: Publish): void {
  const frontend = new Workload(stack, 'console-frontend', {
    image: image('console-frontend'),
    // nginx' own user in the image that it is made from.
    user: { uid: 100, gid: 101 },
    egress: false,
    // The entry point writes the configuration that browsers load; beside the built files only root could.
    env: { RUNTIME_CONFIG_PATH: '/tmp/runtime-config.js' },
    mounts: { '/var/run': Scratch.ofSize(Size.mebibytes(1)), '/var/cache/nginx': Scratch.ofSize(Size.mebibytes(64)) },
    health: HealthProbe.fromHttpGet('/', { client: ProbeClient.WGET }),
    resources: { cpu: { request: 0.05, limit: 1 }, memory: { request: Size.mebibytes(64), limit: Size.mebibytes(256) } },
  });
  frontend.addEndpoint('http', { port: 1881, publish });
}

function createHub(platform: Platform, options: ConsoleOptions): void {
  const { stack, settings, middleware } = platform;
  const { redis, minio, databases } = middleware;
  const id = (name: string, what: string) => ({ [name]: settings.parameter(name, '', what) });
  const key = (name: string, what: string) => ({ [name]: settings.optionalSecret(name, what) });
  const hub = new Workload(stack, 'console-hub', {
    image: platform.image('console-hub'),
    mounts: { '/tmp': Scratch.ofSize(Size.mebibytes(256)) },
    resources: { cpu: { request: 0.25, limit: 2 }, memory: { request: Size.gibibytes(1), limit: Size.gibibytes(2) } },
    env: {
      ASTRON_DOMAIN: settings.parameter('ASTRON_DOMAIN', options.address, 'Address under which browsers open the console.'),
      MYSQL_URL: databases.console.jdbcUrl(),
      MYSQL_USERNAME: databases.console.user,
      MYSQL_PASSWORD: databases.console.password,
      REDIS_HOST: redis.host,
      REDIS_PORT: redis.port,
      REDIS_DATABASE: settings.parameter('REDIS_DATABASE', '0', 'Number of the Redis database of the console.'),
      // Spring reads the second by itself, whatever the image's configuration calls it.
      ...(redis.password && { REDIS_PASSWORD: redis.password, SPRING_DATA_REDIS_PASSWORD: redis.password }),
      S3_ENDPOINT: minio.endpointUrl,
      S3_ACCESS_KEY: minio.accessKey,
      S3_SECRET_KEY: minio.secretKey,
      S3_BUCKET: middleware.buckets.console,
      S3_PRESIGN_EXPIRY_SECONDS: settings.parameter('S3_PRESIGN_EXPIRY_SECONDS', '600', 'Seconds that a link for an upload or download is valid.'),
      OAUTH2_ISSUER_URI: settings.parameter('OAUTH2_ISSUER_URI', '', 'Issuer of the tokens that users log in with; a server of your own.'),
      OAUTH2_JWK_SET_URI: settings.parameter('OAUTH2_JWK_SET_URI', '', 'Where the issuer publishes its keys.'),
      OAUTH2_AUDIENCE: settings.parameter('OAUTH2_AUDIENCE', '', 'Client id of the console at the issuer.'),
      API_AUTH_SECRET: settings.secret('API_AUTH_SECRET', 'Signs requests between services of the console.'),
      ...id('COMMON_APPID', 'Application id that the console uses for all users.'),
      ...key('COMMON_APIKEY', 'API key of that application.'),
      ...key('COMMON_API_SECRET', 'API secret of that application.'),
      ...id('TENANT_ID', 'Tenant at core-tenant that the toolkit works for.'),
      ...key('TENANT_KEY', 'Key of that tenant.'),
      ...key('TENANT_SECRET', 'Secret of that tenant.'),
      ...key('APP_APIKEY', 'API key of the toolkit.'),
      ...key('APP_API_SECRET', 'API secret of the toolkit.'),
      ADMIN_UID: settings.parameter('ADMIN_UID', '9999', 'User whose tools are the official ones.'),
      ...id('MAAS_APP_ID', 'Application id at the MaaS platform.'),
      ...key('MAAS_API_KEY', 'API key at the MaaS platform.'),
      ...key('MAAS_API_SECRET', 'API secret at the MaaS platform.'),
      ...id('MAAS_CONSUMER_ID', 'Consumer at the MaaS platform.'),
      ...key('MAAS_CONSUMER_KEY', 'Key of the consumer.'),
      ...key('MAAS_CONSUMER_SECRET', 'Secret of the consumer.'),
    },
  });
  hub.addEndpoint('http', { port: 8080, publish: options.publishHub });
  hub.startAfter(minio.buckets);
  // No variable names them: the image has their addresses.
  for (const service of options.services) hub.connectTo(service.http);
}
