import { run } from '../command';
import { wait } from '../lifecycle/wait';
import type { Ground } from './ground';
import { countsOf, summary, type ChaosNumbers } from './numbers';
import { scheduleOf, type Fault } from './schedule';
import { Written } from './written';

/** How long everything may take until it is healthy again after the last fault, in seconds, and for how long it has to be. */
const SECONDS = 60;
const STEADY = 10;
/** How many outages are said. */
const LISTED = 3;

export interface ChaosOptions {
  readonly seed: number;
  /** How long faults begin, in seconds. */
  readonly seconds: number;
}

export interface ChaosResult {
  readonly numbers: ChaosNumbers;
  /** Everything that did not end well, each a sentence. */
  readonly problems: readonly string[];
}

/** Lets faults happen to a stack, by default at random moments, while a client writes records, and starts nothing itself. */
export function chaosOn(ground: Ground, { seed, seconds }: ChaosOptions, schedule: readonly Fault[] = scheduleOf(seed, seconds, ground.targets)): ChaosResult {
  process.stdout.write(`  - faults for ${seconds} s with the seed ${seed}\n`);
  ground.start();
  try {
    waitForTheFirst(ground);
    const done = letHappen(ground, schedule);
    const { healthyAfter, unwell } = waitUntilHealthy(ground);
    const written = new Written(ground.log);
    const { lost, unread } = lostFrom(ground, written);
    const records = { tried: written.tried, acknowledged: written.acknowledged.length, lost: lost?.length };
    const numbers = { seed, seconds, faults: countsOf(done), records, outages: written.outages.slice(0, LISTED), healthyAfter };
    process.stdout.write(summary(numbers, unwell, SECONDS));
    const notHealthy = healthyAfter === undefined ? [`${SECONDS} s after the last fault this is not healthy: ${unwell.join(', ')}`] : [];
    return { numbers, problems: [...notHealthy, ...unread, ...problemsOf(numbers, lost ?? [], schedule, done)] };
  } finally {
    ground.stop();
  }
}

/** Before anything happens there has to be a way. */
function waitForTheFirst(ground: Ground): void {
  const found = wait(SECONDS, () => new Written(ground.log).acknowledged.length > 0);
  if (!found) throw new Error(`in ${SECONDS} s no record is acknowledged; the last answer is ${new Written(ground.log).lastAnswer}`);
}

/** Those that did. */
function letHappen(ground: Ground, schedule: readonly Fault[]): readonly Fault[] {
  const done: Fault[] = [];
  const lasting = new Set<Fault>();
  const start = Date.now();
  const passed = (): number => (Date.now() - start) / 1000;
  const say = (what: string): void => void process.stdout.write(`    ${passed().toFixed(0).padStart(4)} s  ${what}\n`);
  const end = (fault: Fault): void => {
    lasting.delete(fault);
    ground.end(fault);
    say(`${fault.kind} ${fault.workload} ends`);
  };
  const begin = (fault: Fault): void => {
    const what = `${fault.kind} ${fault.workload}${fault.place === undefined ? '' : ` ${fault.place}`}`;
    try {
      ground.begin(fault);
      done.push(fault);
      if (fault.seconds > 0) lasting.add(fault);
      say(what);
    } catch (error) {
      say(`${what}: not possible, ${(error as Error).message.split('\n').at(-1)}`);
    }
  };
  const events = schedule.flatMap((fault) => [
    { at: fault.at, act: () => begin(fault) },
    ...(fault.seconds > 0 ? [{ at: fault.at + fault.seconds, act: () => { if (lasting.has(fault)) end(fault); } }] : []),
  ]).sort((one, other) => one.at - other.at);
  try {
    for (const { at, act } of events) {
      sleep(at - passed());
      act();
    }
  } finally {
    for (const fault of [...lasting]) end(fault);
  }
  return done;
}

/** Until nothing is unwell and a record that was written later is acknowledged, and it stays so; with what was unwell the last time that something was. */
function waitUntilHealthy(ground: Ground): { readonly healthyAfter?: number; readonly unwell: readonly string[] } {
  const start = Date.now();
  const { last } = new Written(ground.log);
  let since: number | undefined;
  let unwell: readonly string[] = [];
  while (Date.now() - (since ?? start) < (since === undefined ? SECONDS : STEADY) * 1000) {
    const now = [...ground.unwell, ...(new Written(ground.log).acknowledged.some((number) => number > last) ? [] : ['the way to the database'])];
    if (now.length > 0) unwell = now;
    since = now.length > 0 ? undefined : since ?? Date.now();
    sleep(1);
  }
  const healthyAfter = since === undefined ? Infinity : (since - start) / 1000;
  return { unwell, ...(healthyAfter <= SECONDS && { healthyAfter: Math.round(healthyAfter) }) };
}

/** Which are lost; nothing where that cannot be read, with the reason. */
function lostFrom(ground: Ground, written: Written): { readonly lost?: readonly number[]; readonly unread: readonly string[] } {
  try {
    return { lost: written.lostFrom(ground.kept), unread: [] };
  } catch (error) {
    return { unread: [`the records cannot be read: ${(error as Error).message}`] };
  }
}

function problemsOf({ seconds, records }: ChaosNumbers, lost: readonly number[], schedule: readonly Fault[], done: readonly Fault[]): readonly string[] {
  return [
    ...(lost.length > 0 ? [`${lost.length} of ${records.acknowledged} acknowledged records are lost: ${lost.slice(0, 5).join(', ')}${lost.length > 5 ? ' and others' : ''}`] : []),
    ...(records.acknowledged < seconds ? [`only ${records.acknowledged} records were acknowledged in ${seconds} s`] : []),
    ...(done.length * 2 < schedule.length ? [`only ${done.length} of ${schedule.length} faults were possible`] : []),
  ];
}

function sleep(seconds: number): void {
  if (seconds > 0) run(['sleep', seconds.toFixed(1)]);
}
