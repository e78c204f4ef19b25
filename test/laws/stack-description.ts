import type { EgressRule } from 'cdk8s-compose';
import type { KubernetesProps } from '../../lib';
import type { WordsDescription } from './words';

/**
 * A stack as plain data, which fast-check can make up and shrink. References are indices: of a parameter, a secret, a volume, a
 * config file, a workload, or of an endpoint in the list of all endpoints in the order of their workloads.
 */
export interface StackDescription {
  readonly name: string;
  /** What clusters are told. @default - what the target says by itself */
  readonly cluster?: KubernetesProps;
  readonly namespace?: string;
  readonly sourceVariable?: string;
  readonly secretStore?: 'cluster' | 'namespace';
  readonly parameters: readonly ParameterDescription[];
  readonly secrets: readonly SecretDescription[];
  readonly volumes: readonly VolumeDescription[];
  readonly configFiles: readonly ConfigFileDescription[];
  readonly workloads: readonly WorkloadDescription[];
  /** Who is called that is no workload of the stack. */
  readonly others?: readonly OtherDescription[];
  /** A reverse proxy in front of some endpoints, which is a container in Compose only. */
  readonly gateway?: GatewayDescription;
  /** What is stated of its profiles. */
  readonly choices?: readonly ChoiceDescription[];
}

/** A server that somebody else runs, or a workload of another stack of the app. */
export type OtherDescription =
  | { readonly kind: 'server'; readonly name: string; readonly host: string; readonly port: number; readonly cidr?: string }
  | { readonly kind: 'workload'; readonly name: string; readonly port: number };

/** The stack that those workloads are of. */
export const NEIGHBOUR = 'neighbour';

/** What a container finds one of them by. */
export function hostOfOther(other: OtherDescription): string {
  return other.kind === 'server' ? other.host : `${other.name}.${NEIGHBOUR}.svc`;
}

/** The variable in which a container has that. */
export const otherVariable = (of: number): string => `OTHER_${of}`;

/** Those that the containers of a pod call, each once. */
export function othersOf(pod: number, { workloads, others = [] }: Pick<StackDescription, 'workloads' | 'others'>): readonly OtherDescription[] {
  return others.filter((_, of) => membersOf(pod, workloads).some((member) => workloads[member].calls?.includes(of)));
}

export interface ChoiceDescription {
  readonly name: string;
  readonly profiles: readonly string[];
  readonly isDefault?: boolean;
}

export interface GatewayDescription {
  readonly localPort: number;
  readonly clusterIssuer?: string;
  /** Whether nginx answers with a certificate in Compose. */
  readonly certificate: boolean;
  readonly routes: readonly { readonly path: string; readonly of: number; readonly webSocket: boolean; readonly stripPrefix?: boolean }[];
}

/** Id of the gateway. */
export const GATEWAY = 'proxy';
export const GATEWAY_HOST = 'gateway.example.com';

export interface ParameterDescription {
  readonly name: string;
  readonly default?: string;
  readonly description: string;
  /** What the operator sets it to. */
  readonly override?: string;
}

export interface SecretDescription {
  readonly name: string;
  readonly optional: boolean;
  readonly description: string;
  readonly hint?: string;
  /** What the operator sets it to; only an optional secret may have none. */
  readonly value?: string;
}

export interface VolumeDescription {
  readonly name: string;
  readonly grouped: boolean;
  /** Bytes. */
  readonly size: number;
  readonly storageClass?: string;
  readonly shared: boolean;
  readonly ownedByImage: boolean;
  /** Whether each replica has one of its own. */
  readonly perReplica?: boolean;
  /** Whether Compose has it in a directory called as the volume is, see {@link HOST_DIRECTORY}. */
  readonly onHost?: boolean;
  /** Whether somebody else has made it, under the name {@link existingName}. */
  readonly isExisting?: boolean;
  readonly engineName?: string;
}

/** What a volume that is there already is called, by both platforms. */
export const existingName = (volume: VolumeDescription): string => `their-${nameInStack(volume)}`;


/** Whether each replica of a workload has volumes of its own. */
export function hasOwnVolumes(at: number, { workloads, volumes }: Pick<StackDescription, 'workloads' | 'volumes'>): boolean {
  return membersOf(at, workloads).some((member) => workloads[member].mounts.some((mount) => mount.kind === 'volume' && volumes[mount.of].perReplica === true));
}

/** Where volumes are that Compose has on its host. */
export const HOST_DIRECTORY = './host/';

export interface ConfigFileDescription {
  readonly name: string;
  readonly grouped: boolean;
  readonly fileName?: string;
  readonly content: ValueDescription;
  readonly mode?: number;
  /** Whether the content is the text of bytes. */
  readonly isBinary?: boolean;
}

/** The pod that a container belongs to whose workload is another one. */
export interface InPod {
  /** Index of the workload, which is described before. */
  readonly workload: number;
  /** Whether it runs before the others, not beside them. */
  readonly init: boolean;
}

