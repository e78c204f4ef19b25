import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { temporaryDirectory } from '../integration/running';

const SCRIPT = path.join(__dirname, '../../.ci/stacks');

/** What is there, and what programs do that the script calls, each as the text of a shell script. */
interface Machine {
  /** @default '0' */
  readonly user?: string;
  /** @default true */
  readonly rig?: boolean;
  /** Whether the rig is set up. @default true */
  readonly isSetUp?: boolean;
  /** Whether the engine is up before. @default false */
  readonly isUp?: boolean;
  readonly start?: string;
  /** Containers that are there. */
  readonly containers?: string;
  /** `make`, which builds images. */
  readonly make?: string;
  /** `docker run`. */
  readonly container?: string;
  /** `e2e:compose`, which writes `$file`. */
  readonly up?: string;
}

/** A checkout with that script alone, and a rig beside it that is not one. */
class Checkout {
  private readonly directory = temporaryDirectory();
  private readonly state = path.join(this.directory, 'state');

  public constructor({ user = '0', rig = true, isSetUp = true, isUp = false, start = 'touch "$RIG/up"', containers = '', make = 'exit 0', container = 'exit 0', up = 'exit 0' }: Machine) {
    fs.mkdirSync(this.state);
    this.program('checkout/.ci/stacks', fs.readFileSync(SCRIPT, 'utf8'));
    this.file('checkout/scripts/stand-ins/base.Dockerfile', '');
    this.program('programs/id', `echo ${user}`);
    this.program('programs/make', make);
    this.program('programs/docker', `case $1 in version) [ -e "$RIG/up" ] ;; ps) echo "${containers}" | grep . ;; image) exit 1 ;; run) ${container} ;; esac`);
    this.program('programs/node', `[ "$1" != -e ] || exec ${process.execPath} "$@"\nfor word; do :; done\necho "$word" >> ${this.directory}/done\nwhile [ "$1" != --json ]; do shift; done\nfile=$2\n${up}`);
    if (rig) this.addRig(start);
    if (isSetUp) this.file('rig/env', 'true\n');
    if (isUp) this.file('rig/up', '');
  }

  private addRig(start: string): void {
    this.program('shared/rig/docker-up.sh', start);
    this.program('shared/rig/docker-down.sh', `echo "down $*" >> ${this.directory}/done`);
  }

  public run(...words: readonly string[]) {
    const [verb, ...more] = words;
    const { status, stdout } = spawnSync(path.join(this.directory, 'checkout/.ci/stacks'), [verb, this.state, ...more], {
      encoding: 'utf8', env: { ...process.env, PATH: `${this.directory}/programs:${process.env.PATH}`, RIG: this.rig },
    });
    return { status, said: stdout.replaceAll('stacks on an engine: ', '').trim() };
  }

  /** The stacks that have been brought up, and that the engine has been taken down. */
  public get done(): readonly string[] {
    const file = path.join(this.directory, 'done');
    return fs.existsSync(file) ? fs.readFileSync(file, 'utf8').trim().split('\n') : [];
  }

  private get rig(): string {
    return path.join(this.directory, 'rig');
  }

  private program(name: string, script: string): void {
    this.file(name, script.startsWith('#!') ? script : `#!/bin/sh\n${script}\n`);
    fs.chmodSync(path.join(this.directory, name), 0o755);
  }

  private file(name: string, text: string): void {
    const file = path.join(this.directory, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
  }
}

const STACKS = ['ai-society', 'sentient-research-agent-s3', 'open-notebook-public'];

function tried(machine: Machine, seconds = '1000') {
  const checkout = new Checkout(machine);
  const prepared = checkout.run('prepare');
  const result = checkout.run('try', seconds);
  const removed = checkout.run('clean');
  return { ...result, silent: [prepared, removed].every(({ status, said }) => status === 0 && said === ''), done: checkout.done };
}

/** Ends with 1, and shows a problem at the first try and another one at the second. */
function shows(first: string, second: string): string {
  const result = (problem: string): string => `echo '{"results":[{"problems":["${problem}"]}]}' > "$file"`;
  return `case $file in *-first.json) ${result(first)} ;; *) ${result(second)} ;; esac; exit 1`;
}

test.each<[string, Machine, string]>([
  ['there is no rig', { rig: false }, 'skipped, no rig lies beside the checkout'],
  ['the rig is not set up', { isSetUp: false }, 'skipped, the rig is not set up'],
  ['nobody is root', { user: '1000' }, 'skipped, the rig beside the checkout takes root'],
  ['the engine does not start', { start: 'echo no cgroups; exit 1' }, 'skipped, the rig is not there in time or cannot be started; the end of what it said:\nno cgroups'],
  ['somebody uses the engine', { isUp: true, containers: '12ab' }, 'skipped, the engine is used by somebody else'],
  ['no container starts', { container: 'exit 125' }, 'skipped, the engine starts no container as stacks ask for'],
])('%s: it is said, and no failure', (_, machine, says) => {
  expect(tried(machine)).toMatchObject({ status: 0, said: says, silent: true });
});

test('each stack is tried, and the engine is taken down that was started', () => {
  const { done, ...rest } = tried({});
  expect(rest).toEqual({ status: 0, said: STACKS.map((name) => `${name} is as stated`).join('\n'), silent: true });
  expect(done).toEqual([...STACKS, 'down']);
});

test('a rig that was up before stays up', () => {
  expect(tried({ isUp: true })).toMatchObject({ status: 0, done: STACKS });
});

test('without time for two tries nothing is begun', () => {
  expect(tried({ isUp: true }, '100')).toMatchObject({ status: 0, said: 'skipped, no time is left', done: [] });
});

test.each<[string, Machine, string]>([
  ['FUSE', { container: 'case $* in *fuse*) exit 125 ;; esac' }, 'the engine gives no container /dev/fuse'],
  ['the object store', { make: 'case $* in *images*) exit 2 ;; esac' }, 'the object store of the rig is not there in time'],
])('what needs %s is not tried without it', (_, machine, why) => {
  const { done, said } = tried(machine);
  expect(done).toEqual(['ai-society', 'open-notebook-public', 'down']);
  expect(said).toContain(`sentient-research-agent-s3 is skipped, ${why}\n`);
});

test('a problem that is there twice is a failure', () => {
  const { status, said } = tried({ up: shows('backend: its user is 0', 'backend: its user is 0') });
  expect({ status, said: said.split('\n').slice(0, 2) }).toEqual({ status: 1, said: ['ai-society is tried again', 'ai-society is WRONG: backend: its user is 0'] });
});

test.each([
  ['what was there once', shows('redis is starting', 'redis is unhealthy'), 'is not judged, no problem was there twice'],
  ['what an engine says of the machine', shows('up ended with 1: bind: address already in use', 'up ended with 1: bind: address already in use'), 'is not judged, no problem was there twice'],
  ['what could not be tried', 'exit 2', 'is not judged, no problem was there twice'],
  ['what goes well the second time', 'case $file in *-first.json) exit 1 ;; esac', 'is as stated'],
])('%s is no failure', (_, up, says) => {
  expect(tried({ up })).toMatchObject({ status: 0, said: STACKS.map((name) => `${name} is tried again\n${name} ${says}`).join('\n') });
});

test('an engine that ends meanwhile is no failure', () => {
  expect(tried({ up: 'rm -f "$RIG/up"; exit 1', container: '[ -e "$RIG/up" ]' })).toMatchObject({ status: 0, said: expect.stringMatching(/^ai-society is skipped, the engine does not work\n/) as string });
});
