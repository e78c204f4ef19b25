import { execProbe, httpProbe } from './reading';

/**
 * What a client in the image asks the container itself, said as Kubernetes says it. A command is taken for a question only if every
 * word of it is known: without `-f`, for one, curl is content with any answer.
 */
export function questionOf(command: readonly string[]): string {
  return askedBy(command) ?? execProbe(command);
}

function askedBy([client, ...words]: readonly string[]): string | undefined {
  const program = words.length === 2 ? words[1] : '';
  switch (client) {
    case 'curl':
      return curlQuestion(words);
    case 'wget':
      return wgetQuestion(words);
    case 'python':
      return words[0] === '-c' ? pythonQuestion(program) : undefined;
    case 'node':
      return words[0] === '-e' ? nodeQuestion(program) : undefined;
    case 'nc':
      return ncQuestion(words);
    case 'bash':
      return words[0] === '-c' ? bashQuestion(program) : undefined;
    case 'grpc_health_probe':
      return grpcQuestion(words);
    default:
      return undefined;
  }
}

/** Words of a command by the options that they are of; undefined if one is of none. */
interface Words {
  readonly flags: ReadonlySet<string>;
  readonly values: ReadonlyMap<string, readonly string[]>;
  readonly others: readonly string[];
}

/** By option: the name it is known by, with `=` for one that has a value in the next word. */
type Options = Readonly<Record<string, string>>;

function wordsOf(words: readonly string[], options: Options): Words | undefined {
  const flags = new Set<string>();
  const values = new Map<string, string[]>();
  const others: string[] = [];
  const rest = [...words];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (!word.startsWith('-') || word === '-') {
      others.push(word);
      continue;
    }
    const [long, attached] = word.startsWith('--') ? word.split(/=(.*)/s) : [word];
    for (const option of word.startsWith('--') ? [long] : letters(word, options)) {
      const name = options[option];
      if (name === undefined) return undefined;
      if (!name.endsWith('=')) {
        flags.add(name);
        continue;
      }
      const value = attached ?? rest.shift();
      if (value === undefined) return undefined;
      values.set(name, [...(values.get(name) ?? []), value]);
    }
  }
  return { flags, values, others };
}

/** `-fsS` is three options, unless there is one of that name. */
function letters(word: string, options: Options): readonly string[] {
  return word in options ? [word] : [...word.slice(1)].map((letter) => `-${letter}`);
}

const CURL: Options = {
  '-f': 'fail', '--fail': 'fail', '-s': 'quiet', '--silent': 'quiet', '-S': 'quiet', '--show-error': 'quiet', '-L': 'follow', '--location': 'follow', '-k': 'any', '--insecure': 'any',
  '-o': 'output=', '--output': 'output=', '-H': 'header=', '--header': 'header=', '-m': 'time=', '--max-time': 'time=', '--connect-timeout': 'time=',
};
const WGET: Options = {
  '-q': 'quiet', '--quiet': 'quiet', '-nv': 'quiet', '--no-verbose': 'quiet', '--spider': 'spider', '--no-check-certificate': 'any', '-S': 'quiet',
  '-O': 'output=', '--output-document': 'output=', '--header': 'header=', '-T': 'time=', '--timeout': 'time=', '-t': 'tries=', '--tries': 'tries=',
};
/** Where an answer may go of a container whose files nobody may write to. */
const NOWHERE: ReadonlySet<string> = new Set(['/dev/null', '-']);

function curlQuestion(words: readonly string[]): string | undefined {
  const read = wordsOf(words, CURL);
  const question = read && httpQuestion(read);
  return question !== undefined && !read?.flags.has('fail') ? `${question}, whatever it answers` : question;
}

function wgetQuestion(words: readonly string[]): string | undefined {
  // `-qO-` is one word, and so is the file.
  const read = wordsOf(words.flatMap((word) => (/^-q?O-$/.test(word) ? [word.slice(0, -1), '-'] : [word])), WGET);
  return read && httpQuestion(read);
}

/** Over TLS it has to be a client that takes any certificate, as a kubelet does. */
function httpQuestion({ flags, values, others: [url, ...more] }: Words): string | undefined {
  const [known, tls, port = tls === undefined ? '80' : '443', path = '/'] = /^(?:http(s)?:\/\/)?(?:127\.0\.0\.1|localhost)(?::(\d+))?(\/.*)?$/.exec(url ?? '') ?? [];
  if (known === undefined || more.length > 0 || (values.get('output=') ?? []).some((file) => !NOWHERE.has(file))) return undefined;
  if (tls !== undefined && !flags.has('any')) return 'only whom it trusts';
  return httpProbe(port, path, tls !== undefined, values.get('header='));
}

function ncQuestion(words: readonly string[]): string | undefined {
  const { flags, others: [host, port, ...more] } = wordsOf(words, { '-z': 'scan', '-v': 'more', '-w': 'time=' }) ?? { flags: new Set(), others: [] };
  return flags.has('scan') && (host === '127.0.0.1' || host === 'localhost') && /^\d+$/.test(port ?? '') && more.length === 0 ? `tcp ${port}` : undefined;
}

