import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { parse } from 'yaml';
import type { ContainerModel } from '../../lib/model/container';
import type { StackModel } from '../../lib/model/stack';
import { containersOf } from '../../lib/model/workload';
import { bytesOf, contentOf } from '../../lib/targets/output';
import { lastLine, must, run, type Ended } from './command';
import { isWell, line, statesOf, type State } from './compose-state';
import { listenTo, type EngineEvent } from './engine-events';
import { labelled, namelessOf, projectLabel, removeLabelled } from './engine-left-overs';
import { containerOfRun } from './containers-of-run';
import { problemsIn, type Noted } from './inside/compared';
import { lookAt } from './inside/project';
import { remember } from './interrupted';
import { answer, valuesIn } from './operator';
import { wait } from './lifecycle/wait';
import { makeSecretFiles } from './secret-files';
import type { ChosenStack } from './stacks';

/** The engine, and what is different on it. */
export interface Engine {
  /** The command of Compose. */
  readonly compose: readonly string[];
  /** What runs in place of images. */
  readonly images: ReadonlyMap<string, string>;
  /** How many files it lets a container open. */
  readonly mostFiles: number;
  /** Of how many bytes there is room on a volume, where volumes are to have a limit. */
  readonly volumeSize?: number;
  /** An image with a shell and the usual tools, from which the processes of others are looked at. */
  readonly looker: string;
}

const MOST_OCCUPANTS = 8;

/** How long it may take until all is well where Compose does not wait for it, in seconds. */
const LONGEST = 120;

/** How a project is removed, with its volumes: without profiles, those of what has run by hand are left. */
const DOWN = ['--profile', '*', 'down', '-v', '--remove-orphans', '-t', '5'];

/** Commands of Compose that remove containers, or put others in their place. */
const REPLACING: ReadonlySet<string> = new Set(['up', 'down', 'rm', 'run']);

/** A stack as a Compose project of its own, whose files are below `directory`. */
export class ComposeProject {
  /** What was compared when it came up last. */
  public noted: readonly Noted[] = [];
  /** Values that the operator keeps in files, by the names of secrets. */
  private files: ReadonlyMap<string, string> = new Map();
  private readonly directory: string;
  /** Volumes without a name that its containers have or had. */
  private readonly nameless = new Set<string>();

  /** @param root the directory of {@link remember} */
  public constructor(private readonly stack: ChosenStack, private readonly engine: Engine, directory: string, private readonly root: string) {
    this.directory = path.join(directory, 'compose', stack.model.name);
    for (const output of stack.outputs) {
      const file = path.join(directory, output.path);
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(file, bytesOf(output) ?? contentOf(output));
      fs.chmodSync(file, output.isExecutable ? 0o755 : 0o644);
    }
    fs.writeFileSync(path.join(this.directory, 'engine.yaml'), override(stack, engine));
  }

  /** What the operator has set. */
  public get env(): string {
    return fs.readFileSync(path.join(this.directory, '.env'), 'utf8');
  }

  public set env(text: string) {
    fs.writeFileSync(path.join(this.directory, '.env'), text);
  }

  /** Its name, and the beginning of those of what it has. Not the stack's own: on the machine of somebody who runs it, `down -v` would take his data. */
  public get name(): string {
    return `e2e-${this.stack.name}`;
  }

  /** All its containers. */
  public get states(): readonly State[] {
    return statesOf(this.run(['ps', '-a', '--format', 'json']).stdout);
  }

  /** Its Compose file, as it is now. */
  public get file(): string {
    return fs.readFileSync(path.join(this.directory, 'compose.yaml'), 'utf8');
  }

  public set file(text: string) {
    fs.writeFileSync(path.join(this.directory, 'compose.yaml'), text);
  }

  /** Starts it as its README says, with what the operator has filled in; everything that is not as the model says. */
  public up(settings: Readonly<Record<string, string>>): readonly string[] {
    const env = answer(fs.readFileSync(path.join(this.directory, '.env.example'), 'utf8'), settings);
    this.env = env;
    this.files = makeSecretFiles(this.stack.model, this.directory, valuesIn(env));
    return this.start();
  }

