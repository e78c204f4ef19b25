import { byText } from '../model/connections';
import { READINGS } from '../model/chosen-fields';
import type { IValue } from '../model/value';
import type { DeviceModel, GpusModel, UlimitModel } from '../model/word-values';
import { CONTAINER_WORDS, wordsOf, type ContainerWords } from '../model/words';
import type { ChosenValues } from './chosen-values';
import { describeModels, type EngineModel } from './engine-model';
import type { HealthProbe } from './health-probe';
import type { RuntimeOptions } from './operations';
import { Size } from './quantity';
import { describeHooks, type LifecycleHook } from './lifecycle-hook';
import { pairs, reasoned, sorted, type Said } from './said';
import { describeWatch, type WatchRule } from './watch-rule';

/*
 * What can be said in one value, as users say it; `lib/model/words.ts` has what the model makes of it. Privileges are
 * given as the reason why the workload cannot do without, which appears in both outputs.
 */

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

/** A device of the machine, and why the container cannot do without it. */
export interface Device {
  /** Below `/dev`, the same in the container: `/dev/dri`. */
  readonly path: string;
  /** Appears in both outputs. */
  readonly reason: string;
  /**
   * Resource name under which a device plugin of the cluster offers it, such as `amd.com/gpu`.
   * @default - none: on Kubernetes the container is privileged (`kubernetes/device`)
   */
  readonly devicePlugin?: string;
}

/** Graphics processors. */
export interface Gpus {
  /**
   * How many; of a parameter, `all` is what it is without one.
   * @default - all that the machine has; on Kubernetes one (`kubernetes/all-gpus`)
   */
  readonly count?: number | IValue;
  /**
   * What the engine of Compose asks for them.
   * @default 'nvidia'
   */
  readonly driver?: string;
  /**
   * What a cluster offers them as, such as `amd.com/gpu`.
   * @default 'nvidia.com/gpu'
   */
  readonly resource?: string;
}

/** What a process may have of something: at first, and at most after it has asked for more. -1 is no limit. */
export interface Ulimit {
  /** What it has at first. */
  readonly soft: number;
  /** What it can ask for. */
  readonly hard: number;
}

/** What can be said of a container in one value. */
export interface ContainerWordOptions {
  /**
   * What the engine of Compose calls the container, in place of `<stack>-<workload>-1`: for scripts that know it by that
   * name. Once in the stack and on the machine, and not for several replicas. Peers reach it by the name of the workload
   * all the same; on Kubernetes pods have names of their own (`kubernetes/container-name`). The operator may choose parts
   * of it.
   *
   * @example
   * new Workload(stack, 'api', { image, containerName: 'shop_api' });
   *
   * @default - what Compose chooses
   */
  readonly containerName?: string | IValue;

  /**
   * When the registry is asked for the image; of a parameter, in the words of Compose: `always`, `missing`, `never`, `build`.
   *
   * @example
   * new Workload(stack, 'api', { image, imagePullPolicy: ImagePullPolicy.ALWAYS });
   *
   * @default - Compose asks if it has none; Kubernetes too, but for an image without a fixed tag, for which it asks always
   */
  readonly imagePullPolicy?: ImagePullPolicy | IValue;

  /**
   * Why it may do everything on the machine, as an engine inside a container has to. The namespace then has to allow the
   * level "privileged". Say what it really needs where you can: `capabilities`, `devices`, `allowFuse`.
   *
   * @example
   * new Workload(stack, 'docker', { image, privileged: 'runs containers of its own' });
   *
   * @default - no privilege
   */
  readonly privileged?: string;

  /**
   * Why its processes may get more privileges than it starts with, as by `sudo` or a file with capabilities. The namespace
   * then has to allow the level "baseline".
   *
   * @example
   * new Workload(stack, 'shell', { image, privilegeEscalation: 'its users call sudo' });
   *
   * @default - they cannot
   */
  readonly privilegeEscalation?: string;

