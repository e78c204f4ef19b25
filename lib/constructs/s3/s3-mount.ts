import type { IValue } from '../../model/value';
import { insideShellWord, shellWord } from '../../quoting/shell';
import type { Image } from '../image';
import { Parameter } from '../parameter';
import { Size, type IDuration, type ISize } from '../quantity';
import type { Resources } from '../resources';
import type { User } from '../container-options';
import { mapText } from '../value';
import type { ShellWord } from './mount-script';

/** What happens when the bucket cannot be mounted. */
export enum S3MountFailure {
  /** The container ends, and is started again. */
  FAIL = 'fail',
  /** The application starts without the bucket: what it writes to the directory is not kept. */
  CONTINUE = 'continue',
}

/** A bucket, and how it is reached. */
export interface S3BucketOptions {
  /** Name of an existing bucket. */
  readonly bucket: string | Parameter;

  /**
   * Region of the bucket, such as `eu-central-1`.
   * @default 'us-east-1'
   */
  readonly region?: string | Parameter;

  /**
   * URL of a store other than Amazon's: MinIO, Ceph, Garage. The bucket is then a part of the path. It may be the URL of
   * an endpoint of the same stack.
   * @default - Amazon S3
   */
  readonly endpoint?: string | IValue;

  /**
   * Only what is below this path of the bucket, without `/` at either end.
   * @default - the whole bucket
   */
  readonly prefix?: string;

  /**
   * Who owns the files in the directory: a bucket does not know.
   * @default - root in a container of its own mount, the reader's user with a sidecar, 10001:10001 with a driver
   */
  readonly owner?: User;

  /**
   * Permissions that files and directories do not have, as in `umask(2)`.
   * @default 0o022
   */
  readonly umask?: number;

  /**
   * How long what is known of a file is believed: a change by someone else shows only afterwards.
   * @default Duration.seconds(10)
   */
  readonly statCacheTtl?: IDuration;
}

/** A bucket that a FUSE client mounts. */
export interface S3FuseOptions extends S3BucketOptions {
  /**
   * How long the names in a directory are believed. goofys only.
   * @default Duration.seconds(10)
   */
  readonly typeCacheTtl?: IDuration;

  /**
   * Time that each of the two mounters has.
   * @default Duration.seconds(30)
   */
  readonly mountTimeout?: IDuration;

  /**
   * Memory for files on their way to and from the bucket. s3fs needs as much as the largest of them.
   * @default Size.mebibytes(128)
   */
  readonly bufferSize?: ISize;
}

/** A FUSE client in the container itself. */
export interface S3InContainerOptions extends S3FuseOptions {
  /**
   * Whether users other than root may enter the directory.
   * @default true
   */
  readonly allowOther?: boolean;

  /**
   * What happens when the bucket cannot be mounted.
   * @default S3MountFailure.FAIL
   */
  readonly onFailure?: S3MountFailure;

  /**
   * Whether the bucket is unmounted when the application has ended, so that its last writes arrive. The application is
   * then a child of the script, which passes the stop signal on, and is ended if the bucket is lost. Otherwise the script
   * becomes the application.
   * @default true
   */
  readonly unmountOnStop?: boolean;

  /**
   * Resource name under which a device plugin of the cluster offers /dev/fuse, such as `smarter-devices/fuse`.
   * @default - none: on Kubernetes the container is privileged
   */
  readonly devicePlugin?: string;
}

/** A FUSE client in a container beside. */
export interface S3SidecarOptions extends S3FuseOptions {
  /** Has goofys or s3fs, `/bin/sh`, `umount` and `mountpoint`. */
  readonly image: Image;

  /** @default - 0.1 to 1 core, 128 to 512 MiB */
  readonly resources?: Resources;

  /**
   * Variable by which the operator of the Compose file names a directory of the host that is in a shared mount.
   * @default 'SHARED_MOUNT_DIR'
   */
  readonly hostDirectoryVariable?: string;
}

/** A bucket that a CSI driver mounts. */
export interface S3CsiStaticOptions extends S3BucketOptions {
  /** Name of an existing bucket: text, because a manifest has no parameters here. */
  readonly bucket: string;

