import { type App, Image, Parameter, Stack, text, Workload } from 'cdk8s-compose';

export const description = 'A parameter is a value with a default that the operator may change in one place.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const currency = new Parameter(stack, 'CURRENCY', { default: 'EUR', description: 'Currency of the prices, as in ISO 4217' });
  const motto = new Parameter(stack, 'MOTTO', { default: `it's $5 {off}, "today"`, description: 'Shown on the first page.' });
  const image = Image.fromReference('example/api:1.4.2');
  new Workload(stack, 'api', { image, env: { CURRENCY: currency, MOTTO: motto } });
  new Workload(stack, 'web', { image, env: { SHOP_CURRENCY: currency, TITLE: text`Shop (${currency})` } });
  return stack;
}
