import { type App, Image, Protocol, Publish, ServiceType, Stack, Workload } from 'cdk8s-compose';

export const description = 'Ports for what is no HTTP: of the host in Compose, of a balancer or of every node on Kubernetes, where one of them is not to be had.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const broker = new Workload(stack, 'broker', { image: Image.fromReference('example/broker:2.0.0') });
  broker.addEndpoint('mqtt', { port: 1883, publish: Publish.onHostPort(11883, { serviceType: ServiceType.LOAD_BALANCER }) });
  broker.addEndpoint('coap', { port: 5683, protocol: Protocol.UDP, publish: Publish.onHostPort(5683, { serviceType: ServiceType.LOAD_BALANCER, variable: 'COAP_PORT' }) });
  broker.addEndpoint('admin', { port: 8080, publish: Publish.onHostPort(30080, { serviceType: ServiceType.NODE_PORT }) });
  broker.addEndpoint('debug', { port: 6060, publish: Publish.onAddress('10.0.0.5', 6060, { serviceType: ServiceType.NODE_PORT }) });
  broker.addEndpoint('inside', { port: 7000 });
  return stack;
}
