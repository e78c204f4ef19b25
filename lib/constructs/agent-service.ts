import type { Construct } from 'constructs';
import { given, guard } from '../border/guard';
import type { Endpoint } from './endpoint';
import type { Image } from './image';
import { reportMeaningless } from './meaningless';
import { tellProviders, type ModelProvider } from './model-provider';
import { Parameter } from './parameter';
import type { Publish } from './publish';
import { Duration, Size, type IDuration, type ISize } from './quantity';
import { Secret } from './secret';
import { Scratch, Volume } from './storage';
import type { EnvValue } from './value';
import { Workload, type WorkloadOptions } from './workload';

/** What an agent service is, and what it needs. */
export interface AgentServiceProps extends WorkloadOptions {
  /** What the container runs. */
  readonly image: Image;

  /** Port of the HTTP API; the endpoint is called `http`. */
  readonly port: number;

  /**
   * Who outside the application may reach the API.
   * @default - its peers only
   */
  readonly publish?: Publish;

  /**
   * Services that run the language models: each gives its key as a secret and its address as a parameter.
   * @default - none
   */
  readonly modelProviders?: readonly ModelProvider[];

  /**
   * Names of the keys of tools that the agent may use, such as `TAVILY_API_KEY`: optional secrets.
   * @default - none
   */
  readonly toolKeys?: readonly string[];

  /**
   * Server processes, given as `WEB_CONCURRENCY`, which uvicorn and gunicorn read.
   * @default - the server's own number, usually 1
   */
  readonly workers?: number;

  /**
   * Longest silence of a response: agents think, and stream what they think. Proxies in front wait that long.
   * @default Duration.minutes(5)
   */
  readonly requestTimeout?: IDuration;

  /**
   * Log level, which the operator may change: the parameter `LOG_LEVEL`.
   * @default - the application's own
   */
  readonly logLevel?: string;

  /**
   * Where traces and metrics go by OTLP: `OTEL_EXPORTER_OTLP_ENDPOINT`, with the workload's name as `OTEL_SERVICE_NAME`.
   * @default - nowhere
   */
  readonly telemetryEndpoint?: EnvValue;

  /**
   * Directory for caches, in memory. It is also `XDG_CACHE_HOME`.
   * @default - none
   */
  readonly cacheDirectory?: string;

  /**
   * Size of the cache directory.
   * @default Size.mebibytes(256)
   */
  readonly cacheSize?: ISize;

  /**
   * Directory for log files, in memory: what has to be kept goes to standard output.
   * @default - none
   */
  readonly logDirectory?: string;

  /**
   * Directory for results, on a volume of its own.
   * @default - none
   */
  readonly resultDirectory?: string;

  /**
   * Size of the volume for results.
   * @default Size.gibibytes(5)
   */
  readonly resultSize?: ISize;
}

/**
 * The backend of an AI agent: an HTTP API with long, streamed and WebSocket responses, keys of model providers and
 * tools, and directories that stay writable on a read-only root.
 *
 * Unless told otherwise it may use 2 cores and 2 GiB, runs as 10001:10001, and has 30 s to finish what it is doing
 * when it is stopped.
 *
 * @example
 * const agent = new AgentService(stack, 'agent', {
 *   image: Image.fromReference('example/agent:2.1.0'),
 *   port: 8000,
 *   health: HealthProbe.fromHttpGet('/health', { client: ProbeClient.PYTHON }),
 *   modelProviders: [ModelProvider.OPENAI],
 *   toolKeys: ['TAVILY_API_KEY'],
 *   resultDirectory: '/app/results',
 * });
 */
export class AgentService extends Workload {
  /** The HTTP API. */
  public readonly http: Endpoint;

  public constructor(scope: Construct, id: string, props: AgentServiceProps) {
    ({ scope, id, props } = given(AgentService, new.target, scope, id, props));
    super(scope, id, {
      ...props,
      resources: {
        cpu: { request: 0.5, limit: 2, ...props.resources?.cpu },
        memory: { request: Size.mebibytes(512), limit: Size.gibibytes(2), ...props.resources?.memory },
      },
    });
    this.http = this.addEndpoint('http', {
      port: props.port,
      requestTimeout: props.requestTimeout ?? Duration.minutes(5),
      ...(props.publish && { publish: props.publish }),
    });
    this.addDefaults(props);
    this.addDirectories(props);
  }

  /** Variables that follow from the properties; what the user set in `env` stays. */
  private addDefaults(props: AgentServiceProps): void {
    const add = (name: string, value: EnvValue): void => {
      if (!Object.hasOwn(props.env ?? {}, name)) this._addOwnEnv(name, value, AgentService);
    };
    tellProviders(this, props.modelProviders, props.env, AgentService);
    for (const name of props.toolKeys ?? []) {
      add(name, Secret.shared(this, name, { description: 'Key of a tool that the agent may use.', optional: true }));
    }
    if (props.workers !== undefined) add('WEB_CONCURRENCY', props.workers);
    if (props.logLevel !== undefined) {
      const description = 'Log level: DEBUG, INFO, WARNING or ERROR.';
      add('LOG_LEVEL', Parameter.shared(this, 'LOG_LEVEL', { default: props.logLevel, description }));
    }
    if (props.telemetryEndpoint !== undefined) {
      add('OTEL_EXPORTER_OTLP_ENDPOINT', props.telemetryEndpoint);
      add('OTEL_SERVICE_NAME', this._name);
    }
  }

  private addDirectories(props: AgentServiceProps): void {
    if (props.cacheSize !== undefined && props.cacheDirectory === undefined) reportMeaningless(this, 'the property cacheSize', 'there is no cacheDirectory', AgentService);
    if (props.resultSize !== undefined && props.resultDirectory === undefined) reportMeaningless(this, 'the property resultSize', 'there is no resultDirectory', AgentService);
    if (props.cacheDirectory !== undefined) {
      this._mountOwn(props.cacheDirectory, Scratch.ofSize(props.cacheSize ?? Size.mebibytes(256)), 'a cacheDirectory there');
      if (!Object.hasOwn(props.env ?? {}, 'XDG_CACHE_HOME')) this._addOwnEnv('XDG_CACHE_HOME', props.cacheDirectory, AgentService);
    }
    if (props.logDirectory !== undefined) this._mountOwn(props.logDirectory, Scratch.ofSize(Size.mebibytes(64)), 'a logDirectory there');
    if (props.resultDirectory !== undefined) {
      this._mountOwn(props.resultDirectory, new Volume(this, 'results', { size: props.resultSize ?? Size.gibibytes(5) }), 'a resultDirectory there');
    }
  }
}

guard(AgentService);
