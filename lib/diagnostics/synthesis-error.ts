import type { Finding } from './findings';

/**
 * The synthesis found errors, or warnings where none may be left; nothing was written. The message holds all findings,
 * rendered.
 */
export class SynthesisError extends Error {
  declare public readonly findings: readonly Finding[];

  public constructor(findings: readonly Finding[], rendered: readonly string[]) {
    const errors = numberOf(findings, 'error');
    const found = errors > 0 ? counted(errors, 'error') : `${counted(numberOf(findings, 'warning'), 'warning')} that nobody acknowledged, and none may be left (strict)`;
    super(`${found}, nothing was written\n\n${rendered.join('\n\n')}\n`);
    this.name = 'SynthesisError';
    // Not enumerable: Node prints what is below the message, which says it all.
    Object.defineProperty(this, 'findings', { value: findings });
  }
}

function numberOf(findings: readonly Finding[], severity: Finding['severity']): number {
  return findings.filter((finding) => finding.severity === severity).length;
}

function counted(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
