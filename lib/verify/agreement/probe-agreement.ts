import type { Difference } from './difference';
import { execProbe, httpProbe, type ComposeCheck, type KubernetesProbe, type KubernetesProbes } from './reading';

/** Where the probes of a container differ from its healthcheck, by the conversion of mapping.md, 3.10. */
export function* probeDifferences(workload: string, probes: KubernetesProbes | undefined, check: ComposeCheck | undefined): Iterable<Difference> {
  const difference = (what: string, kubernetes?: string, compose?: string): Difference => ({ workload, aspect: 'health', what, ...(kubernetes !== undefined && { kubernetes }), ...(compose !== undefined && { compose }) });
  if (!probes || !check) {
    const asked = probes?.readiness ?? probes?.liveness ?? probes?.startup;
    yield difference('check', asked?.asks, check && questionOf(check.command));
    return;
  }
  const { startup, readiness, liveness } = probes;
  const seconds = (milliseconds: number): number => Math.max(1, Math.ceil(milliseconds / 1000));
  const steady = { period: seconds(check.interval), timeout: seconds(check.timeout), failures: check.retries };
  const compared = (name: string, probe: KubernetesProbe, expected: Timing): Difference[] =>
    timings(probe, expected).map(([field, actual, wanted]) => difference(`${name} probe ${field}`, String(actual), String(wanted)));
  if (!readiness) yield difference('readiness probe', undefined, questionOf(check.command));
  for (const [name, probe] of [['readiness', readiness], ['liveness', liveness]] as const) if (probe) yield* compared(name, probe, steady);
  for (const [name, probe] of Object.entries(probes) as [string, KubernetesProbe][]) {
    const asked = probe.asks.startsWith('exec ') ? execProbe(check.command) : questionOf(check.command);
    if (asked !== probe.asks) yield difference(`${name} probe question`, probe.asks, asked);
  }

  if (check.startPeriod === 0) {
    // Docker asks for the first time after an interval. Without a liveness probe nothing restarts what starts slowly.
    if (startup && !liveness) yield difference('startup probe', 'yes', 'no start period');
    if (!startup && liveness) yield difference('startup probe', undefined, 'a first check that is due after an interval');
    if (startup) yield* compared('startup', startup, { ...steady, period: startup.period, failures: Math.ceil((check.interval * (check.retries + 1)) / 1000 / startup.period) });
    return;
  }
  if (!startup) return void (yield difference('startup probe', undefined, 'a start period'));
  // An old engine cannot be told.
  if (check.startInterval === undefined) yield difference('start interval', String(startup.period), undefined);
  const period = check.startInterval === undefined ? startup.period : seconds(check.startInterval);
  const failures = Math.ceil((check.startPeriod + check.interval * check.retries) / 1000 / period);
  yield* compared('startup', startup, { ...steady, period, failures });
}

type Timing = Pick<KubernetesProbe, 'period' | 'timeout' | 'failures'>;

function timings(probe: KubernetesProbe, expected: Timing): (readonly [field: string, actual: number, expected: number])[] {
  return Object.entries({ ...expected, successes: 1, initialDelay: 0 }).map(([field, wanted]) => [field, probe[field as keyof Timing], wanted] as const).filter(([, actual, wanted]) => actual !== wanted);
}

