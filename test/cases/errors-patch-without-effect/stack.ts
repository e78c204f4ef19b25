import { JsonPatch } from 'cdk8s';
import { type App, Image, Stack, Workload } from 'cdk8s-compose';

export const description = 'A patch that changes nothing hides a mistake: an error, with all the others of the run.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const api = new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2') });
  api.kubernetes.addJsonPatch('Deployment', JsonPatch.replace('/spec/replicas', 1));
  api.kubernetes.addJsonPatch('Service', JsonPatch.add('/spec/type', 'NodePort'));
  api.compose.addJsonPatch(JsonPatch.remove('/volumes/0'));
  return stack;
}
