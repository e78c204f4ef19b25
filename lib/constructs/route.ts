import { guard } from '../border/guard';
import type { Endpoint } from './endpoint';
import { belowVariable, elementsOf } from './nginx-paths';
import { upstreamOf } from './nginx-start';
import { Duration, type IDuration } from './quantity';
import { joinText, type EnvValue } from './value';

/** How requests are passed on. */
export interface ProxyRouteOptions {
  /**
   * Longest silence of the response.
   * @default - the endpoint's own `requestTimeout`, otherwise 1 minute
   */
  readonly timeout?: IDuration;

  /**
   * Whether the path of the route is removed before the request is passed on: below `/api`, `/api/a%2Fb?c=1` arrives as
   * `/a%2Fb?c=1`, and `/api` as `/`. What is left is passed on as it was sent, with its encodings and doubled slashes; the
   * backend finds what was removed in `X-Forwarded-Prefix`. A request that encodes the path of the route itself, as `/%61pi`
   * does, is answered with 400.
   * @default false
   */
  readonly stripPrefix?: boolean;
}

/** How files are served. */
export interface StaticRouteOptions {
  /**
   * How long browsers may keep a file without asking again. Right for files whose name changes with their content.
   * @default Duration.hours(8760)
   */
  readonly maxAge?: IDuration;
}

/**
 * What a front end does with the requests at a path and below it, compared by whole elements as an Ingress does: `/api`
 * and `/api/` both mean `/api`, `/api/` and `/api/x`, not `/api-keys`. The longest path wins, whatever the order.
 *
 * @example
 * Route.proxy('/api', backend.http)
 * @example
 * Route.singlePageApp('/')
 */
export class Route {
  /**
   * Passes requests on, as they stream, with the forwarding headers; path and query are passed on as they were sent, and
   * one with elements of dots alone, which no browser sends, is answered with 400. Every address of the backend is asked in turn,
   * also after it has moved, grown or shrunk; one that cannot be reached is left out.
   */
  public static proxy(path: string, to: Endpoint, options: ProxyRouteOptions = {}): Route {
    const timeout = options.timeout ?? to.requestTimeout ?? Duration.minutes(1);
    return new Route(path, (number) => proxyLines(path, to, timeout, options, number, ['proxy_set_header Connection close;']), timeout, undefined, { to, ...options });
  }

  /** Passes requests on that may become WebSockets, which stay open for an hour without a word. */
  public static webSocket(path: string, to: Endpoint, options: ProxyRouteOptions = {}): Route {
    const upgrade = ['proxy_set_header Upgrade $http_upgrade;', 'proxy_set_header Connection $connection_upgrade;'];
    const timeout = options.timeout ?? Duration.hours(1);
    return new Route(path, (number) => proxyLines(path, to, timeout, options, number, upgrade), timeout, undefined, { to, ...options });
  }

  /** Files of the image that browsers may keep. */
  public static staticFiles(path: string, options: StaticRouteOptions = {}): Route {
    const maxAge = options.maxAge ?? Duration.hours(8760);
    const seconds = Math.round(maxAge.toMilliseconds() / 1000);
    return new Route(path, () => ['try_files $uri =404;', `add_header Cache-Control "public, max-age=${seconds}, immutable";`], undefined, maxAge);
  }

  /** Files of the image; a path without a file gets `index.html`, which browsers always ask for anew. */
  public static singlePageApp(path: string): Route {
    return new Route(path, () => [`try_files $uri ${elementsOf(path)}/index.html =404;`, 'add_header Cache-Control "no-cache";']);
  }

  private constructor(
    public readonly path: string,
    private readonly lines: (number: number) => readonly EnvValue[],
    private readonly timeout?: IDuration,
    private readonly maxAge?: IDuration,
    private readonly passing?: { readonly to: Endpoint; readonly stripPrefix?: boolean },
  ) {}

  /**
   * Where its requests go, whether changed or not; undefined if it answers by itself.
   * @internal
   */
  public get _backend(): Endpoint | undefined {
    return this.passing?.to;
  }

  /**
   * Whether it takes something away from the paths that it passes on.
   * @internal
   */
  public get _stripsPath(): boolean {
    return this.passing?.stripPrefix === true && elementsOf(this.path) !== '';
  }

  /**
   * @param number by which the file tells its routes apart
   * @internal
   */
  public _lines(number: number): readonly EnvValue[] {
    return this.lines(number);
  }

  /**
   * Longest silence of its responses, in milliseconds; 0 if it answers by itself.
   * @internal
   */
  public _timeout(): number {
    return this.timeout?.toMilliseconds() ?? 0;
  }

  /**
   * Its times in milliseconds, and what is the least of each that makes sense.
   * @internal
   */
  public _times(): { readonly field: string; readonly value: number; readonly minimum: number }[] {
    return [
      ...(this.timeout ? [{ field: 'timeout', value: this.timeout.toMilliseconds(), minimum: 1000 }] : []),
      ...(this.maxAge ? [{ field: 'maxAge', value: this.maxAge.toMilliseconds(), minimum: 0 }] : []),
    ];
  }
}

guard(Route);

function proxyLines(path: string, to: Endpoint, timeout: IDuration, options: ProxyRouteOptions, number: number, connection: readonly string[]): EnvValue[] {
  const seconds = Math.ceil(timeout.toMilliseconds() / 1000);
  const prefix = elementsOf(path);
  const strips = options.stripPrefix === true && prefix !== '';
  return [
    ...(strips ? [`if (${belowVariable(number)} = '') { return 400; }`] : []),
    joinText(['proxy_pass http://', upstreamOf(to), strips ? belowVariable(number) : '', ';']),
    'proxy_http_version 1.1;',
    'proxy_set_header Host $http_host;',
    'proxy_set_header X-Real-IP $remote_addr;',
    'proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;',
    'proxy_set_header X-Forwarded-Host $http_host;',
    'proxy_set_header X-Forwarded-Proto $forwarded_proto;',
    ...(strips ? [`proxy_set_header X-Forwarded-Prefix ${prefix};`] : []),
    ...connection,
    `proxy_read_timeout ${seconds}s;`,
    `proxy_send_timeout ${seconds}s;`,
    // Answers reach the browser word by word, and uploads are not written to a disk that is not there.
    'proxy_buffering off;',
    'proxy_request_buffering off;',
  ];
}