const TEXT = /"(?:[^"\\]|\\.)*"/.source;
const HEADERS = new RegExp(`\\{ (?:${TEXT}: ${TEXT}(?:, )?)* \\}`).source;
const URL_IN_CODE = new RegExp(`fetch\\((${TEXT})`);
const GET_IN_PYTHON = new RegExp(`HTTP(S)?Connection\\("127\\.0\\.0\\.1", (\\d+)\\b.*?(context=ssl\\._create_unverified_context\\(\\))?\\); c\\.request\\("GET", (${TEXT})(?:, headers=(${HEADERS}))?\\)`);
const GET_IN_NODE = new RegExp(`^require\\("http(s)?"\\)\\.get\\(\\{ host: "127\\.0\\.0\\.1", port: (\\d+), path: (${TEXT})(?:, headers: (${HEADERS}))?(, rejectUnauthorized: false)? \\}`);
const PORT_IN_CODE = /(?:create_connection\(\("127\.0\.0\.1", (\d+)\)|\.connect\((\d+), "127\.0\.0\.1")/;
const DEVICE = /^exec 3<>\/dev\/tcp\/127\.0\.0\.1\/(\d+)/;
/** A word between single quotes, as a shell reads it: no quote can stand in it but by leaving it. */
const QUOTED = /'((?:[^']|'\\'')*)'/g;

/** What a client in the image asks the container itself, said as Kubernetes says it. */
export function questionOf(command: readonly string[]): string {
  const [client, ...rest] = command;
  const last = rest.at(-1) ?? '';
  switch (client) {
    case 'curl':
      return httpQuestion(last, rest.includes('-k'), wordsBehind('-H', rest));
    case 'wget':
      return httpQuestion(last, rest.includes('--no-check-certificate'), wordsBehind('--header', rest));
    case 'python':
    case 'node': {
      if (GET_IN_PYTHON.test(last)) return pythonQuestion(last);
      if (GET_IN_NODE.test(last)) return nodeQuestion(last);
      const url = URL_IN_CODE.exec(last)?.[1];
      const [, ofPython, ofNode] = PORT_IN_CODE.exec(last) ?? [];
      return url !== undefined ? httpQuestion(JSON.parse(url) as string) : `tcp ${ofPython ?? ofNode}`;
    }
    case 'nc':
      return `tcp ${last}`;
    case 'bash': {
      const port = DEVICE.exec(last)?.[1] ?? '';
      // The first one says how each is written.
      const [, request, ...lines] = [...last.matchAll(QUOTED)].map(([, word]) => word.replaceAll("'\\''", "'"));
      const path = /^GET (.*) HTTP\/1\.0$/.exec(request ?? '')?.[1];
      if (path === undefined) return `tcp ${port}`;
      return httpProbe(port, path, false, lines.filter((line) => line !== '' && line !== 'Host: 127.0.0.1'));
    }
    case 'grpc_health_probe': {
      const option = (name: string): string | undefined => rest.find((word) => word.startsWith(`-${name}=`))?.slice(name.length + 2);
      return `grpc ${option('addr')?.replace('127.0.0.1:', '')} ${option('service') ?? ''}`;
    }
    default:
      return execProbe(command);
  }
}

/** Over TLS it has to be a client that takes any certificate, as a kubelet does. */
function httpQuestion(url: string, takesAny = false, headers: readonly string[] = []): string {
  const [, tls, port = tls === undefined ? '80' : '443', path = '/'] = /^http(s)?:\/\/(?:127\.0\.0\.1|localhost)(?::(\d+))?(\/.*)?$/.exec(url) ?? [];
  if (tls !== undefined && !takesAny) return 'only whom it trusts';
  return httpProbe(port, path, tls !== undefined, headers);
}

function pythonQuestion(program: string): string {
  const [, tls, port, takesAny, path, headers] = GET_IN_PYTHON.exec(program)!;
  if (tls !== undefined && takesAny === undefined) return 'only whom it trusts';
  return httpProbe(port, JSON.parse(path) as string, tls !== undefined, linesOf(headers));
}

function nodeQuestion(program: string): string {
  const [, tls, port, path, headers, takesAny] = GET_IN_NODE.exec(program)!;
  if (tls !== undefined && takesAny === undefined) return 'only whom it trusts';
  return httpProbe(port, JSON.parse(path) as string, tls !== undefined, linesOf(headers));
}

function linesOf(headers: string | undefined): string[] {
  return Object.entries(JSON.parse(headers ?? '{}') as Record<string, string>).map(([name, value]) => `${name}: ${value}`);
}

function wordsBehind(option: string, words: readonly string[]): string[] {
  return words.filter((_, at) => words[at - 1] === option);
}
