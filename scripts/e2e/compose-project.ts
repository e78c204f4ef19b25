import * as fs from 'node:fs';
import * as path from 'node:path';
import type { StackModel } from '../../lib/model/stack';
import type { ReportDocument } from '../../lib/diagnostics/report-document';
import { bytesOf, contentOf } from '../../lib/targets/output';
import { must, run, type Ended } from './command';
import { isWell, line, statesOf, type State } from './compose-state';
import { lookInside } from './inside/docker';
import { reachesOf, unansweredOn } from './inside/docker-reach';
import { publishedIn } from './inside/pairs';
import { remember } from './interrupted';
import { answer, valuesIn } from './operator';
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

/** How a project is removed, with its volumes: without profiles, those of what has run by hand are left. */
const DOWN = ['--profile', '*', 'down', '-v', '--remove-orphans', '-t', '5'];

/** A stack as a Compose project of its own, whose files are below `directory`. */
export class ComposeProject {
  private readonly directory: string;

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

  /** Its name, and the beginning of those of what it has. */
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
    return this.start();
  }

  /** Starts it with the settings that it has. */
  public start(): readonly string[] {
    remember(this.root, { down: this.words(DOWN), directory: this.directory });
    const { status, stderr } = this.run(['up', '-d', '--wait', '--no-build', '--quiet-pull', '--remove-orphans']);
    const { states } = this;
    for (const state of states) process.stdout.write(`  ${line(state)}\n`);
    const unwell = states.filter((state) => !isWell(state));
    if (status === 0 && states.length > 0 && unwell.length === 0) return this.otherThanStated(states, valuesIn(this.env));
    process.stdout.write(indented(stderr, 8));
    for (const { Service } of unwell) process.stdout.write(indented(this.run(['logs', '--no-color', Service]).stdout, 12));
    const ofThem = unwell.map((state) => `${state.Service} is ${state.State === 'exited' ? `ended with ${state.ExitCode}` : state.Health || state.State}`);
    return ofThem.length > 0 ? ofThem : [`up ended with ${status}: ${stderr.trim().split('\n').at(-1) ?? ''}`];
  }

  /** What a process has other than the model says, or what is open or closed that should not be. */
  private otherThanStated(states: readonly State[], set: ReadonlyMap<string, string>): readonly string[] {
    const { model } = this.stack;
    const operator = new Map([
      ...model.secrets.map(({ name }) => [name, set.get(name)] as const),
      ...model.parameters.map(({ name, setting = name }) => [name, set.get(setting)] as const),
    ].filter((entry): entry is readonly [string, string] => entry[1] !== undefined));
    const looked = lookInside(model, { operator }, states, this.engine.looker);
    process.stdout.write(`  ${looked.filter(({ problems }) => problems.length === 0).length} of ${looked.length} containers are given what the model says\n`);
    const report = JSON.parse(this.stack.files.get(`report/${model.name}.json`)!) as ReportDocument;
    const { problems: reached, tried } = reachesOf(model, report, states, this.engine.looker);
    const silent = unansweredOn(publishedIn(model), this.engine.looker);
    process.stdout.write(`  ${tried - reached.length} of ${tried} connections are open or closed as stated, ${publishedIn(model).length - silent.length} of ${publishedIn(model).length} published ports answer\n`);
    return [...looked.flatMap(({ service, problems }) => problems.map((problem) => `${service}: ${problem}`)), ...reached, ...silent];
  }

  /** Starts containers that sleep until one of them has that address of one of its networks, which is the lowest free one, or nearly so; their names. */
  public occupy(network: string, address: string, image: string): readonly string[] {
    const names: string[] = [];
    for (let taken = ''; taken !== address && names.length < MOST_OCCUPANTS;) {
      const name = `${network}-occupant-${names.length}`;
      // While it is there, its network cannot be removed.
      remember(this.root, { down: ['docker', 'rm', '--force', name], directory: this.directory });
      must(['docker', 'run', '--detach', '--rm', '--name', name, '--network', network, '--entrypoint', 'sleep', image, '120']);
      taken = must(['docker', 'inspect', '--format', '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}', name]).trim();
      names.push(name);
    }
    return names;
  }

  /** Removes it as who wants to keep its data does: then Compose leaves the volumes that have no name, too, which nobody finds again. */
  public downKeepingData(): void {
    const mounts = this.states.flatMap(({ ID }) => JSON.parse(must(['docker', 'inspect', '--format', '{{json .Mounts}}', ID])) as readonly { readonly Type: string; readonly Name?: string }[]);
    this.run(['down']);
    const nameless = mounts.flatMap(({ Type, Name = '' }) => (Type === 'volume' && /^[0-9a-f]{64}$/.test(Name) ? [Name] : []));
    if (nameless.length > 0) run(['docker', 'volume', 'rm', ...nameless]);
  }

  /** Removes it, with its volumes. */
  public down(): void {
    this.run(DOWN);
  }

  /** Not under the stack's own name: on the machine of somebody who runs it, `down -v` would take his data. */
  private words(words: readonly string[]): readonly string[] {
    return [...this.engine.compose, '-p', this.name, '-f', 'compose.yaml', '-f', 'engine.yaml', ...words];
  }

  /** Runs a line of a shell as an operator would, in whose words `docker compose` is this project. */
  public shell(line: string): Ended {
    return run(['sh', '-c', line.replaceAll('docker compose', this.words([]).join(' '))], { directory: this.directory });
  }

  /** Name of one of its volumes at the engine. */
  public volume(name: string): string {
    return `e2e-${this.stack.name}_${name}`;
  }

  /** Runs a command of Compose for it. */
  public run(words: readonly string[]): Ended {
    return run(this.words(words), { directory: this.directory });
  }
}

