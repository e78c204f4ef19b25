/* Where a proxy leads, read from its configuration: what a cluster's ingress controller is told by an Ingress. */

/** `path host:port` of each location of an nginx.conf that passes requests on to a group of addresses. */
export function passedOn(configuration: string, upstreams: ReadonlyMap<string, string>): Set<string> {
  const locations = configuration.matchAll(/^ *location (?:~ \^(\/\S+)\(\/\|\$\)|(\/)) \{\n((?: {6}.*\n)*)/gm);
  return new Set([...locations].flatMap(([, below, root, body]) => {
    const upstream = /^ *proxy_pass http:\/\/([^/;$]+);$/m.exec(body)?.[1];
    return upstream === undefined ? [] : [`${below?.replaceAll('\\', '') ?? root} ${upstreams.get(upstream) ?? `no group ${upstream}`}`];
  }));
}

/** `host:port` of each group of addresses that a start script writes for nginx, which on Kubernetes adds a domain to the host. */
export function upstreamsIn(script: string): Map<string, string> {
  const groups = script.matchAll(/^upstream (\S+) \{\n {2}zone \1 64k;\n {2}server ([a-z0-9-]+)\$\{domain\}:(\d+) resolve\b.*;\n\}$/gm);
  return new Map([...groups].map(([, name, host, port]) => [name, `${host}:${port}`]));
}
