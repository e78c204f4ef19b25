import type { Construct } from 'constructs';
import { given, guard } from '../../border/guard';
import type { IValue } from '../../model/value';
import type { Endpoint } from '../endpoint';
import type { Secret } from '../secret';
import type { Task } from '../task';
import { composeUrl } from '../url';
import type { EnvValue } from '../value';
import { ExternalStore, type ExternalHttpOptions } from './external-store';

/** An object store with the API of S3, of the stack (`new SeaweedFs`, `new MinIO`) or of somebody else (`SeaweedFs.external`): which of the two is one line of a program. */
export interface IObjectStore {
  /** The S3 API. */
  readonly api: Endpoint;
  readonly accessKey: EnvValue;
  readonly secretKey: Secret;
  /** What clients take for its address: `http://host:port`. */
  readonly endpointUrl: IValue;
  /** Makes the buckets, and ends; missing where they are there already. */
  readonly buckets?: Task;
}

/** Where an object store of somebody else answers, and for whom. */
export interface ExternalObjectStoreProps extends ExternalHttpOptions {
  /** @default - 443, without encryption 80 */
  readonly port?: number;

  /**
   * Access key.
   * @default - the secret `<ID>_ACCESS_KEY` of the stack, the name that it has with a store of the stack
   */
  readonly accessKey?: Secret;

  /**
   * Secret key.
   * @default - the secret `<ID>_SECRET_KEY` of the stack, the name that it has with a store of the stack
   */
  readonly secretKey?: Secret;
}

/**
 * An object store with the API of S3 that somebody else runs, such as Amazon's, with the properties of one of the stack. Its buckets are there already.
 *
 * @example
 * const objects = SeaweedFs.external(stack, 'objects', { host: 's3.eu-central-1.amazonaws.com' });
 * api.addEnv('S3_ENDPOINT', objects.endpointUrl);
 * api.addEnv('AWS_SECRET_ACCESS_KEY', objects.secretKey);
 * if (objects.buckets) api.startAfter(objects.buckets);
 */
export class ExternalObjectStore extends ExternalStore implements IObjectStore {
  public readonly api: Endpoint;
  public readonly accessKey: Secret;
  public readonly secretKey: Secret;
  public readonly buckets?: Task;
  private readonly scheme: string;
  private readonly isUsualPort: boolean;

  public constructor(scope: Construct, id: string, props: ExternalObjectStoreProps) {
    ({ scope, id, props } = given(ExternalObjectStore, new.target, scope, id, props));
    super(scope, id, props);
    this.accessKey = props.accessKey ?? this._secret('ACCESS_KEY', `Access key of the object store ${id}.`, ExternalObjectStore, 'store');
    this.secretKey = props.secretKey ?? this._secret('SECRET_KEY', `Secret key of the object store ${id}.`, ExternalObjectStore, 'store');
    const { tls = true, port = tls ? 443 : 80 } = props;
    this.scheme = tls ? 'https' : 'http';
    this.isUsualPort = port === (tls ? 443 : 80);
    this.api = this._main('api', { port, scheme: this.scheme });
  }

  /** `https://host`, with the port where that is another than usual: what is signed is the host as clients spell it. */
  public get endpointUrl(): IValue {
    return this.isUsualPort ? composeUrl({ scheme: this.scheme, authority: this.api.host }, this, ExternalObjectStore) : this.api.url();
  }
}

guard(ExternalObjectStore);
