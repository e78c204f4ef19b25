import { type App, FrontendNginx, Image, Route, Stack } from 'cdk8s-compose';

export const description = 'A front end alone, on another port and with its files elsewhere.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  new FrontendNginx(stack, 'web', {
    image: Image.fromReference('example/web:2.0.0'),
    port: 9000,
    root: '/srv/www',
    routes: [Route.singlePageApp('/')],
  });
  return stack;
}
