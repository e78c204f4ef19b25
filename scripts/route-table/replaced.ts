import { outcomeOf, receivedOf } from './judge';
import type { Entrance } from './entrances';
import type { TableProject } from './project';
import { ask, requestOf } from './requests';

/** What happens to the backend `api` while the entrances stay. */
export interface Change {
  readonly name: string;
  readonly says: string;
  /** What is wrong; empty if it went as it should. */
  readonly wrong: readonly string[];
}

const ENTRANCES: readonly Entrance[] = ['front-end', 'proxy'];
const STRANGER = 'stranger';
const INSTANCES = 5;

/** Seconds after which an entrance has to have followed its backend. */
const SETTLED = 15;
/** Seconds that a request may take meanwhile, whatever its end: two addresses in a row that nobody has any more, tried for 2 s each. */
const LONGEST = 5;

const PAUSE = 100;

interface Try {
  readonly entrance: Entrance;
  /** Seconds since the tries began. */
  readonly at: number;
  readonly seconds: number;
  /** The container that has answered; undefined if none has. */
  readonly instance?: string;
  readonly backend?: string;
  readonly outcome: string;
}

/** Another container on another address, while a stranger takes the old one. */
export async function recreated(project: TableProject): Promise<Change> {
  const [before] = await project.containersOf('api');
  const [network, address] = [...before.addresses][0];
  const tries = new Tries(project);
  await project.compose('rm', '-sf', 'api');
  const isOccupied = await project.occupy(network, address, STRANGER);
  await project.compose('up', '-d', '--no-deps', '--no-build', '--wait', 'api');
  const since = tries.now();
  const all = await tries.until(since + SETTLED);
  const [after] = await project.containersOf('api');
  const answers = ENTRANCES.map((entrance) => ({ entrance, seconds: answersFrom(all, entrance, since) }));
  const strangers = all.filter(({ backend }) => backend === STRANGER);
  return {
    name: 'recreated on another address',
    says: [
      `${address} is a stranger's, api is at ${after.addresses.get(network)}`,
      ...answers.map(({ entrance, seconds }) => `${entrance} answers ${seconds === undefined ? 'no more' : `after ${seconds.toFixed(1)} s`}`),
      `${strangers.length} of ${all.length} requests reached the stranger`,
    ].join('; '),
    wrong: [
      ...(isOccupied && after.addresses.get(network) !== address ? [] : [`the address ${address} could not be taken from it`]),
      ...answers.filter(({ seconds }) => seconds === undefined).map(({ entrance }) => `${entrance} does not answer within ${SETTLED} s: ${lastOutcome(all, entrance)}`),
      ...strangers.filter(({ at }) => at > since + SETTLED / 2).slice(0, 1).map(({ entrance }) => `${entrance} still sends requests to the stranger`),
      ...tooSlow(all),
    ],
  };
}

/** Each instance is asked. */
export async function scaledUp(project: TableProject): Promise<Change> {
  await project.compose('up', '-d', '--no-deps', '--no-build', '--wait', '--scale', `api=${INSTANCES}`, 'api');
  const tries = new Tries(project);
  const all = await tries.until(SETTLED);
  const spread = ENTRANCES.map((entrance) => ({ entrance, counts: counted(all.filter((one) => one.entrance === entrance && one.at > SETTLED / 2)) }));
  return {
    name: `scaled from 1 to ${INSTANCES}`,
    says: spread.map(({ entrance, counts }) => `${entrance} asks them ${[...counts.values()].join(', ')} times`).join('; '),
    wrong: [
      ...spread.filter(({ counts }) => counts.size !== INSTANCES).map(({ entrance, counts }) => `${entrance} asks ${counts.size} of ${INSTANCES}`),
      ...failures(all, 0),
      ...tooSlow(all),
    ],
  };
}

/** What has gone is asked no more. */
export async function scaledDown(project: TableProject): Promise<Change> {
  const tries = new Tries(project);
  await project.compose('up', '-d', '--no-deps', '--no-build', '--wait', '--scale', 'api=1', 'api');
  const since = tries.now();
  const all = await tries.until(since + SETTLED);
  const failed = all.filter(({ instance }) => instance === undefined);
  return {
    name: `scaled from ${INSTANCES} to 1`,
    says: `${failed.length} of ${all.length} requests fail, the longest takes ${Math.max(...all.map(({ seconds }) => seconds)).toFixed(1)} s`,
    wrong: [...failures(all, since + SETTLED / 2), ...tooSlow(all)],
  };
}

