import { type App, Image, Stack, Workload } from 'cdk8s-compose';

export const description = 'Services, networks and volumes that only the Compose file has, as they stand.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const api = new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2'), env: { SMTP_HOST: 'mailpit' } });
  api.addEndpoint('http', { port: 8080 });
  stack.compose.addFragment({
    services: { mailpit: { image: 'axllent/mailpit:v1.21', volumes: ['mail:/data'], networks: ['api', 'mail'] } },
    networks: { mail: {} },
    volumes: { mail: {} },
  });
  return stack;
}
