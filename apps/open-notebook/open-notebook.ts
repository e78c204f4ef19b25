import type { Construct } from 'constructs';
import {
  acknowledge, AgentService, ApiUrl, Duration, HealthProbe, Image, Parameter, ProbeClient, Publish, ReverseProxy, Route, Scratch, Secret, Size, Stack, StartOrderOnKubernetes, SurrealDb,
  SurrealSingleContainer, text, TlsCertificate, Volume, Worker, Workload, type Endpoint, type EnvValue, type ImageFacts, type IMountable, type IValue, type StackProps, type SupervisorProgram,
} from 'cdk8s-compose';
import { API, FRONTEND, SINGLE_CONTAINER, WORKER } from './images';
import { setting, settings } from './settings';

const API_PORT = 5055;
const FRONTEND_PORT = 8502;

/** As upstream's own start command calls it. */
const WORKER_TASKS = 'OPEN_NOTEBOOK_WORKER_MAX_TASKS';

export interface OpenNotebookProps extends StackProps {
  /**
   * `separate` runs database, API, worker and front end each for itself; `single` runs the four in one container, whose
   * image upstream has deprecated and will drop in its version 2.
   * @default 'separate'
   */
  readonly form?: 'separate' | 'single';

  /**
   * `development` builds the image from the checkout and publishes the database on loopback as well.
   * @default 'production'
   */
  readonly mode?: 'production' | 'development';

  /**
   * Host name under which it is open to the world; without one it answers on loopback only. Both ask for the password.
   * @default - none
   */
  readonly host?: string;

  /**
   * Version of the images, in production: 1.8.4 or newer, because older ones let strangers run code (CVE-2026-33587).
   * @default '1.14.0'
   */
  readonly version?: string;
}

/** Open Notebook: a notebook that models read and write with you. SurrealDB, an API and a worker in Python, a front end in Next.js. */
export class OpenNotebook extends Stack {
  private readonly development: boolean;

  public constructor(scope: Construct, id: string, private readonly props: OpenNotebookProps = {}) {
    super(scope, id, props);
    this.development = props.mode === 'development';
    if (props.form === 'single') this.singleContainer();
    else this.separateServices();
  }

  /** The system as programs: what each form runs. */
  private programs(): Record<'api' | 'worker' | 'frontend', SupervisorProgram> {
    return {
      api: {
        name: 'api',
        command: ['/app/.venv/bin/uvicorn', 'api.main:app', '--host', '0.0.0.0', '--port', `${API_PORT}`],
        directory: '/app',
        environment: { PYTHONPATH: '/app' },
        priority: 10,
        startSeconds: 3,
        stopWait: Duration.seconds(20),
        http: { port: API_PORT, healthPath: '/health', requestTimeout: Duration.minutes(10), ...this.published(API_PORT, 'API_PORT') },
      },
      worker: {
        name: 'worker',
        command: this.workerCommand(),
        directory: '/app',
        environment: { PYTHONPATH: '/app' },
        priority: 20,
        startSeconds: 3,
        stopWait: Duration.seconds(60),
      },
      frontend: {
        name: 'frontend',
        command: ['node', 'server.js'],
        directory: '/app/frontend',
        // The engines set HOSTNAME to the container's name, and Next.js would listen on that alone.
        environment: { NODE_ENV: 'production', HOSTNAME: '0.0.0.0', PORT: FRONTEND_PORT },
        priority: 30,
        startSeconds: 10,
        http: { port: FRONTEND_PORT, healthPath: '/', ...this.published(FRONTEND_PORT, 'FRONTEND_PORT') },
      },
    };
  }

  /** Its number of jobs at once is an option. Under supervisord a shell puts it in, because a file cannot hold a parameter. */
  private workerCommand(): (string | IValue)[] {
    const worker = ['/app/.venv/bin/surreal-commands-worker', '--import-modules', 'commands', '--max-tasks'];
    if (this.props.form !== 'single') return [...worker, this.workerTasks()];
    return ['sh', '-c', `exec ${worker.join(' ')} "$${WORKER_TASKS}"`];
  }