  /** Starts it with the settings that it has. */
  public start(): readonly string[] {
    remember(this.root, { label: projectLabel(this.name) });
    const since = Math.floor(Date.now() / 1000);
    this.noted = [];
    const heard = listenTo(this.name, path.join(this.directory, 'events.jsonl'));
    // Compose 2 waits for nothing that has a check which is not made, but fails.
    const isAwaited = !this.stack.model.workloads.flatMap(containersOf).some(({ noHealth }) => noHealth);
    const { status, stderr } = this.run(['up', '-d', ...(isAwaited ? ['--wait'] : []), '--no-build', '--quiet-pull', '--remove-orphans']);
    if (!isAwaited && status === 0) wait(LONGEST, () => this.states.every(isWell));
    // The last ones are a moment on their way.
    run(['sleep', '0.5']);
    const events = heard.stop();
    const { states } = this;
    for (const state of states) process.stdout.write(`  ${line(state)}\n`);
    const unwell = states.filter((state) => !isWell(state));
    if (status === 0 && states.length > 0 && unwell.length === 0) return this.look(states, since, events);
    process.stdout.write(indented(stderr, 8));
    for (const { Service } of unwell) process.stdout.write(indented(this.run(['logs', '--no-color', Service]).stdout, 12));
    const ofThem = unwell.map((state) => `${state.Service} is ${state.State === 'exited' ? `ended with ${state.ExitCode}` : state.Health || state.State}`);
    return ofThem.length > 0 ? ofThem : [`up ended with ${status}: ${lastLine(stderr)}`];
  }

  /** Holds what is up against what the model says. */
  private look(states: readonly State[], since: number, events: readonly EngineEvent[]): readonly string[] {
    const { looker, mostFiles } = this.engine;
    this.noted = lookAt({ ...this.stack, model: withFewerFiles(this.stack.model, mostFiles) }, { name: this.name, states, since, events, settings: new Map([...valuesIn(this.env), ...this.files]), imageOf: (reference) => this.imageOf(reference), looker });
    return problemsIn(this.noted);
  }

  /** Puts another file in its place, with what is different on the engine. */
  public replaceFile(text: string): void {
    this.file = text;
    this.override = override({ ...this.stack, compose: parse(text) as ChosenStack['compose'] }, this.engine);
  }

  /** What is different on the engine. */
  public get override(): string {
    return fs.readFileSync(path.join(this.directory, 'engine.yaml'), 'utf8');
  }

  public set override(text: string) {
    fs.writeFileSync(path.join(this.directory, 'engine.yaml'), text);
  }

  /** What runs in place of an image. */
  public imageOf(reference: string): string {
    return this.engine.images.get(reference) ?? reference;
  }

  /** Has the name of an image go in the end. */
  public takeAway(name: string): void {
    remember(this.root, { down: ['docker', 'rmi', '--force', name], directory: this.root });
  }

  /** Has the name of an image go back in the end to the one that has it now; what is built under it meanwhile goes. */
  public giveBack(name: string): void {
    const id = must(['docker', 'image', 'inspect', '--format', '{{.Id}}', name]).trim();
    remember(this.root, { down: ['sh', '-c', 'now=$(docker image inspect --format "{{.Id}}" "$1"); docker tag "$2" "$1"; [ "$now" = "$2" ] || docker rmi "$now"', 'give-back', name, id], directory: this.root });
  }

  /** Runs a command of Compose that goes on until it is told to stop; what it has said last is known until then. */
  public startBeside(words: readonly string[]): { readonly stop: () => void; readonly said: () => string } {
    const [program, ...rest] = this.words(words);
    const log = path.join(this.directory, 'beside.log');
    const output = fs.openSync(log, 'w');
    const child = spawn(program, rest, { cwd: this.directory, stdio: ['ignore', output, output] });
    return { stop: () => { child.kill('SIGINT'); }, said: () => lastLine(fs.readFileSync(log, 'utf8')) };
  }

  /** When the container of a service was started. */
  public startedAt(service: string): string {
    return run(['docker', 'inspect', '--format', '{{.State.StartedAt}}', ...this.states.filter(({ Service }) => Service === service).map(({ ID }) => ID)]).stdout.trim();
  }

  /** Starts containers that sleep until one of them has that address of one of its networks, which is the lowest free one, or nearly so; their names. */
  public occupy(network: string, address: string, image: string): readonly string[] {
    const names: string[] = [];
    for (let taken = ''; taken !== address && names.length < MOST_OCCUPANTS;) {
      const name = `${network}-occupant-${names.length}`;
      must(containerOfRun('--detach', '--name', name, '--network', network, '--entrypoint', 'sleep', image, '120'));
      taken = must(['docker', 'inspect', '--format', '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}', name]).trim();
      names.push(name);
    }
    return names;
  }

  /** Removes it as who wants to keep its data does: then Compose leaves the volumes that have no name, too, which nobody finds again. */
  public downKeepingData(): void {
    this.run(['down']);
    this.removeNameless();
  }

  /** Removes it, with its volumes; what Compose leaves of it, each a sentence. That is removed as well, and so is what has no name, which Compose leaves of a container that has it from the one whose place it has taken. */
  public down(): readonly string[] {
    const { status, stderr } = this.run(DOWN);
    this.removeNameless();
    const label = projectLabel(this.name);
    const left = labelled(label);
    removeLabelled(label, left);
    return [
      ...(status === 0 ? [] : [`down ended with ${status}: ${lastLine(stderr)}`]),
      ...left.map(({ kind, name }) => `it is down, and the ${kind} ${name} is left`),
    ];
  }

