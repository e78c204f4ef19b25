import { type App, AgentService, HealthProbe, Image, Parameter, Postgres, ProbeClient, Size, Stack, StartOrderOnKubernetes, text, Volume, Workload } from 'cdk8s-compose';

export const description = 'Registries that take the place of others, in all outputs: official images, those of an owner, of another registry, built ones, parts chosen.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop', { registries: { 'docker.io': 'registry.example.com/hub', 'ghcr.io': 'registry.example.com:5000/ghcr', localhost: 'registry.example.com/builds' } });
  const postgres = new Postgres(stack, 'postgres', { database: 'shop', storage: Size.gibibytes(10), image: Image.fromReference('postgres:17.6') });
  const version = new Parameter(stack, 'VERSION', { default: '1.4.2', description: 'Release of the API.' });
  new AgentService(stack, 'agent', {
    image: Image.fromReference(text`example/agent:${version}`),
    port: 8000,
    health: HealthProbe.fromHttpGet('/health', { client: ProbeClient.PYTHON }),
    env: { DATABASE_URL: postgres.url() },
  });
  const collector = new Workload(stack, 'collector', { image: Image.fromReference('ghcr.io/example/collector:2.0.0'), mounts: { '/data': new Volume(stack, 'data', { size: Size.gibibytes(1) }) } });
  collector.startAfter(postgres, { kubernetes: StartOrderOnKubernetes.WAIT });
  new Workload(stack, 'web', { image: Image.fromBuild('web') });
  new Workload(stack, 'exporter', { image: Image.fromReference('quay.io/example/exporter:3.1.0') });
  new Workload(stack, 'pinned', { image: Image.fromReference('docker.io/alpine:3.22.1'), command: ['sleep', 'infinity'] });
  const registry = new Parameter(stack, 'REGISTRY', { default: 'ghcr.io', description: 'Where the worker is found.' });
  new Workload(stack, 'worker', { image: Image.fromReference(text`${registry}/example/worker:1.0.0`) });
  return stack;
}
