import { Duration, Publish, ServiceType, type IValue, type OperationsOptions } from '../../lib';
import { HOST_ADDRESS, type ExposureDescription, type WorkloadDescription } from './stack-description';

/** How a described workload is operated. */
export function operationsOf({ operations, endpoints }: WorkloadDescription): OperationsOptions & { readonly schedule?: string } {
  const { restart, rollingUpdate, metrics, ...rest } = operations;
  return {
    ...rest,
    ...(restart && { restart: { ...restart, delay: Duration.millis(restart.delay) } }),
    ...(rollingUpdate && { rollingUpdate: { ...rollingUpdate, settleTime: Duration.millis(rollingUpdate.settleTime) } }),
    ...(metrics && { metrics: { ...metrics, endpoint: endpoints[metrics.endpoint].name } }),
  };
}

/** Where a described endpoint is published. */
export function publishOf({ kind, port, variable, host, path, tls, ingressClass, tlsSecret, clusterIssuer, isOpen }: ExposureDescription, chosenAddress: IValue | string): Publish {
  const options = variable === undefined ? {} : { variable };
  switch (kind) {
    case 'loopback':
      return Publish.onLoopback(port, options);
    case 'host':
      return Publish.onHostPort(port, options);
    case 'address':
      return Publish.onAddress(HOST_ADDRESS, port, options);
    case 'chosen':
      return Publish.onAddress(chosenAddress, port, options);
    case 'balancer':
      return Publish.onHostPort(port, { ...options, serviceType: ServiceType.LOAD_BALANCER });
    case 'node':
      return Publish.onHostPort(port, { ...options, serviceType: ServiceType.NODE_PORT });
    case 'free':
      return Publish.onFreePort();
    case 'public':
      return Publish.atHost(host, {
        ...options, path, tls, ingressClass, localPort: port, ...(isOpen && { localAddress: '0.0.0.0' }), ...(tlsSecret !== undefined && { tlsSecret }), ...(clusterIssuer !== undefined && { clusterIssuer }),
      });
  }
}
