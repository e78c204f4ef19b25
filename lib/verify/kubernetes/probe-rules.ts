import { mainContainers, portsOf } from './container-rules';
import type { Cluster, Container, Rule } from './manifests';
import { at, fields, isFields, shown, text, type Fields } from '../untyped';

const PROBES = ['startupProbe', 'readinessProbe', 'livenessProbe'] as const;
const PROBE_HANDLERS = ['exec', 'httpGet', 'tcpSocket', 'grpc'];
const HOOKS = ['postStart', 'preStop'] as const;
const HOOK_HANDLERS = ['exec', 'httpGet', 'tcpSocket'];

function* handler(where: string, container: Container, allowed: readonly string[], value: Fields): Iterable<string> {
  const present = allowed.filter((name) => name in value);
  if (present.length !== 1) yield `${where}: needs exactly one of ${allowed.join(', ')} (got ${present.join(' and ') || 'none'})`;
  const port = text(at(value['httpGet'], 'port')) ?? text(at(value['tcpSocket'], 'port'));
  const named = portsOf(container).some(({ name }) => name === port);
  if (port !== undefined && !named) yield `${where}: the container has no port called ${shown(port)}`;
}

function* probe(container: Container, name: (typeof PROBES)[number]): Iterable<string> {
  const value = container.body[name];
  if (!isFields(value)) return;
  const where = `${container.label} ${name}`;
  yield* handler(where, container, PROBE_HANDLERS, value);
  const { successThreshold } = value;
  if (name !== 'readinessProbe' && successThreshold !== undefined && successThreshold !== 1) yield `${where}: successThreshold must be 1`;
  if (name === 'readinessProbe' && 'terminationGracePeriodSeconds' in value) {
    yield `${where}: terminationGracePeriodSeconds is not for readiness`;
  }
}

function* probes({ pods }: Cluster): Iterable<string> {
  for (const pod of pods) {
    for (const container of mainContainers(pod)) {
      for (const name of PROBES) yield* probe(container, name);
      for (const hook of HOOKS) {
        const value = fields(container.body['lifecycle'])[hook];
        if (isFields(value)) yield* handler(`${container.label} ${hook}`, container, HOOK_HANDLERS, value);
      }
    }
    for (const { label, body, init } of pod.containers) {
      const misplaced = [...PROBES, 'lifecycle'].filter((field) => field in body);
      if (init && body['restartPolicy'] === undefined && misplaced.length > 0) {
        yield `${label}: init containers cannot have ${misplaced.join(', ')}`;
      }
    }
  }
}

/** Probes and lifecycle hooks. */
export const PROBE_RULES: readonly Rule[] = [probes];
