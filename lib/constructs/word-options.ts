import { byText } from '../model/connections';
import type { DnsConfigModel, Reasoned } from '../model/word-values';
import { CONTAINER_WORDS, WORKLOAD_WORDS, wordsOf, type ContainerWords, type WorkloadWords } from '../model/words';
import type { RuntimeOptions } from './operations';
import { bytesOf, Size } from './quantity';

/*
 * What can be said in one value, as users say it; `lib/model/words.ts` has what the model makes of it. Privileges are
 * given as the reason why the workload cannot do without, which appears in both outputs.
 */

/** When a workload that has ended is started again. */
export enum RestartPolicy {
  /** Always, and after a restart of the machine also where somebody had stopped it by hand. */
  ALWAYS = 'always',
  /** Always, until somebody stops it. */
  UNLESS_STOPPED = 'unless-stopped',
  /** After an error. */
  ON_FAILURE = 'on-failure',
  /** Never. */
  NEVER = 'no',
}

/** When the engine, or the node of a cluster, asks the registry for an image. */
export enum ImagePullPolicy {
  /** At every start. */
  ALWAYS = 'always',
  /** If it has no image of that name. */
  IF_NOT_PRESENT = 'missing',
  /** Never: the image has been put there. */
  NEVER = 'never',
  /** Never; Compose builds it at every `up`. For `Image.fromBuild`; Kubernetes takes the image by its name. */
  BUILD = 'build',
}

/** Whom the containers of a workload ask for names, beside whom the engine asks. */
export interface DnsConfig {
  /**
   * Addresses of at most three servers. Compose asks them for names that are not the application's; Kubernetes only when
   * the cluster's own does not answer (`kubernetes/nameservers`).
   * @default - none
   */
  readonly nameservers?: readonly string[];
  /**
   * Domains in which short names are looked up.
   * @default - none
   */
  readonly searches?: readonly string[];
  /**
   * Options of the resolver by their name, such as `{ ndots: '2' }`; the empty text for one without a value.
   * @default - none
   */
  readonly options?: { readonly [name: string]: string };
}

/** What can be said of a workload as a whole in one value. */
export interface WorkloadWordOptions {
  /**
   * What its containers find as their own host name: a label. In Compose the container that holds the network has it.
   * @default - what the engine chooses: the id of the container in Compose, the name of the pod on Kubernetes
   */
  readonly hostname?: string;

  /**
   * Why it shares shared memory and semaphores with the host: `ipc: host` in Compose, `hostIPC` on Kubernetes, where the
   * namespace then has to allow the level "privileged".
   *
   * @example
   * new Workload(stack, 'inference', { image, hostIpc: 'its workers hand tensors over in the host\'s shared memory' });
   *
   * @default - an IPC namespace of its own
   */
  readonly hostIpc?: string;

  /**
   * Why it sees the processes of the host: `pid: host` in Compose, `hostPID` on Kubernetes, where the namespace then has
   * to allow the level "privileged". Not together with `init`: the host's own reaps what is left behind.
   *
   * @example
   * new Workload(stack, 'exporter', { image, hostPid: 'reports on all processes of the machine' });
   *
   * @default - it sees its own processes only
   */
  readonly hostPid?: string;

  /**
   * Whether containers outside of this library's reach may join its IPC namespace, as with `ipc: container:NAME`. On
   * Kubernetes those of one pod share it, and no others can (`kubernetes/shareable-ipc`).
   *
   * @example
   * new Workload(stack, 'producer', { image, shareableIpc: true });
   *
   * @default false
   */
  readonly shareableIpc?: boolean;

  /**
   * When it is started again. Not for tasks, which have `retries`, and not together with `restart`. A Deployment always
   * starts its pods again (`kubernetes/restart-policy`): what is to end is a `Task`.
   *
   * @example
   * new Workload(stack, 'api', { image, restartPolicy: RestartPolicy.ALWAYS });
   *
   * @default RestartPolicy.UNLESS_STOPPED
   */
  readonly restartPolicy?: RestartPolicy;

  /**
   * Addresses by the names under which its containers find them: `extra_hosts` in Compose, `hostAliases` on Kubernetes.
   * `host-gateway` in place of an address is the machine that Compose runs on, and nothing on Kubernetes
   * (`kubernetes/host-gateway`).
   *
   * @example
   * new Workload(stack, 'api', { image, extraHosts: { 'ldap.example.com': '10.0.0.5' } });
   *
   * @default - none
   */
  readonly extraHosts?: { readonly [name: string]: string };

