import { givenWords, per, type ImageRule, type KnownContainer } from './image-container';

/** A container starts what the facts are about; and what ends is a task. */
export const checkProgram: ImageRule = (container, findings) => {
  const { facts, kind, path } = container;
  if (!startsKnownProgram(container)) {
    findings.report('model/image-program', path, { known: knownWords(container).join(' ') || 'what it starts by itself', started: startedLine(container) });
    return;
  }
  if ((facts.ends !== undefined) === (kind === 'task')) return;
  const what = facts.ends ? `ends when its work is done ${per(facts.ends)}` : 'runs until it is stopped';
  findings.report('model/image-ends', path, { what, kind: kind === 'task' ? 'a task' : 'no task' });
};

/** Whether what is started begins as what the facts are about. */
export function startsKnownProgram(container: KnownContainer): boolean {
  const { process, facts, textOf } = container;
  const given = givenWords(process).map(textOf);
  const entrypoint = facts.entrypoint?.words ?? [];
  if (replacesEntrypoint(container)) {
    const known = knownWords(container);
    return begins(given, known) || (known.length > 0 && begins(given, [...entrypoint, ...known])) || nothingKnown(container);
  }
  // Options alone are for what the image starts by itself.
  const ownProgram = given.length === 0 || (given[0]?.startsWith('-') ?? false);
  if (ownProgram && !facts.program) return true;
  const command = ownProgram ? (facts.command?.words ?? []) : given;
  return begins(command, knownWords(container)) || begins([...entrypoint, ...command], knownWords(container));
}

/** First words of what the facts are about: what is stated, or the image's own, as far as its options. */
function knownWords(container: KnownContainer): readonly string[] {
  const { program, command, entrypoint } = container.facts;
  if (program) return program.words;
  const words = command?.words.length || !replacesEntrypoint(container) ? (command?.words ?? []) : (entrypoint?.words ?? []);
  const options = words.findIndex((word) => word.startsWith('--'));
  return options < 0 ? words : words.slice(0, options);
}

function nothingKnown({ facts }: KnownContainer): boolean {
  return !facts.program && !facts.command && !facts.entrypoint;
}

/** Whether nothing of what the image starts by itself is left. */
function replacesEntrypoint({ process }: KnownContainer): boolean {
  return process.entrypoint !== undefined || process.wrapped === true;
}

function begins(line: readonly (string | undefined)[], words: readonly string[]): boolean {
  return words.every((word, at) => line[at] === word);
}

/** What is started, on one short line. */
function startedLine({ process, facts, textOf }: KnownContainer): string {
  const given = givenWords(process).map((word) => textOf(word) ?? '...');
  const words = given.length > 0 ? given : [...(facts.entrypoint?.words ?? []), ...(facts.command?.words ?? [])];
  const [line] = words.join(' ').split('\n');
  return line.length > 60 ? `${line.slice(0, 60)}...` : line || 'what the image starts by itself';
}
