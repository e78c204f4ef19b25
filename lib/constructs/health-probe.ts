import { guard } from '../border/guard';
import { literal } from '../model/expression';
import type { HealthCheck, HealthModel, ProbeClientName } from '../model/health';
import type { ImageHealthcheck } from '../model/image-facts';
import type { Describer, IValue } from '../model/value';
import type { ChosenValues } from './chosen-values';
import type { IDuration } from './quantity';
import { toExpression } from './value';

/**
 * A program in the image that can ask the container itself over the network. Compose can only run commands for a
 * check, so it has to be one that the image really has: `nginx:alpine-slim` has wget but no curl, `python:slim` has neither.
 */
export enum ProbeClient {
  CURL = 'curl',
  WGET = 'wget',
  /** `/dev/tcp` of bash, for images without any HTTP client. */
  BASH = 'bash',
  /** For TCP checks only. */
  NC = 'nc',
  PYTHON = 'python',
  NODE = 'node',
  /** For gRPC checks only. */
  GRPC_HEALTH_PROBE = 'grpc_health_probe',
}

/**
 * How often a container is asked, and what follows. Each time and the number may be the operator's: a Parameter with a default as
 * Compose writes it, `30s` (`kubernetes/chosen-value`).
 */
export interface HealthProbeOptions {
  /**
   * Time between two checks of a container that has been healthy.
   * @default Duration.seconds(30)
   */
  readonly interval?: IDuration | IValue;

  /**
   * Time after which a check without an answer has failed.
   * @default Duration.seconds(10)
   */
  readonly timeout?: IDuration | IValue;

  /**
   * Failures in a row that make the container unhealthy.
   * @default 3
   */
  readonly retries?: number | IValue;

  /**
   * Time the container may take to start: failures in it do not count. Kubernetes gets a startup probe with a budget
   * of this time and `retries` intervals on top, after which the container is restarted.
   * @default Duration.seconds(30)
   */
  readonly startPeriod?: IDuration | IValue;

  /**
   * Time between two checks during the start period.
   * @default Duration.seconds(5)
   */
  readonly startInterval?: IDuration | IValue;

  /**
   * Whether a container that stays unhealthy is restarted. Kubernetes gets a liveness probe; Compose cannot do it and
   * says so (`compose/liveness`). A check that depends on a peer must not ask for this: it would restart in chains.
   * @default false - Kubernetes takes an unhealthy pod out of its Service, nothing is restarted
   */
  readonly liveness?: boolean;
}

/** Which endpoint is asked, by which program, and how often. */
export interface NetworkProbeOptions extends HealthProbeOptions {
  /** What the image has to ask with, used by Compose. */
  readonly client: ProbeClient;

  /**
   * Name of the endpoint to ask.
   * @default - the workload's first endpoint
   */
  readonly endpoint?: string;
}

/** Which gRPC service is asked, and how often. */
export interface GrpcProbeOptions extends NetworkProbeOptions {
  /**
   * Name of the service to ask about.
   * @default - the server as a whole
   */
  readonly service?: string;
}

/**
 * How a container is asked whether it works: one description for the Compose healthcheck and the Kubernetes startup
 * and readiness probes, with every timing written on both sides.
 *
 * @example
 * HealthProbe.fromHttpGet('/health', { client: ProbeClient.CURL, startPeriod: Duration.seconds(40) })
 * @example
 * HealthProbe.fromCommand(['redis-cli', 'ping'], { interval: Duration.seconds(10) })
 */
export class HealthProbe {
  /** Healthy when a GET of the path is answered with a status below 400. */
  public static fromHttpGet(path: string, options: NetworkProbeOptions): HealthProbe {
    return new HealthProbe(options, (first) => ({ kind: 'http', path, endpoint: options.endpoint ?? first, client: clientName(options.client) }));
  }

  /** Healthy when the port accepts a connection. */
  public static fromTcpSocket(options: NetworkProbeOptions): HealthProbe {
    return new HealthProbe(options, (first) => ({ kind: 'tcp', endpoint: options.endpoint ?? first, client: clientName(options.client) }));
  }

  /** Healthy when the gRPC health service says `SERVING`. */
  public static fromGrpc(options: GrpcProbeOptions): HealthProbe {
    return new HealthProbe(options, (first) => ({
      kind: 'grpc',
      endpoint: options.endpoint ?? first,
      client: clientName(options.client),
      ...(options.service !== undefined && { service: options.service }),
    }));
  }

  /** Healthy when the command, run in the container without a shell, ends with 0. */
  public static fromCommand(command: readonly (string | IValue)[], options: HealthProbeOptions = {}): HealthProbe {
    return new HealthProbe(options, (_first, describer) => ({
      kind: 'exec',
      command: command.map((word) => toExpression(word, describer)),
    }));
  }

  /**
   * Healthy when the image's own HEALTHCHECK says so, in both targets: its command, and its times where none are given here.
   * It has to stand in the facts of the image (`healthcheck`), since nothing here reads images.
   */
  public static fromImage(options: HealthProbeOptions = {}): HealthProbe {
    return new HealthProbe(options, (_first, _describer, stated) => ({ kind: 'exec', command: (stated?.command ?? []).map(literal) }), true);
  }

  private constructor(
    private readonly options: HealthProbeOptions,
    private readonly check: (firstEndpoint: string, describer: Describer, stated: ImageHealthcheck | undefined) => HealthCheck,
    /** @internal whether it is the image that says how */
    public readonly _isOfImage = false,
  ) {}

  /** @internal */
  public _describe(firstEndpoint: string, describer: Describer, chosen: ChosenValues, healthcheck?: ImageHealthcheck): HealthModel {
    const { retries, liveness } = this.options;
    const stated = this._isOfImage ? healthcheck : undefined;
    const time = (name: 'interval' | 'timeout' | 'startPeriod' | 'startInterval', otherwise: number): number => {
      const said = this.options[name];
      return (said === undefined ? undefined : chosen.milliseconds(`health.${name}`, said)) ?? otherwise;
    };
    return {
      check: this.check(firstEndpoint, describer, stated),
      interval: time('interval', stated?.interval ?? 30_000),
      timeout: time('timeout', stated ? (stated.timeout ?? 30_000) : 10_000),
      retries: (retries === undefined ? undefined : chosen.number('health.retries', retries)) ?? stated?.retries ?? 3,
      startPeriod: time('startPeriod', stated ? (stated.startPeriod ?? 0) : 30_000),
      startInterval: time('startInterval', 5000),
      liveness: liveness ?? false,
    };
  }
}

guard(HealthProbe);

/** The enum's values are the model's names. */
function clientName(client: ProbeClient): ProbeClientName {
  return client;
}