/** A workload with its main container, or another container of one: then what belongs to the pod is as the workload says. */
export interface WorkloadDescription {
  readonly inPod?: InPod;
  readonly name: string;
  /** Whether it lives in a construct of the stack, not in the stack itself. */
  readonly grouped: boolean;
  readonly kind: 'service' | 'stateful' | 'daemon' | 'task';
  readonly image: ImageDescription;
  readonly entrypoint?: readonly ValueDescription[];
  readonly command?: readonly ValueDescription[];
  readonly workingDirectory?: string;
  readonly environment: readonly { readonly name: string; readonly value: ValueDescription }[];
  /** Which of the others it calls. */
  readonly calls?: readonly number[];
  /** Where the operator's variables come from. */
  readonly sources?: readonly SourceDescription[];
  readonly endpoints: readonly EndpointDescription[];
  readonly health?: HealthDescription;
  readonly mounts: readonly MountDescription[];
  readonly replicas: number;
  readonly retries: number;
  /** Thousandths of a core. */
  readonly cpu: Range;
  /** Bytes. */
  readonly memory: Range;
  /** Bytes. */
  readonly sharedMemory?: number;
  readonly user: { readonly uid: number; readonly gid: number };
  readonly tmp: boolean;
  readonly readOnlyRoot: boolean;
  readonly capabilities: readonly { readonly name: string; readonly reason: string }[];
  /** Further groups. */
  readonly groups: readonly number[];
  /** Set for one that is root. */
  readonly rootReason?: string;
  readonly fuse?: { readonly reason: string; readonly devicePlugin?: string };
  readonly operations: OperationsDescription;
  readonly words: WordsDescription;
  /** Of a workload; none for one that always runs. */
  readonly profiles?: readonly string[];
  /** Whether it may use all processors and memory there are. */
  readonly unlimited?: boolean;
  /** Whether it is whoever its image says. */
  readonly imageUser?: boolean;
  readonly egress: boolean;
  /** Where it may call all the same, if it has none. */
  readonly allowedEgress?: readonly EgressRule[];
  /** Milliseconds. */
  readonly stopGracePeriod: number;
  readonly stopSignal?: string;
  readonly startAfter: readonly StartAfterDescription[];
  readonly connectsTo: readonly number[];
}

export interface StartAfterDescription {
  readonly workload: number;
  readonly wait: boolean;
  /** Whether it is enough that the other one is started. */
  readonly started?: boolean;
  /** Whether it is started again with the other one. */
  readonly restart?: boolean;
}

export interface SourceDescription {
  readonly kind: 'secret' | 'configMap';
  readonly name: string;
  readonly optional: boolean;
}

export interface OperationsDescription {
  /** Milliseconds before each attempt. */
  readonly restart?: { readonly attempts: number; readonly delay: number };
  /** Milliseconds until the next replica. */
  readonly rollingUpdate?: { readonly maxSurge: number; readonly maxUnavailable: number; readonly settleTime: number };
  /** `endpoint` counts the workload's own. */
  readonly metrics?: { readonly endpoint: number; readonly path: string };
  readonly autoscaling?: { readonly maxReplicas: number; readonly cpuUtilization: number };
  /** Of a task. */
  readonly schedule?: string;
}

export interface Range {
  readonly request: number;
  readonly limit: number;
}

export type ValueDescription =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'plain'; readonly value: number | boolean }
  | { readonly kind: 'parameter' | 'secret'; readonly of: number }
  | { readonly kind: 'endpoint'; readonly of: number; readonly part: 'host' | 'port' | 'authority' | 'publishedPort'; /** Of a stateful workload. */ readonly replica?: number }
  | UrlDescription
  | { readonly kind: 'text'; readonly parts: readonly ValueDescription[] };

export interface UrlDescription {
  readonly kind: 'url';
  readonly of: number;
  readonly scheme?: string;
  readonly user?: string;
  /** A parameter or secret. */
  readonly password?: ValueDescription;
  readonly path?: ValueDescription;
}

export type ImageDescription =
  | { readonly kind: 'reference'; readonly reference: string; readonly isChosen?: boolean }
  | {
      readonly kind: 'build';
      readonly name?: string;
      readonly context: string;
      readonly dockerfile?: string;
      readonly target?: string;
      readonly args: readonly (readonly [string, string])[];
    };

export interface EndpointDescription {
  readonly name: string;
  readonly port: number;
  readonly protocol: 'tcp' | 'udp';
  readonly exposure?: ExposureDescription;
}

/** What machines are at that have several addresses. */
export const HOST_ADDRESS = '10.0.0.5';

export interface ExposureDescription {
  readonly kind: 'loopback' | 'host' | 'address' | 'chosen' | 'balancer' | 'node' | 'free' | 'public';
  /** Of the Compose host. */
  readonly port: number;
  readonly variable?: string;
  /** The rest is for a public one. */
  readonly host: string;
  readonly path: string;
  readonly tls: boolean;
  /** @default - the cluster's own */
  readonly ingressClass?: string;
  /** Whether Compose answers on all networks. */
  readonly isOpen?: boolean;
  readonly tlsSecret?: string;
  readonly clusterIssuer?: string;
}