  /**
   * Why it may call everything that the kernel offers: `seccomp:unconfined`. The namespace then has to allow the level
   * "privileged".
   *
   * @example
   * new Workload(stack, 'browser', { image, unconfinedSeccomp: 'its sandbox makes user namespaces' });
   *
   * @default - what the engine's own profile allows
   */
  readonly unconfinedSeccomp?: string;

  /**
   * Why it runs without a profile of AppArmor, on machines that have it. The namespace then has to allow the level
   * "privileged".
   *
   * @example
   * new Workload(stack, 'builder', { image, unconfinedAppArmor: 'it mounts file systems' });
   *
   * @default - the engine's own profile
   */
  readonly unconfinedAppArmor?: string;

  /**
   * Devices of the machine that it is given, each with the reason.
   *
   * @example
   * new Workload(stack, 'transcoder', { image, devices: [{ path: '/dev/dri', reason: 'encodes on the graphics card' }] });
   *
   * @default - none but those that every container has
   */
  readonly devices?: readonly Device[];

  /**
   * Graphics processors that are set aside for it.
   *
   * @example
   * new Workload(stack, 'inference', { image, gpus: { count: 1 } });
   *
   * @default - none
   */
  readonly gpus?: Gpus;

  /**
   * Limits of the kernel for each of its processes, by name: `memlock`, `nproc`, `core`, `stack`, ... -1 is no limit, which the
   * engine has to be allowed to give. For open files there is `openFiles`. Kubernetes cannot set them
   * (`kubernetes/ulimits`).
   *
   * @example
   * new Workload(stack, 'search', { image, ulimits: { memlock: -1, nproc: { soft: 4096, hard: 8192 } } });
   *
   * @default - what the engine allows
   */
  readonly ulimits?: { readonly [name: string]: number | Ulimit };

  /**
   * Processes and threads that there may be at once. On Kubernetes the kubelet of the node decides
   * (`kubernetes/pids-limit`).
   *
   * @example
   * new Workload(stack, 'runner', { image, pidsLimit: 512 });
   *
   * @default - what the engine allows
   */
  readonly pidsLimit?: number | IValue;

  /**
   * Whether its standard input stays open, for `docker attach` and `kubectl attach`.
   *
   * @example
   * new Workload(stack, 'console', { image, stdin: true, tty: true });
   *
   * @default false
   */
  readonly stdin?: boolean;

  /**
   * Whether it has a terminal. On Kubernetes its standard input is open, too.
   *
   * @example
   * new Workload(stack, 'console', { image, tty: true });
   *
   * @default false
   */
  readonly tty?: boolean;

  /**
   * Why it may ask the engine for containers, images and all else: `use_api_socket` in Compose 2.38 (`compose/newer-version`), which gives it the
   * operator's credentials too. A cluster has no engine to ask (`kubernetes/api-socket`).
   *
   * @example
   * new Workload(stack, 'gateway', { image, apiSocket: 'starts its tools in containers' });
   *
   * @default - it may not
   */
  readonly apiSocket?: string;

  /**
   * Language models that the engine of Compose serves to it, by names that they have in the file: containers that use one
   * together say the same of it. For a server of your own, and for Kubernetes, there is a workload that serves models.
   *
   * @example
   * new Workload(stack, 'agent', { image, models: { llm: { model: 'ai/smollm2', endpointVariable: 'OPENAI_BASE_URL' } } });
   *
   * @default - none
   */
  readonly models?: { readonly [name: string]: EngineModel };

  /**
   * What `docker compose watch` does while somebody works at files of the checkout. A cluster runs the image
   * (`kubernetes/watch`).
   *
   * @example
   * new Workload(stack, 'api', { image, readOnlyRoot: false, watch: [{ action: WatchAction.SYNC, path: 'services/api/src', target: '/app/src' }] });
   *
   * @default - nothing
   */
  readonly watch?: readonly WatchRule[];