  /** Removes one of its containers, as nobody does who wants it to go on. */
  public remove(container: string): void {
    this.noteNameless();
    must(['docker', 'rm', '--force', '--volumes', container]);
  }

  private removeNameless(): void {
    if (this.nameless.size > 0) run(['docker', 'volume', 'rm', '--force', ...this.nameless]);
    this.nameless.clear();
  }

  /** Of a container that is replaced or removed nobody knows afterwards which volumes without a name it had. */
  private noteNameless(): void {
    const found = namelessOf(labelled(projectLabel(this.name)).flatMap(({ kind, name }) => (kind === 'container' ? [name] : []))).filter((name) => !this.nameless.has(name));
    if (found.length > 0) remember(this.root, { down: ['docker', 'volume', 'rm', '--force', ...found], directory: this.root });
    for (const name of found) this.nameless.add(name);
  }

  private words(words: readonly string[]): readonly string[] {
    return [...this.engine.compose, '-p', this.name, '-f', 'compose.yaml', '-f', 'engine.yaml', ...words];
  }

  /** Runs a line of a shell as an operator would, in whose words `docker compose` is this project. */
  public shell(line: string): Ended {
    this.noteNameless();
    return run(['sh', '-c', line.replaceAll('docker compose', this.words([]).join(' '))], { directory: this.directory });
  }

  /** Name of one of its volumes at the engine. */
  public volume(name: string): string {
    return `e2e-${this.stack.name}_${name}`;
  }

  /** Runs a command of Compose for it. */
  public run(words: readonly string[]): Ended {
    if (words.some((word) => REPLACING.has(word))) this.noteNameless();
    return run(this.words(words), { directory: this.directory });
  }
}

/** Volumes that may be of another kind than is written: nobody prepares their roots. */
export function limitable({ volumes }: Pick<StackModel, 'volumes'>): readonly string[] {
  return volumes.filter(({ ownedByImage, hostPath, existing, bucket, engineName }) => ownedByImage && !hostPath && !existing && !bucket && engineName === undefined).map(({ name }) => name);
}

/** The same, where containers may open no more files than the engine lets them. */
export function withFewerFiles(model: StackModel, most: number): StackModel {
  const fewer = <Of extends ContainerModel>(container: Of): Of => ({ ...container, ...(container.openFiles !== undefined && { openFiles: Math.min(container.openFiles, most) }) });
  const workloads = model.workloads.map((workload) => {
    const [main, ...sidecars] = workload.containers;
    return { ...workload, containers: [fewer(main), ...sidecars.map(fewer)] as const };
  });
  return { ...model, workloads };
}

/** A second Compose file that changes images, limits that this engine refuses, which it says, and volumes that are to have one. */
export function override({ compose, model }: Pick<ChosenStack, 'compose' | 'model'>, { images, mostFiles, volumeSize }: Pick<Engine, 'images' | 'mostFiles' | 'volumeSize'>): string {
  const services = Object.entries(compose?.services ?? {}).map(([name, { image: written = '', ulimits, pull_policy: policy }]) => {
    const image = chosenByDefault(written);
    const asked = ulimits?.nofile.hard ?? 0;
    if (asked > mostFiles) process.stdout.write(`  ${name} asks for ${asked} open files and gets ${mostFiles}\n`);
    const changes = [
      ...(images.has(image) ? [`    image: ${inPlaceOf(written, image, images.get(image)!)}\n`] : []),
      // No registry has a stand-in.
      ...(images.has(image) && policy === 'always' ? ['    pull_policy: missing\n'] : []),
      ...(asked > mostFiles ? [`    ulimits: { nofile: { soft: ${mostFiles}, hard: ${mostFiles} } }\n`] : []),
    ];
    return changes.length === 0 ? '' : `  ${name}:\n${changes.join('')}`;
  });
  // Of its own volumes the engine limits none but those in memory.
  const volumes = volumeSize === undefined ? [] : limitable(model).map((name) => `  ${name}: { driver_opts: { type: tmpfs, device: tmpfs, o: size=${volumeSize} } }\n`);
  return `services:\n${services.join('') || '  {}\n'}${volumes.length > 0 ? `volumes:\n${volumes.join('')}` : ''}`;
}

/** With the operator's choices in it, where its name has that of the image in it. */
function inPlaceOf(written: string, image: string, name: string): string {
  return written !== image && name.endsWith(image) ? `"${name.slice(0, name.length - image.length)}${written}"` : name;
}

/** The image that is taken when the operator chooses none of its parts. */
function chosenByDefault(image: string): string {
  const chosen = image.replace(/\$\{\w+:-([^{}]*)\}/g, '$1');
  return chosen === image ? image : chosenByDefault(chosen);
}

/** The last lines that are not empty. */
function indented(text: string, lines: number): string {
  return text.split(/\r?\n/).filter((words) => words.trim() !== '').slice(-lines).map((words) => `    ${words}\n`).join('');
}
