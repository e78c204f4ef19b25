import type { Construct } from 'constructs';
import {
  acknowledge, AgentService, App, CodeSandbox, Duration, FrontendNginx, HealthProbe, Image, ModelProvider, Parameter, ProbeClient, Publish,
  Route, S3FuseVolume, S3Mount, Scratch, Secret, Size, SourceDirectory, Stack, Volume, Workload, type Endpoint, type StackProps,
} from 'cdk8s-compose';
import { BACKEND, DEVELOPMENT_FRONTEND, FRONTEND } from './images';

export interface SentientResearchAgentProps extends StackProps {
  /**
   * `development` mounts the sources from the checkout and runs Vite's own server.
   * @default 'production'
   */
  readonly mode?: 'production' | 'development';

  /**
   * Whether results are also kept in an S3 bucket, mounted at `/opt/sentient` in the backend and in the sandbox.
   * @default false
   */
  readonly s3?: boolean;

  /**
   * Version of the two images.
   * @default '1.0.0'
   */
  readonly version?: string;

  /**
   * Host name of the public entrance, in production.
   * @default 'research.example.com'
   */
  readonly host?: string;
}

const OPENROUTER = ModelProvider.of({ displayName: 'OpenRouter', keyVariable: 'OPENROUTER_API_KEY', keyUrl: 'https://openrouter.ai/keys' });
const ANTHROPIC = ModelProvider.of({ displayName: 'Anthropic', keyVariable: 'ANTHROPIC_API_KEY', keyUrl: 'https://console.anthropic.com/settings/keys' });
const GOOGLE = ModelProvider.of({ displayName: 'Google GenAI', keyVariable: 'GOOGLE_API_KEY', keyUrl: 'https://aistudio.google.com/apikey' });

/** Some routes answer only when a whole task is done, for which upstream's sentient.yaml gives 2400 s. */
const LONGEST_TASK = Duration.minutes(41);

/** What Vite needs of the front end's sources, besides `src` and `public`. */
const FRONTEND_FILES = ['index.html', 'vite.config.ts', 'tsconfig.json', 'tailwind.config.js', 'postcss.config.js'];

/** Sentient Research Agent: a Flask backend that plans and runs research, a React front end, a sandbox at E2B for its code. */
export class SentientResearchAgent extends Stack {
  private readonly development: boolean;

  public constructor(scope: Construct, id: string, private readonly props: SentientResearchAgentProps = {}) {
    super(scope, id, props);
    this.development = props.mode === 'development';

    const backend = new AgentService(this, 'backend', {
      image: Image.fromBuild('.', { dockerfile: 'docker/Dockerfile', name: `sentient/backend:${this.tag}`, facts: BACKEND }),
      command: ['python', '-m', 'sentientresearchagent'],
      port: 5000,
      publish: Publish.onLoopback(5000),
      health: HealthProbe.fromHttpGet('/api/health', { client: ProbeClient.CURL, startPeriod: Duration.seconds(40) }),
      requestTimeout: LONGEST_TASK,
      modelProviders: [OPENROUTER, ModelProvider.OPENAI.optional(), GOOGLE.optional(), ANTHROPIC.optional()],
      toolKeys: ['EXA_API_KEY'],
      resources: { memory: { request: Size.gibibytes(1), limit: Size.gibibytes(4) } },
      env: {
        HOME: '/tmp',
        PYTHONUNBUFFERED: 1,
        SENTIENT_ENV: props.mode ?? 'production',
        SENTIENT_RUNTIME_DIR: '/app/runtime',
        FLASK_SECRET_KEY: new Secret(this, 'FLASK_SECRET_KEY', { description: 'Signs the sessions of the Flask server.', hint: 'openssl rand -hex 32' }),
        LOG_FILE_MODE: this.setting('LOG_FILE_MODE', 'w', 'Whether the log file starts anew (w) or is continued (a).'),
        S3_MOUNT_ENABLED: props.s3 ?? false,
      },
      mounts: {
        // Projects and logs; upstream makes the directories in it, but not the one itself.
        '/app/runtime': new Volume(this, 'runtime', { size: Size.gibibytes(20) }),
        '/app/experiments': new Volume(this, 'experiments', { size: Size.gibibytes(10) }),
        // Answers of models, which SENTIENT_RUNTIME_DIR does not move; runs of the simple API; what tools fetch.
        '/app/.cache': Scratch.ofSize(Size.mebibytes(256)),
        '/app/.agent_executions': Scratch.ofSize(Size.mebibytes(64)),
        '/app/data': Scratch.ofSize(Size.mebibytes(256)),
        ...(this.development && {
          '/app/sentient.yaml': SourceDirectory.at('sentient.yaml', { readOnly: true }),
          '/app/src': SourceDirectory.at('src', { readOnly: true }),
        }),
      },
    });

    const bucket = props.s3 ? this.mountBucket(backend) : undefined;
    new CodeSandbox(this, 'sandbox', { templateName: 'sentient-e2b-s3', ...(bucket && { bucket }) }).useFrom(backend);

    if (!this.development && !props.s3) this.addOverlay('s3', new SentientResearchAgent(new App(), id, { ...props, s3: true }));

    if (this.development) this.developmentFrontend(backend.http);
    else {
      new FrontendNginx(this, 'frontend', {
        image: Image.fromReference(`sentient/frontend:${this.tag}`, { facts: FRONTEND }),
        routes: [Route.proxy('/api/', backend.http), Route.webSocket('/socket.io/', backend.http), Route.staticFiles('/assets/'), Route.singlePageApp('/')],
        publish: Publish.atHost(props.host ?? 'research.example.com', { localPort: 3000 }),
      });
    }
  }

