import { CONTAINER_WORDS, WORKLOAD_WORDS, wordsOf, type ContainerWords, type Reasoned, type WorkloadWords } from '../model/words';
import type { RuntimeOptions } from './operations';
import { bytesOf, Size } from './quantity';

/*
 * What can be said in one value, as users say it; `lib/model/words.ts` has what the model makes of it. Privileges are
 * given as the reason why the workload cannot do without, which appears in both outputs.
 */

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
}

/** What is said of a workload, in the words of the model. */
export function describeWorkloadWords({ hostname, hostIpc, hostPid, shareableIpc }: WorkloadWordOptions): WorkloadWords {
  // A word without its property does not compile: it would be lost.
  const said: Said<WorkloadWords> = {
    hostname,
    hostIpc: reasoned(hostIpc),
    hostPid: reasoned(hostPid),
    shareableIpc: shareableIpc === true ? shareableIpc : undefined,
  };
  return wordsOf<typeof said>(WORKLOAD_WORDS, said);
}

/** What is said of one container, in the words of the model. */
export function describeContainerWords(options: ContainerWordOptions & RuntimeOptions): ContainerWords {
  const { containerName, openFiles, init, logRotation } = options;
  const said: Said<ContainerWords> = {
    containerName,
    openFiles,
    init: init === true ? init : undefined,
    logRotation: logRotation && { maxSize: bytesOf(logRotation.maxSize ?? Size.mebibytes(10)), files: logRotation.files ?? 5 },
  };
  return wordsOf<typeof said>(CONTAINER_WORDS, said);
}

type Said<W> = { readonly [K in keyof Required<W>]: W[K] | undefined };

function reasoned(reason: string | undefined): Reasoned | undefined {
  return reason === undefined ? undefined : { reason };
}
