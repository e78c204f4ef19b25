import type { Finding } from './findings';

/** Findings that say the same of several constructs. */
export interface Alike {
  readonly first: Finding;
  /** Of the constructs, in the order of the findings. */
  readonly paths: string[];
}

/** Findings by what they say, in the order in which it is said first. */
export function alikeIn(findings: readonly Finding[]): Alike[] {
  const all: Alike[] = [];
  // What says the same has one message; few messages are of several codes, or accepted at some places only.
  const byMessage = new Map<string, Alike[]>();
  for (const finding of findings) {
    const known = byMessage.get(finding.message);
    const same = known && sameIn(known, finding);
    if (same) {
      same.paths.push(finding.path);
      continue;
    }
    const alike = { first: finding, paths: [finding.path] };
    all.push(alike);
    if (known) known.push(alike);
    else byMessage.set(finding.message, [alike]);
  }
  return all;
}

function sameIn(known: readonly Alike[], { code, severity, acknowledged }: Finding): Alike | undefined {
  return known.find(({ first }) => first.code === code && first.severity === severity && first.acknowledged === acknowledged);
}
