import type { Construct } from 'constructs';
import {
  AgentService, Duration, FrontendNginx, HealthProbe, Image, ModelProvider, Parameter, Postgres, ProbeClient, Publish, Qdrant, Redis, Route,
  Scratch, Size, SourceDirectory, Stack, Volume, Workload, type Endpoint, type IValue, type StackProps,
} from 'cdk8s-compose';

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
   * Version of the two images, in production.
   * @default '1.0.0'
   */
  readonly version?: string;

  /**
   * Host name of the public entrance, in production.
   * @default 'society.example.com'
   */
  readonly host?: string;
}

/** AI Society: a FastAPI backend that simulates agents, a React front end, and three stores. */
export class AiSociety extends Stack {
  private readonly development: boolean;

  public constructor(scope: Construct, id: string, private readonly props: AiSocietyProps = {}) {
    super(scope, id, props);
    this.development = props.mode === 'development';

    const redis = new Redis(this, 'redis', { persistent: true, ...this.published(6379) });
    const qdrant = new Qdrant(this, 'qdrant', {
      storage: Size.gibibytes(10),
      ...(this.development && { publishHttp: Publish.onLoopback(6333), publishGrpc: Publish.onLoopback(6334) }),
    });

    const backend = new AgentService(this, 'backend', {
      image: this.image('backend'),
      command: ['uvicorn', 'app.main:app', '--host', '0.0.0.0', '--port', '8000', ...(this.development ? ['--reload'] : [])],
      port: 8000,
      health: HealthProbe.fromHttpGet('/api/world/status', { client: ProbeClient.CURL, startPeriod: Duration.seconds(40) }),
      modelProviders: [ModelProvider.DEEPSEEK, ModelProvider.OPENAI.optional()],
      logLevel: 'INFO',
      env: {
        ENVIRONMENT: props.mode ?? 'production',
        DEBUG: this.development,
        REDIS_URL: redis.url({ database: 0 }),
        QDRANT_URL: qdrant.http.url(),
        VECTOR_STORE_URL: qdrant.http.url(),
        DEFAULT_MODEL: this.setting('DEFAULT_MODEL', 'deepseek-reasoner', 'Model that agents use unless told otherwise: deepseek-reasoner or deepseek-chat.'),
        TIME_SCALE: this.setting('TIME_SCALE', '10', 'Game minutes per real minute, 1 to 100.'),
        MONTHLY_BUDGET: this.setting('MONTHLY_BUDGET', '200', 'US dollars a month that model calls may cost.'),
        INITIAL_AGENT_COUNT: this.setting('INITIAL_AGENT_COUNT', '50', 'Agents at the start.'),
        MAX_AGENT_COUNT: this.setting('MAX_AGENT_COUNT', '100', 'Agents at most.'),
        DECISION_INTERVAL_SECONDS: this.setting('DECISION_INTERVAL_SECONDS', '60', 'Seconds between two decisions of an agent.'),
      },
      ...this.published(8000),
      ...this.sources('backend'),
    });
    backend.addEnv('DATABASE_URL', this.databaseUrl(backend));

    if (this.development) this.developmentFrontend(backend.http);
    else {
      new FrontendNginx(this, 'frontend', {
        image: this.image('frontend'),
        routes: [
          Route.proxy('/api/', backend.http),
          Route.webSocket('/api/stream', backend.http),
          Route.staticFiles('/assets/'),
          Route.singlePageApp('/'),
        ],
        replicas: 2,
        publish: Publish.atHost(props.host ?? 'society.example.com', { localPort: 3000 }),
      });
    }
  }

  private databaseUrl(backend: AgentService): IValue | string {
    if (this.props.database === 'sqlite') {
      backend.addMount('/app/data', new Volume(this, 'backend-data', { size: Size.gibibytes(1) }));
      return 'sqlite+aiosqlite:////app/data/aisociety.db';
    }
    const postgres = new Postgres(this, 'postgres', { database: 'aisociety', storage: Size.gibibytes(10), ...this.published(5432) });
    return postgres.url({ scheme: 'postgresql+asyncpg' });
  }

  /** Vite's own server, which passes `/api` on to the backend. */
  private developmentFrontend(backend: Endpoint): void {
    const frontend = new Workload(this, 'frontend', {
      image: this.image('frontend'),
      command: ['npm', 'run', 'dev', '--', '--host', '0.0.0.0'],
      health: HealthProbe.fromHttpGet('/', { client: ProbeClient.NODE }),
      env: { VITE_API_URL: backend.url() },
      ...this.sources('frontend', ['/app/node_modules']),
    });
    frontend.addEndpoint('http', { port: 3000, publish: Publish.onLoopback(3000) });
    // Vite's cache: what is around it belongs to root in the image.
    frontend.addMount('/app/node_modules/.vite', Scratch.ofSize(Size.mebibytes(128)));
  }

  private image(part: 'backend' | 'frontend'): Image {
    if (this.development) return Image.fromBuild(part, { name: `aisociety/${part}:dev` });
    return Image.fromReference(`aisociety/${part}:${this.props.version ?? '1.0.0'}`);
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
