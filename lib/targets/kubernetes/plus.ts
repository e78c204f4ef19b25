import type { WorkloadKindName } from '../../model/workload';
import { selectorOf } from './labels';

/** What is known of a workload's objects while the program is still running. */
export interface ObjectFacts {
  readonly kind: WorkloadKindName;
  readonly isScheduled: boolean;
  readonly name: string;
  readonly stack: string;
  readonly ports: readonly { readonly name: string; readonly port: number; readonly protocol: string }[];
}

/** Of the object that keeps the pods. A Job has a hash in its name, which is put in when the manifests are written. */
export function resourceOf({ kind, isScheduled, name }: ObjectFacts, nameOfJob: (task: string) => string): { readonly apiVersion: string; readonly kind: string; readonly name: string } {
  switch (kind) {
    case 'service':
      return { apiVersion: 'apps/v1', kind: 'Deployment', name };
    case 'stateful':
      return { apiVersion: 'apps/v1', kind: 'StatefulSet', name };
    case 'daemon':
      return { apiVersion: 'apps/v1', kind: 'DaemonSet', name };
    case 'task':
      return { apiVersion: 'batch/v1', kind: isScheduled ? 'CronJob' : 'Job', name: isScheduled ? name : nameOfJob(name) };
  }
}

/** By which its pods are selected. */
export function podLabels({ name, stack }: ObjectFacts): Record<string, string> {
  return selectorOf({ name }, { name: stack });
}

/**
 * A workload as cdk8s-plus asks its own classes: a Service behind an Ingress, a scalable workload below an autoscaler, pods of a
 * Service or a NetworkPolicy, a resource of a Role. It has the names that those classes have for it, which all versions share.
 */
export class PlusView {
  public readonly apiVersion: string;
  public readonly kind: string;
  public readonly name: string;
  public readonly apiGroup: string;
  public readonly resourceType: string;
  /** What an autoscaler without metrics looks for. Whether each container asks for CPU is judged in the manifests. */
  public readonly containers = [{ resources: { cpu: { request: true } } }];

  public constructor(private readonly facts: ObjectFacts, resource: ReturnType<typeof resourceOf>) {
    this.apiVersion = resource.apiVersion;
    this.kind = resource.kind;
    this.name = resource.name;
    this.apiGroup = resource.apiVersion.split('/')[0];
    this.resourceType = `${resource.kind.toLowerCase()}s`;
  }

  public get resourceName(): string {
    return this.name;
  }

  public get ports(): readonly object[] {
    return this.facts.ports.map(({ name, port, protocol }) => ({ name, port, targetPort: port, protocol }));
  }

  public get port(): number | undefined {
    return this.facts.ports[0]?.port;
  }

  /** The manifest of who is scaled by another states no number; that is found by the autoscaler itself. */
  public markHasAutoscaler(): void {}

  public toScalingTarget(): object {
    const { apiVersion, kind, name, containers } = this;
    return { apiVersion, kind, name, containers };
  }

  public toPodSelector(): this {
    return this;
  }

  public toPodSelectorConfig(): object {
    return { labelSelector: { _toKube: () => ({ matchLabels: podLabels(this.facts) }) } };
  }

  public toNetworkPolicyPeerConfig(): object {
    return { podSelector: this.toPodSelectorConfig() };
  }
}
