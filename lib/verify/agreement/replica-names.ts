import type { ComposeReading, Fault, KubernetesReading } from './reading';

/** A fault of one side. */
export type ReplicaFault = Fault & { readonly side: 'kubernetes' | 'compose' };

/** Names of single replicas that some text has in it, and that nobody has. */
export function* replicaNameFaults(kubernetes: KubernetesReading, compose: ComposeReading): Iterable<ReplicaFault> {
  for (const [workload, { governedBy }] of kubernetes.pods) {
    if (governedBy === undefined) continue;
    const replicas = Number(kubernetes.facts.get(`${workload} replicas`));
    for (const replica of namedIn([kubernetes, compose], workload, governedBy)) {
      const name = `${workload}-${replica}.${governedBy}`;
      const fault = { workload, aspect: 'reachability', says: `it is called ${name}, where nobody answers` } as const;
      if (replicas > 0 && replica >= replicas) yield { ...fault, side: 'kubernetes' };
      if (!compose.names.get(compose.namespaces.get(workload) ?? workload)?.has(name)) yield { ...fault, side: 'compose' };
    }
  }
}

function namedIn(readings: readonly (KubernetesReading | ComposeReading)[], workload: string, governing: string): Set<number> {
  const pattern = new RegExp(`(?<![\\w.-])${literally(workload)}-(\\d+)\\.${literally(governing)}(?![\\w-])`, 'g');
  const replicas = new Set<number>();
  for (const { facts } of readings) {
    for (const value of facts.values()) if (value.includes(`.${governing}`)) for (const [, replica] of value.matchAll(pattern)) replicas.add(Number(replica));
  }
  return replicas;
}

const literally = (text: string): string => text.replace(/[.\\^$*+?()[\]{}|]/g, '\\$&');
