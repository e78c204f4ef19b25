import { texts, type Fields } from '../../untyped';
import { expand } from '../kubelet-expansion';

/** What a container is started with. */
export interface Argv {
  /** What is said of entry point and arguments together; missing if nothing is. */
  readonly words?: readonly string[];
  /** The field that says it. */
  readonly field: string;
}

/** As a kubelet starts it. */
export function argvOfContainer({ command, args }: Fields, known: ReadonlyMap<string, string>): Argv {
  const words = [...texts(command), ...texts(args)].map((word) => expand(word, known));
  return { field: args === undefined ? 'command' : 'args', ...(words.length > 0 && { words }) };
}

/** As the engine starts it. */
export function argvOfService({ entrypoint, command }: Fields): Argv {
  const words = [...texts(entrypoint), ...texts(command)];
  return { field: command === undefined ? 'entrypoint' : 'command', ...(words.length > 0 && { words }) };
}

/** The words as one text each, so that what a shell makes of them is the same text for the same words. */
export function plainWords(words: readonly string[], known: ReadonlyMap<string, string>): readonly string[] {
  const script = shellScriptOf(words, known);
  if (script === undefined) return [programOf(words[0] ?? ''), ...words.slice(1)];
  return simpleWords(script.replace(/^exec /, '')) ?? ['sh', '-c', script];
}

/** `sh`, however it is found. */
export const programOf = (word: string): string => word.replace(/^(?:\/usr)?(?:\/local)?\/bin\/(?=[^/]+$)/, '');

/** The script that a shell is given, with the variables that are known; undefined if no shell is. */
export function shellScriptOf(words: readonly string[], known: ReadonlyMap<string, string>): string | undefined {
  const [shell, option, script, ...rest] = words;
  if (!/^(?:ba|da|a)?sh$/.test(programOf(shell ?? '')) || !/^-[a-z]*c$/.test(option ?? '') || script === undefined || rest.length > 0) return undefined;
  const lines = script.replace(/\\\n\s*/g, ' ').split('\n').map((line) => line.trim()).filter((line) => line !== '');
  return lines.join('\n').replace(/\$(?:(\w+)|\{(\w+)\})/g, (whole, name?: string, braced?: string) => known.get(name ?? braced ?? '') ?? whole);
}

/** The words of a command that needs no shell; undefined for one that does. */
export function simpleWords(script: string): readonly string[] | undefined {
  return /[|&;<>()`\\*?#~{}\n]|\$[\w({]|^\w+=/.test(script.replace(/'[^']*'|"[^"$`\\]*"/g, '')) ? undefined : [...script.matchAll(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g)].map(([word]) => word.replace(/'([^']*)'|"([^"]*)"/g, (_, single?: string, double?: string) => single ?? double ?? ''));
}
