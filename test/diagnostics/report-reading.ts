import type { Finding } from '../../lib/diagnostics/findings';

/** The findings that stand in a report, in any order; read from its text, without what wrote it. */
export function reportedIn(report: string): string[] {
  const [, ...groups] = report.trimEnd().split('\n\n').filter((group) => !group.startsWith('# ') || group.includes('where its outputs differ'));
  return groups.flatMap((group) => {
    const [title, ...lines] = group.split('\n');
    const advice = lines.pop();
    return lines.flatMap((line) => {
      const [, paths, message] = /^ {2}(.*?): (.*)$/.exec(line) ?? [];
      return (paths ?? line).split(', ').map((path) => [title, path, message, advice].join('\n'));
    });
  }).sort();
}

/** The same of findings. */
export function asReported(findings: readonly Finding[]): string[] {
  return findings.map(({ severity, code, path, message, acknowledged, fix }) => [
    `${severity} ${code}`, path, message, acknowledged === undefined ? `  fix: ${fix}` : `  accepted: ${acknowledged}`,
  ].join('\n')).sort();
}
