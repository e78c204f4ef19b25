import { type App, Image, Stack, Workload } from 'cdk8s-compose';

export const description = 'The architecture of an image: an engine emulates it, a cluster finds a node that has it, and a runtime for WebAssembly.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2'), platform: 'linux/amd64' });
  new Workload(stack, 'sensor', { image: Image.fromReference('example/sensor:1.0.0'), platform: 'linux/arm/v7' });
  new Workload(stack, 'filter', { image: Image.fromReference('example/filter:0.3.0'), platform: 'wasi/wasm', runtimeClass: 'wasmedge' });
  return stack;
}
