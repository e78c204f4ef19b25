import * as fs from 'node:fs';
import * as path from 'node:path';
import { must, run } from '../command';
import { limitable, type ComposeProject } from '../compose-project';
import { isWell } from '../compose-state';
import { containerOfRun } from '../containers-of-run';
import { publishedIn } from '../inside/pairs';
import { insideScript } from '../inside/scripts';
import { BASE } from '../stand-in-images';
import type { ChosenStack } from '../stacks';
import { recordsAt, targetsIn, wayIn, type Ground, type Way } from './ground';
import type { Fault, Target } from './schedule';

/** Those of which there are fewer, each once. */
export function missingAmong(wanted: readonly string[], there: readonly string[]): readonly string[] {
  const times = (all: readonly string[], name: string): number => all.filter((one) => one === name).length;
  return [...new Set(wanted)].filter((name) => times(there, name) < times(wanted, name));
}

/** A project that is up, with volumes of {@link VOLUME_SIZE}. */
export class ComposeGround implements Ground {
  public readonly targets: readonly Target[];
  private readonly way: Way;
  private readonly client: string;
  /** A container among the processes of the machine, which also sees to it that volumes in memory stay while nobody else has them. */
  private readonly outside: string;
  /** All that has to run, or to have ended well, each as often as it was there. */
  private readonly services: readonly string[];

  /** @param looker an image with a shell and the usual tools */
  public constructor(private readonly stack: ChosenStack, private readonly project: ComposeProject, private readonly looker: string) {
    this.way = wayIn(stack.name);
    this.client = `${project.name}-client`;
    this.outside = `${project.name}-outside`;
    this.targets = targetsIn(stack.model, new Set(limitable(stack.model)));
    this.services = project.states.map(({ Service }) => Service);
  }

  public start(): void {
    const volumes = limitable(this.stack.model).map((name) => `--volume=${this.project.name}_${name}:/volumes/${name}`);
    must(containerOfRun('--detach', '--privileged', '--pid=host', '--network=none', '--name', this.outside, ...volumes, '--entrypoint', 'sleep', this.looker, '7200'));
    const [{ address, port }] = publishedIn({ workloads: this.stack.model.workloads.filter(({ name }) => name === this.way.entrance) });
    const script = fs.readFileSync(path.join(__dirname, 'writes.js'), 'utf8');
    must(containerOfRun('--detach', '--network=host', '--name', this.client, '--entrypoint', 'node', BASE, '-e', script, recordsAt(`http://${address}:${port}`, this.way)));
  }

  public stop(): void {
    run(['docker', 'rm', '--force', this.client, this.outside]);
  }

  public get log(): string {
    return must(['docker', 'logs', this.client]);
  }

  public begin({ kind, workload, which, place, seconds }: Fault): void {
    if (kind === 'recreate') {
      const { status, stderr } = this.project.run(['up', '-d', '--no-build', '--no-deps', '--force-recreate', workload]);
      if (status !== 0) throw new Error(stderr.trim());
      return;
    }
    const running = this.idsOf(workload, 'running');
    if (running.length === 0) throw new Error('it does not run');
    const id = running[which % running.length];
    if (kind === 'kill') this.tell('kill.sh', id);
    if (kind === 'pause') must(['docker', 'pause', id]);
    if (kind === 'fill') this.tell('fill.sh', id, place!, String(seconds));
  }

  public end({ kind, workload }: Fault): void {
    if (kind === 'pause') for (const id of this.idsOf(workload, 'paused')) must(['docker', 'unpause', id]);
  }

  public get unwell(): readonly string[] {
    return missingAmong(this.services, this.project.states.filter(isWell).map(({ Service }) => Service));
  }

  public get kept(): readonly number[] {
    const { database, list } = this.way;
    return must(['docker', 'exec', this.idsOf(database, 'running')[0] ?? database, 'sh', '-c', list]).split('\n').filter(Boolean).map(Number);
  }

  private idsOf(workload: string, state: string): readonly string[] {
    return this.project.states.filter(({ Service, State: of }) => Service === workload && of === state).map(({ ID }) => ID);
  }

  private tell(script: string, ...words: readonly string[]): void {
    must(['docker', 'exec', this.outside, 'sh', '-c', insideScript(script), script, ...words]);
  }
}
