import { chaosOn } from '../../../scripts/e2e/chaos/chaos';
import { stacksWithWay, type Ground } from '../../../scripts/e2e/chaos/ground';
import { findLoss, forgetfulPods, forgetfulService } from '../../../scripts/e2e/chaos/planted';
import type { Fault } from '../../../scripts/e2e/chaos/schedule';
import { run } from '../../../scripts/e2e/command';

jest.mock('../../../scripts/e2e/command');

/** In milliseconds; passes by nothing but sleep. */
let now = 0;
let said = '';

beforeEach(() => {
  now = 0;
  said = '';
  jest.spyOn(Date, 'now').mockImplementation(() => now);
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    said += String(text);
    return true;
  });
  jest.mocked(run).mockImplementation(([, seconds]) => {
    now += Number(seconds) * 1000;
    return { status: 0, stdout: '', stderr: '' };
  });
});
afterEach(() => jest.restoreAllMocks());

/** A stack whose database takes a record a second, if it is not told otherwise. */
class Desk implements Ground {
  public readonly targets = [{ workload: 'agent', places: ['/tmp'] }, { workload: 'postgres', places: [] }];
  public readonly calls: string[] = [];
  public isTaking = (_second: number): boolean => true;
  public isKept = (_number: number): boolean => true;
  public isWell = (): boolean => true;

  public start(): void { this.calls.push('start'); }
  public stop(): void { this.calls.push('stop'); }
  public begin({ kind, workload }: Fault): void { this.calls.push(`${kind} ${workload}`); }
  public end({ kind, workload }: Fault): void { this.calls.push(`end ${kind} ${workload}`); }

  public get log(): string {
    return Array.from({ length: Math.floor(now / 1000) }, (_, at) => `${at + 1} ${(at + 1) * 1000} ${this.isTaking(at + 1) ? 201 : 502}\n`).join('');
  }

  public get unwell(): readonly string[] {
    return this.isWell() ? [] : ['agent'];
  }

  public get kept(): readonly number[] {
    return Array.from({ length: Math.floor(now / 1000) }, (_, at) => at + 1).filter(this.isKept);
  }
}

const OPTIONS = { seed: 1, seconds: 60 };

test('what lasts is ended, the numbers are said, and nothing is wrong with a stack that bears it', () => {
  const desk = new Desk();
  const { numbers, problems } = chaosOn(desk, OPTIONS);
  expect(problems).toEqual([]);
  expect(desk.calls[0]).toBe('start');
  expect(desk.calls.at(-1)).toBe('stop');
  const begun = desk.calls.filter((call) => /^(?:pause|fill)/.test(call));
  expect(begun.length).toBeGreaterThan(0);
  expect(desk.calls.filter((call) => call.startsWith('end '))).toHaveLength(begun.length);
  expect(numbers).toMatchObject({ ...OPTIONS, records: { lost: 0 }, healthyAfter: 1 });
  expect(Object.values(numbers.faults).flatMap((workloads) => Object.values(workloads)).reduce((sum, count) => sum + count, 0)).toBe(desk.calls.filter((call) => /^(?:kill|pause|recreate|fill)/.test(call)).length);
  expect(said).toMatch(/kill +\d+: .*\d+ records were tried, \d+ acknowledged, 0 of these lost; the longest times without one were 1 s after 0 s, .*\n +everything was healthy 1 s after the last fault/s);
});

test('a record that was acknowledged and is not there is a problem, as is one that was not acknowledged of none', () => {
  const desk = new Desk();
  desk.isTaking = (second) => second !== 5;
  desk.isKept = (number) => number > 7;
  const { numbers, problems } = chaosOn(desk, OPTIONS);
  expect(problems).toEqual([`6 of ${numbers.records.acknowledged} acknowledged records are lost: 1, 2, 3, 4, 6 and others`]);
  expect(numbers.outages[0]).toEqual({ from: 3, seconds: 2 });
});

