import type { Construct } from 'constructs';
import { given, guard } from '../../border/guard';
import type { IValue } from '../../model/value';
import { urlPart } from '../../quoting/url';
import type { Endpoint } from '../endpoint';
import type { ExternalHostOptions } from '../external-server';
import type { Secret } from '../secret';
import { ExternalStore } from './external-store';

/** A RabbitMQ, of the stack (`new RabbitMq`) or of somebody else (`RabbitMq.external`): which of the two is one line of a program. */
export interface IRabbitMq {
  /** AMQP 0-9-1 and 1.0. */
  readonly amqp: Endpoint;
  /** Name of the user. */
  readonly user: string;
  /** Password of the user. */
  readonly password: Secret;
  /** Name of the virtual host. */
  readonly virtualHost: string;
  /** Name under which clients reach it. */
  readonly host: IValue;
  /** Port on which clients reach it. */
  readonly port: IValue;
  /** `amqp://user:password@host:port/virtual-host` */
  url(): IValue;
}

/** Where a RabbitMQ of somebody else answers, and for whom. */
export interface ExternalRabbitMqProps extends ExternalHostOptions {
  /** @default - 5671, without encryption 5672 */
  readonly port?: number;

  /** Name of the user. */
  readonly user: string;

  /**
   * The user's password.
   * @default - the secret `<ID>_PASSWORD` of the stack, the name that it has with a server of the stack
   */
  readonly password?: Secret;

  /** @default '/' */
  readonly virtualHost?: string;

  /**
   * Whether connections are encrypted: `amqps` in URLs.
   * @default true
   */
  readonly tls?: boolean;
}

/**
 * A RabbitMQ that somebody else runs, with the properties of one of the stack.
 *
 * @example
 * const broker = RabbitMq.external(stack, 'rabbitmq', { host: 'mq.example.com', user: 'shop' });
 * api.addEnv('CELERY_BROKER_URL', broker.url());
 */
export class ExternalRabbitMq extends ExternalStore implements IRabbitMq {
  public readonly amqp: Endpoint;
  public readonly user: string;
  public readonly password: Secret;
  public readonly virtualHost: string;

  public constructor(scope: Construct, id: string, props: ExternalRabbitMqProps) {
    ({ scope, id, props } = given(ExternalRabbitMq, new.target, scope, id, props));
    super(scope, id, props);
    const { user, tls = true, port = tls ? 5671 : 5672, virtualHost = '/' } = props;
    this.user = user;
    this.virtualHost = virtualHost;
    this.password = props.password ?? this._secret('PASSWORD', `Password of the RabbitMQ user ${user}.`, ExternalRabbitMq);
    this.amqp = this._main('amqp', { port, scheme: tls ? 'amqps' : 'amqp' });
  }

  /** `amqps://user:password@host:port/virtual-host` */
  public url(): IValue {
    return this.amqp.url({ user: this.user, password: this.password, path: `/${urlPart(this.virtualHost)}` });
  }
}

guard(ExternalRabbitMq);
