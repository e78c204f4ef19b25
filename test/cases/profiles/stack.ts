import { type App, HealthProbe, Image, optionalPeer, Parameter, ProbeClient, Publish, Secret, Size, Stack, Task, text, Volume, Workload } from 'cdk8s-compose';

export const description = 'One of two search engines, chosen by the operator: profiles in Compose, a set of manifests for each choice.';

export const onEngine = {};

export function build(app: App): Stack {
  const stack = new Stack(app, 'desk');
  const engine = new Parameter(stack, 'DOC_ENGINE', { default: 'elasticsearch', description: 'Search engine that documents are kept in' });
  stack.addChoice('elasticsearch', { profiles: ['elasticsearch'], isDefault: true });
  stack.addChoice('opensearch', { profiles: ['opensearch'], parameters: { DOC_ENGINE: 'opensearch' } });

  const password = new Secret(stack, 'ELASTIC_PASSWORD', { description: 'Password of the user elastic' });
  const es01 = new Workload(stack, 'es01', {
    image: Image.fromReference('example/elasticsearch:8.11.3'),
    profiles: ['elasticsearch'],
    env: { ELASTIC_PASSWORD: password },
    mounts: { '/usr/share/elasticsearch/data': new Volume(stack, 'esdata', { size: Size.gibibytes(8) }) },
    health: HealthProbe.fromTcpSocket({ client: ProbeClient.NC }),
  });
  const es = es01.addEndpoint('http', { port: 9200, publish: Publish.onLoopback(1200) });
  const opensearch = new Workload(stack, 'opensearch', { image: Image.fromReference('example/opensearch:2.19.1'), profiles: ['opensearch'] });
  const http = opensearch.addEndpoint('http', { port: 9201, publish: Publish.onLoopback(1200) });

  const index = new Task(stack, 'index', { image: Image.fromReference('example/desk:1.0.0'), command: ['index'], profiles: ['opensearch'], env: { OPENSEARCH: http.authority } });
  new Task(stack, 'snapshot', { image: Image.fromReference('example/desk:1.0.0'), command: ['snapshot'], profiles: ['elasticsearch'], schedule: '0 3 * * *', env: { ES_URL: es.url() } });
  const server = new Workload(stack, 'server', {
    image: Image.fromReference('example/desk:1.0.0'),
    env: {
      DOC_ENGINE: engine,
      ES_HOST: optionalPeer(es.host),
      ES_URL: optionalPeer(text`http://elastic:${password}@${es.authority}`),
    },
  });
  server.connectTo(http, { required: false });
  server.startAfter(index, { required: false });
  return stack;
}
