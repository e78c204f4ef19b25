import type { Construct } from 'constructs';
import { given, guard } from '../../border/guard';
import type { IValue } from '../../model/value';
import type { Endpoint } from '../endpoint';
import type { ExternalHostOptions } from '../external-server';
import type { Secret } from '../secret';
import { ExternalStore } from './external-store';

/** A Kafka, of the stack (`new Kafka`) or of somebody else (`Kafka.external`): which of the two is one line of a program. */
export interface IKafka {
  /** For who runs in the stack. */
  readonly inside: Endpoint;
  /** `host:port` of a broker that is asked for the others. */
  readonly bootstrapServers: IValue;
}

/** Where a Kafka of somebody else answers, and for whom. */
export interface ExternalKafkaProps extends ExternalHostOptions {
  /** @default 9092 */
  readonly port?: number;

  /**
   * Name of the user, by SASL.
   * @default - none
   */
  readonly user?: string;

  /**
   * What clients have to give, by SASL. How they give it, and whether they encrypt, is in the settings of each.
   * @default - nothing, with a warning (`model/external-credentials`)
   */
  readonly password?: Secret;
}

/**
 * A Kafka that somebody else runs, with the properties of one of the stack. A broker tells clients where the others are: who calls nobody
 * else outside needs their addresses, too, which is what `cidr` says, and all of them on the port of this one.
 *
 * @example
 * const password = new Secret(stack, 'KAFKA_PASSWORD', { description: 'Password of the managed Kafka.' });
 * const kafka = Kafka.external(stack, 'kafka', { host: 'brokers.example.com', user: 'shop', password, cidr: '10.20.0.0/24' });
 * api.addEnv('KAFKA_BOOTSTRAP_SERVERS', kafka.bootstrapServers);
 */
export class ExternalKafka extends ExternalStore implements IKafka {
  public readonly inside: Endpoint;
  /** Name of the user, if it has some. */
  public readonly user?: string;
  /** What clients have to give, if anything. */
  public readonly password?: Secret;

  public constructor(scope: Construct, id: string, props: ExternalKafkaProps) {
    ({ scope, id, props } = given(ExternalKafka, new.target, scope, id, props));
    super(scope, id, props);
    if (props.user !== undefined) this.user = props.user;
    if (props.password) this.password = props.password;
    else this._lacks('password');
    this.inside = this._main('kafka', { port: props.port ?? 9092, scheme: 'kafka' });
  }

  /** `host:port` */
  public get bootstrapServers(): IValue {
    return this.inside.authority;
  }
}

guard(ExternalKafka);
