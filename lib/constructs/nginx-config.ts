import type { Expression } from '../model/expression';
import type { Describer, IValue } from '../model/value';
import { belowMap, DOT_SEGMENTS_MAP, elementsOf, locationOf } from './nginx-paths';
import { UPSTREAMS_FILE } from './nginx-start';
import { bytesOf, type ISize } from './quantity';
import type { Route } from './route';
import { headerLines, headerMaps, type SecurityHeaders } from './security-headers';
import { joinText, type EnvValue } from './value';

export interface NginxConfigProps {
  readonly port: number;
  /** Directory of the files; undefined if there are none, and nothing is found outside of the routes. */
  readonly root: string | undefined;
  readonly maxBodySize: ISize;
  readonly healthPath: string;
  /** Where it answers with TLS, and the directory of the certificate. */
  readonly tls?: { readonly port: number; readonly directory: string };
  /** Where it answers that everything is found with TLS. */
  readonly redirectPort?: number;
  readonly headers?: SecurityHeaders;
}

/** What gzip is worth its time for; images and fonts are compressed already. */
const GZIP_TYPES = 'text/plain text/css text/xml application/javascript application/json application/manifest+json application/wasm image/svg+xml';

/** Where backends are, and how long nginx tries one that does not answer to be connected to, before it asks another. */
const PASSING_ON: readonly string[] = [
  '',
  '  # Written at start: the groups that routes pass on to.',
  `  include ${UPSTREAMS_FILE};`,
  '  proxy_connect_timeout 2s;',
  '  proxy_next_upstream error timeout;',
  '  proxy_next_upstream_timeout 10s;',
  '',
  ...DOT_SEGMENTS_MAP,
];

/** The nginx.conf of a front end, for a container without root and with a read-only file system. */
export class NginxConfig implements IValue {
  public constructor(
    private readonly props: NginxConfigProps,
    private readonly routes: readonly Route[],
  ) {}

  /** @internal */
  public _toExpression(describer: Describer): Expression {
    const { port, root, maxBodySize, healthPath, tls, redirectPort, headers } = this.props;
    const sent = headers ? headerLines(headers) : [];
    const routes = [...this.routes].sort((a, b) => elementsOf(b.path).length - elementsOf(a.path).length || (a.path < b.path ? -1 : 1));
    const passesOn = routes.some(({ _backend }) => _backend);
    const lines: EnvValue[] = [
      'worker_processes auto;',
      'pid /tmp/nginx.pid;',
      'error_log /dev/stderr warn;',
      '',
      'events {',
      '  worker_connections 1024;',
      '}',
      '',
      'http {',
      '  include /etc/nginx/mime.types;',
      '  default_type application/octet-stream;',
      '  access_log /dev/stdout;',
      '  server_tokens off;',
      '  sendfile on;',
      '  tcp_nopush on;',
      '  keepalive_timeout 65s;',
      // The port in the container is not the one that browsers see.
      '  absolute_redirect off;',
      `  client_max_body_size ${nginxSize(maxBodySize)};`,
      '',
      '  client_body_temp_path /var/cache/nginx/client;',
      '  proxy_temp_path /var/cache/nginx/proxy;',
      '  fastcgi_temp_path /var/cache/nginx/fastcgi;',
      '  uwsgi_temp_path /var/cache/nginx/uwsgi;',
      '  scgi_temp_path /var/cache/nginx/scgi;',
      '',
      '  gzip on;',
      '  gzip_vary on;',
      '  gzip_min_length 1024;',
      `  gzip_types ${GZIP_TYPES};`,
      '',
      '  # A connection is upgraded when the browser asks for it.',
      '  map $http_upgrade $connection_upgrade {',
      '    default upgrade;',
      "    '' close;",
      '  }',
      '',
      '  # An ingress or proxy in front has ended TLS already; its word counts.',
      '  map $http_x_forwarded_proto $forwarded_proto {',
      '    default $http_x_forwarded_proto;',
      "    '' $scheme;",
      '  }',
      ...(passesOn ? PASSING_ON : []),
      ...(headers ? headerMaps(headers) : []),
      ...routes.flatMap((route, number) => (route._stripsPath ? ['', ...belowMap(route.path, number)] : [])),
      ...(redirectPort === undefined ? [] : ['', '  server {', `    listen ${redirectPort};`, '    return 308 https://$host$request_uri;', '  }']),
      '',
      '  server {',
      `    listen ${port};`,
      ...(tls
        ? [
            `    listen ${tls.port} ssl;`,
            `    ssl_certificate ${tls.directory}/tls.crt;`,
            `    ssl_certificate_key ${tls.directory}/tls.key;`,
            '    ssl_protocols TLSv1.2 TLSv1.3;',
          ]
        : []),
      ...(root === undefined ? [] : [`    root ${root};`]),
      ...sent.map((line) => `    ${line}`),
      '',
      `    location = ${healthPath} {`,
      '      access_log off;',
      '      default_type text/plain;',
      '      return 200 "ok\\n";',
      '    }',
    ];
    for (const [number, route] of routes.entries()) {
      lines.push('', `    ${locationOf(route.path)} {`);
      if (route._backend) lines.push('      if ($has_dot_elements) { return 400; }');
      for (const line of route._lines(number)) lines.push(joinText(['      ', line]));
      if (!route._backend) lines.push(...sent.map((line) => `      ${line}`));
      lines.push('    }');
    }
    if (root === undefined && !routes.some(({ path }) => path === '/')) lines.push('', '    location / {', '      return 404;', '    }');
    lines.push('  }', '}');
    return joinText(lines.flatMap((line) => [line, '\n']))._toExpression(describer);
  }
}

function nginxSize(size: ISize): string {
  const kibibytes = size.toKibibytes();
  if (kibibytes % 1024 === 0) return `${kibibytes / 1024}m`;
  return kibibytes % 1 === 0 ? `${kibibytes}k` : String(bytesOf(size));
}
