import { parseArgs } from 'node:util';
import { nearestName } from '../model/nearest-name';
import type { SaidPair } from '../verify/agreement/drift/pairs';

/** What was asked for, and how. */
export interface VerifyOptions {
  /** The folder of a synthesis; missing where files are named. */
  readonly directory?: string;
  /** Files and folders of manifests. */
  readonly kubernetes: readonly string[];
  /** Compose files, of which later ones are merged into the first, or one folder. */
  readonly compose: readonly string[];
  /** A folder, or a file of manifests, as they were applied before. */
  readonly against?: string;
  readonly kubernetesVersion?: string;
  /** Files and folders with CustomResourceDefinitions of the cluster. */
  readonly crds: readonly string[];
  readonly envFiles: readonly string[];
  readonly profiles: readonly string[];
  /** What of both sides is the same, where no name says it. */
  readonly matches: readonly SaidPair[];
  readonly format: Format;
  /** A file in the place of the standard output. */
  readonly output?: string;
}

export const FORMATS = ['text', 'json', 'sarif', 'github'] as const;

export type Format = (typeof FORMATS)[number];

export type Request = { readonly command: 'help' } | { readonly command: 'version' } | { readonly command: 'verify'; readonly options: VerifyOptions };

/** The command line makes no sense. */
export class UsageError extends Error {}

const COMMANDS = ['verify'];

const OPTIONS = {
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
  compose: { type: 'string' },
  kubernetes: { type: 'string' },
  against: { type: 'string' },
  'kubernetes-version': { type: 'string' },
  crd: { type: 'string' },
  'env-file': { type: 'string' },
  profile: { type: 'string' },
  match: { type: 'string' },
  format: { type: 'string' },
  output: { type: 'string', short: 'o' },
} as const;

type Name = keyof typeof OPTIONS;

/** Options after which several files can stand. */
const LISTS: readonly string[] = ['compose', 'kubernetes', 'crd'] satisfies Name[];
/** Options that can be given more than once. */
const REPEATED: readonly string[] = ['compose', 'kubernetes', 'crd', 'env-file', 'profile', 'match'] satisfies Name[];

/**
 * What a command line asks for.
 *
 * @throws UsageError with what is wrong, and the nearest thing that there is
 */
export function requestOf(args: readonly string[]): Request {
  const { tokens } = parseArgs({ args: [...args], options: OPTIONS, strict: false, allowPositionals: true, tokens: true });
  const given = new Map<Name, string[]>();
  const words: string[] = [];
  let list: string[] | undefined;
  for (const token of tokens) {
    if (token.kind === 'option') list = addOption(given, token.name, token.rawName, token.value, token.inlineValue);
    else if (token.kind === 'positional') (list ?? words).push(token.value);
    else list = undefined;
  }
  if (given.has('help')) return { command: 'help' };
  if (given.has('version')) return { command: 'version' };
  const [command, ...rest] = words;
  if (command === undefined) throw new UsageError(`no command: there is ${COMMANDS.join(', ')}`);
  if (!COMMANDS.includes(command)) throw new UsageError(`there is no command "${command}"${meant(command, COMMANDS) || `: there is ${COMMANDS.join(', ')}`}`);
  return { command: 'verify', options: verifyOptions(given, rest) };
}

/** @returns the list that the words after it belong to, for an option with one */
function addOption(given: Map<Name, string[]>, name: string, rawName: string, value: string | undefined, isInline: boolean | undefined): string[] | undefined {
  if (!isName(name)) throw new UsageError(`there is no option "${rawName}"${meant(name, Object.keys(OPTIONS), '--')}`);
  if (OPTIONS[name].type === 'boolean') {
    if (isInline) throw new UsageError(`${rawName} takes no value`);
    given.set(name, []);
    return undefined;
  }
  if (value === undefined || (!isInline && value.startsWith('-') && value !== '-')) throw new UsageError(`${rawName} needs a value`);
  const values = given.get(name) ?? [];
  if (values.length > 0 && !REPEATED.includes(name)) throw new UsageError(`${rawName} is given twice`);
  values.push(value);
  given.set(name, values);
  return LISTS.includes(name) ? values : undefined;
}

function verifyOptions(given: ReadonlyMap<Name, readonly string[]>, directories: readonly string[]): VerifyOptions {
  const one = (name: Name): string | undefined => given.get(name)?.[0];
  const all = (name: Name): readonly string[] => given.get(name) ?? [];
  const format = one('format') ?? 'text';
  const kubernetesVersion = one('kubernetes-version');
  if (kubernetesVersion !== undefined && !/^v?1\.\d+(?:\.\d+)?$/.test(kubernetesVersion)) throw new UsageError(`"${kubernetesVersion}" is no version of Kubernetes: one is written 1.30`);
  const hasFiles = given.has('compose') || given.has('kubernetes');
  if (!isFormat(format)) throw new UsageError(`there is no format "${format}"${meant(format, FORMATS) || `: there are ${FORMATS.join(', ')}`}`);
  if (directories.length > 1) throw new UsageError(`${directories.length} folders are named (${directories.join(', ')}), and one is judged: files stand behind --compose and --kubernetes`);
  if (hasFiles && directories.length > 0) throw new UsageError(`both the folder ${directories[0]} and files are named: files are judged without one`);
  const onlyWithCompose = (['env-file', 'profile', 'match'] as const).find((name) => given.has(name) && !given.has('compose'));
  if (onlyWithCompose) throw new UsageError(`--${onlyWithCompose} is for --compose: the outputs of a synthesis are judged with every choice that they have`);
  return {
    ...(!hasFiles && { directory: directories[0] ?? 'dist' }),
    kubernetes: all('kubernetes'),
    compose: all('compose'),
    against: one('against'),
    kubernetesVersion: kubernetesVersion?.replace('v', ''),
    crds: all('crd'),
    envFiles: all('env-file'),
    profiles: all('profile'),
    matches: all('match').map(saidPair),
    format,
    output: one('output'),
  };
}

function saidPair(match: string): SaidPair {
  const [, service, workload] = /^([^=]+)=(.+)$/.exec(match) ?? [];
  if (service === undefined) throw new UsageError(`"${match}" matches nothing: a match is written api=deployment/backend`);
  return { service, workload };
}

function isName(name: string): name is Name {
  return Object.hasOwn(OPTIONS, name);
}

function isFormat(format: string): format is Format {
  return (FORMATS as readonly string[]).includes(format);
}

function meant(name: string, known: readonly string[], before = ''): string {
  const nearest = nearestName(name, known);
  return nearest === undefined ? '' : `: did you mean "${before}${nearest}"?`;
}
