import type { StackGraph } from '../../model/graph';
import type { StaticBucket, VolumeModel } from '../../model/storage';
import type { PersistentVolume } from './api';
import { stackMeta } from './labels';
import { byteQuantity, wholeSeconds } from './units';

/** Mountpoint for Amazon S3. It knows existing buckets only, so the volume is ours to write. */
const DRIVER = 's3.csi.aws.com';

/** Volumes have no namespace, so the namespace is part of the name. */
export function bucketVolumeName(volume: VolumeModel, graph: StackGraph): string {
  return `${graph.model.namespace}-${volume.name}`;
}

/** The volume that a claim for an existing bucket is bound to; none for a claim that a storage class serves. */
export function lowerBucketVolume(volume: VolumeModel, graph: StackGraph): PersistentVolume[] {
  const { bucket, size } = volume;
  if (bucket?.provisioning !== 'static' || size === undefined) return [];
  const name = bucketVolumeName(volume, graph);
  const { labels } = stackMeta(name, graph.model);
  return [{
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name, ...(labels && { labels }) },
    spec: {
      // The driver ignores it, the API wants one.
      capacity: { storage: byteQuantity(size) },
      accessModes: ['ReadWriteMany'],
      persistentVolumeReclaimPolicy: 'Retain',
      storageClassName: '',
      claimRef: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', namespace: graph.model.namespace, name: volume.name },
      mountOptions: mountOptions(bucket),
      csi: { driver: DRIVER, volumeHandle: name, volumeAttributes: { bucketName: bucket.bucket } },
    },
  }];
}

function mountOptions(bucket: StaticBucket): string[] {
  const octal = (mode: number): string => `0${mode.toString(8)}`;
  return [
    `region ${bucket.region}`,
    ...(bucket.endpoint === undefined ? [] : [`endpoint-url ${bucket.endpoint}`, 'force-path-style']),
    ...(bucket.prefix === undefined ? [] : [`prefix ${bucket.prefix}/`]),
    `uid=${bucket.user}`,
    `gid=${bucket.group}`,
    `dir-mode=${octal(0o777 & ~bucket.umask)}`,
    `file-mode=${octal(0o666 & ~bucket.umask)}`,
    'allow-other',
    `metadata-ttl ${wholeSeconds(bucket.cacheTtl)}`,
    ...(bucket.readOnly ? ['read-only'] : ['allow-delete', 'allow-overwrite']),
  ];
}
