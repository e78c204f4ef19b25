import { ApiUrl, type App, Image, Parameter, Stack, Workload } from 'cdk8s-compose';

export const description = 'Browsers and the server of a front end ask the API under addresses of their own.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'notes');
  const api = new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2') }).addEndpoint('http', { port: 5055 });
  const address = new Parameter(stack, 'API_URL', { default: 'http://localhost:5055', description: 'Address of the API for browsers.' });
  const urls = {
    runtime: ApiUrl.runtime('https://notes.example.com'),
    parameter: ApiUrl.runtime(address),
    'build-time': ApiUrl.buildTime('https://api.notes.example.com'),
    detected: ApiUrl.detected(),
  };
  for (const [name, url] of Object.entries(urls)) {
    url.addTo(new Workload(stack, name, { image: Image.fromReference('example/web:1.0.0') }), api);
  }
  return stack;
}
