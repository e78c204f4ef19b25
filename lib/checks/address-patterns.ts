import type { WorkloadModel } from '../model/workload';

/** Where a text stands: `NAME=value`, the words of a command, a file. */
export type TextKind = 'variable' | 'command' | 'file';

/** A way to write down where a workload is reached. */
export interface AddressPattern {
  /** In which texts it means that; missing for all. */
  readonly kinds?: readonly TextKind[];
  matches(text: string): boolean;
}

const WORDS = ['host', 'hosts', 'hostname', 'server', 'servers', 'addr', 'address', 'addresses', 'endpoint', 'endpoints', 'url', 'uri', 'broker', 'brokers', 'upstream', 'upstreams'];
const oneOf = (change: (word: string) => string): string => WORDS.map(change).join('|');
const small = oneOf((word) => word);
const capital = oneOf((word) => word.toUpperCase());
const humped = oneOf((word) => word.charAt(0).toUpperCase() + word.slice(1));

/** What a setting is called that takes a host or an address: `MYSQL_HOST`, `redisHost`, `bootstrap.servers`. */
const SETTING = `(?<setting>(?:[\\w.-]*[_.-])?(?:${small}|${capital})|[\\w.-]*(?:${humped}))`;
/** What asks something of the host that it is given. */
const CLIENT = '(?:curl|wget|ping|telnet|nslookup|dig|getent hosts)';
/** Those that list names of others for another purpose. */
const NO_ADDRESS = /(?:allowed|trusted|cors|virtual|accepted)/i;

/**
 * How the address of a workload is written: never its bare name in a sentence, which is a word like any other.
 *
 * @param namespace in which Kubernetes knows it by a longer name too
 */
export function addressPatterns({ name, endpoints }: WorkloadModel, namespace: string): AddressPattern[] {
  const bare = escaped(name);
  const host = `${bare}(?:\\.${escaped(namespace)}(?:\\.svc(?:\\.cluster\\.local)?)?)?`;
  // Neither `server-2` nor `server.example.com` is `server`; the point at the end of a sentence is no part of it.
  const end = '(?![\\w-]|\\.[\\w]|::)';
  // In http://server:x@db.example.com and http://server@<a value> it is a user.
  const noUser = '(?![^/\\s"\'`<>]*@|[^/]*@\\0)';
  const ports = endpoints.map(({ port }) => port);
  const known = ports.length === 0 ? '' : `${ports.join('|')}|`;
  return [
    // http://server, amqp://user:password@server:5672/
    { matches: found(`://(?:[^/\\s@"'\`<>]*@)?${host}${end}${noUser}`) },
    // server:8000, tcp(server:3306), but not the image example/server:8000
    { matches: found(`(?<![\\w./-])${host}:(?:${known}\\d{3,5})(?![\\w.])`) },
    // server.shop.svc
    { matches: found(`(?<![\\w./-])${bare}\\.${escaped(namespace)}\\.svc(?:\\.cluster\\.local)?${end}`) },
    // SERVER_HOST=server, SEED_HOSTS=a,server
    { kinds: ['variable'], matches: settingOf(`^${SETTING}=(?:[\\w.:-]+, ?)*${host}(?::\\d+)?(?:, ?[\\w.:-]+)*$`) },
    // --redis-host server, SERVER_HOST=server in a script
    { kinds: ['command'], matches: settingOf(`(?<![\\w.-])(?:-{0,2}${SETTING}|-h|-H)[= ]["']?${host}${end}(?=["']?(?:[\\s;&|)]|$))`) },
    // curl -f server/health
    { kinds: ['command'], matches: found(`\\b${CLIENT}(?: -\\S+)* ${host}${end}`) },
    // nc -z server 3306
    ...(ports.length === 0 ? [] : [{ kinds: ['command'] as const, matches: found(`(?<![\\w./=-])${host} (?:${ports.join('|')})(?![\\w.])`) }]),
    // host: server, "host": "server", host = server; and what nginx has in an upstream
    { kinds: ['file'], matches: settingOf(`(?<![\\w.-])["']?${SETTING}["']?[ \\t]*[:=][ \\t]*["']?${host}${end}(?=["']?[ \\t]*(?:[,;}\\]#]|$))`) },
    { kinds: ['file'], matches: found(`^[ \\t]*server[ \\t]+${host}[ \\t]*;`) },
  ];
}

function found(source: string): AddressPattern['matches'] {
  const pattern = new RegExp(source, 'm');
  return (text) => pattern.test(text);
}

/** A setting and its value, where the setting is one of an address. */
function settingOf(source: string): AddressPattern['matches'] {
  return (text) => [...text.matchAll(new RegExp(source, 'gm'))].some(({ groups }) => !NO_ADDRESS.test(groups?.['setting'] ?? ''));
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
