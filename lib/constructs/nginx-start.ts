import type { Expression } from '../model/expression';
import type { Describer, IValue } from '../model/value';
import type { Endpoint } from './endpoint';
import { joinText, type EnvValue } from './value';

/** Where the start writes what nginx.conf includes. */
export const UPSTREAMS_FILE = '/tmp/upstreams.conf';

/** Name of the group of addresses at which an endpoint is found. */
export function upstreamOf(to: Endpoint): IValue {
  return joinText([to.host, '-', to.port]);
}

const READ_RESOLV_CONF = `nameserver= domain=
while read -r word first others || [ -n "$word" ]; do
  case $word in
    nameserver) nameserver=\${nameserver:-$first} ;;
    search)
      for searched in $first $others; do
        case $searched in *.svc.*) domain=\${domain:-.$searched} ;; esac
      done ;;
  esac
done < /etc/resolv.conf
[ -n "$nameserver" ] || { echo '/etc/resolv.conf names no nameserver' >&2; exit 1; }
case $nameserver in *:*) nameserver="[$nameserver]" ;; esac
# Engines answer to the plain name, whatever else the machine searches.
[ -n "\${KUBERNETES_SERVICE_HOST:-}" ] || domain=`;

const START = `# An image of your own may have scripts of its start there.
[ -x /docker-entrypoint.sh ] && exec /docker-entrypoint.sh "$@"
exec "$@"`;

/** What its start says of a certificate that nginx could not read, which would only say that permission was denied. */
const checkReadable = (directory: string): string => `for file in ${directory}/tls.crt ${directory}/tls.key; do
  [ -r "$file" ] && continue
  echo "$file is not there, or cannot be read by the user $(id -u), group $(id -g), who runs nginx: chgrp $(id -g) and chmod 0640 the key" >&2
  exit 1
done`;

/**
 * Writes for nginx where its backends are, and starts it. nginx asks for an address once, when it starts, unless it is in
 * a group and a server of names is known: then it follows backends that move, scale and die.
 */
export class NginxStart implements IValue {
  /** @param backends that are passed on to, in any order */
  public constructor(
    private readonly backends: () => readonly Endpoint[],
    private readonly tlsDirectory: string | undefined,
  ) {}

  /** @internal */
  public _toExpression(describer: Describer): Expression {
    const groups = new Map(this.backends().map((to) => [`${describer.pathOf(to.workload)} ${to.name}`, to]));
    const parts: EnvValue[] = ['set -eu\n'];
    if (this.tlsDirectory !== undefined) parts.push(`${checkReadable(this.tlsDirectory)}\n`);
    if (groups.size > 0) {
      parts.push(
        '# nginx knows no search domains, which on Kubernetes are what makes the name of a Service whole.\n',
        `${READ_RESOLV_CONF}\n`,
        `cat > ${UPSTREAMS_FILE} <<EOF\n`,
        'resolver $nameserver valid=2s;\nresolver_timeout 5s;\n',
      );
      for (const key of [...groups.keys()].sort()) parts.push(...group(groups.get(key)!));
      parts.push('EOF\n');
    }
    parts.push(`${START}\n`);
    return joinText(parts)._toExpression(describer);
  }
}

/** A backend that fails is left out for a while. Alone in its group it never is. */
function group(to: Endpoint): EnvValue[] {
  const name = upstreamOf(to);
  return [
    '\nupstream ', name, ' {\n',
    '  zone ', name, ' 64k;\n',
    '  server ', to.host, '${domain}:', to.port, ' resolve max_fails=1 fail_timeout=5s;\n',
    '}\n',
  ];
}
