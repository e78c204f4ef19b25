import { READINGS } from '../model/chosen-fields';
import type { IValue } from '../model/value';
import type { DnsConfigModel } from '../model/word-values';
import { WORKLOAD_WORDS, wordsOf, type WorkloadWords } from '../model/words';
import { byText } from '../model/connections';
import type { ChosenValues } from './chosen-values';
import { pairs, reasoned, sorted, type Said } from './said';
import type { SharedNetwork } from './shared-network';

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
   * What its containers find as their own host name: at most 63 letters, digits, `-`, `_` and dots. In Compose the container
   * that holds the network has it; that of a pod can only be a label in lower case (`kubernetes/hostname`).
   * @default - what the engine chooses: the id of the container in Compose, the name of the pod on Kubernetes
   */
  readonly hostname?: string | IValue;

  /**
   * The domain that its containers find themselves in, such as `example.com`: `domainname` in Compose. Kubernetes says the
   * domain itself (`kubernetes/domainname`).
   *
   * @example
   * new Workload(stack, 'mail', { image, hostname: 'mail', domainname: 'example.com' });
   *
   * @default - none
   */
  readonly domainname?: string;

  /**
   * The address of its network card, for software whose licence counts those: `mac_address` in Compose. Kubernetes gives no
   * choice (`kubernetes/mac-address`).
   *
   * @example
   * new Workload(stack, 'render', { image, macAddress: '02:42:ac:11:65:43' });
   *
   * @default - what the engine chooses
   */
  readonly macAddress?: string;

  /**
   * Other names by which peers reach it, on the same ports: `aliases` on each of its networks in Compose, a Service of each
   * name on Kubernetes, which takes no name with dots (`kubernetes/dotted-alias`). No other workload may have one of them.
   * Who is to reach it by such a name refers to one of its endpoints as well, or says `connectTo`.
   *
   * @example
   * new Workload(stack, 'clickhouse', { image, aliases: ['sentry-clickhouse'] });
   *
   * @default - its name alone
   */
  readonly aliases?: readonly string[];

  /**
   * Networks that others outside of the stack are on, too, and reach it by.
   *
   * @example
   * new Workload(stack, 'web', { image, sharedNetworks: [SharedNetwork.existing('proxy', { fromNamespace: 'traefik' })] });
   *
   * @default - nobody outside of the stack shares a network with it
   */
  readonly sharedNetworks?: readonly SharedNetwork[];

  /**
   * What is said of it for others to read, in short words: labels of the main container in Compose, of all of its objects
   * on Kubernetes, which takes at most 63 letters, digits, `-`, `_` and `.` as a value (`kubernetes/refused`).
   *
   * @example
   * new Workload(stack, 'api', { image, labels: { team: 'payments' } });
   *
   * @default - what the library says itself
   */
  readonly labels?: { readonly [name: string]: string | IValue };

  /**
   * What is said of it for others to read, in any text: labels of the main container in Compose (`compose/annotations`),
   * annotations of all of its objects on Kubernetes.
   *
   * @example
   * new Workload(stack, 'api', { image, annotations: { 'example.com/runbook': 'https://wiki.example.com/api' } });
   *
   * @default - what the library says itself
   */
  readonly annotations?: { readonly [name: string]: string | IValue };

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
   * Why it is on the network of the host: `network_mode: host` in Compose, where its peers find it by the address of the
   * machine (`compose/host-network`) and it finds none of them (`compose/host-network-peer`); `hostNetwork` on Kubernetes,
   * where no network policy holds for it (`kubernetes/host-network`) and the namespace has to allow the level "privileged".
   * Its ports are those of the host: they are not published, and below 1024 only root can have them.
   *
   * @example
   * new Workload(stack, 'discovery', { image, hostNetwork: 'answers broadcasts of the local network' });
   *
   * @default - a network of the application
   */
  readonly hostNetwork?: string;

  /**
   * Whether its users are others on the machine, where its root is nobody: `hostUsers: false` on Kubernetes, from 1.33 on
   * (`kubernetes/user-namespace`). An engine of Compose has that for all containers or for none (`compose/user-namespace`). Not
   * together with `hostIpc`, `hostPid` and `hostNetwork`.
   *
   * @example
   * new Workload(stack, 'builder', { image, userNamespace: true });
   *
   * @default false
   */
  readonly userNamespace?: boolean;

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
   * When it is started again; of a parameter, in the words of Compose: `always`, `unless-stopped`, `on-failure`, `no`. Not
   * for tasks, which have `retries`, and not together with `restart`. A Deployment always
   * starts its pods again (`kubernetes/restart-policy`): what is to end is a `Task`.
   *
   * @example
   * new Workload(stack, 'api', { image, restartPolicy: RestartPolicy.ALWAYS });
   *
   * @default RestartPolicy.UNLESS_STOPPED
   */
  readonly restartPolicy?: RestartPolicy | IValue;

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
  readonly extraHosts?: { readonly [name: string]: string | IValue };

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
  readonly runtimeClass?: string | IValue;

  /**
   * Operating system and architecture of its images, such as `linux/amd64`. An engine of another architecture emulates
   * it; Kubernetes runs it on nodes of that one only, and knows no variants (`kubernetes/platform-variant`). `wasi/wasm` takes a
   * `runtimeClass` (`kubernetes/platform-wasm`).
   *
   * @example
   * new Workload(stack, 'api', { image, platform: 'linux/amd64' });
   *
   * @default - that of the machine
   */
  readonly platform?: string | IValue;

  /**
   * Parameters of the kernel that containers have for themselves: `net.*`, `fs.mqueue.*`, `kernel.shm*`, `kernel.msg*` and
   * `kernel.sem`. Most are unsafe for Kubernetes: a kubelet refuses the pod unless it was told to allow them, and so does
   * every namespace below the level "privileged" (`kubernetes/unsafe-sysctls`).
   *
   * @example
   * new Workload(stack, 'api', { image, sysctls: { 'net.core.somaxconn': '1024' } });
   *
   * @default - the machine's
   */
  readonly sysctls?: { readonly [name: string]: string };
}

