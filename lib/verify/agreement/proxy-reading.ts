/* Where a proxy leads, read from its configuration: what a cluster's ingress controller is told by an Ingress. */

/** `path host:port` of each location of an nginx.conf that passes requests on to a group of addresses, and what becomes of them on their way. */
export function passedOn(configuration: string, upstreams: ReadonlyMap<string, string>): Set<string> {
  const locations = configuration.matchAll(/^ *location (?:~ \^(\/\S+)\(\/\|\$\)|(\/)) \{\n((?: {6}.*\n)*)/gm);
  return new Set([...locations].flatMap(([, below, root, body]) => {
    const [, upstream, rest] = /^ *proxy_pass http:\/\/([^/;$]+)(\$below_route_\d+)?;$/m.exec(body) ?? [];
    if (upstream === undefined) return [];
    const prefix = /^ *proxy_set_header X-Forwarded-Prefix (\S+);$/m.exec(body)?.[1];
    const changes = [...(rest === undefined ? [] : [' without-prefix']), ...(prefix === undefined ? [] : [` x-forwarded-prefix=${prefix}`])];
    return [`${below?.replaceAll('\\', '') ?? root} ${upstreams.get(upstream) ?? `no group ${upstream}`}${changes.join('')}`];
  }));
}

/** `host:port` of each group of addresses that a start script writes for nginx, which on Kubernetes adds a domain to the host. */
export function upstreamsIn(script: string): Map<string, string> {
  const groups = script.matchAll(/^upstream (\S+) \{\n {2}zone \1 64k;\n {2}server ([a-z0-9-]+)\$\{domain\}:(\d+) resolve\b.*;\n\}$/gm);
  return new Map([...groups].map(([, name, host, port]) => [name, `${host}:${port}`]));
}

/** What a proxy's configuration says beside where it leads. */
export interface ProxyTerms {
  /** Ports that it listens on. */
  readonly ports: ReadonlySet<string>;
  /** Those of them on which it answers without a certificate, although it has one. */
  readonly plainPorts: ReadonlySet<string>;
  /** Directory of its certificate. */
  readonly certificate?: string;
  /** How much it takes and how long it waits, in bytes and seconds, as an Ingress says it. */
  readonly terms: string;
  /** Its config files that have another content than its labels say. */
  readonly strangers: readonly string[];
}

/** What an ingress controller does without a word, and nginx, too. */
const USUAL_BODY = '1m';
const USUAL_SECONDS = 60;

export function termsIn(configuration: string): Omit<ProxyTerms, 'strangers'> {
  const all = (form: RegExp): string[] => [...configuration.matchAll(form)].map(([, value]) => value);
  const longest = (direction: string): number => Math.max(...all(new RegExp(`^ *proxy_${direction}_timeout (\\d+)s;$`, 'gm')).map(Number), 0) || USUAL_SECONDS;
  const [certificate] = all(/^ *ssl_certificate (.*)\/[^/]*;$/gm);
  const secured = configuration.split(/^ *server \{$/m).filter((server) => /^ *ssl_certificate /m.test(server));
  return {
    plainPorts: new Set(secured.flatMap((server) => [...server.matchAll(/^ *listen (\d+);$/gm)].map(([, port]) => port))),
    ports: new Set(all(/^ *listen (\d+)\b.*;$/gm)),
    ...(certificate !== undefined && { certificate }),
    terms: termsText(all(/^ *client_max_body_size (\S+);$/gm)[0], longest('read'), longest('send')),
  };
}

/** @param body with the units of nginx */
export function termsText(body: string = USUAL_BODY, read: unknown = USUAL_SECONDS, send: unknown = USUAL_SECONDS): string {
  return `takes ${body}, waits ${String(read)} s and ${String(send)} s`;
}
