import { type App, EnvFrom, Image, Parameter, Stack, text, Workload } from 'cdk8s-compose';

export const description = 'Variables that the operator holds: from a Secret and a ConfigMap, from files beside compose.yaml or where a parameter says; env wins.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const directory = new Parameter(stack, 'SETTINGS_DIR', { default: '/etc/shop', description: 'Where the files with settings are.' });
  new Workload(stack, 'gateway', {
    image: Image.fromReference('example/gateway:2.0.0'),
    envFrom: [EnvFrom.configMap('gateway-settings', { file: text`${directory}/gateway.env`, optional: true }), EnvFrom.secret('provider-keys')],
    env: { LOG_LEVEL: 'info' },
  });
  return stack;
}