  private workerTasks(): Parameter {
    return setting(this, WORKER_TASKS, '5', 'Jobs at once: 1 on a small machine or for a model of your own, up to 20 on a large one.');
  }

  private separateServices(): void {
    const { api: apiProgram, worker: workerProgram, frontend: frontendProgram } = this.programs();
    const surreal = new SurrealDb(this, 'surrealdb', {
      storage: Size.gibibytes(10),
      graphql: true,
      ...(this.development && { publish: Publish.onLoopback(8000) }),
    });
    // The API stores uploads, the worker reads them and stores what it makes of them.
    const data = new Volume(this, 'notebook-data', { size: Size.gibibytes(10), shared: true });
    acknowledge(data, 'kubernetes/shared-storage-class', 'the cluster is not known here; README says what it has to have');
    const python = {
      ...this.pythonOptions(data),
      env: this.pythonEnvironment(surreal.rpcUrl(), surreal.username, surreal.password, text`localhost,127.0.0.1,${surreal.http.host}`),
    };

    const api = new AgentService(this, 'api', {
      image: this.image(API),
      ...python,
      ...asWorkload(apiProgram, python.env),
      port: API_PORT,
      requestTimeout: apiProgram.http?.requestTimeout,
      publish: apiProgram.http?.publish,
      health: HealthProbe.fromHttpGet('/health', { client: ProbeClient.PYTHON, startPeriod: Duration.minutes(2) }),
    });
    api.startAfter(surreal, { kubernetes: StartOrderOnKubernetes.WAIT });
    // Chats are kept in a SQLite file: the old API has to be gone before the new one opens it.
    api.kubernetes.customize(({ controller }) => {
      if (controller.kind === 'Deployment') controller.spec.strategy = { type: 'Recreate' };
    });

    const worker = new Worker(this, 'worker', { image: this.image(WORKER), ...python, ...asWorkload(workerProgram, python.env) });
    worker.startAfter(surreal, { kubernetes: StartOrderOnKubernetes.WAIT });
    // The API brings the database's schema up to date when it starts.
    worker.startAfter(api, { kubernetes: StartOrderOnKubernetes.WAIT });

    const { healthPath, ...address } = frontendProgram.http!;
    const frontend = new Workload(this, 'frontend', {
      image: this.image(FRONTEND),
      ...asWorkload(frontendProgram, {}),
      egress: false,
      mounts: frontendMounts(),
      health: HealthProbe.fromHttpGet(healthPath, { client: ProbeClient.NODE, startPeriod: Duration.minutes(1) }),
    });
    const http = frontend.addEndpoint('http', address);
    this.apiUrl().addTo(frontend, api.http);
    this.entrance(http, api.http);
  }

  private singleContainer(): void {
    const { api, worker, frontend } = this.programs();
    // Not the container's own: OPEN_NOTEBOOK_PASSWORD is what people are asked for.
    const password = new Secret(this, 'SURREALDB_PASSWORD', {
      description: 'Password of the SurrealDB user root, who may do everything.',
      hint: 'openssl rand -hex 24',
    });
    const notebook = new SurrealSingleContainer(this, 'open-notebook', {
      image: this.image(SINGLE_CONTAINER),
      password,
      storage: Size.gibibytes(10),
      mounts: { ...this.pythonOptions(new Volume(this, 'notebook-data', { size: Size.gibibytes(10) })).mounts, ...frontendMounts() },
      programs: [api, worker, frontend],
    });
    const env = this.pythonEnvironment(notebook.rpcUrl, notebook.username, password, 'localhost,127.0.0.1');
    for (const [name, value] of Object.entries({ ...env, [WORKER_TASKS]: this.workerTasks() })) notebook.addEnv(name, value);
    this.apiUrl().addTo(notebook, API_PORT);
    this.entrance(notebook.endpointOf('frontend')!, notebook.endpointOf('api')!);
  }

