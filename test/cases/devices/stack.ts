import { acknowledge, type App, Image, Stack, Workload } from 'cdk8s-compose';

export const description = 'Devices of the machine: with a plugin as what the cluster offers, without one by a privileged container.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  new Workload(stack, 'transcoder', {
    image: Image.fromReference('example/transcoder:1.4.2'),
    devices: [{ path: '/dev/dri/renderD128', reason: 'encodes on the graphics card', devicePlugin: 'squat.ai/dri' }],
  });
  const meter = new Workload(stack, 'meter', { image: Image.fromReference('example/meter:1.0.0'), devices: [{ path: '/dev/ttyUSB0', reason: 'reads the meter' }] });
  acknowledge(meter, 'kubernetes/pod-security', 'the node with the meter is ours alone');
  return stack;
}
