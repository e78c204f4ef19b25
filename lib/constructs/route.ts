import { guard } from '../border/guard';
import type { Endpoint } from './endpoint';
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
   * Whether the path prefix is removed before the request is passed on.
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
 * What a front end does with the requests below a path. The longest path wins, whatever the order.
 *
 * @example
 * Route.proxy('/api', backend.http)
 * @example
 * Route.singlePageApp('/')
 */
export class Route {
  /** Passes requests on, as they stream, with the forwarding headers. */
  public static proxy(path: string, to: Endpoint, options: ProxyRouteOptions = {}): Route {
    const timeout = options.timeout ?? to.requestTimeout ?? Duration.minutes(1);
    return new Route(path, () => proxyLines(path, to, timeout, options, [`proxy_set_header Connection "";`]), timeout, undefined, { to, ...options });
  }

  /** Passes requests on that may become WebSockets, which stay open for an hour without a word. */
  public static webSocket(path: string, to: Endpoint, options: ProxyRouteOptions = {}): Route {
    const upgrade = ['proxy_set_header Upgrade $http_upgrade;', 'proxy_set_header Connection $connection_upgrade;'];
    const timeout = options.timeout ?? Duration.hours(1);
    return new Route(path, () => proxyLines(path, to, timeout, options, upgrade), timeout, undefined, { to, ...options });
  }

  /** Files of the image that browsers may keep. */
  public static staticFiles(path: string, options: StaticRouteOptions = {}): Route {
    const maxAge = options.maxAge ?? Duration.hours(8760);
    const seconds = Math.round(maxAge.toMilliseconds() / 1000);
    return new Route(path, () => ['try_files $uri =404;', `add_header Cache-Control "public, max-age=${seconds}, immutable";`], undefined, maxAge);
  }

  /** Files of the image; a path without a file gets `index.html`, which browsers always ask for anew. */
  public static singlePageApp(path: string): Route {
    const index = path.endsWith('/') ? `${path}index.html` : `${path}/index.html`;
    return new Route(path, () => [`try_files $uri ${index};`, 'add_header Cache-Control "no-cache";']);
  }

  private constructor(
    public readonly path: string,
    private readonly lines: () => readonly EnvValue[],
    private readonly timeout?: IDuration,
    private readonly maxAge?: IDuration,
    private readonly passing?: { readonly to: Endpoint; readonly stripPrefix?: boolean },
  ) {}

  /**
   * Where its requests go as they are; undefined if it answers by itself or changes them.
   * @internal
   */
  public _passesTo(): Endpoint | undefined {
    return this.passing?.stripPrefix ? undefined : this.passing?.to;
  }

  /** @internal */
  public _lines(): readonly EnvValue[] {
    return this.lines();
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

function proxyLines(path: string, to: Endpoint, timeout: IDuration, options: ProxyRouteOptions, connection: readonly string[]): EnvValue[] {
  const seconds = Math.ceil(timeout.toMilliseconds() / 1000);
  const strip = options.stripPrefix ?? false;
  return [
    ...(strip && path !== '/' ? [`rewrite ^${asPattern(path.replace(/\/$/, ''))}/?(.*)$ /$1 break;`] : []),
    joinText(['proxy_pass ', to.url(), ';']),
    'proxy_http_version 1.1;',
    'proxy_set_header Host $host;',
    'proxy_set_header X-Real-IP $remote_addr;',
    'proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;',
    'proxy_set_header X-Forwarded-Host $http_host;',
    'proxy_set_header X-Forwarded-Proto $forwarded_proto;',
    ...connection,
    `proxy_read_timeout ${seconds}s;`,
    `proxy_send_timeout ${seconds}s;`,
    // Answers reach the browser word by word, and uploads are not written to a disk that is not there.
    'proxy_buffering off;',
    'proxy_request_buffering off;',
  ];
}

/** A regular expression that matches the text itself. */
function asPattern(text: string): string {
  return text.replace(/[.*+?^()|[\]]/g, '\\$&');
}
