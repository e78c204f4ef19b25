import * as fs from 'node:fs';
import * as path from 'node:path';
import type { ImageFactsModel } from '../../lib/model/image-facts';

/** Has Node.js and the tools that images state most. */
const DEFAULT_BASE = 'node:22-bookworm';

const PROGRAMS = ['program.js', 'listen.js', 'grpc-health.js', 'prepare.js'];

/** What is known of one way of starting an image. */
export interface KnownProgram extends ImageFactsModel {
  /** Whether it is a supervisor, which starts others that are known: then it is the real one that runs, once it has done as the facts say. */
  readonly supervises?: boolean;
  /** Set for a server that speaks TLS at all of its ports: what it shows, and the key of that. */
  readonly tls?: { readonly cert: string; readonly key: string };
  /** Whether it answers the health service of gRPC at all of its ports, or asks one and ends. */
  readonly grpcHealth?: 'answers' | 'asks';
  /** Whether it says how it was run where the first process of its container writes: what runs beside that has no log. */
  readonly tellsFirst?: boolean;
}

/** An image, and what is known of each way of starting it. */
export interface KnownImage {
  readonly reference: string;
  readonly variants: readonly KnownProgram[];
}

/**
 * The files of a build context that makes a stand-in for an image, by name.
 *
 * @param more programs to put beside its own
 */
export function recipeOf({ variants }: KnownImage, more: ReadonlyMap<string, string> = new Map()): ReadonlyMap<string, string> {
  const base = variants.find((facts) => facts.base)?.base?.reference;
  if (base !== undefined && variants.every(isContent)) return contentOn(base, variants);
  return new Map([
    ['Dockerfile', dockerfile(variants, [...PROGRAMS, ...more.keys()])],
    ['facts.json', `${JSON.stringify({ variants }, null, 2)}\n`],
    ...PROGRAMS.map((name): [string, string] => [name, fs.readFileSync(path.join(__dirname, name), 'utf8')]),
    ...more,
  ]);
}

/** Files for the program of its base, of which it says nothing itself: built pages behind a web server. */
function isContent({ entrypoint, command, program }: ImageFactsModel): boolean {
  return !entrypoint && !command && !program;
}

function contentOn(base: string, variants: readonly ImageFactsModel[]): ReadonlyMap<string, string> {
  const contents = [...new Set(variants.flatMap((facts) => facts.contents ?? []).map((content) => content.path))];
  const copies = contents.map((content) => `COPY content ${path.extname(content) === '' ? `${content}/.stand-in-content` : content}`);
  return new Map([['Dockerfile', [`FROM ${base}`, ...copies, ''].join('\n')], ['content', 'stand-in\n']]);
}

/** The configuration is that of the image, which has no user unless one is stated: the base is one of root. No shell runs, since there may be none left. */
function dockerfile(variants: readonly ImageFactsModel[], programs: readonly string[]): string {
  const first = <Key extends keyof ImageFactsModel>(key: Key): ImageFactsModel[Key] | undefined => variants.find((facts) => facts[key] !== undefined)?.[key];
  const entrypoint = first('entrypoint')?.words;
  const command = first('command')?.words;
  const user = variants.flatMap(({ users = [] }) => users).find(({ own, uid }) => own === true && uid !== 'any');
  const directory = first('workingDirectory');
  const ports = [...new Set(variants.flatMap((facts) => facts.ports ?? []).map(({ port, protocol = 'tcp' }) => `${port}/${protocol}`))];
  return [
    `ARG BASE=${DEFAULT_BASE}`,
    'FROM ${BASE}',
    `COPY ${[...programs, 'facts.json'].join(' ')} /stand-in/`,
    'RUN ["node", "/stand-in/prepare.js"]',
    ...(directory ? [`WORKDIR ${directory.path}`] : []),
    ...(user ? [`USER ${user.uid}${user.gid === undefined ? '' : `:${user.gid}`}`] : []),
    ...(ports.length > 0 ? [`EXPOSE ${ports.join(' ')}`] : []),
    ...healthcheck(first('healthcheck')),
    ...startOf(entrypoint, command, variants),
    '',
  ].join('\n');
}

/** Of an image whose own program is not known, the first that is. */
function startOf(entrypoint: readonly string[] = [], command: readonly string[] = [], variants: readonly ImageFactsModel[]): string[] {
  if (entrypoint.length + command.length > 0) return [`ENTRYPOINT ${JSON.stringify(entrypoint)}`, `CMD ${JSON.stringify(command)}`];
  const program = variants.find((facts) => facts.program)?.program?.words ?? [];
  return [`ENTRYPOINT ["/stand-in/node", "/stand-in/program.js"]`, `CMD ${JSON.stringify(program)}`];
}

/** Without one there is none, as the base has none. `NONE` would not be the same: Compose 2 does not wait for such a container, but fails. */
function healthcheck(known: ImageFactsModel['healthcheck']): string[] {
  if (!known || known.command.length === 0) return [];
  const { interval = 30_000, timeout = 30_000, startPeriod = 0, retries = 3 } = known;
  const options = `--interval=${interval}ms --timeout=${timeout}ms --start-period=${startPeriod}ms --retries=${retries}`;
  return [`HEALTHCHECK ${options} CMD ${JSON.stringify(known.command)}`];
}
