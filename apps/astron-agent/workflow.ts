import { AgentService, HealthProbe, ProbeClient, Scratch, Size } from 'cdk8s-compose';
import type { Service } from './core-services';
import { mysqlVariables, ossVariables, redisVariables } from './middleware';
import type { Platform } from './platform';

/** Runs workflows, whose nodes are the other services of the platform. */
export function createWorkflow(platform: Platform, nodes: readonly Service[]): Service {
  const { stack, settings, middleware } = platform;
  const workload = new AgentService(stack, 'core-workflow', {
    image: platform.image('core-workflow'),
    port: 7880,
    health: HealthProbe.fromTcpSocket({ client: ProbeClient.PYTHON }),
    mounts: { '/opt/openstellar/workflow/logs': Scratch.ofSize(Size.mebibytes(64)) },
    env: {
      RUNTIME_ENV: settings.parameter('RUNTIME_ENV', 'dev', 'Environment that core-workflow says it runs in.'),
      SERVICE_PORT: 7880,
      ...mysqlVariables(middleware.databases.workflow),
      ...redisVariables(middleware, settings),
      REDIS_EXPIRE: settings.redisExpiry,
      ...settings.telemetry(),
      OTLP_ENABLE: settings.parameter('OTLP_ENABLE', '0', 'Whether core-workflow sends traces and metrics: 0 or 1.'),
      ...ossVariables(middleware, settings),
      OSS_TYPE: settings.parameter('OSS_TYPE', 's3', 'Kind of object store: s3.'),
      OSS_DOWNLOAD_HOST: settings.parameter('OSS_DOWNLOAD_HOST', 'http://localhost:9000', 'Base URL under which browsers reach MinIO.'),
      KAFKA_SERVERS: middleware.kafka.bootstrapServers,
      KAFKA_TIMEOUT: settings.kafkaTimeout,
      KAFKA_TOPIC: settings.parameter('WORKFLOW_KAFKA_TOPIC', 'spark-agent-builder', 'Topic to which core-workflow sends traces of nodes.'),
    },
    ...platform.local(7880),
  });
  workload.startAfter(middleware.minio.buckets);
  // No variable names them: the image has their addresses.
  for (const node of nodes) workload.connectTo(node.http);
  return { workload, http: workload.http };
}
