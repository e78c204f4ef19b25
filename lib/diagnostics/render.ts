import type { IConstruct } from 'constructs';
import { grouped } from '../model/graph';
import { traceOf } from '../model/trace';
import type { Finding } from './findings';
import { sourceLine } from './source-line';

/** One finding as a person reads it on a terminal: what, where, why it is wrong, what to do. */
export function renderFinding(finding: Finding, origin?: IConstruct): string {
  const line = sourceLine(finding.trace) ?? (origin && sourceLine(traceOf(origin)));
  return [
    `${finding.severity} ${finding.code} at ${finding.path || 'the app'}${line ? ` (${line})` : ''}`,
    ...body(finding),
  ].join('\n');
}

function body(finding: Finding): string[] {
  return [
    `  ${finding.message}`,
    ...(finding.severity === 'error' && finding.expected !== undefined ? [`  expected: ${finding.expected}`] : []),
    finding.acknowledged !== undefined ? `  accepted: ${finding.acknowledged}` : `  fix: ${finding.fix}`,
  ];
}

/**
 * All findings of one stack as a file: what its outputs have not in common. It holds no source lines, so that it
 * changes only when the stack does; findings of the same kind stand together.
 */
export function renderReport(name: string, findings: readonly Finding[]): string {
  const lines = [`# ${name}: where its outputs differ, and why.`];
  const groups = grouped(findings, ({ severity, code, acknowledged }) => `${severity} ${code} ${acknowledged ?? ''}`);
  for (const group of groups.values()) {
    const [first] = group;
    lines.push('', `${first.severity} ${first.code}`);
    for (const [message, same] of grouped(group, (finding) => finding.message)) {
      lines.push(`  ${same.map(({ path }) => path).join(', ')}: ${message}`);
    }
    lines.push(first.acknowledged !== undefined ? `  accepted: ${first.acknowledged}` : `  fix: ${first.fix}`);
  }
  return `${lines.join('\n')}\n`;
}
