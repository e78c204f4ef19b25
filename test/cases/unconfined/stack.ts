import { acknowledge, type App, Image, Stack, Workload } from 'cdk8s-compose';

export const description = 'Without the profiles of seccomp and AppArmor, each with the reason, also beside the main container.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const browser = new Workload(stack, 'browser', { image: Image.fromReference('example/browser:1.4.2'), unconfinedSeccomp: 'its sandbox makes user namespaces' });
  browser.addSidecar('helper', { image: Image.fromReference('example/helper:1.0.0'), unconfinedAppArmor: 'traces the browser' });
  acknowledge(browser, 'kubernetes/pod-security', 'the machines are ours alone');
  return stack;
}