  /**
   * Who gets its log in place of the engine's own files, such as `journald` or `syslog`. Not together with `logRotation`, which
   * is about those files. On Kubernetes the node decides (`kubernetes/log-driver`).
   *
   * @example
   * new Workload(stack, 'api', { image, logDriver: { name: 'syslog', options: { tag: 'shop-api' } } });
   *
   * @default - the engine's files, and `logRotation`
   */
  readonly logDriver?: LogDriver;
}

/** Who gets the log of a container. */
export interface LogDriver {
  /** As the engine knows it. */
  readonly name: string;
  /**
   * What the driver wants to know; the operator may choose parts of it.
   * @default - nothing
   */
  readonly options?: { readonly [name: string]: string | IValue };
}

/** What is said elsewhere of containers, and is a word. */
interface OfContainers {
  readonly health?: HealthProbe;
  readonly supplementalGroups?: readonly (number | string | IValue)[];
  readonly postStart?: readonly LifecycleHook[];
  readonly preStop?: readonly LifecycleHook[];
}

/** What is said of one container, in the words of the model. */
export function describeContainerWords(options: ContainerWordOptions & RuntimeOptions & OfContainers, chosen: ChosenValues): ContainerWords {
  const { devices = [], gpus, pidsLimit, openFiles, init, logRotation, supplementalGroups = [] } = options;
  const groupNames = [...new Set(supplementalGroups.filter((group) => typeof group === 'string'))].sort();
  const said: Said<ContainerWords> = {
    containerName: chosen.text('containerName', options.containerName),
    imagePullPolicy: chosen.word('imagePullPolicy', options.imagePullPolicy, READINGS.pullPolicy),
    noHealth: options.health?._isNone === true ? true : undefined,
    groupNames: groupNames.length > 0 ? groupNames : undefined,
    privileged: reasoned(options.privileged),
    privilegeEscalation: reasoned(options.privilegeEscalation),
    unconfinedSeccomp: reasoned(options.unconfinedSeccomp),
    unconfinedAppArmor: reasoned(options.unconfinedAppArmor),
    devices: devices.length > 0 ? devices.map(describeDevice).sort(byText(({ path }) => path)) : undefined,
    gpus: gpus && describeGpus(gpus, chosen),
    ulimits: pairs(options.ulimits)?.map(describeUlimit),
    pidsLimit: pidsLimit === undefined ? undefined : chosen.number('pidsLimit', pidsLimit),
    stdin: options.stdin === true ? true : undefined,
    tty: options.tty === true ? true : undefined,
    openFiles: openFiles === undefined ? undefined : chosen.number('openFiles', openFiles),
    init: init === true ? init : undefined,
    logDriver: options.logDriver && { driver: options.logDriver.name, options: sorted(chosen.texts('logDriver', options.logDriver.options)) ?? {} },
    apiSocket: reasoned(options.apiSocket),
    models: describeModels(options.models, chosen),
    postStart: describeHooks(options.postStart),
    preStop: describeHooks(options.preStop),
    watch: describeWatch(options.watch),
    logRotation: logRotation && {
      maxSize: chosen.bytes('logRotation.maxSize', logRotation.maxSize ?? Size.mebibytes(10)) ?? 0,
      files: chosen.number('logRotation.files', logRotation.files ?? 5) ?? 0,
    },
  };
  return wordsOf<typeof said>(CONTAINER_WORDS, said);
}

function describeGpus({ count, driver = 'nvidia', resource = 'nvidia.com/gpu' }: Gpus, chosen: ChosenValues): GpusModel {
  const number = count === undefined ? undefined : chosen.count('gpus.count', count);
  return { ...(number !== undefined && { count: number }), driver, resource };
}

function describeDevice({ path, reason, devicePlugin }: Device): DeviceModel {
  return { path, reason, ...(devicePlugin !== undefined && { devicePlugin }) };
}

function describeUlimit([name, limit]: [string, number | Ulimit]): UlimitModel {
  return typeof limit === 'number' ? { name, soft: limit, hard: limit } : { name, soft: limit.soft, hard: limit.hard };
}
