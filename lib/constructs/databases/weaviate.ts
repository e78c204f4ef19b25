import type { Construct } from 'constructs';
import { given, guard } from '../../border/guard';
import type { IValue } from '../../model/value';
import type { Endpoint } from '../endpoint';
import { HealthProbe, ProbeClient } from '../health-probe';
import { Image } from '../image';
import type { Publish } from '../publish';
import { Duration, Size, type ISize } from '../quantity';
import type { Secret } from '../secret';
import { Workload, WorkloadKind } from '../workload';
import type { Resources } from '../resources';
import { dataVolume, type DataVolumeOptions } from './data-volume';
import { ExternalWeaviate, type ExternalWeaviateProps, type IWeaviate } from './external-weaviate';
import { reportUnknownVersion, withFacts } from './known-image';
import { checkSetting, weaviateModuleRule } from './server-rules';
import { serverSecret } from './server-secret';
import { reportSettings, spelledSettings, type ServerSettings, type SettingRules } from './server-settings';
import { WEAVIATE_IMAGE } from './weaviate-facts';

const HTTP_PORT = 8080;
const GRPC_PORT = 50051;
const DATA = '/var/lib/weaviate';
const USER = 'application';

const SETTINGS: SettingRules = {
  name: { pattern: /^[A-Z][A-Z0-9_]*$/, rule: 'that of a variable of Weaviate, such as QUERY_DEFAULTS_LIMIT' },
  own: {
    PERSISTENCE_DATA_PATH: 'the data lies on the volume',
    GRPC_PORT: 'peers reach the server on the ports of its endpoints',
    CLUSTER_HOSTNAME: 'it is one node',
    ENABLE_MODULES: 'the property modules says it',
    AUTHENTICATION_ANONYMOUS_ACCESS_ENABLED: 'it asks everybody for a key',
    AUTHENTICATION_APIKEY_ENABLED: 'it asks everybody for a key',
    AUTHENTICATION_APIKEY_ALLOWED_KEYS: 'the property apiKey says it',
    AUTHENTICATION_APIKEY_USERS: 'there is one user',
    AUTHORIZATION_ADMINLIST_ENABLED: 'there is one user',
    AUTHORIZATION_ADMINLIST_USERS: 'there is one user',
  },
};

/** How a Weaviate is set up. */
export interface WeaviateProps extends DataVolumeOptions {
  /** Size of the data volume that Kubernetes asks for. */
  readonly storage: ISize;

  /**
   * What clients have to give. The server takes a new one at its next start.
   * @default - the secret `<ID>_API_KEY` of the stack
   */
  readonly apiKey?: Secret;

  /**
   * Modules by their names, such as `text2vec-openai`: most call a provider, with the key that clients send along.
   * @default - none: applications bring their vectors
   */
  readonly modules?: readonly string[];

  /**
   * Further settings of the server, by the names of its variables, such as `{ QUERY_DEFAULTS_LIMIT: 25 }`. Those that follow
   * from other properties are refused (`model/server-setting`).
   * @default - the server's own
   */
  readonly settings?: ServerSettings;

  /**
   * An image of the project of Weaviate 1.27 to 1.39; a warning names any other version.
   * @default Image.fromReference('semitechnologies/weaviate:1.39.0') - looked at on 2026-11-27; data goes from one minor version to the next
   */
  readonly image?: Image;

  /** @default - 0.25 to 2 cores, 512 MiB to 2 GiB */
  readonly resources?: Resources;

  /**
   * Who outside the application may reach the HTTP API.
   * @default - its peers only
   */
  readonly publish?: Publish;

  /**
   * Who outside the application may reach the gRPC API.
   * @default - its peers only
   */
  readonly publishGrpc?: Publish;
}

