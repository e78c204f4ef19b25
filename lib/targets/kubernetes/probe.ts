import type { StackGraph } from '../../model/graph';
import type { HealthCheck } from '../../model/health';
import type { ContainerModel } from '../../model/container';
import { sidecarsOf, type WorkloadModel } from '../../model/workload';
import type { Container, Probe } from './api';
import { expand } from './expansion';
import { hasNativeSidecars, type KubernetesSettings } from './settings';
import { wholeSeconds } from './units';

/**
 * One description of health gives up to three probes. The startup probe has the whole budget that Compose grants: the
 * start period and all retries after it. Readiness takes a pod out of its Service; only liveness restarts, and only if
 * it was asked for. The kubelet starts what comes after a native sidecar when that has started up, whether it is ready or
 * not: only with a startup probe is its health waited for, as in Compose.
 */
export function addProbes(to: Container, container: ContainerModel, workload: WorkloadModel, graph: StackGraph, settings: KubernetesSettings): void {
  const { health } = container;
  if (!health) return;
  const isWaitedFor = hasNativeSidecars(settings) && sidecarsOf(workload).includes(container);
  const handler = lowerCheck(health.check, workload, graph);
  const timeoutSeconds = atLeastOne(health.timeout);
  const startInterval = atLeastOne(health.startInterval);
  const probe = (periodSeconds: number, failureThreshold: number): Probe =>
    Object.assign({}, handler, { periodSeconds, timeoutSeconds, failureThreshold, successThreshold: 1 });
  const steady = probe(atLeastOne(health.interval), health.retries);
  // Docker asks for the first time after one interval, Kubernetes at once.
  const budget = (health.startPeriod > 0 ? health.startPeriod : health.interval) + health.interval * health.retries;
  if (health.startPeriod > 0 || health.liveness || isWaitedFor) to.startupProbe = probe(startInterval, Math.max(1, Math.ceil(budget / 1000 / startInterval)));
  to.readinessProbe = steady;
  if (health.liveness) to.livenessProbe = { ...steady };
}

function lowerCheck(check: HealthCheck, workload: WorkloadModel, graph: StackGraph): Probe {
  if (check.kind === 'exec') return { exec: { command: check.command.map((word) => expand(word, graph, new Map())) } };
  const port = workload.endpoints.find((endpoint) => endpoint.name === check.endpoint)!.port;
  switch (check.kind) {
    case 'http':
      return { httpGet: { path: check.path, port, scheme: check.scheme === 'https' ? 'HTTPS' : 'HTTP', ...(check.headers && { httpHeaders: check.headers.map((header) => ({ ...header })) }) } };
    case 'tcp':
      return { tcpSocket: { port } };
    case 'grpc':
      return { grpc: { port, ...(check.service !== undefined && { service: check.service }) } };
  }
}

function atLeastOne(milliseconds: number): number {
  return Math.max(1, wholeSeconds(milliseconds));
}