/**
 * What is said of a workload, in the words of the model.
 *
 * @param profiles with which it runs
 */
export function describeWorkloadWords(options: WorkloadWordOptions, chosen: ChosenValues, profiles: readonly string[] = []): WorkloadWords {
  const { domainname, macAddress, aliases, sharedNetworks, labels, annotations, hostIpc, hostPid, hostNetwork, shareableIpc, extraHosts, dnsConfig, sysctls } = options;
  const restartPolicy = chosen.word('restartPolicy', options.restartPolicy, READINGS.restartPolicy);
  const said: Said<WorkloadWords> = {
    hostname: chosen.text('hostname', options.hostname),
    domainname,
    macAddress,
    aliases: aliases?.length ? [...aliases].sort() : undefined,
    sharedNetworks: sharedNetworks?.length ? sharedNetworks.map((network) => network._describe(chosen)).sort(byText(({ name }) => name)) : undefined,
    labels: sorted(chosen.texts('labels', labels)),
    annotations: sorted(chosen.texts('annotations', annotations)),
    hostIpc: reasoned(hostIpc),
    hostPid: reasoned(hostPid),
    hostNetwork: reasoned(hostNetwork),
    userNamespace: options.userNamespace === true ? true : undefined,
    shareableIpc: shareableIpc === true ? shareableIpc : undefined,
    restartPolicy: restartPolicy === RestartPolicy.UNLESS_STOPPED ? undefined : restartPolicy,
    extraHosts: pairs(chosen.texts('extraHosts', extraHosts))?.map(([name, address]) => ({ name, address })),
    dnsConfig: dnsConfig && describeDns(dnsConfig),
    runtimeClass: chosen.text('runtimeClass', options.runtimeClass),
    platform: chosen.text('platform', options.platform),
    sysctls: pairs(sysctls)?.map(([name, value]) => ({ name, value })),
    profiles: profiles.length > 0 ? [...new Set(profiles)].sort() : undefined,
  };
  return wordsOf<typeof said>(WORKLOAD_WORDS, said);
}

function describeDns({ nameservers = [], searches = [], options }: DnsConfig): DnsConfigModel | undefined {
  const named = pairs(options)?.map(([name, value]) => ({ name, ...(value !== '' && { value }) }));
  const config = { ...(nameservers.length > 0 && { nameservers: [...nameservers] }), ...(searches.length > 0 && { searches: [...searches] }), ...(named && { options: named }) };
  return Object.keys(config).length > 0 ? config : undefined;
}
