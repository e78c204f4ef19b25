import type { Reporter } from '../../diagnostics/findings';
import { hasSingleWriter, volumesPerReplica, type StackGraph } from '../../model/graph';
import type { ConfigMap } from './api';
import type { KubernetesCodes } from './codes';
import { DELIVERED_BY } from './delivery';
import type { KubernetesOutput } from './manifest';
import type { Scaler } from './scaled';
import type { KubernetesSettings } from './settings';

/** `kubectl apply` without `--server-side` keeps a copy of each object in an annotation; all annotations together end here. */
const LARGEST_COPY = 256 * 1024;

/** What another `kubectl apply` does not change, said while the change can still be thought over. */
export function reportSecondDay(graph: StackGraph, objects: readonly KubernetesOutput[], { delivery }: KubernetesSettings, scaled: ReadonlyMap<string, Scaler>, findings: Reporter<KubernetesCodes>): void {
  const { model } = graph;
  if (delivery !== 'kubectl') findings.report('kubernetes/kept', model.path, { detail: DELIVERED_BY[delivery] });
  else if (objects.length > 1) findings.report('kubernetes/left-behind', model.path, { detail: model.namespace });
  findings.report('kubernetes/claim', model.volumes.filter(({ existing, perReplica }) => !existing && !perReplica).map(({ path }) => path), {});
  for (const workload of model.workloads) {
    const { path, operations, replicas } = workload;
    for (const volume of volumesPerReplica(workload, graph)) findings.report('kubernetes/claim-template', volume.path, { detail: workload.name });
    const scaler = scaled.get(path);
    const rival = operations.autoscaling ? 'its own `autoscaling`' : scaler?.rival;
    if (scaler && scaler.maxReplicas > 1 && hasSingleWriter(workload, graph)) findings.report('kubernetes/scaled-writer', path, { detail: scaler.name });
    if (scaler && rival !== undefined) findings.report('kubernetes/two-autoscalers', path, { detail: `${scaler.name} and ${rival}` });
    else if (operations.autoscaling || scaler) findings.report('kubernetes/replicas-handed-over', path, { detail: leastOf(scaler?.minReplicas ?? replicas) });
  }
  for (const { construct, value } of objects) {
    const size = value.kind === 'ConfigMap' ? copySize({ ...(value as ConfigMap).data, ...(value as ConfigMap).binaryData }) : 0;
    if (size > LARGEST_COPY) findings.report('kubernetes/server-side', construct, { detail: `${Math.ceil(size / 1024)} KiB` });
  }
}

/** Of KEDA it may be none, where Compose keeps what it has. */
function leastOf(replicas: number): string {
  return replicas === 0 ? '0, which is 1 as long as there is something to do; Compose keeps it running' : String(replicas);
}

/** How large the copy of a ConfigMap is, roughly from below: its texts as JSON. */
function copySize(data: Readonly<Record<string, string>> = {}): number {
  return Object.values(data).reduce((sum, text) => sum + (text.length > LARGEST_COPY / 8 ? Buffer.byteLength(JSON.stringify(text)) : text.length), 0);
}
