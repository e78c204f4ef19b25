import { countsText, judgedText, type Verdict, type VerifyFinding } from '../verdict';

const RED = '\u001b[31m';
const BOLD = '\u001b[1m';
const DIM = '\u001b[2m';
const PLAIN = '\u001b[0m';

/** For a person: what is wrong, file by file; then once for each code what was expected, and the fix; then what was judged. */
export function asText(verdict: Verdict, isColoured: boolean): string {
  const paint = (colour: string, text: string): string => (isColoured ? `${colour}${text}${PLAIN}` : text);
  const lines: string[] = [];
  const { named, compared } = verdict.judged;
  const groups = groupedBy(verdict.findings, ({ file = '', code }) => (named && compared > 0 ? code : file));
  for (const findings of groups.values()) {
    for (const finding of findings) {
      const place = placeOf(finding);
      lines.push(`${place === '' ? '' : `${paint(BOLD, place)}  `}${paint(RED, finding.code)}  ${finding.message}`);
      for (const other of finding.related ?? []) lines.push(paint(DIM, `  beside ${other.subject}${other.file === undefined ? '' : ` at ${placeOf(other)}`}`));
    }
    lines.push('');
  }
  for (const [code, [{ expected, fix }]] of groupedBy(verdict.findings, (finding) => finding.code)) {
    lines.push(paint(RED, code), `  expected: ${expected}`, `  fix: ${fix}`, '');
  }
  for (const finding of verdict.accepted) lines.push(paint(DIM, `accepted: ${placeOf(finding)}  ${finding.code}  ${finding.message} (${finding.reason})`));
  for (const note of verdict.notes) lines.push(paint(DIM, `not judged: ${note}`));
  for (const match of verdict.matches) lines.push(paint(DIM, `matched: ${match}`));
  if (verdict.notes.length + verdict.accepted.length + verdict.matches.length > 0) lines.push('');
  lines.push(judgedText(verdict.judged), countsText(verdict));
  return `${lines.join('\n')}\n`;
}

function placeOf({ file = '', line }: Pick<VerifyFinding, 'file' | 'line'>): string {
  return `${file}${file !== '' && line !== undefined ? `:${line}` : ''}`;
}

function groupedBy(findings: readonly VerifyFinding[], keyOf: (finding: VerifyFinding) => string): Map<string, VerifyFinding[]> {
  const groups = new Map<string, VerifyFinding[]>();
  for (const finding of findings) {
    const group = groups.get(keyOf(finding));
    if (group) group.push(finding);
    else groups.set(keyOf(finding), [finding]);
  }
  return groups;
}
