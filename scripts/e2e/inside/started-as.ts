import type { Container } from '../../../lib/targets/kubernetes/api';
import { same, type Compared } from './compared';
import { isStandIn, type Observed } from './observed';
import type { Stated } from './stated';

/** What the kubelet is asked to start, with variables in the place of references to them: a script may have made another program of it since. */
export function* startedAs({ entrypoint, command, environment, parts }: Stated, { command: words, args }: Pick<Container, 'command' | 'args'>, variables: ReadonlyMap<string, string> | undefined): Iterable<Compared> {
  const expanded = (texts: readonly string[] | undefined): readonly string[] | undefined => texts?.map((text) => expandedBy(text, (name) => variables?.get(name) ?? environment.get(name) ?? parts.get(name)));
  if (entrypoint) yield same('arguments', 'what it is started by', expanded(words), entrypoint);
  if (command) yield same('arguments', 'what it is started with', expanded(args), command);
}

/** As the API says it: `$(NAME)` is a variable, `$$(NAME)` is none, and what is not known stays. */
export function expandedBy(text: string, valueOf: (name: string) => string | undefined): string {
  return text.replace(/\$\$|\$\(([^()$]+)\)/g, (found, name: string | undefined) => (name === undefined ? '$' : valueOf(name) ?? found));
}

/**
 * The words that a stand-in was started with, as the kernel has them: those of the entry point but for the first, which starts it, and
 * those of the command. Not those of a shell, which may have become what it starts.
 */
export function ofStandIn({ entrypoint, command }: Stated, { argv }: Observed): readonly Compared[] {
  const words = [...(entrypoint?.slice(1) ?? []), ...command ?? []];
  if (!isStandIn({ argv }) || (!entrypoint && !command) || /(?:^|\/)sh$/.test(entrypoint?.[0] ?? '')) return [];
  const [first = '', ...others] = argv.slice(argv.length - words.length);
  // A script has the path at which it was found in place of its name.
  const isFound = !entrypoint && first.endsWith(`/${String(words[0])}`);
  return [same('arguments', 'what it is started with', words.length === 0 ? [] : [isFound ? words[0] : first, ...others], words)];
}
