import type { IValue } from '../model/value';
import type { ContainerWordOptions } from './container-words';
import type { EnvFrom } from './env-from';
import type { HealthProbe } from './health-probe';
import type { LifecycleHook } from './lifecycle-hook';
import type { RuntimeOptions } from './operations';
import type { IDuration, ISize } from './quantity';
import type { Resources } from './resources';
import type { IMountable } from './storage';
import type { EnvValue } from './value';

/** Numeric, because Kubernetes never looks names up. */
export interface User {
  /** User id, 1 or more. */
  readonly uid: number;
  /** Group id, 1 or more; volumes belong to it. */
  readonly gid: number;
  /**
   * Why it has to be root. The user 0 is refused without (`model/invalid-user`).
   * @default - not root
   */
  readonly rootReason?: string;
}

/** A user of whom the operator may choose the numbers: parameters with a default, which is what Kubernetes takes (`kubernetes/chosen-value`). */
export interface UserChoice {
  /** User id, 1 or more. */
  readonly uid: number | IValue;
  /** Group id, 1 or more; volumes belong to it. */
  readonly gid: number | IValue;
  /**
   * Why it has to be root. The user 0 is refused without (`model/invalid-user`).
   * @default - not root
   */
  readonly rootReason?: string;
}

/** The privilege to mount file systems in user space, and why the workload cannot do without it. */
export interface FuseOptions {
  /** Appears in both outputs. */
  readonly reason: string;
  /**
   * Resource name under which a device plugin of the cluster offers /dev/fuse, such as `smarter-devices/fuse`.
   * @default - none: on Kubernetes the container is privileged
   */
  readonly devicePlugin?: string;
}

/** A Linux capability on top of none, and why the workload cannot do without it. */
export interface Capability {
  /** Without `CAP_`: `NET_BIND_SERVICE`. */
  readonly name: string;
  /** Appears in both outputs. */
  readonly reason: string;
}

/** What can be said of any container. */
export interface ContainerOptions extends RuntimeOptions, ContainerWordOptions {
  /**
   * Replaces the image's entry point; one element a word, no shell.
   * @default - the image's own
   */
  readonly entrypoint?: readonly (string | IValue)[];

  /**
   * Replaces the image's command; one element a word, no shell.
   * @default - the image's own
   */
  readonly command?: readonly (string | IValue)[];

  /** @default - the image's own */
  readonly workingDirectory?: string | IValue;

  /**
   * Environment variables. A value may be a host, port, URL, parameter or secret.
   * @default - none
   */
  readonly env?: { readonly [name: string]: EnvValue };

  /**
   * Variables that the operator holds, many at once. What `env` says wins, and of several the last.
   * @default - none
   */
  readonly envFrom?: readonly EnvFrom[];

  /** @default - 0.1 to 1 core, 128 to 512 MiB */
  readonly resources?: Resources;

  /**
   * By its numbers, or by the name that it has in the image, if the facts of the image state its numbers: neither engine
   * nor cluster looks a name up without the image (`model/unknown-user`).
   * @default - 10001:10001
   */
  readonly user?: UserChoice | string;

  /**
   * Runs it as the user that the image says, whoever that is: for an image of which no more is known. The namespace then
   * has to allow more than the level "restricted". Not together with `user` or `rootAtStart`.
   * @default false
   */
  readonly imageUser?: boolean;

  /**
   * Why it starts as root and becomes another user by itself, as many images do. It is then root with the capabilities
   * that this takes: CHOWN, DAC_OVERRIDE, FOWNER, SETUID and SETGID. Not together with `user`.
   * @default - it runs as `user` from the start
   */
  readonly rootAtStart?: string;

  /**
   * Further groups, for an image whose files belong to one: often 0, root's group, which gives no privilege. A number may
   * be a parameter with a default, such as the group of the host's Docker socket (`kubernetes/chosen-value`). A name is
   * that of a group of the image, which only Compose can look up there (`kubernetes/group-names`).
   * @default - none
   */
  readonly supplementalGroups?: readonly (number | string | IValue)[];

  /**
   * What is mounted where. Keys are absolute paths in the container.
   * @default - nothing but `/tmp`
   */
  readonly mounts?: { readonly [path: string]: IMountable };

  /**
   * Whether `/tmp` is writable: 64 MiB in memory.
   * @default true
   */
  readonly tmp?: boolean;

  /**
   * Whether the root file system is read-only.
   * @default true
   */
  readonly readOnlyRoot?: boolean;

  /**
   * Size of `/dev/shm`; of a parameter, as Compose writes it, `2g`.
   * @default - what the engine gives, 64 MiB
   */
  readonly sharedMemory?: ISize | IValue;

  /**
   * Capabilities to add; all others are dropped.
   * @default - none
   */
  readonly capabilities?: readonly Capability[];
}

/** What can be said of a container that runs until it is stopped. */
export interface RunningContainerOptions extends ContainerOptions {
  /**
   * How it is asked whether it works; `HealthProbe.fromImage()` for the way that its image says, `HealthProbe.none()` for not at all.
   * @default - a running container counts as a working one; but where its image has a HEALTHCHECK, Compose runs that one
   * and Kubernetes does not (`model/image-healthcheck`)
   */
  readonly health?: HealthProbe;

  /**
   * Time between the stop signal and the kill; of a parameter, as Compose writes it, `1m30s`.
   * @default Duration.seconds(30)
   */
  readonly stopGracePeriod?: IDuration | IValue;

  /**
   * Commands that are run in it once it has started, beside its program: `post_start` in Compose 2.30, where it counts as
   * failed if one fails.
   *
   * @example
   * new Workload(stack, 'db', { image, postStart: [{ command: ['create-users'] }] });
   *
   * @default - none
   */
  readonly postStart?: readonly LifecycleHook[];

  /**
   * Commands that are run in it before it is asked to stop: `pre_stop` in Compose 2.30. They count against
   * `stopGracePeriod` on Kubernetes.
   *
   * @example
   * new Workload(stack, 'api', { image, preStop: [{ command: ['drain'] }] });
   *
   * @default - none
   */
  readonly preStop?: readonly LifecycleHook[];

  /**
   * Signal that asks it to stop, such as `SIGINT`. Kubernetes sends the image's own (`kubernetes/stop-signal`).
   * @default - the image's own, or `SIGTERM`
   */
  readonly stopSignal?: string;
}
