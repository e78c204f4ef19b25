import * as fc from '../../fast-check';
import { targetsIn } from '../../../scripts/e2e/chaos/ground';
import { KINDS, scheduleOf } from '../../../scripts/e2e/chaos/schedule';
import { chooseStacks } from '../../../scripts/e2e/stacks';

const TARGETS = [{ workload: 'agent', places: ['/tmp', '/cache'] }, { workload: 'web', places: [] }, { workload: 'postgres', places: ['/tmp'] }];
const SEED = fc.nat({ max: 999_999_999 });

test('the same seed gives the same faults, and another one others', () => {
  expect(scheduleOf(7, 300, TARGETS)).toEqual(scheduleOf(7, 300, TARGETS));
  expect(scheduleOf(8, 300, TARGETS)).not.toEqual(scheduleOf(7, 300, TARGETS));
});

test('every kind happens', () => {
  expect(new Set(scheduleOf(1, 300, TARGETS).map(({ kind }) => kind))).toEqual(new Set(KINDS));
});

test('faults are in their order, and over when their time is', () => {
  fc.assert(fc.property(SEED, (seed) => {
    const faults = scheduleOf(seed, 300, TARGETS);
    expect(faults.length).toBeGreaterThan(10);
    expect(faults.map(({ at }) => at)).toEqual(faults.map(({ at }) => at).sort((one, other) => one - other));
    expect(Math.max(...faults.map(({ at, seconds }) => at + seconds))).toBeLessThanOrEqual(300);
  }), { numRuns: 50 });
});

test('nothing happens to a workload while something lasts there, none is killed often, and only what has a limit is filled', () => {
  fc.assert(fc.property(SEED, (seed) => {
    const faults = scheduleOf(seed, 300, TARGETS);
    for (const { workload, places } of TARGETS) {
      const here = faults.filter((fault) => fault.workload === workload);
      for (const [at, fault] of here.entries()) if (at > 0) expect(fault.at).toBeGreaterThan(here[at - 1].at + here[at - 1].seconds);
      expect(here.filter(({ kind }) => kind === 'kill').length).toBeLessThanOrEqual(3);
      expect(here.flatMap(({ place }) => place ?? []).filter((place) => !places.includes(place))).toEqual([]);
    }
  }), { numRuns: 50 });
});

test('what is there to stay can be hit, and filled where memory or a volume has a limit', () => {
  const { model } = chooseStacks(['ai-society'])[0];
  expect(targetsIn(model, new Set(['postgres-data']))).toEqual([
    { workload: 'backend', places: ['/tmp'] },
    { workload: 'frontend', places: ['/tmp', '/var/cache/nginx'] },
    { workload: 'postgres', places: expect.arrayContaining(['/tmp', '/var/lib/postgresql/data']) as string[] },
    { workload: 'qdrant', places: ['/tmp'] },
    { workload: 'redis', places: [] },
  ]);
});
