import type { IConstruct } from 'constructs';
import { byText } from '../model/connections';
import { grouped } from '../model/graph';
import { traceOf } from '../model/trace';
import { severityOf, type Alike } from './alike';
import type { Finding } from './findings';
import type { ReportedTarget } from './report-document';
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
 * changes only when the stack does; findings of the same kind stand together, and what an operator runs follows.
 */
export function renderReport(name: string, findings: readonly Alike[], targets: readonly Pick<ReportedTarget, 'title' | 'steps'>[] = []): string {
  const lines = [`# ${name}: where its outputs differ, and why.`];
  const groups = grouped(findings, (alike) => `${severityOf(alike)} ${alike.code} ${alike.acknowledged ?? ''}`);
  for (const group of groups.values()) {
    const [first] = group;
    lines.push('', `${severityOf(first)} ${first.code}`);
    for (const { message, paths } of group) lines.push(`  ${paths.join(', ')}: ${message}`);
    lines.push(first.acknowledged !== undefined ? `  accepted: ${first.acknowledged}` : `  fix: ${first.fix}`);
  }
  if (findings.length > 0) lines.push('', ...countsOf(findings));
  for (const { title, steps = [] } of targets) {
    if (steps.length > 0) lines.push('', `# ${title}: what to run, from the directory of the outputs.`);
    for (const step of steps) lines.push('', `# ${step.title}:`, ...step.commands.map((command) => `  ${command}`));
  }
  return `${lines.join('\n')}\n`;
}

/** A line for the model and one for each target: how much was found, and of what weight. */
function countsOf(findings: readonly Alike[]): string[] {
  const ofTargets = grouped([...findings].sort(byText(({ code }) => code)), ({ code }) => code.slice(0, code.indexOf('/')));
  return [...ofTargets].map(([name, found]) => {
    const kinds = grouped(found, ({ severity, acknowledged }) => (acknowledged === undefined ? severity : 'accepted'));
    const counts = KINDS.flatMap((kind) => (kinds.has(kind) ? [`${kinds.get(kind)!.reduce((sum, { paths }) => sum + paths.length, 0)} ${kind}`] : []));
    return `# ${name}: ${counts.join(', ')}`;
  });
}

const KINDS = ['error', 'warning', 'accepted', 'info'];
