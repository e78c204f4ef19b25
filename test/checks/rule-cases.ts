import { App, Image, Stack, Workload, type Finding, type WorkloadProps } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import { CATALOGUE, type CatalogueCode } from '../../lib/targets/targets';

export const IMAGE = Image.fromReference('example/app:1.0.0');

/** Fills the stack `shop`. */
export type Build = (stack: Stack) => unknown;

/** Something that breaks a rule, and what has to be said about it. */
export interface Broken {
  readonly when: string;
  readonly build: Build;
  /** Construct path of the finding. */
  readonly at: string;
  /** What the message names: the value, and where it stands. */
  readonly says: readonly string[];
}

/** Something that just does not break the rule: nothing at all is wrong with it. */
export interface Right {
  readonly when: string;
  readonly build: Build;
}

/** A workload with nothing wrong but what the properties say. */
export function workload(stack: Stack, id = 'api', props: Partial<WorkloadProps> = {}): Workload {
  return new Workload(stack, id, { image: IMAGE, ...props });
}

export function findingsOf(build: Build): readonly Finding[] {
  const stack = new Stack(new App(), 'shop');
  build(stack);
  return synthesize(stack).findings;
}

/** One rule as a table: each broken case gives its one finding, complete; each right one gives none. */
export function describeRule(code: CatalogueCode, rule: string, cases: { readonly broken: readonly Broken[]; readonly right: readonly Right[] }): void {
  describe(`${code}: ${rule}`, () => {
    test.each(cases.broken)('broken by $when', ({ build, at, says }) => {
      const findings = findingsOf(build).filter((finding) => finding.code === code);
      expect(findings.map(({ path, message }) => ({ path, message }))).toEqual([{ path: at, message: expect.any(String) }]);
      const [{ message, severity, expected, fix }] = findings;
      for (const words of says) expect(message).toContain(words);
      expect(severity).toBe(CATALOGUE[code].severity);
      if (severity === 'error') expect(expected).toMatch(/\w/);
      expect(fix).toMatch(/\w/);
    });

    test.each(cases.right)('kept by $when', ({ build }) => {
      const findings = findingsOf(build);
      expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
      expect(findings.filter((finding) => finding.code === code)).toEqual([]);
    });
  });
}
