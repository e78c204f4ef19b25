import type { Finding } from './findings';

/** The synthesis found errors; nothing was written. The message holds all findings, rendered. */
export class SynthesisError extends Error {
  declare public readonly findings: readonly Finding[];

  public constructor(findings: readonly Finding[], rendered: readonly string[]) {
    const errors = findings.filter((finding) => finding.severity === 'error').length;
    super(`${errors} ${errors === 1 ? 'error' : 'errors'}, nothing was written\n\n${rendered.join('\n\n')}\n`);
    this.name = 'SynthesisError';
    // Not enumerable: Node prints what is below the message, which says it all.
    Object.defineProperty(this, 'findings', { value: findings });
  }
}
