import type { Place, Problem } from '../problem';
import { at, fields, isFields, shown, text, type Fields } from '../untyped';
import { portsOf } from './container-rules';
import { inContainer } from './finding';
import type { Cluster, Container, Rule } from './manifests';

const PROBES = ['startupProbe', 'readinessProbe', 'livenessProbe'] as const;
const PROBE_HANDLERS = ['exec', 'httpGet', 'tcpSocket', 'grpc'];
const HOOKS = ['postStart', 'preStop'] as const;
const HOOK_HANDLERS = ['exec', 'httpGet', 'tcpSocket', 'sleep'];

function* handler(container: Container, place: Place, where: string, allowed: readonly string[], value: Fields): Iterable<Problem> {
  const present = allowed.filter((name) => isFields(value[name]));
  if (present.length !== 1) {
    yield inContainer('manifest/probe', container, place, `${where}: needs exactly one of ${allowed.join(', ')} (got ${present.join(' and ') || 'none'})`);
  }
  for (const field of ['httpGet', 'tcpSocket']) {
    const port = text(at(value[field], 'port'));
    if (port === undefined || portsOf(container).some(({ name }) => name === port)) continue;
    yield inContainer('manifest/port', container, [...place, field, 'port'], `${where}: the container has no port called ${shown(port)}`);
  }
}

function* probe(container: Container, name: (typeof PROBES)[number]): Iterable<Problem> {
  const value = container.body[name];
  if (!isFields(value)) return;
  yield* handler(container, [name], name, PROBE_HANDLERS, value);
  const { successThreshold } = value;
  if (name !== 'readinessProbe' && typeof successThreshold === 'number' && successThreshold > 1) {
    yield inContainer('manifest/probe', container, [name, 'successThreshold'], `${name}: successThreshold must be 1`);
  }
  if (name === 'readinessProbe' && 'terminationGracePeriodSeconds' in value) {
    yield inContainer('manifest/probe', container, [name, 'terminationGracePeriodSeconds'], `${name}: terminationGracePeriodSeconds is not for readiness`);
  }
}

/** From 1.33 on it may take no time at all. */
function* sleep(container: Container, hook: string, seconds: unknown, minor: number): Iterable<Problem> {
  const { terminationGracePeriodSeconds: period = 30 } = container.pod.spec;
  const least = minor < 33 ? 1 : 0;
  if (typeof seconds !== 'number' || typeof period !== 'number' || (seconds >= least && seconds <= period)) return;
  yield inContainer('manifest/probe', container, ['lifecycle', hook, 'sleep', 'seconds'], `${hook}: it sleeps ${seconds} s, but may from ${least} to ${period} s, its terminationGracePeriodSeconds`);
}

function* probes({ pods, minor }: Cluster): Iterable<Problem> {
  for (const container of pods.flatMap((pod) => pod.containers)) {
    const { body, init } = container;
    const misplaced = [...PROBES, 'lifecycle'].filter((field) => isFields(body[field]));
    if (init && body['restartPolicy'] !== 'Always') {
      if (misplaced.length > 0) yield inContainer('manifest/probe', container, [misplaced[0] ?? ''], `: init containers cannot have ${misplaced.join(', ')}`);
      continue;
    }
    for (const name of PROBES) yield* probe(container, name);
    for (const hook of HOOKS) {
      const value = fields(body['lifecycle'])[hook];
      if (!isFields(value)) continue;
      yield* handler(container, ['lifecycle', hook], hook, HOOK_HANDLERS, value);
      yield* sleep(container, hook, at(value, 'sleep', 'seconds'), minor);
    }
  }
}

/** Probes and lifecycle hooks. */
export const PROBE_RULES: readonly Rule[] = [probes];
