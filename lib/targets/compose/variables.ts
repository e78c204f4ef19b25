import type { EndpointModel, HostPort } from '../../model/endpoint';
import type { PeerModel } from '../../model/peer';
import type { ParameterModel, SecretModel, StackModel } from '../../model/stack';
import type { CertificateMount, PropagatedMount } from '../../model/storage';

/** The variable of the checkout's directory. */
export function sourceVariable({ source }: StackModel): string {
  return source.setting ?? 'SOURCE_DIR';
}

/** The variable of a parameter. */
export function parameterVariable({ name, setting }: ParameterModel): string {
  return setting ?? name;
}

/** The variable of a host port: `<WORKLOAD>_PORT` for the first endpoint of a workload, `<WORKLOAD>_<ENDPOINT>_PORT` for others. */
export function portVariable(peer: PeerModel, endpoint: EndpointModel, { setting }: HostPort): string {
  if (setting !== undefined) return setting;
  const words = endpoint === peer.endpoints[0] ? [peer.name, 'port'] : [peer.name, endpoint.name, 'port'];
  return words.join('_').replace(/-/g, '_').toUpperCase();
}

/** The variable of the file that holds the value of a secret. */
export function secretFileVariable({ name }: SecretModel): string {
  return `${name}_FILE`;
}

/** Where that file is, if the operator says nothing. */
export function secretFile({ name, file }: SecretModel): string {
  return file ?? `./secrets/${name}`;
}

/** The variable of the directory that has a certificate and its key. */
export function certificateVariable({ setting }: CertificateMount): string {
  return setting ?? 'TLS_DIRECTORY';
}

/** The variable of the directory of the host in which directories with mounts of containers are. */
export function sharedMountVariable({ setting }: PropagatedMount): string {
  return setting ?? 'SHARED_MOUNT_DIR';
}
