import type { Construct } from 'constructs';
import { given, guard } from '../../border/guard';
import type { IValue } from '../../model/value';
import type { Endpoint } from '../endpoint';
import type { ExternalHostOptions } from '../external-server';
import type { Secret } from '../secret';
import { ExternalStore } from './external-store';
import type { Neo4jUrlOptions } from './neo4j';

/** A Neo4j, of the stack (`new Neo4j`) or of somebody else (`Neo4j.external`): which of the two is one line of a program. */
export interface INeo4j {
  /** What drivers speak. */
  readonly bolt: Endpoint;
  /** Name of the user. */
  readonly user: string;
  /** Password of that user. */
  readonly password: Secret;
  /** Name under which drivers reach it. */
  readonly host: IValue;
  /** Port on which drivers reach it. */
  readonly port: IValue;
  /** `bolt://host:port`; drivers are given user and password by themselves. */
  url(options?: Neo4jUrlOptions): IValue;
}

/** Where a Neo4j of somebody else answers, and for whom. */
export interface ExternalNeo4jProps extends ExternalHostOptions {
  /** @default 7687 */
  readonly port?: number;

  /** @default 'neo4j' */
  readonly user?: string;

  /**
   * The user's password.
   * @default - the secret `<ID>_PASSWORD` of the stack, the name that it has with a server of the stack
   */
  readonly password?: Secret;

  /**
   * Whether connections are encrypted: `bolt+s` and `neo4j+s` in URLs.
   * @default true
   */
  readonly tls?: boolean;
}

/**
 * A Neo4j that somebody else runs, with the properties of one of the stack.
 *
 * @example
 * const graph = Neo4j.external(stack, 'neo4j', { host: 'ab1cd.databases.neo4j.io' });
 * api.addEnv('NEO4J_URI', graph.url({ scheme: 'neo4j' }));
 * api.addEnv('NEO4J_PASSWORD', graph.password);
 */
export class ExternalNeo4j extends ExternalStore implements INeo4j {
  public readonly bolt: Endpoint;
  public readonly user: string;
  public readonly password: Secret;
  private readonly isEncrypted: boolean;

  public constructor(scope: Construct, id: string, props: ExternalNeo4jProps) {
    ({ scope, id, props } = given(ExternalNeo4j, new.target, scope, id, props));
    super(scope, id, props);
    const { user = 'neo4j', tls = true } = props;
    this.user = user;
    this.password = props.password ?? this._secret('PASSWORD', `Password of the Neo4j user ${user}.`, ExternalNeo4j);
    this.isEncrypted = tls;
    this.bolt = this._main('bolt', { port: props.port ?? 7687, scheme: this.encrypted('bolt') });
  }

  /** `bolt+s://host:port`; drivers are given user and password by themselves. */
  public url(options: Neo4jUrlOptions = {}): IValue {
    return this.bolt.url({ scheme: this.encrypted(options.scheme ?? 'bolt') });
  }

  /** A scheme that says how it is encrypted stays as it is. */
  private encrypted(scheme: string): string {
    return this.isEncrypted && !scheme.includes('+') ? `${scheme}+s` : scheme;
  }
}

guard(ExternalNeo4j);
