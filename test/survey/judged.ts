import type { ComposeDocument } from 'cdk8s-compose';
import type { Raw } from '../../scripts/import/raw';
import { judgeService, type Outputs } from '../../scripts/survey/judge/service';
import { worst, type Level, type Verdict } from '../../scripts/survey/judge/place';

/** A service of a file, what the output has in its place, and what is around both. */
export interface Case {
  readonly file: Raw;
  readonly output: Raw;
  /** Other services of the file. */
  readonly others?: Readonly<Record<string, Raw>>;
  /** Other services of the output. */
  readonly otherOutputs?: Readonly<Record<string, Raw>>;
  /** Sections of the output beside its services. */
  readonly sections?: Raw;
  /** Sections of the file beside its services. */
  readonly top?: Raw;
  readonly directory?: string;
  readonly kubernetes?: Outputs['kubernetes'];
}

/** What is found of the service `web`. */
export function verdictsOf({ file, output, others = {}, otherOutputs = {}, sections = {}, top = {}, directory = '.', kubernetes = [] }: Case): Verdict[] {
  const web = Object.fromEntries(Object.entries({ image: 'web:1', ...file }).filter(([, value]) => value !== undefined));
  const services = new Map(Object.entries({ web, ...others }));
  const compose = { name: 'shop', services: { web: { image: 'web:1', ...output }, ...otherOutputs }, ...sections } as unknown as ComposeDocument;
  return judgeService('web', { name: 'compose.yaml', directory, services, top }, { compose, kubernetes });
}

export function levelOf(found: Case): Level {
  return worst(verdictsOf(found).map(({ level }) => level));
}

/** A title, the service in the file, the service in the output, and what is found. */
export type Row = readonly [title: string, file: Raw, output: Raw, level: Level];

/** One test a row. */
export function testRows(rows: readonly Row[]): void {
  test.each(rows)('%s', (_title, file, output, level) => expect(levelOf({ file, output })).toBe(level));
}
