import { JsonPatch } from 'cdk8s';
import { type App, Image, Stack, Workload } from 'cdk8s-compose';

export const description = 'JSON patches on both sides, applied to what is about to be written, after the callbacks.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const api = new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2') });
  api.addEndpoint('http', { port: 8080 });
  api.kubernetes.addJsonPatch('Deployment', JsonPatch.add('/spec/revisionHistoryLimit', 3), JsonPatch.replace('/spec/replicas', 2));
  api.kubernetes.addJsonPatch('Service', JsonPatch.add('/metadata/annotations', { 'example.com/owner': 'team-blue' }));
  api.compose.customize((service) => { service.init = true; });
  api.compose.addJsonPatch(JsonPatch.replace('/init', false), JsonPatch.remove('/stop_grace_period'));
  return stack;
}
