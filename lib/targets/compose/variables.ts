import type { EndpointModel, HostPort } from '../../model/endpoint';
import type { StackModel } from '../../model/stack';
import type { CertificateMount, PropagatedMount } from '../../model/storage';
import type { WorkloadModel } from '../../model/workload';

/** The variable of the checkout's directory. */
export function sourceVariable({ source }: StackModel): string {
  return source.setting ?? 'SOURCE_DIR';
}

/** The variable of a host port: `<WORKLOAD>_PORT` for the first endpoint of a workload, `<WORKLOAD>_<ENDPOINT>_PORT` for others. */
export function portVariable(workload: WorkloadModel, endpoint: EndpointModel, { setting }: HostPort): string {
  if (setting !== undefined) return setting;
  const words = endpoint === workload.endpoints[0] ? [workload.name, 'port'] : [workload.name, endpoint.name, 'port'];
  return words.join('_').replace(/-/g, '_').toUpperCase();
}

/** The variable of the directory that has a certificate and its key. */
export function certificateVariable({ setting }: CertificateMount): string {
  return setting ?? 'TLS_DIRECTORY';
}

/** The variable of the directory of the host in which directories with mounts of containers are. */
export function sharedMountVariable({ setting }: PropagatedMount): string {
  return setting ?? 'SHARED_MOUNT_DIR';
}