/** Times in milliseconds. */
export interface HealthDescription {
  /** The last for the check that its image has. */
  readonly kind: 'http' | 'tcp' | 'grpc' | 'exec' | 'image';
  /** Index among the workload's own endpoints; none is the first. */
  readonly endpoint?: number;
  readonly client: 'curl' | 'wget' | 'bash' | 'nc' | 'python' | 'node' | 'grpc_health_probe';
  readonly path: string;
  /** Of HTTP. */
  readonly isSafe?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
  readonly service?: string;
  readonly command: readonly ValueDescription[];
  readonly interval: number;
  readonly timeout: number;
  readonly retries: number;
  readonly startPeriod: number;
  readonly startInterval: number;
  readonly liveness: boolean;
}

export type MountDescription =
  | { readonly kind: 'volume'; readonly target: string; readonly of: number; readonly readOnly: boolean }
  | { readonly kind: 'config'; readonly target: string; readonly of: number }
  | { readonly kind: 'scratch'; readonly target: string; readonly size?: number }
  | { readonly kind: 'shared-scratch'; readonly target: string }
  | { readonly kind: 'certificate'; readonly target: string }
  | { readonly kind: 'secret'; readonly target: string; readonly of: number; readonly mode?: number }
  | { readonly kind: 'host-path'; readonly target: string; readonly path: string; readonly isChosen: boolean; readonly readOnly: boolean; readonly reason: string }
  | { readonly kind: 'image'; readonly target: string; readonly reference: string; readonly subPath?: string }
  | { readonly kind: 'source'; readonly target: string; readonly path: string; readonly readOnly: boolean; readonly keep: readonly string[] };

/** An endpoint with the workload it belongs to. */
export interface OwnedEndpoint {
  readonly workload: number;
  readonly endpoint: EndpointDescription;
  /** How many of it have names of their own; missing for none. */
  readonly replicas?: number;
}

/** All endpoints, in the order in which references count them. */
export function endpointsOf(workloads: readonly WorkloadDescription[]): readonly OwnedEndpoint[] {
  return workloads.flatMap(({ endpoints }, workload) => {
    const { kind, replicas } = workloads[podOf(workload, workloads)];
    return endpoints.map((endpoint) => ({ workload, endpoint, ...(kind === 'stateful' && { replicas }) }));
  });
}

/** Name and size of the directory that the containers of each pod can share. */
export const SHARED_SCRATCH = { name: 'site', size: 8 * 1024 ** 2 };

/** Index of the workload that a workload or container is, or belongs to. */
export const podOf = (at: number, workloads: readonly WorkloadDescription[]): number => workloads[at].inPod?.workload ?? at;

/** Indices of all that belongs to the pod of a workload, itself first. */
export const membersOf = (pod: number, workloads: readonly WorkloadDescription[]): number[] =>
  workloads.flatMap((_, at) => (podOf(at, workloads) === pod ? [at] : []));

/** How both readings call a container: the workload's name, and of any but the main one its own behind it. */
export const containerName = (at: number, workloads: readonly WorkloadDescription[]): string =>
  workloads[at].inPod ? `${workloads[workloads[at].inPod.workload].name}-${workloads[at].name}` : workloads[at].name;

/** The name under which the model and both outputs know a construct that may be grouped. */
export const nameInStack = ({ name, grouped }: { readonly name: string; readonly grouped: boolean }): string => (grouped ? `${GROUP}-${name}` : name);

/** Id of the construct that grouped constructs live in. */
export const GROUP = 'group';

/** Secret and variable of every certificate that is mounted. */
export const CERTIFICATE = { secret: 'shop-certificate', variable: 'CERTIFICATE_DIRECTORY', directory: '/certificates' };

/** Where the operator moves a host port whose variable the user has named. */
export const movedPort = ({ port }: ExposureDescription): number => 65536 - port;

/** The part of a reference that the operator chooses; undefined if there is none. */
export function chosenVersion(image: ImageDescription): string | undefined {
  return image.kind === 'reference' && image.isChosen === true ? /[:@][^/]*$/.exec(image.reference)?.[0] : undefined;
}

/** Under which name a value is chosen. */
export function chosenName(name: string, value: string): string {
  return `${name}_${value.replace(/\W/g, '_').toUpperCase()}`;
}

/** What the operator sets, by name: parameters, secrets, the checkout, and some host ports. */
export function operatorOf({ parameters, secrets, sourceVariable, workloads }: StackDescription): ReadonlyMap<string, string> {
  return new Map([
    ...parameters.flatMap(({ name, override }) => (override === undefined ? [] : [[name, override] as const])),
    ...secrets.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value] as const])),
    ...workloads.flatMap(({ image }) => {
      const version = chosenVersion(image);
      return version === undefined ? [] : [[chosenName('RELEASE', version), version] as const];
    }),
    ...endpointsOf(workloads).flatMap(({ endpoint: { exposure } }) =>
      (exposure?.variable === undefined ? [] : [[exposure.variable, String(movedPort(exposure))] as const])),
    [sourceVariable ?? 'SOURCE_DIR', '/checkout'],
    [CERTIFICATE.variable, CERTIFICATE.directory],
  ]);
}