test('what does not become healthy in a minute, or not for long, is named', () => {
  const desk = new Desk();
  desk.isWell = () => now % 7000 > 1000;
  const { numbers, problems } = chaosOn(desk, OPTIONS);
  expect(problems).toEqual(['60 s after the last fault this is not healthy: agent']);
  expect(numbers.healthyAfter).toBeUndefined();
});

test('what is healthy without a way to its database is not', () => {
  const desk = new Desk();
  desk.isTaking = (second) => second < 40;
  expect(chaosOn(desk, { ...OPTIONS, seconds: 30 }).problems).toEqual([]);
  now = 0;
  expect(chaosOn(desk, OPTIONS).problems).toEqual(['60 s after the last fault this is not healthy: the way to the database', 'only 39 records were acknowledged in 60 s']);
});

test('without a way to the database nothing happens', () => {
  const desk = new Desk();
  desk.isTaking = () => false;
  expect(() => chaosOn(desk, OPTIONS)).toThrow('in 60 s no record is acknowledged; the last answer is 502');
  expect(desk.calls).toEqual(['start', 'stop']);
});

test('faults that are not possible are said, and too many of them are a problem', () => {
  const desk = new Desk();
  desk.begin = () => { throw new Error('docker ended with 1:\nno such container'); };
  expect(chaosOn(desk, OPTIONS).problems).toEqual([expect.stringMatching(/^only 0 of \d+ faults were possible$/)]);
  expect(said).toContain('not possible, no such container\n');
});

test('what lasts ends also when something else breaks, and the client goes', () => {
  const desk = new Desk();
  desk.end = (fault) => {
    desk.calls.push(`end ${fault.kind}`);
    throw new Error('no engine');
  };
  expect(() => chaosOn(desk, OPTIONS)).toThrow('no engine');
  expect(desk.calls.at(-1)).toBe('stop');
});

test('records that cannot be read are a problem of their own', () => {
  const desk = new Desk();
  Object.defineProperty(desk, 'kept', { get: () => { throw new Error('no shell'); } });
  expect(chaosOn(desk, OPTIONS).problems).toEqual(['the records cannot be read: no shell']);
});

test('a database that keeps nothing has to be found', () => {
  const desk = new Desk();
  expect(findLoss(desk, 'postgres', OPTIONS).problems).toEqual(['nobody finds that postgres keeps nothing']);
  expect(new Set(desk.calls)).toEqual(new Set(['start', 'recreate postgres', 'stop']));
  desk.isKept = () => false;
  now = 0;
  expect(findLoss(desk, 'postgres', OPTIONS).problems).toEqual([]);
});

test('what a planted database keeps goes with its container', () => {
  const service = { volumes: [{ type: 'volume', target: '/data' }, { type: 'bind', target: '/conf' }], tmpfs: ['/tmp'] };
  expect(forgetfulService({ services: { postgres: service } }, 'postgres')).toEqual({ services: { postgres: { volumes: [{ type: 'bind', target: '/conf' }], tmpfs: ['/tmp', '/data'] } } });
  const workload = (name: string) => ({ kind: 'StatefulSet', metadata: { name }, spec: { template: { spec: { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }, { name: 'conf', configMap: {} }] } } } });
  const [, planted] = forgetfulPods([workload('redis'), workload('postgres')], 'postgres');
  expect(planted).toMatchObject({ spec: { template: { spec: { volumes: [{ name: 'data', emptyDir: {} }, { name: 'conf', configMap: {} }] } } } });
  expect(JSON.stringify(planted)).not.toContain('persistentVolumeClaim');
});

test('stacks without a known way to their database are refused, and without names all that have one are meant', () => {
  expect(stacksWithWay([])).toEqual(['ai-society', 'astron-agent']);
  expect(() => stacksWithWay(['open-notebook'])).toThrow('how a record gets into the database of open-notebook is not known; it is of ai-society, astron-agent');
});
