import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Construct } from 'constructs';
import {
  AgentService, ConfigFile, Duration, FrontendNginx, HealthProbe, Image, ModelProvider, Parameter, Postgres, ProbeClient, Publish, Qdrant, Redis, Route,
  Scratch, Secret, Size, SourceDirectory, Stack, StartOrderOnKubernetes, Task, Volume, Workload, type Endpoint, type ImageFacts, type IQdrant, type IRedis, type IValue, type StackProps,
} from 'cdk8s-compose';
import { backendFacts, DEVELOPMENT_FRONTEND, FRONTEND, MIGRATION } from './images';
import { startScript } from './start-script';
import { viteConfig } from './vite-config';

/** Upstream's commit that the Dockerfiles beside this file are for. */
const COMMIT = 'b30c34a';

const START_SCRIPT = '/etc/ai-society/start.sh';
const FIRST_LOCATIONS = '/etc/ai-society/locations.json';

/** Where stores answer that the cloud runs. */
export interface ManagedStores {
  readonly postgres: string;
  readonly redis: string;
  readonly qdrant: string;
}

export interface AiSocietyProps extends StackProps {
  /**
   * `development` builds the images from the checkout, mounts the sources with reload, and publishes every port on
   * loopback.
   * @default 'production'
   */
  readonly mode?: 'production' | 'development';

  /** @default 'postgres' */
  readonly database?: 'postgres' | 'sqlite';

  /**
   * Where the two images have been pushed, in production: nobody publishes any, so each operator builds them.
   * @default 'localhost' - nowhere: they are on the machine that built them
   */
  readonly registry?: string;

  /**
   * Tag of the two images, in production.
   * @default 'b30c34a', the commit of upstream that they are built from
   */
  readonly version?: string;

  /**
   * Host name of the public entrance, in production.
   * @default 'society.example.com'
   */
  readonly host?: string;

  /**
   * JSON file with the places of a new world, which the backend takes over at its first start.
   * @default - ten places, in the file beside this one
   */
  readonly locations?: string;

  /**
   * Hosts of stores that somebody else runs, in place of containers; the operator may change them. Their passwords and the key of
   * Qdrant are secrets of the stack.
   * @default - the stack runs its own
   */
  readonly managed?: ManagedStores;

  /**
   * Whether Redis and Qdrant run: upstream starts both, and its code calls neither.
   * @default true
   */
  readonly idleStores?: boolean;
}

/** AI Society: a FastAPI backend that simulates agents, a React front end, PostgreSQL, and two stores that wait to be used. */
export class AiSociety extends Stack {
  private readonly development: boolean;

  public constructor(scope: Construct, id: string, private readonly props: AiSocietyProps = {}) {
    super(scope, id, props);
    this.development = props.mode === 'development';
    const backend = this.backend();
    if (props.idleStores ?? true) this.idleStores(backend);
    if (this.development) this.developmentFrontend(backend.http);
    else {
      new FrontendNginx(this, 'frontend', {
        image: this.image('frontend', FRONTEND),
        routes: [
          Route.proxy('/api/', backend.http),
          Route.webSocket('/api/world/ws', backend.http),
          Route.staticFiles('/assets/'),
          Route.singlePageApp('/'),
        ],
        replicas: 2,
        publish: Publish.atHost(props.host ?? 'society.example.com', { localPort: 3000 }),
      });
    }
  }

  /** One process that holds the whole world: it has one replica, and its volume sees to it that the old one is gone before the next. */
  private backend(): AgentService {
    const backend = new AgentService(this, 'backend', {
      image: this.image('backend', backendFacts(this.props.database ?? 'postgres')),
      command: ['uvicorn', 'app.main:app', '--host', '0.0.0.0', '--port', '8000', ...(this.development ? ['--reload'] : [])],
      workingDirectory: '/app',
      port: 8000,
      health: HealthProbe.fromHttpGet('/health', { client: ProbeClient.PYTHON, startPeriod: Duration.seconds(40) }),
      modelProviders: [ModelProvider.DEEPSEEK],
      env: {
        DEBUG: this.development,
        DEFAULT_MODEL: this.setting('DEFAULT_MODEL', 'deepseek-reasoner', 'Model that agents use unless told otherwise: deepseek-reasoner or deepseek-chat.'),
        TIME_SCALE: this.setting('TIME_SCALE', '10', 'Game minutes per real minute, 1 to 100; that of a saved world counts more.'),
        MONTHLY_BUDGET: this.setting('MONTHLY_BUDGET', '200', 'US dollars a month that model calls may cost.'),
        COST_WARNING_THRESHOLD: this.setting('COST_WARNING_THRESHOLD', '0.8', 'Part of the budget, 0 to 1, from which on a warning is given.'),
        INITIAL_AGENT_COUNT: this.setting('INITIAL_AGENT_COUNT', '50', 'Shown in the log at the start, 1 to 200; it makes no agents.'),
        MAX_AGENT_COUNT: this.setting('MAX_AGENT_COUNT', '100', 'Agents at most, 1 to 500.'),
      },
      ...this.published(8000),
      ...this.sources('backend'),
    });
    backend.addMount('/app/data', new Volume(backend, 'data', { size: Size.gibibytes(1) }));
    const locations = new ConfigFile(backend, 'locations', {
      fileName: 'locations.json',
      content: readFileSync(this.props.locations ?? join(__dirname, 'locations.json'), 'utf8'),
    });
    backend.addMount(FIRST_LOCATIONS, locations);
    const isFile = this.props.database === 'sqlite';
    backend.addMount(START_SCRIPT, new ConfigFile(backend, 'start', { fileName: 'start.sh', content: startScript(FIRST_LOCATIONS, { migrate: isFile }) }));
    backend.wrapCommand(['/bin/sh', START_SCRIPT]);
    backend.addEnv('DATABASE_URL', isFile ? 'sqlite+aiosqlite:////app/data/aisociety.db' : this.migratedPostgres(backend));
    return backend;
  }

