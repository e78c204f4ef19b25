import type { Construct } from 'constructs';
import { given, guard } from '../../border/guard';
import type { Endpoint } from '../endpoint';
import type { Secret } from '../secret';
import { ExternalStore, type ExternalHttpOptions } from './external-store';

/** An Elasticsearch, of the stack (`new Elasticsearch`) or of somebody else (`Elasticsearch.external`): which of the two is one line of a program. */
export interface IElasticsearch {
  /** The REST API. */
  readonly http: Endpoint;
  /** Name of the user whose password it is. */
  readonly user: string;
  /** What clients have to give, if anything. */
  readonly password?: Secret;
}

/** Where an Elasticsearch or OpenSearch of somebody else answers, and for whom. */
export interface ExternalElasticsearchProps extends ExternalHttpOptions {
  /** @default 9200 */
  readonly port?: number;

  /**
   * Name of the user.
   * @default 'elastic'
   */
  readonly user?: string;

  /**
   * What clients have to give.
   * @default - nothing, with a warning (`model/external-credentials`)
   */
  readonly password?: Secret;
}

/**
 * An Elasticsearch that somebody else runs, with the properties of one of the stack.
 *
 * @example
 * const password = new Secret(stack, 'ELASTIC_PASSWORD', { description: 'Password of the managed Elasticsearch.' });
 * const search = Elasticsearch.external(stack, 'elasticsearch', { host: 'search.example.com', password });
 * api.addEnv('ELASTICSEARCH_URL', search.http.url());
 */
export class ExternalElasticsearch extends ExternalStore implements IElasticsearch {
  public readonly http: Endpoint;
  public readonly user: string;
  public readonly password?: Secret;

  public constructor(scope: Construct, id: string, props: ExternalElasticsearchProps) {
    ({ scope, id, props } = given(ExternalElasticsearch, new.target, scope, id, props));
    super(scope, id, props);
    this.user = props.user ?? 'elastic';
    if (props.password) this.password = props.password;
    else this._lacks('password');
    this.http = this._main('http', { port: props.port ?? 9200, scheme: props.tls === false ? 'http' : 'https' });
  }
}

guard(ExternalElasticsearch);