/**
 * Weaviate, a vector database: one node with its data on a volume. Everybody needs a key, and it sends no statistics to its
 * makers.
 *
 * Runs as 1000:1000 on a read-only root; its image has no user of its own. Compose asks for its health by the wget in the
 * image.
 *
 * @example
 * const weaviate = new Weaviate(stack, 'weaviate', { storage: Size.gibibytes(10) });
 * api.addEnv('WEAVIATE_ENDPOINT', weaviate.url());
 * api.addEnv('WEAVIATE_API_KEY', weaviate.apiKey);
 */
export class Weaviate extends Workload implements IWeaviate {
  /** One that somebody else runs, with the same properties. */
  public static external(scope: Construct, id: string, props: ExternalWeaviateProps): ExternalWeaviate {
    return new ExternalWeaviate(scope, id, props);
  }

  /** The HTTP API. */
  public readonly http: Endpoint;
  /** The gRPC API. */
  public readonly grpc: Endpoint;
  /** What clients have to give. */
  public readonly apiKey: Secret;

  public constructor(scope: Construct, id: string, props: WeaviateProps) {
    ({ scope, id, props } = given(Weaviate, new.target, scope, id, props));
    const { modules = [] } = props;
    const apiKey = props.apiKey ?? serverSecret(scope, { server: id, name: 'API_KEY', description: `Key that clients of the Weaviate ${id} give.`, hint: 'openssl rand -hex 24' }, Weaviate);
    const image = props.image ?? Image.fromReference('semitechnologies/weaviate:1.39.0');
    const settings = spelledSettings(props.settings, SETTINGS);
    super(scope, id, {
      kind: WorkloadKind.STATEFUL,
      image: withFacts(image, WEAVIATE_IMAGE),
      user: { uid: 1000, gid: 1000 },
      egress: modules.length > 0,
      env: {
        ...Object.fromEntries(settings.entries),
        PERSISTENCE_DATA_PATH: DATA,
        GRPC_PORT,
        // What is on the volume belongs to a node of that name, also when the container is another one.
        CLUSTER_HOSTNAME: 'node1',
        DISABLE_TELEMETRY: true,
        AUTHENTICATION_ANONYMOUS_ACCESS_ENABLED: false,
        AUTHENTICATION_APIKEY_ENABLED: true,
        AUTHENTICATION_APIKEY_ALLOWED_KEYS: apiKey,
        AUTHENTICATION_APIKEY_USERS: USER,
        AUTHORIZATION_ADMINLIST_ENABLED: true,
        AUTHORIZATION_ADMINLIST_USERS: USER,
        ...(modules.length > 0 && { ENABLE_MODULES: modules.join(',') }),
      },
      health: HealthProbe.fromHttpGet('/v1/.well-known/ready', {
        client: ProbeClient.WGET,
        interval: Duration.seconds(10),
        timeout: Duration.seconds(5),
        retries: 5,
        startPeriod: Duration.minutes(2),
        startInterval: Duration.seconds(2),
      }),
      stopGracePeriod: Duration.seconds(60),
      resources: {
        cpu: { request: 0.25, limit: 2, ...props.resources?.cpu },
        memory: { request: Size.mebibytes(512), limit: Size.gibibytes(2), ...props.resources?.memory },
      },
    });
    reportUnknownVersion(this, image, WEAVIATE_IMAGE, Weaviate);
    reportSettings(this, settings, Weaviate);
    for (const module of modules) checkSetting(this, 'the module', module, weaviateModuleRule, Weaviate);
    this.apiKey = apiKey;
    this.http = this.addEndpoint('http', { port: HTTP_PORT, ...(props.publish && { publish: props.publish }) });
    this.grpc = this.addEndpoint('grpc', { port: GRPC_PORT, ...(props.publishGrpc && { publish: props.publishGrpc }) });
    this.addMount(DATA, dataVolume(this, 'data', props.storage, props, false));
  }

  /** Name under which peers reach it. */
  public get host(): IValue {
    return this.http.host;
  }

  /** `http://host:port`; clients are given the key by itself. */
  public url(): IValue {
    return this.http.url();
  }
}

guard(Weaviate);