  /** A database with the tables of the image: without them everything looks empty, and the backend only warns. */
  private migratedPostgres(backend: AgentService): IValue {
    const { managed } = this.props;
    const postgres = managed ? Postgres.external(this, 'postgres', { host: this.hostOf('POSTGRES_HOST', managed.postgres), database: 'aisociety' }) : new Postgres(this, 'postgres', { database: 'aisociety', storage: Size.gibibytes(10), ...this.published(5432) });
    const url = postgres.url({ scheme: 'postgresql+asyncpg' });
    const migration = new Task(this, 'migration', {
      image: this.image('backend', MIGRATION),
      command: ['alembic', 'upgrade', 'head'],
      workingDirectory: '/app',
      env: { DATABASE_URL: url },
      egress: false,
      ...this.sources('backend'),
    });
    // It imports the application, which begins a world while it is loaded.
    migration.addMount('/app/data', Scratch.ofSize(Size.mebibytes(1)));
    // One that somebody else runs is there.
    if (postgres instanceof Postgres) migration.startAfter(postgres, { kubernetes: StartOrderOnKubernetes.WAIT });
    backend.startAfter(migration, { kubernetes: StartOrderOnKubernetes.WAIT });
    return url;
  }

  /** As upstream's Compose file has them. REDIS_URL is a setting that nothing uses, the client for QDRANT_URL one that nothing calls. */
  private idleStores(backend: AgentService): void {
    const { managed } = this.props;
    const redis: IRedis = managed
      ? Redis.external(this, 'redis', { host: this.hostOf('REDIS_HOST', managed.redis), password: this.key('REDIS_PASSWORD', 'Password of the managed Redis.') })
      : new Redis(this, 'redis', { persistent: true, ...this.published(6379) });
    const qdrant: IQdrant = managed
      ? Qdrant.external(this, 'qdrant', { host: this.hostOf('QDRANT_HOST', managed.qdrant), apiKey: this.key('QDRANT_API_KEY', 'Key of the managed Qdrant.') })
      : new Qdrant(this, 'qdrant', {
        storage: Size.gibibytes(10),
        ...(this.development && { publishHttp: Publish.onLoopback(6333), publishGrpc: Publish.onLoopback(6334) }),
      });
    backend.addEnv('REDIS_URL', redis.url({ database: 0 }));
    backend.addEnv('QDRANT_URL', qdrant.http.url());
    if (qdrant.apiKey) backend.addEnv('QDRANT_API_KEY', qdrant.apiKey);
  }

  /** Vite's own server, which passes `/api` on to the backend. */
  private developmentFrontend(backend: Endpoint): void {
    const frontend = new Workload(this, 'frontend', {
      image: this.image('frontend', DEVELOPMENT_FRONTEND, 'development'),
      command: ['npm', 'run', 'dev', '--', '--host', '0.0.0.0'],
      workingDirectory: '/app',
      health: HealthProbe.fromHttpGet('/', { client: ProbeClient.NODE }),
      ...this.sources('frontend', ['/app/node_modules']),
    });
    frontend.addEndpoint('http', { port: 3000, publish: Publish.onLoopback(3000) });
    frontend.addMount('/app/vite.config.ts', new ConfigFile(frontend, 'vite', { fileName: 'vite.config.mjs', content: viteConfig(backend) }));
    // Vite's cache: what is around it belongs to root in the image.
    frontend.addMount('/app/node_modules/.vite', Scratch.ofSize(Size.mebibytes(128)));
  }

  private image(part: 'backend' | 'frontend', facts: ImageFacts, target?: string): Image {
    const isFile = part === 'backend' && this.props.database === 'sqlite';
    const name = `${this.props.registry ?? 'localhost'}/ai-society/${part}`;
    if (!this.development) return Image.fromReference(`${name}:${this.props.version ?? COMMIT}${isFile ? '-sqlite' : ''}`, { facts });
    return Image.fromBuild(part, { name: `${name}:dev`, dockerfile: `${part}.Dockerfile`, target: target ?? this.props.database ?? 'postgres', facts });
  }

  private hostOf(name: string, host: string): Parameter {
    return this.setting(name, host, 'Host of a managed store.');
  }

  private key(name: string, description: string): Secret {
    return new Secret(this, name, { description, hint: 'whoever runs the server says it' });
  }

  private setting(name: string, value: string, description: string): Parameter {
    return new Parameter(this, name, { default: value, description });
  }

  private published(port: number) {
    return this.development ? { publish: Publish.onLoopback(port) } : {};
  }

  /** The checkout over the image's copy, as the usual first user of a Linux machine; reloading writes beside the sources. */
  private sources(part: string, keep: string[] = []) {
    return this.development ? { mounts: { '/app': SourceDirectory.at(part, { keep }) }, user: { uid: 1000, gid: 1000 }, readOnlyRoot: false } : {};
  }
}