  /**
   * Region of the bucket.
   * @default 'us-east-1'
   */
  readonly region?: string;

  /**
   * URL of a store other than Amazon's, without a path.
   * @default - Amazon S3
   */
  readonly endpoint?: string;
}

/** A bucket that a CSI driver makes. */
export interface S3CsiDynamicOptions {
  /** Class of a driver that makes a bucket for each claim, such as `csi-s3`. */
  readonly storageClass: string;

  /**
   * What the claim asks for; most drivers ignore it.
   * @default Size.gibibytes(100)
   */
  readonly size?: ISize;
}

/** How a mode mounts; `S3FuseVolume` carries it out. */
export type S3MountPlan =
  | { readonly kind: 'in-container'; readonly options: S3InContainerOptions }
  | { readonly kind: 'sidecar'; readonly options: S3SidecarOptions }
  | { readonly kind: 'csi-static'; readonly options: S3CsiStaticOptions }
  | { readonly kind: 'csi-dynamic'; readonly options: S3CsiDynamicOptions };

/**
 * How a bucket becomes a directory.
 *
 * @example
 * S3Mount.inContainer({ bucket: 'agent-data', region: 'eu-central-1', onFailure: S3MountFailure.CONTINUE })
 * @example
 * S3Mount.bySidecar({ bucket: 'agent-data', image: Image.fromReference('example/s3fs:1.95') })
 * @example
 * S3Mount.csiStatic({ bucket: 'agent-data', region: 'eu-central-1' })
 * @example
 * S3Mount.csiDynamic({ storageClass: 'csi-s3', size: Size.gibibytes(50) })
 */
export class S3Mount {
  /**
   * Mounted in the application's own container, in both targets, by a script that starts before it: goofys, and s3fs if
   * that fails. The image needs one of them, and `umount`; the container runs as root with the FUSE privilege.
   */
  public static inContainer(options: S3InContainerOptions): S3Mount {
    return new S3Mount({ kind: 'in-container', options });
  }

  /**
   * Mounted by a container beside the reader's, in both targets: the reader needs no privilege, no key and no FUSE in its
   * image, only `/bin/sh`. The mounter is root with the FUSE privilege; on Kubernetes it is privileged, in each pod of
   * the reader, because the kubelet passes mounts on from no other container. The directory above `mountPath` is the one
   * that both share: what the image has there is hidden, so it is one of the bucket's own, as in `/data/bucket`. In
   * Compose it is a directory of the host, which the operator names (`compose/propagation`). Not for tasks.
   */
  public static bySidecar(options: S3SidecarOptions): S3Mount {
    return new S3Mount({ kind: 'sidecar', options });
  }

  /**
   * An existing bucket, mounted by Mountpoint for Amazon S3 on the Kubernetes node (driver `s3.csi.aws.com`): the
   * container needs no privilege, the driver has the credentials, and files are written once, from start to end. Compose
   * has no such driver and takes a local volume (`compose/bucket`).
   */
  public static csiStatic(options: S3CsiStaticOptions): S3Mount {
    return new S3Mount({ kind: 'csi-static', options });
  }

  /**
   * A bucket that a driver of the Kubernetes cluster makes for the claim. Compose has no such driver and takes a local
   * volume (`compose/bucket`).
   */
  public static csiDynamic(options: S3CsiDynamicOptions): S3Mount {
    return new S3Mount({ kind: 'csi-dynamic', options });
  }

  private constructor(
    /** @internal */
    public readonly _plan: S3MountPlan,
  ) {}
}

/** A value in a script: a parameter is a variable of the container, anything else is written out. */
export function scriptValue(value: string | IValue | undefined): ShellWord {
  if (value === undefined) return [`''`];
  if (value instanceof Parameter) return [`"\${${value.resourceName}:-}"`];
  return typeof value === 'string' ? [shellWord(value)] : [`'`, mapText(value, insideShellWord), `'`];
}

/** What the claim of a driver that ignores sizes asks for. */
export const NOMINAL_SIZE = Size.gibibytes(100);
