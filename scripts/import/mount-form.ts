import { isMapping, type Raw } from './raw';
import { defaultText, parseTemplate, splitOutside } from './template';

/** An entry of `volumes` in its long form; all texts may have variables in them. */
export interface MountForm {
  readonly type: string;
  /** Missing for a volume without a name. */
  readonly source?: string;
  readonly target: string;
  readonly readOnly: boolean;
  /** Whatever else is said of it: `bind.selinux`, `volume.nocopy`. */
  readonly rest: Readonly<Record<string, unknown>>;
}

/** What changes nothing where Docker Engine runs on Linux. */
const WITHOUT_MEANING: ReadonlySet<string> = new Set(['rw', 'cached', 'delegated', 'consistent', 'default']);

/** An entry of `volumes`; undefined for one that is none. */
export function mountForm(entry: unknown): MountForm | undefined {
  if (isMapping(entry)) return longForm(entry);
  if (typeof entry !== 'string') return undefined;
  const pieces = splitOutside(entry, ':');
  if (pieces.length > 3) return undefined;
  const [first, second, mode] = pieces;
  if (second === undefined) return { type: 'volume', target: cleaned(first), readOnly: false, rest: {} };
  const rest: Record<string, unknown> = {};
  let readOnly = false;
  for (const word of mode?.split(',') ?? []) {
    if (word === 'ro') readOnly = true;
    else if (word === 'z' || word === 'Z') rest['bind.selinux'] = word;
    else if (word === 'nocopy') rest['volume.nocopy'] = true;
    else if (/^r?(shared|slave|private)$/.test(word)) rest['bind.propagation'] = word;
    else if (!WITHOUT_MEANING.has(word)) rest[`mode ${word}`] = true;
  }
  return { type: isPath(first) ? 'bind' : 'volume', source: sourceOf(first), target: cleaned(second), readOnly, rest };
}

function longForm({ type, source, target, read_only: readOnly, consistency: _consistency, ...rest }: Raw): MountForm | undefined {
  if (typeof target !== 'string' || typeof type !== 'string') return undefined;
  const more: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(rest)) {
    if (name.startsWith('x-')) continue;
    if (!isMapping(value)) more[name] = value;
    else for (const [key, item] of Object.entries(value)) if (key !== 'create_host_path' || item === false) more[`${name}.${key}`] = item;
  }
  return { type, ...(source !== undefined && source !== null && { source: sourceOf(String(source)) }), target: cleaned(target), readOnly: readOnly === true, rest: more };
}

/** Whether a source is a directory or file of the host, as far as its default says. */
export function isPath(source: string): boolean {
  const text = defaultText(parseTemplate(source));
  return text === '' || /^[./~\\]|^[A-Za-z]:[\\/]/.test(text);
}

/** `//var/run/docker.sock` is written for shells that make a path of Windows of one that begins with a single `/`. */
function sourceOf(source: string): string {
  return source.replace(/^\/{2,}/, '/');
}

/** Compose takes `/data/` for `/data`, and the engine `//data` as well. */
function cleaned(target: string): string {
  return target.length > 1 ? sourceOf(target).replace(/(?<=.)\/+$/, '') : target;
}
