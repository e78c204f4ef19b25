import { App, Duration, HealthProbe, Image, Stack, Workload, type HealthProbeOptions, type ImageFacts } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import { Lowered } from '../targets/lowered';

const FACTS: ImageFacts = { from: 'https://github.com/example/api', read: '2026-11-26' };
const image = (facts?: Partial<ImageFacts>): Image => Image.fromReference('example/api:1.0.0', facts && { facts: { ...FACTS, ...facts } });
const HEALTHCHECK = { command: ['curl', '-f', 'http://localhost/$x'], interval: 12_000, retries: 5, source: 'Dockerfile:9' };

const lowered = (options?: HealthProbeOptions): Lowered =>
  new Lowered((stack) => new Workload(stack, 'api', { image: image({ healthcheck: HEALTHCHECK }), health: HealthProbe.fromImage(options) }));

const said = (of: Image, health?: HealthProbe): string[] => {
  const stack = new Stack(new App(), 'shop');
  new Workload(stack, 'api', { image: of, ...(health && { health }) });
  return synthesize(stack).findings.filter(({ code, severity }) => severity === 'error' || code.endsWith('healthcheck') || code === 'model/unknown-image').map(({ code, message }) => `${code}: ${message}`);
};

test('the HEALTHCHECK of an image is asked in both targets, with the times that it states', () => {
  expect(lowered().service('api').healthcheck).toEqual({ test: ['CMD', 'curl', '-f', 'http://localhost/$$x'], interval: '12s', timeout: '30s', retries: 5 });
  expect(lowered().container('api').readinessProbe).toEqual({ exec: { command: ['curl', '-f', 'http://localhost/$$x'] }, periodSeconds: 12, timeoutSeconds: 30, failureThreshold: 5, successThreshold: 1 });
});

test('times that are given take the place of those of the image', () => {
  expect(lowered({ interval: Duration.seconds(3), startPeriod: Duration.seconds(9) }).service('api').healthcheck).toMatchObject({ interval: '3s', timeout: '30s', start_period: '9s' });
});

test('of one that is not known Compose has the times that are given, and Kubernetes nothing, which is said', () => {
  const unknown = (options?: HealthProbeOptions): Lowered => new Lowered((stack) => new Workload(stack, 'api', { image: image(), health: HealthProbe.fromImage(options) }));
  expect(unknown({ timeout: Duration.seconds(3), retries: 5 }).service('api').healthcheck).toEqual({ timeout: '3s', retries: 5 });
  expect(unknown({ startInterval: Duration.seconds(1) }).service('api').healthcheck).toEqual({ start_period: '0s', start_interval: '1s' });
  expect(unknown().service('api').healthcheck).toBeUndefined();
  expect(unknown().container('api').readinessProbe).toBeUndefined();
  expect(said(image(), HealthProbe.fromImage())).toContainEqual(expect.stringMatching(/^kubernetes\/image-healthcheck: .* never found unhealthy/));
});

test('times of one that is not known have to be times', () => {
  const [interval, retries] = [{ interval: Duration.millis(0) }, { retries: 0 }].map((options) => said(image(), HealthProbe.fromImage(options)));
  expect(interval).toContainEqual(expect.stringContaining('model/invalid-duration: Health interval'));
  expect(retries).toContainEqual(expect.stringContaining('model/invalid-probe'));
});

test('one that is known not to be there is asked for in vain', () => {
  expect(said(image({ healthcheck: { command: [], source: 'Dockerfile has none' } }), HealthProbe.fromImage())).toEqual([expect.stringContaining('its image has no HEALTHCHECK')]);
});

test('one that is known and not asked for is reported, and one that may be there too', () => {
  expect(said(image({ healthcheck: HEALTHCHECK }))).toEqual([expect.stringMatching(/^model\/image-healthcheck: .*Compose does, Kubernetes does not/)]);
  const stack = new Stack(new App(), 'shop');
  new Workload(stack, 'api', { image: image() });
  expect(synthesize(stack).findings).toContainEqual(expect.objectContaining({ code: 'model/unknown-image', fix: expect.stringContaining('a HEALTHCHECK that an image may have counts in Compose alone') }));
});
