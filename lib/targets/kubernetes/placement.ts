/** What a label or a name has to be for something to match. */
export interface SelectorRequirement {
  /** Name of the label. */
  readonly key: string;
  /** `Gt` and `Lt` compare numbers, and are for nodes alone. */
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist' | 'Gt' | 'Lt';
  /**
   * One or more for `In` and `NotIn`, one number for `Gt` and `Lt`.
   * @default - none, as `Exists` and `DoesNotExist` have it
   */
  readonly values?: readonly string[];
}

/** A taint of nodes that pods put up with. */
export interface Toleration {
  /**
   * Name of the taint.
   * @default - every taint
   */
  readonly key?: string;
  /**
   * `Equal` asks for `value`, `Exists` for none.
   * @default - `Equal` where there is a value, otherwise `Exists`
   */
  readonly operator?: 'Equal' | 'Exists';
  /**
   * Value of the taint.
   * @default - any
   */
  readonly value?: string;
  /**
   * What the taint does to pods that do not put up with it.
   * @default - whatever it does
   */
  readonly effect?: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
  /**
   * For how many seconds they stay on a node that gets the taint; for `NoExecute` alone.
   * @default - for ever
   */
  readonly tolerationSeconds?: number;
}

/** Nodes, by their labels: all requirements have to be met. */
export interface NodeSelectorTerm {
  /** What labels have to be. */
  readonly matchExpressions: readonly SelectorRequirement[];
}

/** Nodes that are liked, and how much. */
export interface PreferredNodes {
  /** From 1 to 100. */
  readonly weight: number;
  /** Which nodes. */
  readonly preference: NodeSelectorTerm;
}

/** On which nodes pods may run, and would rather run. */
export interface NodeAffinity {
  /**
   * One of these has to match.
   * @default - every node will do
   */
  readonly required?: readonly NodeSelectorTerm[];
  /**
   * What is weighed among those that will do.
   * @default - nothing
   */
  readonly preferred?: readonly PreferredNodes[];
}

/** Pods by their labels, and what being near them means. */
export interface PodAffinityTerm {
  /** Label of nodes whose value is the same where pods are near: `kubernetes.io/hostname`, `topology.kubernetes.io/zone`. */
  readonly topologyKey: string;
  /**
   * Labels of those pods.
   * @default - those of the workload itself
   */
  readonly matchLabels?: { readonly [name: string]: string };
}

/** Pods that are liked, or disliked, and how much. */
export interface PreferredPods {
  /** From 1 to 100. */
  readonly weight: number;
  /** Which pods. */
  readonly podAffinityTerm: PodAffinityTerm;
}

/** Near which pods others may run, and would rather run; or far from which. */
export interface PodAffinity {
  /**
   * All of these have to hold.
   * @default - nothing has to
   */
  readonly required?: readonly PodAffinityTerm[];
  /**
   * What is weighed.
   * @default - nothing
   */
  readonly preferred?: readonly PreferredPods[];
}

/** Where pods may run, and would rather run. */
export interface Affinity {
  /**
   * By labels of nodes.
   * @default - every node will do
   */
  readonly nodeAffinity?: NodeAffinity;
  /**
   * Near other pods.
   * @default - near any
   */
  readonly podAffinity?: PodAffinity;
  /**
   * Far from other pods.
   * @default - far from none
   */
  readonly podAntiAffinity?: PodAffinity;
}

/** How the replicas of a workload are spread. */
export interface TopologySpread {
  /** Label of nodes by whose values they are spread: `kubernetes.io/hostname`, `topology.kubernetes.io/zone`. */
  readonly topologyKey: string;
  /**
   * By how many pods two values may differ.
   * @default 1
   */
  readonly maxSkew?: number;
  /**
   * Whether a pod for which that cannot be kept waits, or runs all the same.
   * @default 'ScheduleAnyway'
   */
  readonly whenUnsatisfiable?: 'DoNotSchedule' | 'ScheduleAnyway';
}

/** Where the pods of workloads run, and which of them go first. Compose has one machine. */
export interface PodPlacement {
  /**
   * Labels that a node has to have. What `platform` of a workload asks for is added.
   *
   * @example
   * new Kubernetes({ nodeSelector: { 'node-pool': 'apps' } })
   *
   * @default - any node
   */
  readonly nodeSelector?: { readonly [label: string]: string };

  /**
   * Taints of nodes that pods put up with.
   *
   * @example
   * new Kubernetes({ tolerations: [{ key: 'dedicated', value: 'apps', effect: 'NoSchedule' }] })
   *
   * @default - none
   */
  readonly tolerations?: readonly Toleration[];

  /**
   * Where pods may run beyond labels of nodes that they have to have, and where they would rather run.
   *
   * @example
   * new Kubernetes({ affinity: { podAntiAffinity: { required: [{ topologyKey: 'kubernetes.io/hostname' }] } } })
   *
   * @default - anywhere
   */
  readonly affinity?: Affinity;

  /**
   * How replicas are spread over the cluster, where there may be more than one; `[]` for not at all.
   *
   * @example
   * new Kubernetes({ topologySpread: [{ topologyKey: 'topology.kubernetes.io/zone', whenUnsatisfiable: 'DoNotSchedule' }] })
   *
   * @default - over nodes and over zones, as well as it can be done
   */
  readonly topologySpread?: readonly TopologySpread[];

  /**
   * The PriorityClass of pods, by which the scheduler knows whom to push aside for whom.
   * @default - none is written: the default of the cluster
   */
  readonly priorityClass?: string;
}
