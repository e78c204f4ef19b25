import type { Place } from '../problem';
import type { Aspect } from '../../diagnostics/aspects';
import type { ProxyTerms } from './proxy-reading';

/**
 * What one output says about the running system, read from its YAML alone. A fact is a sentence about a container or volume that
 * both outputs have to make with the same value; its key begins with the workload's name.
 */
export interface Reading {
  readonly facts: ReadonlyMap<string, string>;
  /** `client -> server`: who is meant to reach whom by name. The value says on which ports, where the output knows. */
  readonly calls: ReadonlyMap<string, string>;
  /** What only this output can say, in the form of facts. */
  readonly only: ReadonlyMap<string, string>;
  /** What cannot be right whatever the other output says. */
  readonly faults: readonly Fault[];
  /** Where a fact was read, below its subject; by the key of the fact. */
  readonly places: ReadonlyMap<string, Place>;
  /** The subject that says it, by the names that readings have for workloads and containers. */
  readonly subjects: ReadonlyMap<string, string>;
}

/** Something about a workload that cannot be right. */
export interface Fault {
  /** Empty for what is about none. */
  readonly workload: string;
  readonly aspect: Aspect;
  /** A sentence without its dot, to be read after the name of the workload. */
  readonly says: string;
}

export interface ComposeReading extends Reading {
  /** `workload endpoint`: the container port that is published, and where. */
  readonly published: ReadonlyMap<string, PublishedPort>;
  /** By workload: the names it starts after, with the condition. */
  readonly startsAfter: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly checks: ReadonlyMap<string, ComposeCheck>;
  /** By volume: the user that a step of its own hands it over to. */
  readonly handovers: ReadonlyMap<string, { readonly uid: string; readonly gid: string }>;
  /** Services that end, and that nobody waits for: `up --wait` takes that for a failure. */
  readonly unawaited: ReadonlySet<string>;
  /** Volumes that are there already, by the name that the engine has for them. */
  readonly existing: ReadonlyMap<string, string>;
  /** By volume: the directory of the host that takes its place. */
  readonly directories: ReadonlyMap<string, string>;
  /** By workload: directories of the checkout by their target. */
  readonly sources: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** By workload: `path host:port` of what the nginx.conf that it mounts passes on. */
  readonly passes: ReadonlyMap<string, ReadonlySet<string>>;
  /** By workload: what else its nginx.conf says. */
  readonly proxies: ReadonlyMap<string, ProxyTerms>;
  /** `client -> server`: who is on the network that has the server's name. */
  readonly guests: ReadonlySet<string>;
  /** By service: the networks that it names itself. */
  readonly ownNetworks: ReadonlyMap<string, readonly string[]>;
  /** By service: what else it is called on all of its networks. */
  readonly names: ReadonlyMap<string, ReadonlySet<string>>;
  /** By service: the service whose network it has. */
  readonly namespaces: ReadonlyMap<string, string>;
  /** By service: the networks that it is on, by itself or by whose network it has. */
  readonly networks: ReadonlyMap<string, string>;
  /** Names that the engine has for volumes. */
  readonly engineNames: ReadonlyMap<string, string>;
  /** Variables of the operator without which nothing starts, and all of them. */
  readonly required: ReadonlySet<string>;
  readonly known: ReadonlySet<string>;
  /** Workloads that no network lets out. */
  readonly cutOff: ReadonlySet<string>;
}

/** What runs together, by the names that readings have for containers. */
export interface PodReading {
  /** The main one first. */
  readonly containers: readonly string[];
  /** In the order in which they run. */
  readonly inits: readonly string[];
  /** The Service without an address in which each has a name, if there is one. */
  readonly governedBy?: string;
  /** Of which each pod has one of its own. */
  readonly ownVolumes: readonly string[];
}

export interface KubernetesReading extends Reading {
  /** By workload. */
  readonly pods: ReadonlyMap<string, PodReading>;
  /** `workload endpoint`: the container port. */
  readonly ports: ReadonlyMap<string, string>;
  /** `workload endpoint`: the addresses under which an Ingress or an HTTPRoute serves it. */
  readonly entrances: ReadonlyMap<string, string>;
  /** By gateway, which is an Ingress, or HTTPRoutes, without pods behind its own name: `path host:port` of what it passes on. */
  readonly gateways: ReadonlyMap<string, ReadonlySet<string>>;
  /** By gateway: what it takes and how long it waits, and under which addresses it serves. */
  readonly gatewayTerms: ReadonlyMap<string, GatewayTerms>;
  /** By workload: the names that its init containers wait for. */
  readonly waits: ReadonlyMap<string, readonly string[]>;
  /** Containers that have something of a device plugin, other than a graphics processor. */
  readonly plugged: ReadonlySet<string>;
  /** Workloads that a policy keeps from calling out. */
  readonly closed: ReadonlySet<string>;
  readonly probes: ReadonlyMap<string, KubernetesProbes>;
  /** Containers that the kubelet starts before the main one, and that go on beside it. */
  readonly nativeSidecars: ReadonlySet<string>;
  /** Facts about variables that are there only for other texts of the container to refer to. */
  readonly helpers: ReadonlySet<string>;
  /** By workload: the group that its volumes belong to. */
  readonly volumeGroups: ReadonlyMap<string, string>;
  /** By container: when a kubelet asks the registry, if it is told anything else than to ask for what is missing. */
  readonly pulls: ReadonlyMap<string, string>;
  /** `container KEY` of a Secret: whether the pod starts without it. */
  readonly secrets: ReadonlyMap<string, boolean>;
  /** Claims that somebody else makes. */
  readonly existing: ReadonlySet<string>;
}

/** What the entrance that stands for a proxy says beside where it leads. */
export interface GatewayTerms {
  readonly addresses: string;
  readonly isSecure: boolean;
  readonly terms?: string;
  /** What leads to TLS. */
  readonly redirect?: string;
  /** How long requests may take as a whole. */
  readonly requests?: string;
}

export interface PublishedPort {
  readonly container: string;
  readonly host: string;
  /** Whether the operator has chosen where. */
  readonly isChosen: boolean;
}

/** Times in milliseconds. */
export interface ComposeCheck {
  readonly command: readonly string[];
  readonly interval: number;
  readonly timeout: number;
  readonly retries: number;
  readonly startPeriod: number;
  readonly startInterval?: number;
}

export interface KubernetesProbes {
  readonly startup?: KubernetesProbe;
  readonly readiness?: KubernetesProbe;
  readonly liveness?: KubernetesProbe;
}

/** Times in seconds. */
export interface KubernetesProbe {
  /** `http 8080 /health`, `exec ["ready"]`. */
  readonly asks: string;
  readonly period: number;
  readonly timeout: number;
  readonly failures: number;
  readonly successes: number;
  readonly initialDelay: number;
}

/** @param headers as `Name: value` */
export const httpProbe = (port: string, path: string, isSafe = false, headers: readonly string[] = []): string =>
  [`http ${port} ${path}`, ...(isSafe ? ['over TLS'] : []), ...[...headers].sort()].join(' ');

export const execProbe = (command: readonly string[]): string => `exec ${JSON.stringify(command)}`;

/** In place of the value of a variable that is not set: no variable can have this one. */
export const UNSET = '\0unset';

/** In place of the privileges in detail: a privileged container or a device plugin here, a device and a capability there. */
export const WHAT_FUSE_TAKES = 'what FUSE takes';

/** Behind the condition of one that is started again with the one it starts after. */
export const AGAIN = ', and again with it';

/** Sorted and written as one text, so that order does not count. */
export const unordered = (items: Iterable<string>): string => [...items].sort().join(' ');