  private mountBucket(backend: AgentService): S3FuseVolume {
    const bucket = new S3FuseVolume(this, 'sentient-data', {
      mountPath: '/opt/sentient',
      mount: S3Mount.inContainer({
        bucket: this.setting('S3_BUCKET_NAME', 'your-s3-bucket-name', 'Bucket for results; the backend and the sandbox share it.'),
        region: this.setting('AWS_REGION', 'us-east-1', 'Region of the bucket.'),
        endpoint: this.setting('S3_ENDPOINT_URL', '', 'URL of a store other than Amazon S3, such as MinIO.'),
        umask: 0,
        bufferSize: Size.gibibytes(1),
      }),
    });
    bucket.mountIn(backend);
    backend.addEnv('S3_MOUNT_DIR', bucket.mountPath);
    acknowledge(backend, 'kubernetes/pod-security', 'the backend mounts its bucket itself, as upstream does; nothing else lives in the namespace but its front end');
    return bucket;
  }

  /** Vite's own server, with the sources of the checkout over the image's copies. */
  private developmentFrontend(backend: Endpoint): void {
    const files = [...FRONTEND_FILES, 'src', 'public'];
    const frontend = new Workload(this, 'frontend', {
      image: Image.fromBuild('.', { dockerfile: 'docker/Dockerfile.frontend', name: `sentient/frontend:${this.tag}`, facts: DEVELOPMENT_FRONTEND }),
      command: ['npm', 'run', 'dev', '--', '--host', '0.0.0.0', '--port', '3000'],
      health: HealthProbe.fromHttpGet('/', { client: ProbeClient.NODE }),
      readOnlyRoot: false,
      user: { uid: 0, gid: 0, rootReason: 'Vite writes beside its configuration, and /app is of root in the image' },
      resources: { memory: { limit: Size.gibibytes(1) } },
      // With it Vite passes /api and /socket.io on to http://backend:5000, a name and port that its configuration has.
      env: { DOCKER_ENV: true },
      mounts: Object.fromEntries(files.map((file) => [`/app/${file}`, SourceDirectory.at(`frontend/${file}`, { readOnly: true })])),
    });
    acknowledge(frontend, 'kubernetes/pod-security', "a development server as root, without capabilities; Kubernetes runs production's nginx instead");
    frontend.addEndpoint('http', { port: 3000, publish: Publish.onLoopback(3000) });
    frontend.connectTo(backend);
  }

  private get tag(): string {
    return this.development ? 'dev' : (this.props.version ?? '1.0.0');
  }

  private setting(name: string, value: string, description: string): Parameter {
    return new Parameter(this, name, { default: value, description });
  }
}
