import type { HttpCheck } from '../model/health';
import { shellWord } from '../quoting/shell';

/**
 * The command by which the client in the image asks for a path. Whose certificate answers is looked at by neither platform:
 * it is that of the public name, if any, and asked is the container itself.
 */
export function httpCommand(check: HttpCheck, port: number, timeoutSeconds: number): string[] {
  const { client, path, scheme = 'http', headers = [] } = check;
  const url = `${scheme}://127.0.0.1:${port}${path}`;
  const isSafe = scheme === 'https';
  switch (client) {
    case 'curl':
      return ['curl', '-fsS', '-o', '/dev/null', ...(isSafe ? ['-k'] : []), ...headers.flatMap(({ name, value }) => ['-H', `${name}: ${value}`]), url];
    case 'wget':
      return ['wget', '-q', '-O', '/dev/null', ...(isSafe ? ['--no-check-certificate'] : []), ...headers.flatMap(({ name, value }) => ['--header', `${name}: ${value}`]), url];
    case 'python':
      return ['python', '-c', pythonProgram(check, port, timeoutSeconds)];
    case 'node':
      return ['node', '-e', isSafe || headers.length > 0 ? nodeProgram(check, port) : `fetch(${JSON.stringify(url)}, { redirect: "manual" }).then((r) => process.exit(r.status < 400 ? 0 : 1), () => process.exit(1))`];
    default:
      return ['bash', '-c', `exec 3<>/dev/tcp/127.0.0.1/${port}; printf '%s\\r\\n' ${bashRequest(check)} >&3; read -r _ status _ <&3; [[ $status == [23]?? ]]`];
  }
}

function pythonProgram({ path, scheme, headers = [] }: HttpCheck, port: number, timeoutSeconds: number): string {
  const asked = `${JSON.stringify(path)}${headers.length > 0 ? `, headers=${objectOf(headers)}` : ''}`;
  const [modules, connection, context] = scheme === 'https' ? ['http.client, ssl', 'HTTPSConnection', ', context=ssl._create_unverified_context()'] : ['http.client', 'HTTPConnection', ''];
  return `import ${modules}; c = http.client.${connection}("127.0.0.1", ${port}, timeout=${timeoutSeconds}${context}); c.request("GET", ${asked}); raise SystemExit(c.getresponse().status >= 400)`;
}

/** What `fetch` does not take: a Host of one's own, and a certificate that nobody has signed. */
function nodeProgram({ path, scheme, headers = [] }: HttpCheck, port: number): string {
  const options = [
    'host: "127.0.0.1"', `port: ${port}`, `path: ${JSON.stringify(path)}`,
    ...(headers.length > 0 ? [`headers: ${objectOf(headers)}`] : []),
    ...(scheme === 'https' ? ['rejectUnauthorized: false'] : []),
  ];
  return `require("${scheme ?? 'http'}").get({ ${options.join(', ')} }, (r) => process.exit(r.statusCode < 400 ? 0 : 1)).on("error", () => process.exit(1))`;
}

/** The lines of a request, each as a word of the shell; the last one is empty. */
function bashRequest({ path, headers = [] }: HttpCheck): string {
  const host = headers.some(({ name }) => name.toLowerCase() === 'host') ? [] : ['Host: 127.0.0.1'];
  const lines = [...host, ...headers.map(({ name, value }) => `${name}: ${value}`), ''];
  return [shellWord(`GET ${path} HTTP/1.0`), ...lines.map((line) => `'${line.replaceAll("'", "'\\''")}'`)].join(' ');
}

/** A dictionary, as Python and JavaScript write it alike. */
function objectOf(headers: NonNullable<HttpCheck['headers']>): string {
  return `{ ${headers.map(({ name, value }) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`).join(', ')} }`;
}
