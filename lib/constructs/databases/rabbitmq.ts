import type { Construct } from 'constructs';
import { given, guard } from '../../border/guard';
import type { IValue } from '../../model/value';
import { shellArgument } from '../../quoting/shell';
import { urlPart } from '../../quoting/url';
import type { Endpoint } from '../endpoint';
import { HealthProbe } from '../health-probe';
import { Image } from '../image';
import type { Publish } from '../publish';
import { Duration, Size, type ISize } from '../quantity';
import type { Secret } from '../secret';
import { Scratch } from '../storage';
import type { User } from '../container-options';
import { Workload, WorkloadKind } from '../workload';
import type { Resources } from '../resources';
import { dataVolume, type DataVolumeOptions } from './data-volume';
import { ExternalRabbitMq, type ExternalRabbitMqProps, type IRabbitMq } from './external-rabbitmq';
import { reportUnknownVersion, userIn, withFacts } from './known-image';
import { RABBITMQ_IMAGE } from './rabbitmq-facts';
import { checkSetting, rabbitMqNameRule } from './server-rules';
import { serverSecret } from './server-secret';

const AMQP_PORT = 5672;
const MANAGEMENT_PORT = 15672;
const DATA = '/var/lib/rabbitmq';

/** How a RabbitMQ is set up. */
export interface RabbitMqProps extends DataVolumeOptions {
  /** Size of the data volume that Kubernetes asks for. */
  readonly storage: ISize;

  /**
   * Name of the user who may do everything, made at the first start.
   * @default 'application'
   */
  readonly user?: string;

  /**
   * The user's password. It counts at the first start only: later it is changed in the server.
   * @default - the secret `<ID>_PASSWORD` of the stack
   */
  readonly password?: Secret;

  /**
   * Name of the virtual host, made at the first start.
   * @default '/'
   */
  readonly virtualHost?: string;

  /**
   * An official image of RabbitMQ 4.0 to 4.3, with the management plugin or without; a warning names any other version.
   * @default Image.fromReference('rabbitmq:4.3-management-alpine') - looked at on 2026-11-27
   */
  readonly image?: Image;

  /**
   * The image's own `rabbitmq` user: 100:101 in the alpine variants, 999:999 in the others.
   * @default - that of the image, if it is a known one, or else 100:101
   */
  readonly runAs?: User;

  /** @default - 0.25 to 1 core, 256 MiB to 1 GiB, of which messages in memory take 60 % */
  readonly resources?: Resources;

  /**
   * Who outside the application may reach it by AMQP.
   * @default - its peers only
   */
  readonly publish?: Publish;

  /**
   * Who outside the application may reach the management pages, of an image that has them.
   * @default - nobody
   */
  readonly publishManagement?: Publish;
}

/**
 * RabbitMQ, a message broker: one node with its queues on a volume.
 *
 * Runs as the image's own user on a read-only root. The name of its node is fixed, since what is on the volume belongs to it.
 * Health is asked by the image's own `rabbitmq-diagnostics`, which says whether the node has started.
 *
 * @example
 * const broker = new RabbitMq(stack, 'rabbitmq', { storage: Size.gibibytes(10) });
 * api.addEnv('CELERY_BROKER_URL', broker.url());
 */
export class RabbitMq extends Workload implements IRabbitMq {
  /** One that somebody else runs, with the same properties. */
  public static external(scope: Construct, id: string, props: ExternalRabbitMqProps): ExternalRabbitMq {
    return new ExternalRabbitMq(scope, id, props);
  }

  /** AMQP 0-9-1 and 1.0. */
  public readonly amqp: Endpoint;
  /** The management pages, if they are published. */
  public readonly management?: Endpoint;
  /** Name of the user. */
  public readonly user: string;
  /** Password of the user. */
  public readonly password: Secret;
  /** Name of the virtual host. */
  public readonly virtualHost: string;

  public constructor(scope: Construct, id: string, props: RabbitMqProps) {
    ({ scope, id, props } = given(RabbitMq, new.target, scope, id, props));
    const { user = 'application', virtualHost = '/' } = props;
    const password = props.password ?? serverSecret(scope, { server: id, name: 'PASSWORD', description: `Password of the RabbitMQ user ${user}.`, hint: 'openssl rand -hex 24' }, RabbitMq);
    const image = props.image ?? Image.fromReference('rabbitmq:4.3-management-alpine');
    super(scope, id, {
      kind: WorkloadKind.STATEFUL,
      image: withFacts(image, RABBITMQ_IMAGE),
      user: props.runAs ?? userIn(RABBITMQ_IMAGE, image, id) ?? { uid: 100, gid: 101 },
      egress: false,
      env: {
        // A short name, whatever the host is called: the image would take a long one for a host with a domain.
        RABBITMQ_NODENAME: 'rabbit@localhost',
        RABBITMQ_USE_LONGNAME: false,
        RABBITMQ_DEFAULT_USER: user,
        RABBITMQ_DEFAULT_PASS: password,
        ...(virtualHost !== '/' && { RABBITMQ_DEFAULT_VHOST: virtualHost }),
        // To standard output, and nowhere else.
        RABBITMQ_LOGS: '-',
      },
      health: HealthProbe.fromCommand(['rabbitmq-diagnostics', '--quiet', 'check_running'], {
        interval: Duration.seconds(30),
        timeout: Duration.seconds(15),
        retries: 3,
        startPeriod: Duration.minutes(2),
        startInterval: Duration.seconds(5),
      }),
      mounts: { '/var/log/rabbitmq': Scratch.ofSize(Size.mebibytes(1)) },
      stopGracePeriod: Duration.seconds(60),
      resources: {
        cpu: { request: 0.25, limit: 1, ...props.resources?.cpu },
        memory: { request: Size.mebibytes(256), limit: Size.gibibytes(1), ...props.resources?.memory },
      },
    });
    reportUnknownVersion(this, image, RABBITMQ_IMAGE, RabbitMq);
    checkSetting(this, 'the user', user, rabbitMqNameRule, RabbitMq);
    checkSetting(this, 'the virtual host', virtualHost, rabbitMqNameRule, RabbitMq);
    this.user = user;
    this.password = password;
    this.virtualHost = virtualHost;
    password._changedBy(this, `rabbitmqctl change_password ${shellArgument(user)}`);
    this.amqp = this.addEndpoint('amqp', { port: AMQP_PORT, ...(props.publish && { publish: props.publish }) });
    if (props.publishManagement) this.management = this.addEndpoint('management', { port: MANAGEMENT_PORT, publish: props.publishManagement });
    this.addMount(DATA, dataVolume(this, 'data', props.storage, props));
  }

  /** Name under which peers reach it. */
  public get host(): IValue {
    return this.amqp.host;
  }

  /** Port on which peers reach it. */
  public get port(): IValue {
    return this.amqp.port;
  }

  /** `amqp://user:password@host:port/virtual-host` */
  public url(): IValue {
    return this.amqp.url({ scheme: 'amqp', user: this.user, password: this.password, path: `/${urlPart(this.virtualHost)}` });
  }
}

guard(RabbitMq);
