import * as fc from '../fast-check';
import { defined, optional } from './arbitrary-values';
import type { OperationsDescription } from './stack-description';

/** Present in one case of three: most workloads are run as they come. */
const rarely = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });

const time = fc.oneof(fc.nat(20).map((seconds) => seconds * 1000), fc.nat(900_000));

export const operations: fc.Arbitrary<OperationsDescription> = fc
  .record({
    restart: rarely(fc.record({ attempts: fc.integer({ min: 1, max: 9 }), delay: time })),
    rollingUpdate: rarely(fc.record({ maxSurge: fc.nat(2), maxUnavailable: fc.nat(2), settleTime: time })),
    metrics: rarely(fc.record({ endpoint: fc.nat(20), path: fc.constantFrom('/metrics', '/a?b=$c', "/$${X:-'}") })),
    autoscaling: rarely(fc.record({ maxReplicas: fc.integer({ min: 1, max: 9 }), cpuUtilization: fc.integer({ min: 1, max: 200 }) })),
    schedule: rarely(fc.constantFrom('0 3 * * *', '*/5 0-6 1,15 * 7')),
  })
  .map(defined);

export const fuse: fc.Arbitrary<{ readonly reason: string; readonly devicePlugin?: string }> = fc
  .record({ reason: fc.constant('mounts a bucket'), devicePlugin: optional(fc.constant('smarter-devices/fuse')) })
  .map(defined);
