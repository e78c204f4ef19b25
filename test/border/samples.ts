import {
  AgentService, ApiUrl, ClickHouse, CodeSandbox, ConfigDirectory, EnvFrom, ExternalServer, type ExternalPostgres, FrontendNginx, GatewayModel, HealthProbe, Image, LiteLlm, Meilisearch, ModelProvider, MongoDb, MySql, Neo4j, Ollama, Parameter, Postgres, Publish, RabbitMq, Redis, ReverseProxy, Route, S3FuseVolume, S3Mount, Scratch, Secret, SecretStore, SharedNetwork, Size,
  Stack, SurrealDb, SurrealSingleContainer, Vllm, Volume, Weaviate, Workload, type IDuration, type IMountable, type ISize, type IValue,
} from 'cdk8s-compose';
import type { Shape } from '../../lib/border/notation';

const IMAGE = Image.fromReference('example/app:1.0.0');

/** Right values of every type, made in one stack. */
export class Samples {
  private made = 0;

  public constructor(public readonly stack: Stack) {}

  public id(): string {
    return `x${++this.made}`;
  }

  public of(shape: Shape, name: string): unknown {
    switch (shape.kind) {
      case 'string':
        return TEXTS[name] ?? (/path|directory/i.test(name) ? '/data' : 'some');
      case 'number':
        return name === 'port' ? 8080 : /[ug]id/.test(name) ? 10001 : 1;
      case 'boolean':
        return false;
      case 'function':
        return () => undefined;
      case 'object':
      case 'map':
        return {};
      case 'list':
        return name === 'command' ? ['run'] : [];
      case 'literal':
        return shape.value;
      case 'enum':
        return Object.values(shape.values)[0];
      case 'union':
        return this.of(shape.of[0], name);
      case 'properties':
        return this.properties(shape);
      case 'methods':
      case 'class':
        return this.object(shape.name);
      case 'unknown':
        return undefined;
    }
  }

  /** What is required, and nothing else. */
  public properties({ members }: Shape & { readonly kind: 'properties' }): Record<string, unknown> {
    return Object.fromEntries([...members].flatMap(([name, { shape, optional }]) => (optional ? [] : [[name, this.of(shape, name)]])));
  }

  public workload(): Workload {
    return new Workload(this.stack, this.id(), { image: IMAGE });
  }

  /** An object of a class, or with the methods of an interface. */
  public object(name: string): unknown {
    const make = OBJECTS[name];
    if (!make) throw new Error(`there is no sample of ${name}`);
    return make(this);
  }
}

const TEXTS: Readonly<Record<string, string>> = {
  host: 'shop.example.com', schedule: '0 3 * * *', endpoint: 'http', context: '.', read: '2026-11-26', bucket: 'some-bucket', database: 'shop', kind: 'Service', storageClass: 'fast', source: 'Dockerfile:1',
};

