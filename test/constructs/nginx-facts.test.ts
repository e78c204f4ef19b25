import { App, FrontendNginx, HealthProbe, Image, ProbeClient, Stack } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';

function found(reference: string, health?: HealthProbe): string[] {
  const stack = new Stack(new App(), 'stack');
  new FrontendNginx(stack, 'web', { image: Image.fromReference(reference), ...(health && { health }) });
  return synthesize(stack).findings.filter(({ code }) => /^model\/(?:image|unknown)/.test(code)).map(({ code }) => code);
}

test.each(['nginx:1.27-alpine', 'nginx:1.27.3-alpine', 'nginx:1.27.5-alpine-slim', 'docker.io/library/nginx:1.27.4-alpine3.21'])('a front end has in %s what it needs', (reference) => {
  expect(found(reference)).toEqual([]);
});

test('an image of Debian has no client for the probe, but curl', () => {
  expect(found('nginx:1.27')).toEqual(['model/image-probe-client']);
  const curl = HealthProbe.fromHttpGet('/healthz', { client: ProbeClient.CURL });
  expect([found('nginx:1.27', curl), found('nginx:1.27-alpine', curl), found('nginx:1.27-alpine-slim', curl)]).toEqual([[], [], ['model/image-probe-client']]);
});

test.each(['nginx:1.26-alpine', 'nginx:1.27.2-alpine', 'nginx:alpine', 'nginx:2.0-alpine'])('%s is a version that nobody has read', (reference) => {
  expect(found(reference)).toContain('model/unknown-server-version');
});