function grpcQuestion(words: readonly string[]): string | undefined {
  const { values, others = [''] } = wordsOf(words.map((word) => word.replace(/^-(?=\w)/, '--')), { '--addr': 'address=', '--service': 'service=', '--connect-timeout': 'time=', '--rpc-timeout': 'time=' }) ?? {};
  const [address = '', ...more] = values?.get('address=') ?? [];
  const port = /^(?:127\.0\.0\.1|localhost):(\d+)$/.exec(address)?.[1];
  return port === undefined || others.length + more.length > 0 ? undefined : `grpc ${port} ${values?.get('service=')?.at(-1) ?? ''}`;
}

const TEXT = /"(?:[^"\\]|\\.)*"/.source;
const HEADERS = new RegExp(`\\{ (?:${TEXT}: ${TEXT}(?:, )?)* \\}`).source;
const GET_IN_PYTHON = new RegExp(`^import http\\.client(?:, ssl)?; c = http\\.client\\.HTTP(S)?Connection\\("127\\.0\\.0\\.1", (\\d+), timeout=\\d+(, context=ssl\\._create_unverified_context\\(\\))?\\); c\\.request\\("GET", (${TEXT})(?:, headers=(${HEADERS}))?\\); raise SystemExit\\(c\\.getresponse\\(\\)\\.status >= 400\\)$`);
const CONNECTION_IN_PYTHON = /^import socket; socket\.create_connection\(\("127\.0\.0\.1", (\d+)\), \d+\)$/;
const GET_IN_NODE = new RegExp(`^require\\("http(s)?"\\)\\.get\\(\\{ host: "127\\.0\\.0\\.1", port: (\\d+), path: (${TEXT})(?:, headers: (${HEADERS}))?(, rejectUnauthorized: false)? \\}, \\(r\\) => process\\.exit\\(r\\.statusCode < 400 \\? 0 : 1\\)\\)\\.on\\("error", \\(\\) => process\\.exit\\(1\\)\\)$`);
const FETCH_IN_NODE = new RegExp(`^fetch\\((${TEXT}), \\{ redirect: "manual" \\}\\)\\.then\\(\\(r\\) => process\\.exit\\(r\\.status < 400 \\? 0 : 1\\), \\(\\) => process\\.exit\\(1\\)\\)$`);
const CONNECTION_IN_NODE = /^require\("net"\)\.connect\((\d+), "127\.0\.0\.1", \(\) => process\.exit\(0\)\)\.on\("error", \(\) => process\.exit\(1\)\)$/;
const DEVICE = /^exec 3<>\/dev\/tcp\/127\.0\.0\.1\/(\d+)$/;
const GET_IN_BASH = /^exec 3<>\/dev\/tcp\/127\.0\.0\.1\/(\d+); printf '%s\\r\\n' (.*) >&3; read -r _ status _ <&3; \[\[ \$status == \[23\]\?\? \]\]$/s;
/** A word as a shell reads it: as it stands, or between single quotes, where no quote can stand but by leaving it. */
const WORD = /'((?:[^']|'\\'')*)'|([^\s']+)/g;

function pythonQuestion(program: string): string | undefined {
  const [known, tls, port, takesAny, path, headers] = GET_IN_PYTHON.exec(program) ?? [];
  if (known === undefined) return connectionIn(program, CONNECTION_IN_PYTHON);
  return tls !== undefined && takesAny === undefined ? 'only whom it trusts' : httpProbe(port, JSON.parse(path) as string, tls !== undefined, linesOf(headers));
}

function nodeQuestion(program: string): string | undefined {
  const url = FETCH_IN_NODE.exec(program)?.[1];
  if (url !== undefined) return httpQuestion({ flags: new Set(), values: new Map(), others: [JSON.parse(url) as string] });
  const [known, tls, port, path, headers, takesAny] = GET_IN_NODE.exec(program) ?? [];
  if (known === undefined) return connectionIn(program, CONNECTION_IN_NODE);
  return tls !== undefined && takesAny === undefined ? 'only whom it trusts' : httpProbe(port, JSON.parse(path) as string, tls !== undefined, linesOf(headers));
}

function connectionIn(program: string, form: RegExp): string | undefined {
  const port = form.exec(program)?.[1];
  return port === undefined ? undefined : `tcp ${port}`;
}

function bashQuestion(program: string): string | undefined {
  const [known, port, request] = GET_IN_BASH.exec(program) ?? [];
  if (known === undefined) return connectionIn(program, DEVICE);
  const [first, ...lines] = [...request.matchAll(WORD)].map(([, quoted, plain]) => plain ?? quoted.replaceAll("'\\''", "'"));
  const path = /^GET (.*) HTTP\/1\.0$/.exec(first ?? '')?.[1];
  return path === undefined || lines.at(-1) !== '' ? undefined : httpProbe(port, path, false, lines.slice(0, -1).filter((line) => line !== 'Host: 127.0.0.1'));
}

function linesOf(headers: string | undefined): string[] {
  return Object.entries(JSON.parse(headers ?? '{}') as Record<string, string>).map(([name, value]) => `${name}: ${value}`);
}
