import { guard } from '../border/guard';
import { recordFault } from '../model/fault';
import { captureTrace } from '../model/trace';
import type { Endpoint } from './endpoint';
import { Parameter } from './parameter';
import type { Workload } from './workload';

/**
 * Under which address browsers ask the API of a front end that is rendered on a server, and under which address that
 * server asks it. The two are never the same thing: browsers cannot resolve the names of peers, so their address is
 * plain text or a parameter, and no endpoint can be given for it; the server's is an endpoint, and no text can.
 *
 * What the front end is given decides, in this order: the address at run time (`API_URL`), the one that it was built
 * with (`NEXT_PUBLIC_API_URL`), the one that it finds in the browser's request. Only one of them can be chosen here.
 *
 * @example
 * const frontend = new Workload(stack, 'frontend', { image });
 * ApiUrl.runtime('https://notes.example.com').addTo(frontend, backend.http);
 */
export class ApiUrl {
  /** Given when the container starts: counts more than the other two. Without `/api`, which is added to it. */
  public static runtime(url: string | Parameter): ApiUrl {
    return new ApiUrl('API_URL', url);
  }

  /** What `next build` was given, or is given by its variable: counts if none is given at run time. */
  public static buildTime(url: string | Parameter): ApiUrl {
    return new ApiUrl('NEXT_PUBLIC_API_URL', url);
  }

  /** From the browser's own request: counts if the image was built without an address. */
  public static detected(): ApiUrl {
    return new ApiUrl();
  }

  private constructor(
    private readonly variable?: 'API_URL' | 'NEXT_PUBLIC_API_URL',
    private readonly url?: string | Parameter,
  ) {}

  /**
   * Gives the front end its variables.
   *
   * @param internal where the server asks: an endpoint, or the port of the same container
   */
  public addTo(frontend: Workload, internal: Endpoint | number): void {
    const text = this.url instanceof Parameter ? (this.url._default ?? '') : this.url;
    const rule = text === undefined ? undefined : browserUrlProblem(text);
    if (rule !== undefined) {
      recordFault(frontend, { kind: 'api-url', path: frontend.node.path, value: text!, rule, trace: captureTrace(this.addTo) });
    }
    if (this.variable && rule === undefined) frontend._addOwnEnv(this.variable, this.url!, this.addTo);
    frontend._addOwnEnv('INTERNAL_API_URL', typeof internal === 'number' ? `http://127.0.0.1:${internal}` : internal.url(), this.addTo);
  }
}

guard(ApiUrl);

/** Why a browser cannot use an address; undefined if it can. */
function browserUrlProblem(text: string): string | undefined {
  if (!URL.canParse(text) || !/^https?:\/\//.test(text)) return 'an absolute http or https URL';
  if (/[^\x21-\x7e]/.test(text)) return 'written as a URL: what is no letter, digit or sign of it is encoded';
  const { hostname, pathname, username, password, search, hash } = new URL(text);
  if (username !== '' || password !== '') return 'without a user or password, which every browser would be told';
  if (search !== '' || hash !== '' || /[?#]$/.test(text)) return 'without "?" and "#", behind which no path can be added';
  if (!/[.:]/.test(hostname) && hostname !== 'localhost') return 'on a host that browsers can find: with a dot, or localhost';
  if (/\/api\/?$/.test(pathname)) return 'without "/api" at its end, which is added to it';
  return text.endsWith('/') ? 'without "/" at its end' : undefined;
}
