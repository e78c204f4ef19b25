import type { Construct } from 'constructs';
import {
  AgentService, Duration, HealthProbe, Image, ModelProvider, Parameter, Postgres, ProbeClient, Publish, Secret, Size, Stack, StartOrderOnKubernetes, Task, text, Volume, Workload,
  type EnvValue, type ImageFacts, type StackProps,
} from 'cdk8s-compose';
import { API, DASHBOARD, MIGRATION } from './images';

/** mem0: a memory for agents, as an API with keys, and a dashboard. Its images are built from its checkout. */
export class Mem0 extends Stack {
  private readonly registry: Parameter;

  public constructor(scope: Construct, id: string, props: StackProps = {}) {
    super(scope, id, props);
    this.registry = new Parameter(this, 'IMAGE_REGISTRY', { default: 'localhost', description: 'Where the images go that are built; a cluster pulls them from there.' });
    const postgres = new Postgres(this, 'postgres', {
      image: Image.fromReference('pgvector/pgvector:0.8.1-pg17'),
      superuser: 'postgres',
      database: 'mem0',
      extensions: ['vector'],
      storage: Size.gibibytes(10),
    });
    const env: Record<string, EnvValue> = {
      HOME: '/tmp',
      PYTHONDONTWRITEBYTECODE: 1,
      POSTGRES_HOST: postgres.host,
      POSTGRES_PORT: postgres.port,
      POSTGRES_DB: postgres.database,
      POSTGRES_USER: postgres.user,
      POSTGRES_PASSWORD: postgres.password,
      APP_DB_NAME: postgres.database,
    };
    const migration = new Task(this, 'migration', { image: this.built('server', 'mem0-server', MIGRATION), command: ['alembic', 'upgrade', 'head'], env, retries: 10 });

    const dashboardUrl = new Parameter(this, 'DASHBOARD_URL', { default: 'http://localhost:3000', description: 'Address under which browsers find the dashboard; it follows MEM0_DASHBOARD_PORT.' });
    const apiUrl = new Parameter(this, 'API_URL', { default: 'http://localhost:8888', description: 'Address under which browsers find the API; it follows MEM0_PORT.' });
    const api = new AgentService(this, 'mem0', {
      image: this.built('server', 'mem0-server', API),
      // Without --reload, which watches the sources for changes.
      command: ['uvicorn', 'main:app', '--host', '0.0.0.0', '--port', '8000'],
      port: 8000,
      publish: Publish.onLoopback(8888),
      modelProviders: [ModelProvider.OPENAI],
      env: {
        ...env,
        PYTHONUNBUFFERED: 1,
        MEM0_DIR: '/app/history/.mem0',
        JWT_SECRET: new Secret(this, 'JWT_SECRET', { description: 'Signs the tokens of the dashboard.', hint: 'openssl rand -base64 48' }),
        ADMIN_API_KEY: new Secret(this, 'ADMIN_API_KEY', { description: 'A key that may do anything, 16 characters or more; others are made in the dashboard.', hint: 'openssl rand -hex 24', optional: true }),
        DASHBOARD_URL: dashboardUrl,
        MEM0_DEFAULT_LLM_MODEL: new Parameter(this, 'MEM0_DEFAULT_LLM_MODEL', { default: 'gpt-5-mini', description: 'Model that finds what is worth remembering.' }),
        MEM0_DEFAULT_EMBEDDER_MODEL: new Parameter(this, 'MEM0_DEFAULT_EMBEDDER_MODEL', { default: 'text-embedding-3-small', description: 'Model that makes memories comparable.' }),
        MEM0_TELEMETRY: new Parameter(this, 'MEM0_TELEMETRY', { default: 'true', description: 'Whether its makers are told of an installation, once: true or false.' }),
      },
      mounts: { '/app/history': new Volume(this, 'history', { size: Size.gibibytes(2) }) },
      health: HealthProbe.fromHttpGet('/auth/setup-status', { client: ProbeClient.PYTHON, startPeriod: Duration.minutes(1) }),
    });
    api.startAfter(migration, { kubernetes: StartOrderOnKubernetes.WAIT });

    const dashboard = new Workload(this, 'mem0-dashboard', {
      image: this.built('server/dashboard', 'mem0-dashboard', DASHBOARD),
      user: { uid: 1001, gid: 1001 },
      egress: false,
      // It puts the addresses below into its built pages at each start.
      readOnlyRoot: false,
      env: { NEXT_PUBLIC_API_URL: apiUrl, NEXT_PUBLIC_INSTANCE_NAME: 'Mem0', API_INTERNAL_URL: api.http.url(), DASHBOARD_URL: dashboardUrl },
      health: HealthProbe.fromHttpGet('/api/health', { client: ProbeClient.WGET }),
    });
    dashboard.addEndpoint('http', { port: 3000, publish: Publish.onLoopback(3000) });
  }

  private built(context: string, name: string, facts: ImageFacts): Image {
    return Image.fromBuild(context, { name: text`${this.registry}/${name}:8d5b786`, facts });
  }
}
