/**
 * Version of the document's shape. It goes up when a reader has to change: something has another name, place or meaning,
 * or is gone. A field that is new leaves it as it is.
 */
export const INVENTORY_VERSION = 1;

/** What a stack consists of, as `inventory/<stack>.json` has it. Every section is there, also when it is empty. */
export interface InventoryDocument {
  readonly version: typeof INVENTORY_VERSION;
  readonly stack: string;
  readonly containers: readonly InventoryContainer[];
  readonly otherImages: readonly InventoryImage[];
  readonly endpoints: readonly InventoryEndpoint[];
  readonly connections: readonly InventoryConnection[];
  readonly outside: readonly InventoryServer[];
  readonly volumes: readonly InventoryVolume[];
  readonly secrets: readonly InventorySecret[];
  readonly parameters: readonly InventoryParameter[];
  readonly sandboxes: readonly InventorySandbox[];
}

/** The lists of the document, in its order. */
export const INVENTORY_SECTIONS = ['containers', 'otherImages', 'endpoints', 'connections', 'outside', 'volumes', 'secrets', 'parameters', 'sandboxes'] as const;

/** One of the lists of the document. */
export type InventorySection = (typeof INVENTORY_SECTIONS)[number];

/** What every entry has. */
export interface InventoryEntry {
  /** Path of the construct that it comes from. */
  readonly construct: string;
}

/** What runs, and what it may do. */
export interface InventoryContainer extends InventoryEntry {
  readonly workload: string;
  /** Of the main one, the workload's. */
  readonly name: string;
  /** Whether the workload is there for it, or it runs beside the main one, or ends before that starts. */
  readonly role: 'main' | 'beside' | 'before';
  readonly kind: 'service' | 'stateful' | 'daemon' | 'task';
  /** Of which one has to be active for it to run; missing for what always runs. */
  readonly profiles?: readonly string[];
  readonly replicas: number;
  /** When a task runs, as a cron expression in UTC; missing if it runs once. */
  readonly schedule?: string;
  readonly image: ImageName;
  /** Where it is built; missing for an image that is pulled. */
  readonly build?: { readonly context: string; readonly dockerfile: string };
  /** Thousandths of a core. */
  readonly cpu: { readonly request: number; readonly limit?: number };
  /** Bytes. */
  readonly memory: { readonly request: number; readonly limit?: number };
  readonly user?: number;
  /** The first one, and further ones. */
  readonly groups: readonly number[];
  readonly readOnlyRoot: boolean;
  /** What the hardened default denies it, and why it has that all the same: capabilities, `root`, `fuse`. */
  readonly privileges: readonly { readonly name: string; readonly reason: string }[];
  /** Whether it opens connections to the world outside the stack, wherever to. */
  readonly egress: boolean;
  /** Where to it opens some all the same. */
  readonly allowedEgress?: readonly InventoryEgressRule[];
  readonly mounts: readonly InventoryMount[];
}

/** Addresses or a namespace outside of the stack, or everything there; ports of it, or all. */
export interface InventoryEgressRule {
  readonly cidr?: string;
  readonly namespace?: string;
  readonly ports?: readonly number[];
  readonly protocol: 'tcp' | 'udp';
}

/** What a container has at a path of its file system. */
export interface InventoryMount {
  readonly path: string;
  readonly kind: 'volume' | 'config' | 'scratch' | 'shared-scratch' | 'shared-memory' | 'source' | 'certificate' | 'secret' | 'propagated' | 'host-path' | 'image';
  /** Name of the volume, config file, certificate, secret or shared directory; or the directory of the checkout; or the path of the host; or the image; missing for memory. */
  readonly of?: string;
  readonly readOnly: boolean;
}

/** An image that is pulled beside those of the containers. */
export interface InventoryImage extends InventoryEntry {
  readonly image: ImageName;
}

/** An image reference, in full. */
export interface ImageName {
  /** As the other outputs have it. */
  readonly reference: string;
  readonly registry: string;
  readonly repository: string;
  /** Missing only where the digest stands alone. */
  readonly tag?: string;
  /** Missing for an image whose content can change under its name. */
  readonly digest?: string;
}

/** A port on which something answers. */
export interface InventoryEndpoint extends InventoryEntry {
  readonly workload: string;
  /** The container that answers; missing for the main one. */
  readonly container?: string;
  readonly name: string;
  readonly port: number;
  readonly protocol: 'tcp' | 'udp';
  /** Who outside the stack may reach it; missing if nobody may. */
  readonly published?: InventoryPublication;
  /** Namespace from which metrics are scraped here. */
  readonly scrapedFrom?: string;
}

/** How an endpoint can be reached from outside. */
export interface InventoryPublication {
  /** The machine itself, every network that it is on, one address of it, or a host name. */
  readonly reach: 'loopback' | 'all' | 'address' | 'host-name';
  /** Set for one address. */
  readonly address?: string;
  /** Port of the machine, where one runs the stack; its operator may change it. Missing for one that the engine chooses. */
  readonly port?: number;
  /** What leads to it on Kubernetes, if that is no entrance for HTTP. */
  readonly service?: 'LoadBalancer' | 'NodePort';
  /** With `*` for any host. */
  readonly url?: string;
  /** Where the same is found. */
  readonly otherUrls?: readonly string[];
  /** The certificate's name or issuer; missing for the one that is named after the host. */
  readonly certificate?: string;
}

/** Who talks to whom, by the names by which they are reached. */
export interface InventoryConnection extends InventoryEntry {
  readonly from: string;
  readonly to: string;
  readonly endpoint: string;
}

/** A server that somebody else runs, and workloads talk to. */
export interface InventoryServer extends InventoryEntry {
  readonly name: string;
  /** Missing for one that the operator chooses, and nobody knows by default. */
  readonly host?: string;
  /** The range of its addresses, if it is known. */
  readonly cidr?: string;
  readonly endpoints: readonly { readonly name: string; readonly port: number; readonly protocol: 'tcp' | 'udp' }[];
}

/** Data that outlives containers. */
export interface InventoryVolume extends InventoryEntry {
  readonly name: string;
  /** Bytes; missing for one that somebody else has made. */
  readonly size?: number;
  readonly storageClass?: string;
  /** Whether several may mount it at once. */
  readonly shared: boolean;
  /** Set where each replica of the workload that mounts it has one of its own. */
  readonly perReplica?: true;
  /** Bucket whose content it shows, or `dynamic` for one that is made with it. */
  readonly bucket?: string;
}

/** What the operator has to give, and no output has. */
export interface InventorySecret extends InventoryEntry {
  readonly name: string;
  readonly description: string;
  readonly optional: boolean;
  /** The external store that holds it. */
  readonly store?: string;
  /** Workloads into which it gets. */
  readonly usedBy: readonly string[];
}

/** What the operator may change. */
export interface InventoryParameter extends InventoryEntry {
  readonly name: string;
  readonly description: string;
  /** By which the operator of Compose sets it, if not by its name. */
  readonly variable?: string;
  /** Missing for one that has no value until the operator gives it one. */
  readonly default?: string;
  /** Workloads into which it gets. */
  readonly usedBy: readonly string[];
}

/** A machine at a provider, in which agents run code. */
export interface InventorySandbox extends InventoryEntry {
  readonly name: string;
}
