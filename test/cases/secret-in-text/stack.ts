import { type App, Image, Secret, Stack, text, Workload } from 'cdk8s-compose';

export const description = 'A secret inside a longer text: Kubernetes needs a variable for it, which comes first.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const password = new Secret(stack, 'DB_PASSWORD', { description: 'Password of the database.', hint: 'openssl rand -hex 24' });
  const image = Image.fromReference('example/api:1.4.2');
  const url = text`postgresql://shop:${password}@db.example.com:5432/shop`;

  // It has no variable for the password: it gets one.
  new Workload(stack, 'without', { image, env: { ALLOWED_HOSTS: 'example.com', DATABASE_URL: url } });
  // It has one of the same name: that one is used, and stands before the text.
  new Workload(stack, 'with', { image, env: { DATABASE_URL: url, DB_PASSWORD: password } });
  // It has one of another name: that does not help.
  new Workload(stack, 'renamed', { image, env: { DATABASE_URL: url, PGPASSWORD: password } });
  return stack;
}
