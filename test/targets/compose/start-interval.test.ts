import { App, Compose, Duration, HealthProbe, Stack, Workload } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import { IMAGE } from '../lowered';

const output = (engine: number | undefined, startPeriod = 30) => {
  const stack = new Stack(new App(), 'shop', { targets: [new Compose(engine === undefined ? {} : { engine })] });
  new Workload(stack, 'api', { image: IMAGE, health: HealthProbe.fromCommand(['true'], { startPeriod: Duration.seconds(startPeriod) }) });
  const { findings, compose } = synthesize(stack);
  return { codes: findings.map(({ code }) => code), healthcheck: compose?.services['api'].healthcheck };
};

test.each([undefined, 25, 28])('engine %s checks more often while a container starts', (engine) => {
  expect(output(engine).healthcheck).toMatchObject({ start_period: '30s', start_interval: '5s' });
  expect(output(engine).codes).not.toContain('compose/start-interval');
});

test('an older one refuses that, so it is not written and reported', () => {
  expect(output(24).healthcheck).toEqual({ test: ['CMD', 'true'], interval: '30s', timeout: '10s', retries: 3, start_period: '30s' });
  expect(output(24).codes).toContain('compose/start-interval');
  expect(output(24, 0).codes).not.toContain('compose/start-interval');
});

test.each([19, 25.5])('%p is no version of an engine', (engine) => {
  expect(output(engine).codes).toContain('compose/setting');
});
