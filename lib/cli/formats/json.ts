import { exitCodeOf, type Verdict } from '../verdict';
import { EXIT, type ExitCode } from '../world';

/** Raised when a field gets another name, place or meaning, or goes. */
const FORMAT_VERSION = 1;

const VERDICTS: Readonly<Record<ExitCode, string>> = { [EXIT.AGREES]: 'agrees', [EXIT.DIFFERS]: 'differs', [EXIT.UNREADABLE]: 'unreadable' };

/** For programs. */
export function asJson(verdict: Verdict): string {
  const { judged, findings, accepted, notes, matches } = verdict;
  return `${JSON.stringify({ version: FORMAT_VERSION, verdict: VERDICTS[exitCodeOf(verdict)], judged, findings, accepted, notes, matches }, null, 2)}\n`;
}
