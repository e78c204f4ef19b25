import type { IConstruct } from 'constructs';
import type { IValue } from '../../model/value';
import type { ISize } from '../quantity';
import { Volume } from '../storage';

/** Where the data of a server lies. */
export interface DataVolumeOptions {
  /** @default - the cluster's default class */
  readonly storageClass?: string;

  /**
   * Directory of Compose's host in which the data lies, absolute or relative to `compose.yaml`; it may have parameters in
   * it, each with a default. Kubernetes has a claim all the same (`kubernetes/host-directory`).
   * @default - a volume of the engine's own
   */
  readonly hostPath?: string | IValue;
}

/** The volume of a server's data. */
export function dataVolume(server: IConstruct, id: string, size: ISize, options: DataVolumeOptions, ownedByImage = true): Volume {
  const { storageClass, hostPath } = options;
  return new Volume(server, id, { size, ownedByImage, ...(storageClass !== undefined && { storageClass }), ...(hostPath !== undefined && { hostPath }) });
}