  /** With a host, both parts stand behind it: the front end that Next.js has built passes nothing on to another container. */
  private entrance(frontend: Endpoint, api: Endpoint): void {
    if (this.props.host === undefined) return;
    new ReverseProxy(this, 'proxy', {
      host: this.props.host,
      certificate: TlsCertificate.ofSecret(`${this.node.id}-tls`),
      routes: [Route.webSocket('/', frontend), Route.proxy('/api', api)],
    });
  }

  private published(port: number, variable: string) {
    return this.props.host === undefined ? { publish: Publish.onLoopback(port, { variable }) } : {};
  }

  /** Uploads of up to 100 MB wait in `/tmp` until they are stored. */
  private pythonOptions(data: Volume) {
    const mounts: Record<string, IMountable> = { '/app/data': data, '/tmp': Scratch.ofSize(Size.mebibytes(256)) };
    return { mounts };
  }

  private pythonEnvironment(surrealUrl: EnvValue, user: string, password: Secret, noProxy: EnvValue): Record<string, EnvValue> {
    return {
      ...settings(this),
      HOME: '/tmp',
      SURREAL_URL: surrealUrl,
      SURREAL_USER: user,
      SURREAL_PASSWORD: password,
      CORS_ORIGINS: this.origins(),
      NO_PROXY: text`${noProxy},${setting(this, 'NO_PROXY', '.local', 'Hosts that are reached without the proxy, besides those of this system.')}`,
      OPEN_NOTEBOOK_PASSWORD: new Secret(this, 'OPEN_NOTEBOOK_PASSWORD', {
        description: 'Password that everyone who uses the notebook has to give.',
        hint: 'openssl rand -hex 24',
      }),
      OPEN_NOTEBOOK_ENCRYPTION_KEY: new Secret(this, 'OPEN_NOTEBOOK_ENCRYPTION_KEY', {
        description: 'Encrypts the keys of model providers in the database; keep a copy, they are lost with it.',
        hint: 'openssl rand -hex 32',
      }),
    };
  }

  /** Pages that may use the API from a browser: upstream's default is every page of the web. */
  private origins(): EnvValue {
    if (this.props.host !== undefined) return `https://${this.props.host}`;
    const description = 'Addresses of the front end under which browsers may use the API, separated by commas; they follow FRONTEND_PORT.';
    return setting(this, 'CORS_ORIGINS', `http://localhost:${FRONTEND_PORT},http://127.0.0.1:${FRONTEND_PORT}`, description);
  }

  private apiUrl(): ApiUrl {
    if (this.props.host !== undefined) return ApiUrl.runtime(`https://${this.props.host}`);
    const description = 'Address under which browsers reach the API, without /api; it follows API_PORT.';
    return ApiUrl.runtime(setting(this, 'API_URL', `http://localhost:${API_PORT}`, description));
  }

  private image(facts: ImageFacts): Image {
    const suffix = this.props.form === 'single' ? '-single' : '';
    if (!this.development) return Image.fromReference(`ghcr.io/lfnovo/open-notebook:${this.props.version ?? '1.14.0'}${suffix}`, { facts });
    return Image.fromBuild('.', { name: `localhost/open-notebook:dev${suffix}`, target: this.props.form === 'single' ? 'single' : 'runtime', facts });
  }
}

/** A program that runs for itself, in a container of its own. */
function asWorkload(program: SupervisorProgram, env: Readonly<Record<string, EnvValue>>) {
  const { command, directory, environment, stopWait } = program;
  return { command, workingDirectory: directory, env: { ...env, ...environment }, stopGracePeriod: stopWait };
}

/** Next.js keeps images that it has scaled. */
function frontendMounts(): Record<string, IMountable> {
  return { '/app/frontend/.next/cache': Scratch.ofSize(Size.mebibytes(64)) };
}
