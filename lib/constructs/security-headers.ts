import type { IDuration } from './quantity';

/** Which pages may show a page in a frame. */
export enum Frames {
  /** None. */
  NONE = 'DENY',
  /** Those of the same origin. */
  SAME_ORIGIN = 'SAMEORIGIN',
}

/** What browsers tell other sites of the address that led there. */
export enum ReferrerPolicy {
  /** Nothing. */
  NO_REFERRER = 'no-referrer',
  /** The address to pages of the same origin, nothing to others. */
  SAME_ORIGIN = 'same-origin',
  /** The origin alone, and nothing to sites without TLS. */
  STRICT_ORIGIN = 'strict-origin',
  /** The address to pages of the same origin, the origin to others, nothing to sites without TLS. */
  STRICT_ORIGIN_WHEN_CROSS_ORIGIN = 'strict-origin-when-cross-origin',
}

/** What browsers are told to be careful about. A header that a backend sends itself is left as it is. */
export interface SecurityHeaders {
  /**
   * Whether browsers believe an answer's type instead of guessing it: `X-Content-Type-Options: nosniff`.
   * @default true
   */
  readonly noTypeGuessing?: boolean;

  /** @default ReferrerPolicy.STRICT_ORIGIN_WHEN_CROSS_ORIGIN */
  readonly referrerPolicy?: ReferrerPolicy;

  /**
   * Which pages may show it in a frame: `X-Frame-Options`.
   * @default - all of them
   */
  readonly frames?: Frames;

  /**
   * `Content-Security-Policy`, on one line, such as `default-src 'self'; frame-ancestors 'none'`.
   * @default - none
   */
  readonly contentSecurityPolicy?: string;

  /**
   * How long browsers that came with TLS come back with TLS only: `Strict-Transport-Security`, sent with TLS only. It cannot
   * be taken back before it ends.
   * @default - they are not told
   */
  readonly strictTransport?: IDuration;
}

/** What a value in quotes can be in nginx.conf: no end of the quotes, no variable, one line. */
const IN_QUOTES = /^[^"\\$\p{Cc}]+$/u;

export const isHeaderText = (text: string): boolean => IN_QUOTES.test(text);

interface Header {
  readonly name: string;
  readonly value: string;
  /** What has to be there for it to be sent, beside that the backend has not sent it. */
  readonly onlyWithTls?: boolean;
}

function headersOf(options: SecurityHeaders): Header[] {
  const { noTypeGuessing = true, referrerPolicy = ReferrerPolicy.STRICT_ORIGIN_WHEN_CROSS_ORIGIN, frames, contentSecurityPolicy, strictTransport } = options;
  return [
    ...(noTypeGuessing ? [{ name: 'X-Content-Type-Options', value: 'nosniff' }] : []),
    { name: 'Referrer-Policy', value: referrerPolicy },
    ...(frames !== undefined ? [{ name: 'X-Frame-Options', value: frames }] : []),
    ...(contentSecurityPolicy !== undefined ? [{ name: 'Content-Security-Policy', value: contentSecurityPolicy }] : []),
    ...(strictTransport ? [{ name: 'Strict-Transport-Security', value: `max-age=${Math.round(strictTransport.toMilliseconds() / 1000)}`, onlyWithTls: true }] : []),
  ];
}

const variableOf = ({ name }: Header): string => `$sent_${name.toLowerCase().replaceAll('-', '_')}`;

/** What each header is: nothing if the backend has sent it, because nginx would send it twice. */
export function headerMaps(options: SecurityHeaders): string[] {
  return headersOf(options).flatMap((header) => {
    const { name, value, onlyWithTls } = header;
    const sent = `$upstream_http_${name.toLowerCase().replaceAll('-', '_')}`;
    return onlyWithTls
      ? ['', `  map "$forwarded_proto ${sent}" ${variableOf(header)} {`, `    "https " "${value}";`, "    default '';", '  }']
      : ['', `  map ${sent} ${variableOf(header)} {`, `    '' "${value}";`, "    default '';", '  }'];
  });
}

/** For a server, and for each location that has a header of its own: nginx hands none down to those. */
export function headerLines(options: SecurityHeaders): string[] {
  return headersOf(options).map((header) => `add_header ${header.name} ${variableOf(header)} always;`);
}