const OBJECTS: Readonly<Record<string, (samples: Samples) => unknown>> = {
  App: ({ stack }) => stack.node.root,
  Construct: ({ stack }) => stack,
  Workload: (samples) => samples.workload(),
  Endpoint: (samples) => samples.workload().addEndpoint('http', { port: 8080 }),
  EndpointOfReplica: (samples) => samples.workload().addEndpoint('http', { port: 8080 }).ofReplica(0),
  Image: () => IMAGE,
  ISize: () => Size.mebibytes(64),
  Size: () => Size.mebibytes(64),
  IDuration: () => ({ toMilliseconds: () => 30_000 }),
  IMountable: () => Scratch.ofSize(Size.mebibytes(1)),
  Secret: (samples) => new Secret(samples.stack, `S_${samples.id().toUpperCase()}`, { description: '' }),
  Parameter: (samples) => new Parameter(samples.stack, `P_${samples.id().toUpperCase()}`, { description: '' }),
  ConfigDirectory: (samples) => new ConfigDirectory(samples.stack, samples.id(), { path: __dirname }),
  EnvFrom: () => EnvFrom.secret('keys'),
  SharedNetwork: () => SharedNetwork.existing('proxy'),
  HealthProbe: () => HealthProbe.fromCommand(['true']),
  Publish: () => Publish.onLoopback(8080),
  Route: () => Route.singlePageApp('/'),
  S3Mount: () => S3Mount.csiDynamic({ storageClass: 'bucket' }),
  Stack: ({ stack }) => stack,
  JsonPatch: () => ({ _toJson: () => ({ op: 'add', path: '/x', value: 1 }) }),
  ApiUrl: () => ApiUrl.runtime('https://shop.example.com'),
  Ollama: (samples) => new Ollama(samples.stack, samples.id(), { models: ['qwen3:8b'], storage: Size.gibibytes(1) }),
  Vllm: (samples) => new Vllm(samples.stack, samples.id(), { model: 'Qwen/Qwen3-8B', storage: Size.gibibytes(1) }),
  LiteLlm: (samples) => new LiteLlm(samples.stack, samples.id(), { models: { large: GatewayModel.hosted('openai/gpt-4o') } }),
  ModelServer: (samples) => samples.object('Ollama'),
  IModelServer: (samples) => samples.object('Ollama'),
  GatewayModel: () => GatewayModel.hosted('openai/gpt-4o'),
  ModelProvider: () => ModelProvider.OPENAI,
  KubernetesOptions: (samples) => samples.workload().kubernetes,
  ComposeOptions: (samples) => samples.workload().compose,
  ComposeFragments: ({ stack }) => stack.compose,
  MongoDb: (samples) => new MongoDb(samples.stack, samples.id(), { storage: Size.gibibytes(1) }),
  MongoDbDatabase: (samples) => (samples.object('MongoDb') as MongoDb).addDatabase('chats'),
  Meilisearch: (samples) => new Meilisearch(samples.stack, samples.id(), { storage: Size.gibibytes(1) }),
  ClickHouse: (samples) => new ClickHouse(samples.stack, samples.id(), { storage: Size.gibibytes(1) }),
  MySql: (samples) => new MySql(samples.stack, samples.id(), { storage: Size.gibibytes(1) }),
  MySqlDatabase: (samples) => (samples.object('MySql') as MySql).addDatabase('shop'),
  Neo4j: (samples) => new Neo4j(samples.stack, samples.id(), { storage: Size.gibibytes(1) }),
  Postgres: (samples) => new Postgres(samples.stack, samples.id(), { database: 'shop', storage: Size.gibibytes(1) }),
  ExternalServer: (samples) => new ExternalServer(samples.stack, samples.id(), { host: 'mail.example.com' }),
  ExternalPostgres: (samples) => Postgres.external(samples.stack, samples.id(), { host: 'db.example.com', database: 'shop' }),
  ExternalPostgresDatabase: (samples) => (samples.object('ExternalPostgres') as ExternalPostgres).addDatabase('memory'),
  ExternalClickHouse: (samples) => ClickHouse.external(samples.stack, samples.id(), { host: 'events.example.com' }),
  ExternalNeo4j: (samples) => Neo4j.external(samples.stack, samples.id(), { host: 'graph.example.com' }),
  ExternalMySql: (samples) => MySql.external(samples.stack, samples.id(), { host: 'db.example.com' }),
  ExternalMongoDb: (samples) => MongoDb.external(samples.stack, samples.id(), { host: 'db.example.com' }),
  ExternalRabbitMq: (samples) => RabbitMq.external(samples.stack, samples.id(), { host: 'mq.example.com', user: 'shop' }),
  ExternalRedis: (samples) => Redis.external(samples.stack, samples.id(), { host: 'cache.example.com' }),
  PostgresDatabase: (samples) => (samples.object('Postgres') as Postgres).addDatabase('memory'),
  Weaviate: (samples) => new Weaviate(samples.stack, samples.id(), { storage: Size.gibibytes(1) }),
  RabbitMq: (samples) => new RabbitMq(samples.stack, samples.id(), { storage: Size.gibibytes(1) }),
  Redis: (samples) => new Redis(samples.stack, samples.id()),
  SurrealDb: (samples) => new SurrealDb(samples.stack, samples.id(), { storage: Size.gibibytes(1) }),
  FrontendNginx: (samples) => new FrontendNginx(samples.stack, samples.id(), { image: IMAGE }),
  ReverseProxy: (samples) => new ReverseProxy(samples.stack, samples.id(), { host: 'shop.example.com', routes: [] }),
  CodeSandbox: (samples) => new CodeSandbox(samples.stack, samples.id(), { templateName: 'tool' }),
  Sidecar: (samples) => samples.workload().addSidecar('beside', { image: IMAGE }),
  PodContainer: (samples) => samples.workload().addSidecar('beside', { image: IMAGE }),
  S3FuseVolume: (samples) => new S3FuseVolume(samples.stack, samples.id(), { mountPath: '/data', mount: S3Mount.csiDynamic({ storageClass: 'bucket' }) }),
  SurrealSingleContainer: (samples) => new SurrealSingleContainer(samples.stack, samples.id(), { image: IMAGE, programs: [], storage: Size.gibibytes(1) }),
};

/** Gives a value to something that takes it, so that what is wrong in it is reported. */
export function use(samples: Samples, value: unknown): void {
  const { stack } = samples;
  const id = samples.id();
  if (value instanceof Image) new Workload(stack, id, { image: value });
  else if (value instanceof EnvFrom) new Workload(stack, id, { image: IMAGE, envFrom: [value] });
  else if (value instanceof SharedNetwork) new Workload(stack, id, { image: IMAGE, sharedNetworks: [value] });
  else if (value instanceof HealthProbe) new Workload(stack, id, { image: IMAGE, health: value });
  else if (value instanceof Publish) new Workload(stack, id, { image: IMAGE }).addEndpoint('http', { port: 8080, publish: value });
  else if (value instanceof Route) new FrontendNginx(stack, id, { image: IMAGE, routes: [value] });
  else if (value instanceof S3Mount) new S3FuseVolume(stack, id, { mountPath: '/data', mount: value });
  else if (value instanceof ApiUrl) value.addTo(new Workload(stack, id, { image: IMAGE }), 80);
  else if (value instanceof SecretStore) new Stack(stack, id, { secretStore: value });
  else if (value instanceof GatewayModel) new LiteLlm(stack, id, { models: { large: value } });
  else if (value instanceof ModelProvider) new AgentService(stack, id, { image: IMAGE, port: 80, modelProviders: [value] });
  else if (has<ISize>(value, 'toKibibytes')) new Volume(stack, id, { size: value });
  else if (has<IDuration>(value, 'toMilliseconds')) new Workload(stack, id, { image: IMAGE, stopGracePeriod: value });
  else if (has<IMountable>(value, '_toMount')) new Workload(stack, id, { image: IMAGE, mounts: { '/data': value } });
  else if (has<IValue>(value, '_toExpression')) new Workload(stack, id, { image: IMAGE, env: { VALUE: value } });
}

function has<T>(value: unknown, method: string): value is T {
  return typeof value === 'object' && value !== null && method in value;
}
