import * as path from 'node:path';
import type { Construct } from 'constructs';
import {
  AgentService, ConfigFile, Duration, FrontendNginx, HealthProbe, Image, Meilisearch, ModelProvider, MongoDb, Parameter, Postgres, ProbeClient, Publish, Route, Scratch, Secret, Size, Stack, Volume, Workload,
  type Endpoint, type EnvValue, type IValue, type StackProps,
} from 'cdk8s-compose';
import { ADMIN_PANEL, API, RAG_API } from './images';

const ANTHROPIC = ModelProvider.of({ displayName: 'Anthropic', keyVariable: 'ANTHROPIC_API_KEY', keyUrl: 'https://console.anthropic.com/settings/keys' });
const GOOGLE = ModelProvider.of({ displayName: 'Gemini', keyVariable: 'GOOGLE_KEY', keyUrl: 'https://aistudio.google.com/apikey' });

export interface LibreChatProps extends StackProps {
  /**
   * Host name under which it is open to the world; its administration is then at `admin.` below it. Without one both answer
   * on loopback only.
   * @default - none
   */
  readonly host?: string;
}

/**
 * LibreChat: chats with models of many providers. The application with its pages, an administration, search in
 * conversations, and answers from files of the users; nginx or an Ingress in front of it.
 */
export class LibreChat extends Stack {
  private readonly tokens: Secret;

  public constructor(scope: Construct, id: string, private readonly props: LibreChatProps = {}) {
    super(scope, id, props);
    this.tokens = this.secret('JWT_SECRET', 'Signs the tokens of users.');
    const api = this.createApi(this.createRag());
    new FrontendNginx(this, 'client', {
      image: Image.fromReference('nginx:1.27-alpine'),
      routes: [Route.proxy('/', api)],
      maxBodySize: Size.mebibytes(100),
      publish: props.host === undefined ? Publish.onLoopback(3080) : Publish.atHost(props.host, { localPort: 3080 }),
    });
    this.createAdminPanel(api);
  }

  private createApi(rag: Endpoint): Endpoint {
    const search = new Meilisearch(this, 'meilisearch', { image: Image.fromReference('getmeili/meilisearch:v1.35.1'), storage: Size.gibibytes(5) });
    const mongodb = new MongoDb(this, 'mongodb', { image: Image.fromReference('mongo:8.0.20'), storage: Size.gibibytes(10) });
    const config = ConfigFile.fromFile(this, 'config', { path: path.join(__dirname, 'librechat.yaml') });
    const api = new AgentService(this, 'api', {
      image: Image.fromReference('ghcr.io/danny-avila/librechat:v0.8.7', { facts: API }),
      user: 'node',
      command: ['node', 'api/server/index.js'],
      port: 3080,
      requestTimeout: Duration.minutes(10),
      modelProviders: [ModelProvider.OPENAI, ANTHROPIC, GOOGLE].map((provider) => provider.optional()),
      env: {
        NODE_ENV: 'production',
        HOST: '0.0.0.0',
        // nginx, and with a host what stands in front of it.
        TRUST_PROXY: this.props.host === undefined ? 1 : 2,
        MONGO_URI: mongodb.addDatabase('LibreChat').url(),
        SEARCH: true,
        MEILI_HOST: search.url(),
        MEILI_MASTER_KEY: search.masterKey,
        RAG_API_URL: rag.url(),
        DOMAIN_CLIENT: this.addressOf(),
        DOMAIN_SERVER: this.addressOf(),
        ADMIN_PANEL_URL: this.adminAddress(),
        CREDS_KEY: this.secret('CREDS_KEY', 'Encrypts what users enter, 64 hexadecimal digits; keep a copy, it is lost with it.', 'openssl rand -hex 32'),
        CREDS_IV: this.secret('CREDS_IV', 'Belongs to CREDS_KEY, 32 hexadecimal digits; keep a copy of it, too.', 'openssl rand -hex 16'),
        JWT_SECRET: this.tokens,
        JWT_REFRESH_SECRET: this.secret('JWT_REFRESH_SECRET', 'Signs the tokens by which sessions are prolonged.'),
        APP_TITLE: this.setting('APP_TITLE', 'LibreChat', 'Name on its pages.'),
        ALLOW_REGISTRATION: this.setting('ALLOW_REGISTRATION', 'true', 'Whether whoever reaches it may sign up. The first who does administers it; false after that.'),
        ALLOW_EMAIL_LOGIN: this.setting('ALLOW_EMAIL_LOGIN', 'true', 'Whether users log in with an address and a password.'),
        PROXY: new Parameter(this, 'PROXY', { description: 'Proxy through which providers are asked.' }),
        DEBUG_LOGGING: false,
      },
      mounts: {
        '/app/librechat.yaml': config,
        '/app/client/public/images': new Volume(this, 'images', { size: Size.gibibytes(5), ownedByImage: true }),
        '/app/uploads': new Volume(this, 'uploads', { size: Size.gibibytes(10), ownedByImage: true }),
        '/app/logs': Scratch.ofSize(Size.mebibytes(128)),
      },
      health: HealthProbe.fromHttpGet('/health', { client: ProbeClient.NODE, startPeriod: Duration.minutes(2) }),
    });
    return api.http;
  }

