/*
 * The values of words that are more than a text or a number.
 */

/** Something that the hardened default denies, and why it cannot be done without. */
export interface Reasoned {
  readonly reason: string;
}

/** When something is started again that has ended. */
export type RestartPolicyName = 'always' | 'on-failure' | 'no';

/** When an engine asks for an image. */
export type PullPolicyName = 'always' | 'missing' | 'never' | 'build';

/** What is said of objects for others to read, sorted by name. */
export type MetadataModel = Readonly<Record<string, string>>;

/** A name that the containers know before they ask anybody. */
export interface ExtraHost {
  readonly name: string;
  /** An address, or `host-gateway` for the machine that the containers of Compose run on. */
  readonly address: string;
}

/** Whom the containers ask for names, beside whom the engine asks. */
export interface DnsConfigModel {
  readonly nameservers?: readonly string[];
  readonly searches?: readonly string[];
  /** Sorted by name. */
  readonly options?: readonly DnsOption[];
}

/** An option of the resolver. */
export interface DnsOption {
  readonly name: string;
  /** Missing for one that has none. */
  readonly value?: string;
}

/** A network that others outside of the stack are on, too. */
export interface SharedNetworkModel {
  /** What the engine calls it. */
  readonly name: string;
  /** Whether it is there already, made by somebody else. */
  readonly isExternal: boolean;
  /** Namespace of those on Kubernetes who may come in from there; missing for nobody. */
  readonly fromNamespace?: string;
}

/** A device of the machine. */
export interface DeviceModel extends Reasoned {
  /** The same on the machine and in the container. */
  readonly path: string;
  /** Resource name under which a device plugin of the cluster offers it; without one the container is privileged there. */
  readonly devicePlugin?: string;
}

/** Graphics processors. */
export interface GpusModel {
  /** Missing for all that there are. */
  readonly count?: number;
  /** What the engine of Compose asks for them. */
  readonly driver: string;
  /** What a cluster offers them as. */
  readonly resource: string;
}

/** A limit of the kernel for each process, -1 for none. */
export interface UlimitModel {
  readonly name: string;
  readonly soft: number;
  readonly hard: number;
}

/** A parameter of the kernel that containers have for themselves. */
export interface SysctlModel {
  readonly name: string;
  readonly value: string;
}

/** A language model that the engine of Compose serves to a container. */
export interface ModelUse {
  /** In the file, where several containers may use it. */
  readonly name: string;
  /** What the engine pulls. */
  readonly model: string;
  /** Tokens. */
  readonly contextSize?: number;
  readonly runtimeFlags?: readonly string[];
  /** Variables of the container in which it finds address and name. */
  readonly endpointVariable: string;
  readonly modelVariable: string;
}

/** What is run in a container after it has started, or before it is stopped. */
export interface HookModel {
  /** Of one that only lets time pass, what does that where nothing else can. */
  readonly command: readonly string[];
  /** Whole seconds that it lets pass; missing for one that does something. */
  readonly sleep?: number;
  /** Missing for that of the container. */
  readonly user?: string;
  readonly workingDirectory?: string;
  readonly privileged?: Reasoned;
  /** Beside those of the container, sorted by name. */
  readonly environment?: MetadataModel;
}

/** What Compose does while somebody works at files of the checkout. */
export interface WatchModel {
  readonly action: WatchActionName;
  /** Of the checkout. */
  readonly path: string;
  /** In the container. */
  readonly target?: string;
  readonly ignore?: readonly string[];
  readonly include?: readonly string[];
}

/** What follows a change. */
export type WatchActionName = 'rebuild' | 'restart' | 'sync' | 'sync+restart';

/** Who gets what a container writes to its standard output. */
export interface LogDriverModel {
  readonly driver: string;
  /** Sorted by name. */
  readonly options: MetadataModel;
}