/** The engine starts it again. */
export async function killed(project: TableProject): Promise<Change> {
  const [container] = await project.containersOf('api');
  const tries = new Tries(project);
  const { status, stderr } = await project.kill(container);
  const since = tries.now();
  const all = await tries.until(since + SETTLED);
  const restarts = await project.restartsOf(container);
  const answers = ENTRANCES.map((entrance) => {
    const failed = all.filter((one) => one.entrance === entrance && one.instance === undefined);
    return { entrance, failed: failed.length, seconds: failed.length === 0 ? 0 : failed.at(-1)!.at + failed.at(-1)!.seconds - since };
  });
  return {
    name: 'killed by SIGKILL',
    says: answers.map(({ entrance, failed, seconds }) => `${entrance} fails ${failed} times and answers ${seconds > 0 ? `after ${seconds.toFixed(1)} s` : 'at once'}`).join('; '),
    wrong: [
      ...(status === 0 && restarts > 0 ? [] : [`it could not be killed: ${stderr.trim() || 'it runs as before'}`]),
      ...failures(all, since + SETTLED / 2),
      ...tooSlow(all),
    ],
  };
}

/** Asks both entrances for the backend again and again, each as soon as it has answered. */
class Tries {
  private readonly start = Date.now();
  private readonly all: Try[] = [];
  private end = Infinity;
  private readonly loops: readonly Promise<void>[];

  public constructor(private readonly project: TableProject) {
    this.loops = ENTRANCES.map((entrance) => this.loop(entrance));
  }

  /** Seconds since they began. */
  public now(): number {
    return (Date.now() - this.start) / 1000;
  }

  /** All of them, when that many seconds have passed since they began. */
  public async until(seconds: number): Promise<readonly Try[]> {
    this.end = seconds;
    await Promise.all(this.loops);
    return this.all;
  }

  private async loop(entrance: Entrance): Promise<void> {
    const request = requestOf({ line: 'GET /api/again HTTP/1.1', why: '', at: ENTRANCES }, entrance);
    while (this.now() < this.end) {
      const at = this.now();
      const reply = await ask(request, this.project.portOf(entrance));
      const received = reply.status === 200 ? receivedOf(reply) : undefined;
      const isOurs = received !== undefined && received.backend !== STRANGER;
      this.all.push({ entrance, at, seconds: reply.milliseconds / 1000, outcome: outcomeOf(reply), backend: received?.backend, ...(isOurs && { instance: received.instance }) });
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  }
}

/** Seconds after `since` from which on every request is answered. */
function answersFrom(all: readonly Try[], entrance: Entrance, since: number): number | undefined {
  const tries = all.filter((one) => one.entrance === entrance && one.at >= since);
  const first = tries.findIndex((_, at) => tries.slice(at).every(({ instance }) => instance !== undefined));
  return first < 0 ? undefined : tries[first].at + tries[first].seconds - since;
}

function counted(tries: readonly Try[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { instance } of tries) if (instance !== undefined) counts.set(instance, (counts.get(instance) ?? 0) + 1);
  return counts;
}

function failures(all: readonly Try[], from: number): string[] {
  return ENTRANCES.flatMap((entrance) => {
    const late = all.filter((one) => one.entrance === entrance && one.at >= from);
    const failed = late.filter(({ instance }) => instance === undefined);
    return failed.length === 0 ? [] : [`${entrance}: ${failed.length} of ${late.length} requests fail when all has settled: ${failed[0].outcome}`];
  });
}

function tooSlow(all: readonly Try[]): string[] {
  return ENTRANCES.flatMap((entrance) => {
    const slow = all.filter((one) => one.entrance === entrance && one.seconds > LONGEST);
    return slow.length === 0 ? [] : [`${entrance}: ${slow.length} requests take more than ${LONGEST} s, the longest ${Math.max(...slow.map(({ seconds }) => seconds)).toFixed(1)} s`];
  });
}

function lastOutcome(all: readonly Try[], entrance: Entrance): string {
  return all.filter((one) => one.entrance === entrance).at(-1)?.outcome ?? 'nothing';
}