  /** Answers from files: it cuts them into pieces, has a model make them comparable, and finds those that fit. */
  private createRag(): Endpoint {
    const vectors = new Postgres(this, 'vectordb', {
      image: Image.fromReference('pgvector/pgvector:0.8.0-pg15-trixie'),
      superuser: 'postgres',
      database: 'rag',
      extensions: ['vector'],
      storage: Size.gibibytes(10),
    });
    const rag = new AgentService(this, 'rag-api', {
      image: Image.fromReference('ghcr.io/danny-avila/librechat-rag-api-dev-lite:v0.9.0', { facts: RAG_API }),
      port: 8000,
      requestTimeout: Duration.minutes(10),
      modelProviders: [ModelProvider.OPENAI.optional()],
      env: {
        HOME: '/tmp',
        DB_HOST: vectors.host,
        DB_PORT: vectors.port,
        POSTGRES_DB: vectors.database,
        POSTGRES_USER: vectors.user,
        POSTGRES_PASSWORD: vectors.password,
        JWT_SECRET: this.tokens,
        RAG_UPLOAD_DIR: '/uploads',
        EMBEDDINGS_PROVIDER: this.setting('EMBEDDINGS_PROVIDER', 'openai', 'Who makes pieces of files comparable: openai, azure, google_genai, ollama, ...'),
        EMBEDDINGS_MODEL: new Parameter(this, 'EMBEDDINGS_MODEL', { description: 'Model of that provider; all files have to be read again with another one.' }),
      },
      mounts: { '/uploads': Scratch.ofSize(Size.mebibytes(512)) },
      health: HealthProbe.fromHttpGet('/health', { client: ProbeClient.PYTHON, startPeriod: Duration.minutes(1) }),
      resources: { cpu: { request: 0.1 } },
    });
    return rag.http;
  }

  private createAdminPanel(api: Endpoint): void {
    const { host } = this.props;
    const panel = new Workload(this, 'admin-panel', {
      image: Image.fromReference('ghcr.io/clickhouse/librechat-admin-panel:1.0.0', { facts: ADMIN_PANEL }),
      user: 'bun',
      egress: false,
      env: {
        PORT: 3000,
        SESSION_SECRET: this.secret('ADMIN_PANEL_SESSION_SECRET', 'Encrypts the sessions of administrators, 32 characters or more.'),
        API_SERVER_URL: api.url(),
        VITE_API_BASE_URL: this.addressOf(),
        SESSION_COOKIE_SECURE: host !== undefined,
      },
      health: HealthProbe.fromHttpGet('/health', { client: ProbeClient.WGET }),
    });
    panel.addEndpoint('http', { port: 3000, publish: host === undefined ? Publish.onLoopback(3000) : Publish.atHost(`admin.${host}`) });
  }

  /** Where browsers find it. */
  private addressOf(): EnvValue {
    if (this.props.host !== undefined) return `https://${this.props.host}`;
    return Parameter.shared(this, 'DOMAIN', { default: 'http://localhost:3080', description: 'Address under which browsers find it; it follows CLIENT_PORT.' });
  }

  private adminAddress(): EnvValue {
    if (this.props.host !== undefined) return `https://admin.${this.props.host}`;
    return this.setting('ADMIN_PANEL_URL', 'http://localhost:3000', 'Address under which browsers find the administration; it follows ADMIN_PANEL_PORT.');
  }

  private secret(name: string, description: string, hint = 'openssl rand -hex 32'): Secret {
    return new Secret(this, name, { description, hint });
  }

  private setting(name: string, value: string, description: string): IValue {
    return new Parameter(this, name, { default: value, description });
  }
}
