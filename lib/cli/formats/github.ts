import { countsText, judgedText, type Verdict, type VerifyFinding } from '../verdict';

/** For the log of a workflow of GitHub, which shows each command at its line of a pull request. */
export function asGithubAnnotations(verdict: Verdict): string {
  const notes = verdict.notes.map((note) => `::notice title=not judged::${escaped(note)}`);
  const matches = verdict.matches.map((match) => `::notice title=matched::${escaped(match)}`);
  return [...verdict.findings.map(annotation), ...notes, ...matches, judgedText(verdict.judged), countsText(verdict), ''].join('\n');
}

function annotation({ code, file, line, message, expected, fix }: VerifyFinding): string {
  const properties = [...(file === undefined ? [] : [['file', file]]), ...(line === undefined ? [] : [['line', String(line)]]), ['title', code]];
  return `::error ${properties.map(([name, value]) => `${name}=${escapedProperty(value)}`).join(',')}::${escaped(`${message}\nexpected: ${expected}\nfix: ${fix}`)}`;
}

/** A command is a line, and `%` begins what stands for a character that cannot be in it. */
function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapedProperty(text: string): string {
  return escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
