import type { Construct } from 'constructs';
import {
  acknowledge, Duration, FrontendNginx, Image, Publish, Route, Size, Stack, Workload, type AgentServiceProps, type StackProps,
} from 'cdk8s-compose';
import { createAgent } from './agent';
import { createConsole } from './console';
import { createAiTools, createKnowledge, createLink, createMemory, createRpa, createTenant, type Service } from './core-services';
import { createMiddleware } from './middleware';
import type { Platform } from './platform';
import { Settings } from './settings';
import { createWorkflow } from './workflow';

export interface AstronAgentProps extends StackProps {
  /**
   * `production` runs three agents behind a load balancer, publishes nothing but the console, its hub and the load
   * balancer, gives Redis a password, and backs the databases up every night.
   * @default 'single'
   */
  readonly mode?: 'single' | 'production';

  /**
   * Whether the service for robotic process automation runs too.
   * @default false
   */
  readonly rpa?: boolean;

  /**
   * What stands before the name of a service in the name of its image.
   * @default 'ghcr.io/lyj715824/astron-agent/astron-agent-'
   */
  readonly imagePrefix?: string;

  /**
   * Tag of the platform's images.
   * @default 'latest' - the only one upstream names
   */
  readonly version?: string;

  /**
   * Domain of the platform, in production: the console is there, its hub at `hub.` and the agents at `agent.` below it.
   * @default 'astron.example.com'
   */
  readonly domain?: string;

  /**
   * Directory of upstream's checkout that holds `mysql/` and `pgsql/`: the scripts that fill the databases.
   * @default - the databases are created, and left empty
   */
  readonly schemaDirectory?: string;
}

/** astron-agent: seven services for agents, one more as an option, a console with its hub, and six servers that they stand on. */
export class AstronAgent extends Stack {
  private readonly production: boolean;

  public constructor(scope: Construct, id: string, private readonly props: AstronAgentProps = {}) {
    super(scope, id, props);
    this.production = props.mode === 'production';
    const platform = this.platform();

    const tenant = createTenant(platform);
    const memory = createMemory(platform);
    const link = createLink(platform);
    const aiTools = createAiTools(platform);
    const knowledge = createKnowledge(platform);
    const plugins = [link, aiTools, ...(props.rpa ? [createRpa(platform)] : [])];
    const workflow = createWorkflow(platform, [memory, knowledge, ...plugins]);
    const agent = createAgent(platform, { tenant, link, knowledge, workflow }, this.agentOperations());
    workflow.workload.connectTo(agent.http);
    createConsole(platform, {
      publishFrontend: this.entrance(1881),
      publishHub: this.entrance(8080, 'hub.'),
      address: this.production ? `https://${this.domain}` : 'http://localhost:1881',
      services: [agent, workflow, knowledge, tenant, memory, ...plugins],
    });
    if (this.production) this.balanceLoad(agent);

    for (const workload of this.workloads()) workload.operate({ logRotation: { maxSize: Size.mebibytes(20), files: 5 } });
    if (props.version === undefined) acknowledge(this, 'model/unpinned-image', 'upstream publishes no other tag; props.version pins one');
  }

  private platform(): Platform {
    const settings = new Settings(this);
    const middleware = createMiddleware(this, settings, {
      local: !this.production,
      redisPassword: this.production,
      backups: this.production,
      ...(this.props.schemaDirectory !== undefined && { schemaDirectory: this.props.schemaDirectory }),
    });
    const prefix = this.props.imagePrefix ?? 'ghcr.io/lyj715824/astron-agent/astron-agent-';
    return {
      stack: this,
      settings,
      middleware,
      image: (service) => Image.fromReference(`${prefix}${service}:${this.props.version ?? 'latest'}`),
      local: (port) => (this.production ? {} : { publish: Publish.onLoopback(port) }),
    };
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

  /** One address for all agents; it finds them by the name that they share. */
  private balanceLoad(agent: Service): void {
    new FrontendNginx(this, 'core-agent-lb', {
      image: Image.fromReference('nginx:1.27-alpine'),
      routes: [Route.webSocket('/', agent.http)],
      publish: Publish.atHost(`agent.${this.domain}`, { localPort: 17870, variable: 'CORE_AGENT_PORT' }),
    });
  }

  private entrance(port: number, prefix = ''): Publish {
    return this.production ? Publish.atHost(`${prefix}${this.domain}`, { localPort: port }) : Publish.onHostPort(port);
  }

  private get domain(): string {
    return this.props.domain ?? 'astron.example.com';
  }

  private workloads(): Workload[] {
    return this.node.findAll().filter((construct) => construct instanceof Workload);
  }
}
