import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as net from 'node:net';
import * as path from 'node:path';
import { must, type Ended } from '../e2e/command';
import { override } from '../e2e/compose-project';
import { isWell, statesOf } from '../e2e/compose-state';
import { answer } from '../e2e/operator';
import type { ChosenStack } from '../e2e/stacks';
import { contentOf, FILES, SECRET, type Entrance } from './entrances';
import { BACKEND_IMAGE, FRONT_END_IMAGE } from './stack';

const NGINX = 'nginx:1.27-alpine';
const ENTRANCES: readonly Entrance[] = ['front-end', 'proxy', 'half-proxy'];

/** A container of a backend. */
export interface Container {
  readonly id: string;
  /** Its addresses by the names of its networks. */
  readonly addresses: ReadonlyMap<string, string>;
}

/** The stack of the table as a Compose project, with ports of loopback that nobody else has. */
export class TableProject {
  private readonly directory: string;
  private readonly strangers: string[] = [];
  private ports: ReadonlyMap<Entrance, number> = new Map();

  /** @param images what runs in place of images */
  public constructor(
    private readonly stack: ChosenStack,
    private readonly command: readonly string[],
    private readonly images: ReadonlyMap<string, string>,
    directory: string,
  ) {
    this.directory = path.join(directory, 'compose', stack.name);
    for (const [file, text] of stack.files) {
      fs.mkdirSync(path.dirname(path.join(directory, file)), { recursive: true });
      fs.writeFileSync(path.join(directory, file), text);
    }
    fs.writeFileSync(path.join(this.directory, 'engine.yaml'), override(stack, { images, mostFiles: Infinity }));
    this.buildFrontEnd(path.join(directory, 'front-end'));
  }

  /** Whether all of it is well. */
  public async up(): Promise<boolean> {
    this.ports = new Map(await Promise.all(ENTRANCES.map(async (entrance) => [entrance, await freePort()] as const)));
    const settings = Object.fromEntries([...this.ports].map(([entrance, port]) => [`${entrance.replaceAll('-', '_').toUpperCase()}_PORT`, String(port)]));
    fs.writeFileSync(path.join(this.directory, '.env'), answer(fs.readFileSync(path.join(this.directory, '.env.example'), 'utf8'), settings));
    const { status, stderr } = await this.compose('up', '-d', '--wait', '--no-build', '--quiet-pull');
    const states = statesOf((await this.compose('ps', '-a', '--format', 'json')).stdout);
    const unwell = states.filter((state) => !isWell(state));
    if (status === 0 && states.length > 0 && unwell.length === 0) return true;
    process.stdout.write(stderr);
    for (const { Service } of unwell) process.stdout.write((await this.compose('logs', '--no-color', Service)).stdout);
    return false;
  }

  /** Removes it, and the strangers beside it. */
  public async down(): Promise<void> {
    for (const stranger of this.strangers) await execute(['docker', 'rm', '-f', stranger]);
    await this.compose('down', '-v', '--remove-orphans', '-t', '2');
  }

  /** Where an entrance answers on this machine. */
  public portOf(entrance: Entrance): number {
    return this.ports.get(entrance)!;
  }

  public compose(...words: readonly string[]): Promise<Ended> {
    return execute([...this.command, '-p', this.stack.name, '-f', 'compose.yaml', '-f', 'engine.yaml', ...words], this.directory);
  }

  public async containersOf(service: string): Promise<readonly Container[]> {
    const ids = (await this.compose('ps', '-q', service)).stdout.split('\n').filter(Boolean);
    const format = '{{range $name, $network := .NetworkSettings.Networks}}{{$name}} {{$network.IPAddress}}\n{{end}}';
    return Promise.all(ids.map(async (id) => {
      const { stdout } = await execute(['docker', 'inspect', '--format', format, id]);
      return { id, addresses: new Map(stdout.split('\n').filter((line) => line.trim() !== '').map((line) => line.split(' ') as [string, string])) };
    }));
  }

  /** Kills the first process of a container, which takes somebody outside; the engine does not take it for a wish of the operator's. */
  public async kill({ id }: Container): Promise<Ended> {
    const { stdout } = await execute(['docker', 'inspect', '--format', '{{.State.Pid}}', id]);
    const words = ['--pid', 'host', '--user', '0:0', this.images.get(BACKEND_IMAGE) ?? BACKEND_IMAGE, 'node', '-e', `process.kill(${stdout.trim()}, 'SIGKILL')`];
    return execute(['docker', 'run', '--rm', ...words]);
  }

  /** How often the engine has started a container again. */
  public async restartsOf({ id }: Container): Promise<number> {
    return Number((await execute(['docker', 'inspect', '--format', '{{.RestartCount}}', id])).stdout);
  }

  /** Starts strangers that answer as `name` until one has taken the address in that network, which is the lowest free one; whether one has. */
  public async occupy(network: string, address: string, name: string): Promise<boolean> {
    for (let tries = 0; tries < 8; tries += 1) {
      const program = path.join(this.directory, 'files', 'program.backend.js');
      const words = ['--network', network, '-e', `BACKEND=${name}`, '-e', 'PORT=3000', '-v', `${program}:/srv/backend.js:ro`, this.images.get(BACKEND_IMAGE) ?? BACKEND_IMAGE, 'node', '/srv/backend.js'];
      const id = must(['docker', 'run', '-d', ...words]).trim();
      this.strangers.push(id);
      const { stdout } = await execute(['docker', 'inspect', '--format', '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}', id]);
      if (stdout.trim() === address) return true;
    }
    return false;
  }

  /** The image of the front end: nginx' own, files, and one beside the root. */
  private buildFrontEnd(context: string): void {
    const write = (file: string, content: string): void => {
      const target = Buffer.from(path.join(context, file), 'latin1');
      fs.mkdirSync(path.dirname(path.join(context, file)), { recursive: true });
      fs.writeFileSync(target, content, 'latin1');
    };
    for (const file of FILES) write(`html/${file}`, contentOf(file));
    write('beside/secret.txt', SECRET);
    write('Dockerfile', `FROM ${this.images.get(NGINX) ?? NGINX}\nCOPY html /usr/share/nginx/html\nCOPY beside /usr/share/nginx/beside\n`);
    must(['docker', 'build', '--quiet', '--tag', FRONT_END_IMAGE, context]);
  }
}

/** As `run`, while other things go on. */
export function execute(words: readonly string[], directory?: string): Promise<Ended> {
  return new Promise((resolve) => {
    const [program, ...rest] = words;
    const child = spawn(program, rest, { cwd: directory, stdio: ['ignore', 'pipe', 'pipe'] });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (part) => (stdout += part));
    child.stderr.on('data', (part) => (stderr += part));
    child.on('error', (error) => resolve({ status: 127, stdout, stderr: error.message }));
    child.on('close', (status) => resolve({ status: status ?? 1, stdout, stderr }));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as net.AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
