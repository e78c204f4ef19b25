import { execProbe, type ComposeCheck, type KubernetesProbe, type KubernetesProbes } from './reading';

/** Where the probes of a container differ from its healthcheck, by the conversion of mapping.md, 3.10. */
export function* probeDisagreements(probes: KubernetesProbes | undefined, check: ComposeCheck | undefined): Iterable<string> {
  if (!probes || !check) {
    if (probes) yield 'has probes, but no healthcheck';
    if (check) yield 'has a healthcheck, but no probes';
    return;
  }
  const { startup, readiness, liveness } = probes;
  const seconds = (milliseconds: number): number => Math.max(1, Math.ceil(milliseconds / 1000));
  const steady = { period: seconds(check.interval), timeout: seconds(check.timeout), failures: check.retries };
  if (!readiness) yield 'has no readiness probe';
  for (const [name, probe] of [['readiness', readiness], ['liveness', liveness]] as const) if (probe) yield* timings(name, probe, steady);
  for (const [name, probe] of Object.entries(probes)) yield* question(name, probe as KubernetesProbe, check.command);

  if (check.startPeriod === 0) {
    // Docker asks for the first time after an interval. Without a liveness probe nothing restarts what starts slowly.
    if (startup && !liveness) yield 'has a startup probe without a start period';
    if (!startup && liveness) yield 'may be restarted before its first check is due';
    const failures = startup && Math.ceil((check.interval * (check.retries + 1)) / 1000 / startup.period);
    if (startup) yield* timings('startup', startup, { ...steady, period: startup.period, failures: failures! });
    return;
  }
  if (!startup) return void (yield 'has a start period, but no startup probe');
  if (check.startInterval === undefined) yield 'has a start period without a start interval';
  const period = seconds(check.startInterval ?? 5000);
  const failures = Math.ceil((check.startPeriod + check.interval * check.retries) / 1000 / period);
  yield* timings('startup', startup, { ...steady, period, failures });
}

type Timing = Pick<KubernetesProbe, 'period' | 'timeout' | 'failures'>;

function* timings(name: string, probe: KubernetesProbe, expected: Timing): Iterable<string> {
  for (const [field, value] of Object.entries({ ...expected, successes: 1, initialDelay: 0 })) {
    const actual = probe[field as keyof Timing];
    if (actual !== value) yield `${name} probe: ${field} is ${actual}, the healthcheck makes it ${value}`;
  }
}

function* question(name: string, { asks }: KubernetesProbe, command: readonly string[]): Iterable<string> {
  const asked = asks.startsWith('exec ') ? execProbe(command) : questionOf(command);
  if (asked !== asks) yield `${name} probe: asks ${asks}, the healthcheck ${asked}`;
}

const URL_IN_CODE = /fetch\(("(?:[^"\\]|\\.)*")/;
const GET_IN_CODE = /HTTPConnection\("127\.0\.0\.1", (\d+)\b.*\.request\("GET", ("(?:[^"\\]|\\.)*")\)/;
const PORT_IN_CODE = /(?:create_connection\(\("127\.0\.0\.1", (\d+)\)|\.connect\((\d+), "127\.0\.0\.1")/;
const DEVICE = /^exec 3<>\/dev\/tcp\/127\.0\.0\.1\/(\d+)/;
/** A word between single quotes, as a shell reads it: no quote can stand in it but by leaving it. */
const REQUEST = /'GET ((?:[^']|'\\'')*) HTTP\/1\.0'/;

/** What a client in the image asks the container itself, said as Kubernetes says it. */
function questionOf(command: readonly string[]): string {
  const [client, ...rest] = command;
  const last = rest.at(-1) ?? '';
  switch (client) {
    case 'curl':
    case 'wget':
      return httpQuestion(last);
    case 'python':
    case 'node': {
      const [, port, path] = GET_IN_CODE.exec(last) ?? [];
      if (path !== undefined) return `http ${port} ${JSON.parse(path) as string}`;
      const url = URL_IN_CODE.exec(last)?.[1];
      const [, inPython, inNode] = PORT_IN_CODE.exec(last) ?? [];
      return url !== undefined ? httpQuestion(JSON.parse(url) as string) : `tcp ${inPython ?? inNode}`;
    }
    case 'nc':
      return `tcp ${last}`;
    case 'bash': {
      const port = DEVICE.exec(last)?.[1];
      const path = REQUEST.exec(last)?.[1]?.replaceAll("'\\''", "'");
      return last.includes('GET ') ? `http ${port} ${path}` : `tcp ${port}`;
    }
    case 'grpc_health_probe': {
      const option = (name: string): string | undefined => rest.find((word) => word.startsWith(`-${name}=`))?.slice(name.length + 2);
      return `grpc ${option('addr')?.replace('127.0.0.1:', '')} ${option('service') ?? ''}`;
    }
    default:
      return execProbe(command);
  }
}

function httpQuestion(url: string): string {
  const [, port, path] = /^http:\/\/127\.0\.0\.1:(\d+)(\/.*)$/.exec(url) ?? [];
  return `http ${port} ${path}`;
}
