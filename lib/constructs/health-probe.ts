import { guard } from '../border/guard';
import { literal } from '../model/expression';
import type { HealthCheck, HealthModel, ImageHealthModel, ProbeClientName } from '../model/health';
import type { ImageHealthcheck } from '../model/image-facts';
import type { Describer, IValue } from '../model/value';
import type { ChosenValues } from './chosen-values';
import type { IDuration } from './quantity';
import { pairs } from './said';
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

/** How an HTTP endpoint speaks. */
export enum ProbeScheme {
  HTTP = 'http',
  /** Whose certificate answers is not looked at, by neither target. Not with `ProbeClient.BASH`. */
  HTTPS = 'https',
}

/** Which endpoint is asked over HTTP, and what is said to it. */
export interface HttpProbeOptions extends NetworkProbeOptions {
  /** @default ProbeScheme.HTTP */
  readonly scheme?: ProbeScheme;

  /**
   * Headers of the request by their names, such as `{ Host: 'shop.example.com' }` for a server that answers to its own name
   * alone: `httpHeaders` on Kubernetes, what the client is told in Compose. They stand in both outputs, so nothing secret
   * can be one (`model/plain-secret`).
   * @default - none; the Host is the address that is asked
   */
  readonly headers?: { readonly [name: string]: string };
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
  /**
   * Healthy when a GET of the path is answered with a status below 400.
   *
   * @example
   * HealthProbe.fromHttpGet('/', { client: ProbeClient.CURL, scheme: ProbeScheme.HTTPS, headers: { Host: 'shop.example.com' } })
   */
  public static fromHttpGet(path: string, options: HttpProbeOptions): HealthProbe {
    const headers = pairs(options.headers)?.map(([name, value]) => ({ name, value }));
    return new HealthProbe(options, (first) => ({
      kind: 'http', path, endpoint: options.endpoint ?? first, client: clientName(options.client),
      ...(options.scheme === ProbeScheme.HTTPS && { scheme: 'https' }),
      ...(headers && { headers }),
    }));
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
   * Healthy when the image's own HEALTHCHECK says so: its command, and its times where none are given here. With the command
   * in the facts of the image (`healthcheck`) both targets ask with it. Nothing here reads images: without, Compose has the
   * times alone, and Kubernetes asks nothing (`kubernetes/image-healthcheck`).
   */
  public static fromImage(options: HealthProbeOptions = {}): HealthProbe {
    return new HealthProbe(options, (_first, _describer, stated) => ({ kind: 'exec', command: (stated?.command ?? []).map(literal) }), true);
  }

  /**
   * That nobody asks, not even the engine of Compose by the image's own HEALTHCHECK: `disable: true`. Kubernetes never makes
   * the check of an image. Who waits for it waits until it runs (`model/start-condition`).
   *
   * @example
   * new Worker(stack, 'consumer', { image, health: HealthProbe.none() }); // the image is that of the web server
   */
  public static none(): HealthProbe {
    return new HealthProbe({}, () => ({ kind: 'exec', command: [] }), false, true);
  }

  private constructor(
    private readonly options: HealthProbeOptions,
    private readonly check: (firstEndpoint: string, describer: Describer, stated: ImageHealthcheck | undefined) => HealthCheck,
    /** @internal whether it is the image that says how */
    public readonly _isOfImage = false,
    /** @internal whether there is none */
    public readonly _isNone = false,
  ) {}

  /**
   * Of the check of an image of which nothing is known: what is given, and nothing else.
   * @internal
   */
  public _describeTimes(chosen: ChosenValues): ImageHealthModel {
    const { retries, liveness } = this.options;
    const times: { -readonly [Name in (typeof TIMES)[number]]?: number } = {};
    for (const name of TIMES) {
      const said = this.options[name];
      const time = said === undefined ? undefined : chosen.milliseconds(`health.${name}`, said);
      if (time !== undefined) times[name] = time;
    }
    const number = retries === undefined ? undefined : chosen.number('health.retries', retries);
    return { ...times, ...(number !== undefined && { retries: number }), ...(liveness === true && { liveness }) };
  }

  /** @internal */
  public _describe(firstEndpoint: string, describer: Describer, chosen: ChosenValues, healthcheck?: ImageHealthcheck): HealthModel {
    const { retries, liveness } = this.options;
    const stated = this._isOfImage ? healthcheck : undefined;
    const time = (name: (typeof TIMES)[number], otherwise: number): number => {
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

/** The times that can be given. */
const TIMES = ['interval', 'timeout', 'startPeriod', 'startInterval'] as const;

guard(HealthProbe);

/** The enum's values are the model's names. */
function clientName(client: ProbeClient): ProbeClientName {
  return client;
}
