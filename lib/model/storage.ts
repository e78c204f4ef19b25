import type { Expression } from './expression';

/** Durable storage, one volume in Compose and one claim in Kubernetes. */
export interface VolumeModel {
  readonly name: string;
  readonly path: string;
  /** Bytes that Kubernetes asks for; missing for one that is there already. */
  readonly size?: number;
  /** What the engine of Compose calls it; missing for what Compose makes of the project and the name. */
  readonly engineName?: string;
  /** That name with the operator's choices in it; missing if there are none. */
  readonly chosenName?: Expression;
  /** Set if somebody else has made it. */
  readonly existing?: ExistingVolumeModel;
  readonly storageClass?: string;
  /** Whether workloads on several nodes may mount it at once. */
  readonly shared: boolean;
  /** Set where each replica of the stateful workload that mounts it has one of its own. */
  readonly perReplica?: true;
  /** Whether the image has the mounted directory, owned by the user that the container runs as. */
  readonly ownedByImage: boolean;
  /** Where Compose has it on its host, absolute or relative to `compose.yaml`; missing for a volume of the engine's own. */
  readonly hostPath?: Expression;
  /** Of a directory of Compose's host. */
  readonly relabel?: RelabelName;
  /** Set if its content is a bucket, where the platform has a driver for that. */
  readonly bucket?: BucketModel;
}

/** A volume that is there already, under a name of its own on each platform. */
export interface ExistingVolumeModel {
  /** Of the claim on Kubernetes. */
  readonly claim: string;
}

/** The bucket that a volume shows. */
export type BucketModel = StaticBucket | DynamicBucket;

/** A bucket that exists. */
export interface StaticBucket {
  readonly provisioning: 'static';
  readonly bucket: string;
  readonly region: string;
  /** URL of a store other than Amazon's. */
  readonly endpoint?: string;
  readonly prefix?: string;
  readonly readOnly: boolean;
  readonly user: number;
  readonly group: number;
  /** Permission bits that files and directories do not have. */
  readonly umask: number;
  /** Milliseconds for which metadata is believed. */
  readonly cacheTtl: number;
}

/** A bucket that the driver of the volume's storage class makes. */
export interface DynamicBucket {
  readonly provisioning: 'dynamic';
}

/** A file that is known at synthesis and mounted read-only. */
export interface ConfigFileModel {
  readonly name: string;
  readonly path: string;
  readonly fileName: string;
  readonly content: Expression;
  /** What the content is written in, if it is not the text of the file itself. */
  readonly encoding?: 'base64';
  /** Permission bits; missing for a file that everyone in the container may read. */
  readonly mode?: number;
}

/** Something at a path of a container, by its kind. */
export type MountModel = VolumeMount | ScratchMount | SharedScratchMount | ConfigMount | SourceMount | SharedMemoryMount | CertificateMount | SecretMount | PropagatedMount | HostPathMount | ImageMountModel;

/** Who may read a directory of the host that the engine labels anew for SELinux: all containers, or one. */
export type RelabelName = 'shared' | 'private';

/** A volume of the stack. */
export interface VolumeMount {
  readonly kind: 'volume';
  readonly target: string;
  /** Name of the volume. */
  readonly volume: string;
  readonly readOnly: boolean;
}

/** Private, memory-backed, empty at every start. */
export interface ScratchMount {
  readonly kind: 'scratch';
  readonly target: string;
  /** Bytes; missing for as much as the container may have of memory. */
  readonly size?: number;
}

/** A directory that containers of one pod hand things to each other by; whoever reads it has to bear what was there before. */
export interface SharedScratchMount {
  readonly kind: 'shared-scratch';
  readonly target: string;
  /** Once in the pod: mounts of one name are of one directory. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
}

/** `/dev/shm` of a given size. */
export interface SharedMemoryMount {
  readonly kind: 'shared-memory';
  readonly target: '/dev/shm';
  /** Bytes. */
  readonly size: number;
}

/** A config file, read-only. */
export interface ConfigMount {
  readonly kind: 'config';
  readonly target: string;
  /** Name of the config file. */
  readonly config: string;
}

/** `tls.crt` and `tls.key`, which the operator holds. */
export interface CertificateMount {
  readonly kind: 'certificate';
  readonly target: string;
  /** Name under which the platform keeps it. */
  readonly secret: string;
  /** Name by which the operator sets the directory that has both files, if the user has chosen one. */
  readonly setting?: string;
}

/** A file with the value of a secret and nothing else, read-only. */
export interface SecretMount {
  readonly kind: 'secret';
  readonly target: string;
  /** Name of the secret. */
  readonly secret: string;
  /** Permission bits of the file; missing for a file that everyone in the container may read. */
  readonly mode?: number;
}

/** A directory that a workload and its sidecar share, in which what the sidecar mounts shows to both. */
export interface PropagatedMount {
  readonly kind: 'propagated';
  readonly target: string;
  /** Name of the directory. */
  readonly directory: string;
  /** Whether it mounts there, and so its mounts show to the others. */
  readonly mounter: boolean;
  /** Name by which the operator sets the directory of the machine in which this one is, if the user has chosen one. */
  readonly setting?: string;
}

/** Something of the machine that the container runs on. */
export interface HostPathMount {
  readonly kind: 'host-path';
  readonly target: string;
  /** As it is where nobody can be asked: with the defaults of what the operator may choose. */
  readonly path: string;
  /** The path with the operator's choices in it; missing if there are none. */
  readonly chosen?: Expression;
  readonly type: 'directory' | 'file' | 'socket';
  readonly readOnly: boolean;
  readonly reason: string;
  readonly relabel?: RelabelName;
}

/** The content of an image, read-only. */
export interface ImageMountModel {
  readonly kind: 'image';
  readonly target: string;
  /** As engines write it. */
  readonly reference: string;
  /** Directory of the image; missing for all of it. */
  readonly subPath?: string;
}

/** A directory of the developer's checkout, for Compose only. */
export interface SourceMount {
  readonly kind: 'source';
  readonly target: string;
  /** Directory in the system's checkout, relative to its root. */
  readonly source: string;
  readonly readOnly: boolean;
  /** Directories below `target` that keep what the image has there. */
  readonly keep: readonly string[];
  readonly relabel?: RelabelName;
}
