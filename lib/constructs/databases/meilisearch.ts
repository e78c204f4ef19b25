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
import { ExternalMeilisearch, type ExternalMeilisearchProps, type IMeilisearch } from './external-meilisearch';
import { reportUnknownVersion, withFacts } from './known-image';
import { MEILISEARCH_IMAGE } from './meilisearch-facts';
import { serverSecret } from './server-secret';
import { reportSettings, spelledSettings, type ServerSettings, type SettingRules } from './server-settings';

const PORT = 7700;
const DATA = '/meili_data';
const USER = { uid: 1000, gid: 1000 };

const SETTINGS: SettingRules = {
  name: { pattern: /^[a-z]+(?:-[a-z]+)*$/, rule: 'that of an option of Meilisearch, such as max-indexing-memory' },
  own: {
    'http-addr': 'peers reach the server on the port of its endpoint',
    'db-path': 'the data lies on the volume',
    'master-key': 'the property masterKey says it',
    env: 'it asks everybody for a key, as in production',
  },
};

/** How a Meilisearch is set up. */
export interface MeilisearchProps extends DataVolumeOptions {
  /** Size of the data volume that Kubernetes asks for. */
  readonly storage: ISize;

  /**
   * The key that may do everything, and from which the others follow: 16 characters or more. The server takes a new one at
   * its next start; the other keys change with it.
   * @default - the secret `<ID>_MASTER_KEY` of the stack
   */
  readonly masterKey?: Secret;

  /**
   * Further options of the server by name, such as `{ 'max-indexing-memory': '512Mb', 'log-level': 'WARN' }`: variables such as
   * `MEILI_MAX_INDEXING_MEMORY` in both targets. Those that follow from other properties are refused
   * (`model/server-setting`).
   * @default - the server's own
   */
  readonly settings?: ServerSettings;

  /**
   * A version of the project's image, 1.6 to 1.50; a warning names any other.
   * @default Image.fromReference('getmeili/meilisearch:v1.50.0') - the newest on 2026-11-27; data goes to the next version by a dump
   */
  readonly image?: Image;

  /** @default - 0.25 to 2 cores, 256 MiB to 2 GiB */
  readonly resources?: Resources;

  /**
   * Who outside the application may reach the HTTP API.
   * @default - its peers only
   */
  readonly publish?: Publish;
}

/**
 * Meilisearch, a full-text search engine: one server with its data on a volume. Everybody needs a key, and it sends no
 * statistics to its makers.
 *
 * Runs as 1000:1000 on a read-only root; its image has no user of its own. Compose asks for its health by the curl in the
 * image.
 *
 * @example
 * const search = new Meilisearch(stack, 'meilisearch', { storage: Size.gibibytes(10) });
 * api.addEnv('MEILI_HOST', search.url());
 * api.addEnv('MEILI_MASTER_KEY', search.masterKey);
 */
export class Meilisearch extends Workload implements IMeilisearch {
  /** One that somebody else runs, with the same properties. */
  public static external(scope: Construct, id: string, props: ExternalMeilisearchProps): ExternalMeilisearch {
    return new ExternalMeilisearch(scope, id, props);
  }

  /** The HTTP API. */
  public readonly http: Endpoint;
  /** The key that may do everything. */
  public readonly masterKey: Secret;

  public constructor(scope: Construct, id: string, props: MeilisearchProps) {
    ({ scope, id, props } = given(Meilisearch, new.target, scope, id, props));
    const masterKey =
      props.masterKey ?? serverSecret(scope, { server: id, name: 'MASTER_KEY', description: `Key of the Meilisearch ${id} that may do everything, at least 16 characters.`, hint: 'openssl rand -hex 24' }, Meilisearch);
    const image = props.image ?? Image.fromReference('getmeili/meilisearch:v1.50.0');
    const settings = spelledSettings(props.settings, SETTINGS);
    super(scope, id, {
      kind: WorkloadKind.STATEFUL,
      image: withFacts(image, MEILISEARCH_IMAGE),
      // Not by the image's shell, which would keep the signal to stop for itself.
      command: ['/bin/meilisearch'],
      user: USER,
      egress: false,
      env: {
        ...Object.fromEntries(settings.entries.map(([name, value]) => [`MEILI_${name.replaceAll('-', '_').toUpperCase()}`, value])),
        MEILI_ENV: 'production', MEILI_NO_ANALYTICS: true, MEILI_MASTER_KEY: masterKey,
      },
      health: HealthProbe.fromHttpGet('/health', {
        client: ProbeClient.CURL,
        interval: Duration.seconds(10),
        timeout: Duration.seconds(5),
        retries: 5,
        startPeriod: Duration.seconds(60),
        startInterval: Duration.seconds(2),
      }),
      resources: {
        cpu: { request: 0.25, limit: 2, ...props.resources?.cpu },
        memory: { request: Size.mebibytes(256), limit: Size.gibibytes(2), ...props.resources?.memory },
      },
    });
    reportUnknownVersion(this, image, MEILISEARCH_IMAGE, Meilisearch);
    reportSettings(this, settings, Meilisearch);
    this.masterKey = masterKey;
    this.http = this.addEndpoint('http', { port: PORT, ...(props.publish && { publish: props.publish }) });
    this.addMount(DATA, dataVolume(this, 'data', props.storage, props, false));
  }

  /** Name under which peers reach it. */
  public get host(): IValue {
    return this.http.host;
  }

  /** Port on which peers reach it. */
  public get port(): IValue {
    return this.http.port;
  }

  /** `http://host:port`; clients are given the key by itself. */
  public url(): IValue {
    return this.http.url();
  }
}

guard(Meilisearch);