  /**
   * Whom its containers ask for names, beside whom the engine asks: `dns`, `dns_search` and `dns_opt` in Compose,
   * `dnsConfig` on Kubernetes.
   *
   * @example
   * new Workload(stack, 'api', { image, dnsConfig: { searches: ['example.com'] } });
   *
   * @default - nobody else
   */
  readonly dnsConfig?: DnsConfig;

  /**
   * The runtime of its containers, such as `nvidia` or `gvisor`: `runtime` in Compose, where the engine has to know it,
   * `runtimeClassName` on Kubernetes, where the cluster has to have a RuntimeClass of that name
   * (`kubernetes/runtime-class`).
   *
   * @example
   * new Workload(stack, 'inference', { image, runtimeClass: 'nvidia' });
   *
   * @default - the engine's
   */
  readonly runtimeClass?: string;

  /**
   * Operating system and architecture of its images, such as `linux/amd64`. An engine of another architecture emulates
   * it; Kubernetes runs it on nodes of that one only, and knows no variants (`kubernetes/platform-variant`).
   *
   * @example
   * new Workload(stack, 'api', { image, platform: 'linux/amd64' });
   *
   * @default - that of the machine
   */
  readonly platform?: string;
}

/** What can be said of a container in one value. */
export interface ContainerWordOptions {
  /**
   * What the engine of Compose calls the container, in place of `<stack>-<workload>-1`: for scripts that know it by that
   * name. Once in the stack and on the machine, and not for several replicas. Peers reach it by the name of the workload
   * all the same; on Kubernetes pods have names of their own (`kubernetes/container-name`).
   *
   * @example
   * new Workload(stack, 'api', { image, containerName: 'shop_api' });
   *
   * @default - what Compose chooses
   */
  readonly containerName?: string;

  /**
   * When the registry is asked for the image.
   *
   * @example
   * new Workload(stack, 'api', { image, imagePullPolicy: ImagePullPolicy.ALWAYS });
   *
   * @default - Compose asks if it has none; Kubernetes too, but for an image without a fixed tag, for which it asks always
   */
  readonly imagePullPolicy?: ImagePullPolicy;
}

/** What is said of a workload, in the words of the model. */
export function describeWorkloadWords(options: WorkloadWordOptions): WorkloadWords {
  const { hostname, hostIpc, hostPid, shareableIpc, restartPolicy, extraHosts, dnsConfig, runtimeClass, platform } = options;
  // A word without its property does not compile: it would be lost.
  const said: Said<WorkloadWords> = {
    hostname,
    hostIpc: reasoned(hostIpc),
    hostPid: reasoned(hostPid),
    shareableIpc: shareableIpc === true ? shareableIpc : undefined,
    restartPolicy: restartPolicy === RestartPolicy.UNLESS_STOPPED ? undefined : restartPolicy,
    extraHosts: pairs(extraHosts)?.map(([name, address]) => ({ name, address })),
    dnsConfig: dnsConfig && describeDns(dnsConfig),
    runtimeClass,
    platform,
  };
  return wordsOf<typeof said>(WORKLOAD_WORDS, said);
}

/** What is said of one container, in the words of the model. */
export function describeContainerWords(options: ContainerWordOptions & RuntimeOptions): ContainerWords {
  const { containerName, imagePullPolicy, openFiles, init, logRotation } = options;
  const said: Said<ContainerWords> = {
    containerName,
    imagePullPolicy,
    openFiles,
    init: init === true ? init : undefined,
    logRotation: logRotation && { maxSize: bytesOf(logRotation.maxSize ?? Size.mebibytes(10)), files: logRotation.files ?? 5 },
  };
  return wordsOf<typeof said>(CONTAINER_WORDS, said);
}

function describeDns({ nameservers = [], searches = [], options }: DnsConfig): DnsConfigModel | undefined {
  const named = pairs(options)?.map(([name, value]) => ({ name, ...(value !== '' && { value }) }));
  const config = { ...(nameservers.length > 0 && { nameservers: [...nameservers] }), ...(searches.length > 0 && { searches: [...searches] }), ...(named && { options: named }) };
  return Object.keys(config).length > 0 ? config : undefined;
}

/** The entries of a map by their names; undefined for none. */
function pairs(map: { readonly [name: string]: string } | undefined): [string, string][] | undefined {
  const entries = Object.entries(map ?? {});
  return entries.length > 0 ? entries.sort(byText(([name]) => name)) : undefined;
}

type Said<W> = { readonly [K in keyof Required<W>]: W[K] | undefined };

function reasoned(reason: string | undefined): Reasoned | undefined {
  return reason === undefined ? undefined : { reason };
}
