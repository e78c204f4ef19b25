import { Duration as Cdk8sDuration, Size as Cdk8sSize } from 'cdk8s';
import { Duration, Scratch, Size, Workload } from 'cdk8s-compose';
import { describedWorkload, IMAGE } from './described';

test.each([
  { duration: Duration.millis(1), milliseconds: 1 },
  { duration: Duration.seconds(1.5), milliseconds: 1500 },
  { duration: Duration.minutes(2), milliseconds: 120_000 },
  { duration: Duration.hours(1), milliseconds: 3_600_000 },
  { duration: Duration.hours(1.1), milliseconds: 3_960_000 },
  { duration: Duration.seconds(1.001), milliseconds: 1001 },
  { duration: Duration.seconds(0), milliseconds: 0 },
  { duration: Duration.seconds(-1), milliseconds: -1000 },
])('$milliseconds ms, without the dust of floating point', ({ duration, milliseconds }) => {
  expect(duration.toMilliseconds()).toBe(milliseconds);
});

test.each([
  { size: Size.kibibytes(1), kibibytes: 1 },
  { size: Size.mebibytes(1.5), kibibytes: 1536 },
  { size: Size.gibibytes(2), kibibytes: 2 * 1024 ** 2 },
  { size: Size.tebibytes(1), kibibytes: 1024 ** 3 },
])('$kibibytes KiB', ({ size, kibibytes }) => {
  expect(size.toKibibytes()).toBe(kibibytes);
});

test('an impossible amount is kept, to be reported with all other mistakes', () => {
  expect(Duration.seconds(-1).toMilliseconds()).toBe(-1000);
  expect(Size.mebibytes(-1).toKibibytes()).toBe(-1024);
});

test("cdk8s' own amounts do as well", () => {
  const workload = describedWorkload((stack) =>
    new Workload(stack, 'api', { image: IMAGE, stopGracePeriod: Cdk8sDuration.minutes(1), mounts: { '/cache': Scratch.ofSize(Cdk8sSize.mebibytes(3)) } }),
  );
  expect(workload.lifecycle.stopGracePeriod).toBe(60_000);
  expect(workload.mounts[0]).toMatchObject({ target: '/cache', size: 3 * 1024 ** 2 });
});