/** Volumes that may be of another kind than is written: nobody prepares their roots. */
export function limitable({ volumes }: Pick<StackModel, 'volumes'>): readonly string[] {
  return volumes.filter(({ ownedByImage, hostPath, existing, bucket, engineName }) => ownedByImage && !hostPath && !existing && !bucket && engineName === undefined).map(({ name }) => name);
}

/** A second Compose file that changes images, limits that this engine refuses, which it says, and volumes that are to have one. */
export function override({ compose, model }: Pick<ChosenStack, 'compose' | 'model'>, { images, mostFiles, volumeSize }: Pick<Engine, 'images' | 'mostFiles' | 'volumeSize'>): string {
  const services = Object.entries(compose?.services ?? {}).map(([name, { image: written = '', ulimits }]) => {
    const image = chosenByDefault(written);
    const asked = ulimits?.nofile.hard ?? 0;
    if (asked > mostFiles) process.stdout.write(`  ${name} asks for ${asked} open files and gets ${mostFiles}\n`);
    const changes = [
      ...(images.has(image) ? [`    image: ${images.get(image)}\n`] : []),
      ...(asked > mostFiles ? [`    ulimits: { nofile: { soft: ${mostFiles}, hard: ${mostFiles} } }\n`] : []),
    ];
    return changes.length === 0 ? '' : `  ${name}:\n${changes.join('')}`;
  });
  // Of its own volumes the engine limits none but those in memory.
  const volumes = volumeSize === undefined ? [] : limitable(model).map((name) => `  ${name}: { driver_opts: { type: tmpfs, device: tmpfs, o: size=${volumeSize} } }\n`);
  return `services:\n${services.join('') || '  {}\n'}${volumes.length > 0 ? `volumes:\n${volumes.join('')}` : ''}`;
}

/** The image that is taken when the operator chooses none of its parts. */
function chosenByDefault(image: string): string {
  return image.replace(/\$\{\w+:-([^}]*)\}/g, '$1');
}

/** The last lines that are not empty. */
function indented(text: string, lines: number): string {
  return text.split(/\r?\n/).filter((words) => words.trim() !== '').slice(-lines).map((words) => `    ${words}\n`).join('');
}
