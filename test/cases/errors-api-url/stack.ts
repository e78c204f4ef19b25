import { ApiUrl, type App, Image, Parameter, Stack, Workload } from 'cdk8s-compose';

export const description = 'Addresses of an API that no browser can use.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'notes');
  const frontend = new Workload(stack, 'frontend', { image: Image.fromReference('example/web:1.0.0') });
  const address = new Parameter(stack, 'API_URL', { default: 'http://api:5055', description: 'Address of the API for browsers.' });
  const more = ['https://notes.example.com/a b', 'https://ops:key@notes.example.com', 'https://notes.example.com?x=1'];
  for (const url of ['notes.example.com', 'https://notes.example.com/', 'https://notes.example.com/api', address, ...more]) {
    ApiUrl.runtime(url).addTo(frontend, 5055);
  }
  return stack;
}
