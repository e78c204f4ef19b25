import { type App, ConfigFile, ContentEncoding, Image, Stack, Workload } from 'cdk8s-compose';

export const description = 'A script that can be executed, a file that is no text, and one with a mode of its own, which Compose gives to everyone to read.';

export const onEngine = {};

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  new Workload(stack, 'api', {
    image: Image.fromReference('example/api:1.4.2'),
    command: ['/etc/api/start.sh'],
    mounts: {
      '/etc/api/start.sh': new ConfigFile(stack, 'start', { fileName: 'start.sh', content: '#!/bin/sh\nexec /app/api\n', mode: 0o755 }),
      '/etc/api/logo.gif': new ConfigFile(stack, 'logo', { fileName: 'logo.gif', content: Buffer.from([0x47, 0x49, 0x46, 0x38, 0xff, 0xfe, 0x00]).toString('base64'), encoding: ContentEncoding.BASE64 }),
      '/etc/api/rules': new ConfigFile(stack, 'rules', { content: 'allow all\n', mode: 0o640 }),
    },
  });
  return stack;
}
