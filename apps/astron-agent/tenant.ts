import { JsonPatch } from 'cdk8s';
import { acknowledge, Size, text, Workload } from 'cdk8s-compose';
import type { Service } from './core-services';
import { TENANT } from './images';
import type { Platform } from './platform';

const PORT = 5052;

/**
 * Applications and their keys: a program in Go, which makes its own tables. It has no client that could ask for its
 * health, and it listens on one address only, the one that its host name has.
 */
export function createTenant(platform: Platform): Service {
  const { settings, credentials, middleware } = platform;
  const { tenant } = middleware.databases;
  const workload = new Workload(platform.stack, 'core-tenant', {
    image: platform.image('core-tenant', TENANT),
    env: {
      SERVICE_PORT: PORT,
      SERVICE_LOCATION: settings.serviceLocation,
      DATABASE_DB_TYPE: 'mysql',
      DATABASE_URL: text`(${tenant.authority})/${tenant.name}`,
      DATABASE_USERNAME: tenant.user,
      DATABASE_PASSWORD: tenant.password,
      DATABASE_MAX_OPEN_CONNS: settings.parameter('DATABASE_MAX_OPEN_CONNS', '5', 'Connections of core-tenant to its database, at most.'),
      DATABASE_MAX_IDLE_CONNS: settings.parameter('DATABASE_MAX_IDLE_CONNS', '5', 'Connections of core-tenant that stay open unused, at most.'),
      LOG_PATH: '/dev/stdout',
      ...credentials.tenant(),
    },
    resources: { cpu: { request: 0.1, limit: 1 }, memory: { request: Size.mebibytes(128), limit: Size.mebibytes(512) } },
  });
  const http = workload.addEndpoint('http', { port: PORT, ...platform.local(PORT) });
  askOnKubernetes(workload);
  return { workload, http };
}

/** The kubelet asks by itself, at the pod's address; Compose would need a client in the image. */
function askOnKubernetes(workload: Workload): void {
  const readinessProbe = { httpGet: { path: '/ping', port: PORT }, periodSeconds: 10, timeoutSeconds: 5 };
  workload.kubernetes.addJsonPatch('Deployment', JsonPatch.add('/spec/template/spec/containers/0/readinessProbe', readinessProbe));
  acknowledge(workload, 'agreement/health', 'its image has no client to ask with in Compose');
}
