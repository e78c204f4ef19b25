import { ApiObject, JsonPatch } from 'cdk8s';
import { type App, Image, Stack, Workload } from 'cdk8s-compose';

export const description = 'ApiObject.of gives the controller of a workload, as cdk8s users expect: labels, annotations and patches.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const api = new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2') });
  const deployment = ApiObject.of(api);
  deployment.metadata.addLabel('team', 'blue');
  deployment.metadata.addAnnotation('example.com/runbook', 'https://runbooks.example.com/api');
  deployment.addJsonPatch(JsonPatch.add('/spec/minReadySeconds', 10));
  return stack;
}
