import type { Construct } from 'constructs';
import {
  Duration, FrontendNginx, Image, Publish, Route, Size, Stack, Workload, type AgentServiceProps, type StackProps,
} from 'cdk8s-compose';
import { createAgent, LONGEST_SILENCE } from './agent';
import { createFrontend, createHub, type ConsolePeers } from './console';
import { createAiTools, createDatabase, createKnowledge, createLink, createRpa, type Service } from './core-services';
import { Credentials } from './credentials';
import { createGateway } from './gateway';
import { createLogin, loginAt, type Issuer, type Login } from './login';
import { createMiddleware } from './middleware';
import { reachObjectsByOneName, reachTenantByOneAddress } from './names';
import type { Platform } from './platform';
import { Settings } from './settings';
import { createTenant } from './tenant';
import { createWorkflow } from './workflow';

export interface AstronAgentProps extends StackProps {
  /**
   * `production` runs three agents behind a load balancer, publishes nothing but the console, its login, the object
   * store and the load balancer, gives Redis a password, and backs the databases up every night.
   * @default 'single'
   */
  readonly mode?: 'single' | 'production';

  /**
   * Whether the service for robotic process automation runs too.
   * @default false
   */
  readonly rpa?: boolean;

  /**
   * Whether Kafka runs, to which agents and workflows send traces of their nodes.
   * @default false
   */
  readonly kafka?: boolean;

  /**
   * Whether Elasticsearch runs, where the console looks for traces of workflows. What brings them there from Kafka is
   * not part of the stack.
   * @default false
   */
  readonly elasticsearch?: boolean;

  /**
   * A login of the operator's own.
   * @default - Casdoor is part of the stack
   */
  readonly issuer?: Issuer;

  /**
   * What stands before the name of a service in the name of its image.
   * @default 'ghcr.io/iflytek/astron-agent/'
   */
  readonly imagePrefix?: string;

  /**
   * Tag of the platform's images.
   * @default 'v1.1.2'
   */
  readonly version?: string;

  /**
   * Domain of the platform, in production: the console is there, the login at `login.` and the object store at
   * `objects.` below it.
   * @default 'astron.example.com'
   */
  readonly domain?: string;

  /**
   * Directory with scripts for the first start of the database servers, in `mysql/` and `pgsql/`.
   * @default - none: the services make their tables themselves
   */
  readonly schemaDirectory?: string;
}

/** astron-agent: seven services for agents, one more as an option, a console with its hub and login, and the servers that they stand on. */
export class AstronAgent extends Stack {
  private readonly production: boolean;

  public constructor(scope: Construct, id: string, private readonly props: AstronAgentProps = {}) {
    super(scope, id, props);
    this.production = props.mode === 'production';
    const platform = this.platform();

    const tenant = createTenant(platform);
    const database = createDatabase(platform);
    const aiTools = createAiTools(platform);
    const link = createLink(platform, aiTools);
    const knowledge = createKnowledge(platform);
    const rpa = props.rpa ? { rpa: createRpa(platform) } : {};
    const workflow = createWorkflow(platform, { tenant, database, knowledge, link, ...rpa });
    const agent = createAgent(platform, { tenant, link, knowledge, workflow }, this.agentOperations());
    workflow.workload.addEnv('AGENT_BASE_URL', agent.http.url());
    this.console(platform, { tenant, database, link, knowledge, workflow, agent, ...rpa });
    if (this.production) this.balanceLoad(agent);

    reachTenantByOneAddress(tenant, platform.middleware.mysql);
    if (!this.production) reachObjectsByOneName(platform.middleware.objects);
    for (const workload of this.workloads()) workload.operate({ logRotation: { maxSize: Size.mebibytes(20), files: 5 } });
  }

  private platform(): Platform {
    const settings = new Settings(this);
    const middleware = createMiddleware(this, settings, {
      local: !this.production,
      redisPassword: this.production,
      backups: this.production,
      kafka: this.props.kafka ?? false,
      elasticsearch: this.props.elasticsearch ?? false,
      login: this.props.issuer === undefined,
      objects: { publish: this.entrance(8333, 'objects.'), address: this.address('s3.localhost:8333', 'objects.') },
      ...(this.props.schemaDirectory !== undefined && { schemaDirectory: this.props.schemaDirectory }),
    });
    const prefix = this.props.imagePrefix ?? 'ghcr.io/iflytek/astron-agent/';
    return {
      stack: this,
      settings,
      credentials: new Credentials(settings),
      middleware,
      production: this.production,
      image: (service, facts) => Image.fromReference(`${prefix}${service}:${this.props.version ?? 'v1.1.2'}`, { facts }),
      local: (port) => (this.production ? {} : { publish: Publish.onLoopback(port) }),
    };
  }

  private console(platform: Platform, peers: ConsolePeers): void {
    const address = platform.settings.parameter('CONSOLE_DOMAIN', this.address('localhost'), 'Address under which browsers open the console, with its scheme.');
    const login = this.login(platform, address);
    const hub = createHub(platform, { login, address, peers });
    const internal = { SKILL_SANDBOX_ARTIFACT_UPLOAD_URL: '/workflow/artifacts/internal-upload', SKILL_SANDBOX_RUNTIME_CONFIG_URL: '/skill-sandbox/internal-runtime-config' };
    for (const [name, path] of Object.entries(internal)) {
      peers.workflow.workload.addEnv(name, hub.http.url({ path }));
      peers.agent.workload.addEnv(name, hub.http.url({ path }));
    }
    const frontend = createFrontend(platform, login);
    createGateway(platform, { frontend, hub: hub.http, workflow: peers.workflow.http }, this.entrance(80));
  }

  private login(platform: Platform, address: ReturnType<Settings['parameter']>): Login {
    const { loginDatabase } = platform.middleware;
    if (this.props.issuer) return loginAt(this.props.issuer);
    return createLogin(platform, loginDatabase!, { publish: this.entrance(8000, 'login.'), address: this.address('localhost:8000', 'login.'), console: address });
  }

  private agentOperations(): Partial<AgentServiceProps> {
    if (!this.production) return { publish: Publish.onLoopback(17870) };
    return {
      replicas: 3,
      resources: { cpu: { request: 1, limit: 2 }, memory: { request: Size.gibibytes(2), limit: Size.gibibytes(4) } },
      openFiles: 65536,
      restart: { attempts: 3, delay: Duration.seconds(5) },
      rollingUpdate: { maxSurge: 1, maxUnavailable: 0, settleTime: Duration.seconds(10) },
      autoscaling: { maxReplicas: 6 },
    };
  }

  /** One address for all agents, on this machine alone: they believe their callers. */
  private balanceLoad(agent: Service): void {
    new FrontendNginx(this, 'core-agent-lb', {
      image: Image.fromReference('nginx:1.27-alpine'),
      routes: [Route.webSocket('/', agent.http, { timeout: LONGEST_SILENCE })],
      publish: Publish.onLoopback(17870, { variable: 'CORE_AGENT_PORT' }),
    });
  }

  private entrance(port: number, prefix = ''): Publish {
    return this.production ? Publish.atHost(`${prefix}${this.domain}`, { localPort: port }) : Publish.onLoopback(port);
  }

  /** Where browsers find what is published by `entrance`. */
  private address(local: string, prefix = ''): string {
    return this.production ? `https://${prefix}${this.domain}` : `http://${local}`;
  }

  private get domain(): string {
    return this.props.domain ?? 'astron.example.com';
  }

  private workloads(): Workload[] {
    return this.node.findAll().filter((construct) => construct instanceof Workload);
  }
}
