import { parse, parseAllDocuments } from 'yaml';
import { acknowledge, type Code } from '../../lib';
import { synthesize, type Synthesized } from '../../lib/testing';
import { buildStack } from './build-stack';
import { compareOutputs } from '../../lib/verify/agreement/compare';
import { readBoth, type Readings } from '../../lib/verify/agreement/both-readings';
import type { ComposeProject } from '../../lib/verify/agreement/compose-reading';
import type { AnnouncedDifference, ReportDocument } from '../../lib/diagnostics/report-document';
import { judgedMinor } from '../../lib/verify/kubernetes/version';
import type { Problem, Subject } from '../../lib/verify/problem';
import { at, fields } from '../../lib/verify/untyped';
import { operatorOf, type StackDescription } from './stack-description';

/** The outputs of one stack, parsed from their text. */
export interface Outputs {
  readonly kubernetes: readonly unknown[];
  readonly compose: unknown;
  /** Content of the files beside the Compose file, by path. */
  readonly files: ReadonlyMap<string, string>;
  /** What was said to differ. */
  readonly announcements: readonly AnnouncedDifference[];
  /** Of the cluster that it is written for. */
  readonly version: string;
}

/** Builds and synthesizes a described stack. The description is a valid one, so an error is a counterexample. */
export function outputOf(description: StackDescription, order: readonly number[] = []): Synthesized {
  const stack = buildStack(description, order);
  const first = synthesize(stack);
  // A text that somebody made up may look like an address or a secret by chance; for that there are acknowledgements.
  const chance = new Set(first.findings.filter(({ severity, waivable }) => severity === 'error' && waivable).map(({ code }) => code));
  for (const code of chance) acknowledge(stack, code as Code, 'made up');
  const result = chance.size > 0 ? synthesize(stack) : first;
  const errors = result.rendered.filter((_, at) => result.findings[at].severity === 'error');
  if (errors.length > 0) throw new Error(errors.join('\n'));
  return result;
}

export function parsed(result: Synthesized, name: string): Outputs {
  return { kubernetes: manifestsOf(result, name), compose: composeOf(result, name), files: filesBeside(result, name), announcements: announcementsOf(result, name), version: versionOf(result, name) };
}

export function manifestsOf({ files }: Synthesized, name: string): unknown[] {
  return manifestsIn(files.get(`kubernetes/${name}.k8s.yaml`)!);
}

export function manifestsIn(content: string): unknown[] {
  return parseAllDocuments(content, { prettyErrors: false }).map((document) => {
    if (document.errors.length > 0) throw document.errors[0];
    return document.toJS() as unknown;
  });
}

export function composeOf({ files }: Synthesized, name: string): unknown {
  return parse(files.get(`compose/${name}/compose.yaml`)!) as unknown;
}

/** What stands in the directory of the Compose file, by path. */
export function filesBeside({ files }: Synthesized, name: string): Map<string, string> {
  const folder = `compose/${name}/`;
  return new Map([...files].flatMap(([file, content]) => (file.startsWith(folder) ? [[file.slice(folder.length), content] as const] : [])));
}

/** Manifests as what is judged one by one. */
export function subjectsOf(manifests: readonly unknown[]): Subject[] {
  return manifests.map((value) => ({ name: `${String(at(value, 'kind'))}/${String(at(value, 'metadata', 'name'))}`, value }));
}

/** A Compose file in long notation as a project. */
export function projectOf(compose: unknown, files: ReadonlyMap<string, string>): ComposeProject {
  return { template: fields(compose), files };
}

export function readingsOf({ kubernetes, compose, files, version }: Outputs, operator: ReadonlyMap<string, string>): Readings {
  return readBoth(subjectsOf(kubernetes), projectOf(compose, files), operator, judgedMinor(version));
}

/** Of the cluster that manifests are written for, as the report says. */
export function versionOf({ files }: Pick<Synthesized, 'files'>, name: string): string {
  const { targets } = JSON.parse(files.get(`report/${name}.json`)!) as ReportDocument;
  return String(targets.find((target) => target.name === 'kubernetes')?.settings['version']);
}

/** What the report of a stack says that its outputs differ in, with one choice of profiles. */
export function announcementsOf({ files }: Pick<Synthesized, 'files'>, name: string, choice = ''): AnnouncedDifference[] {
  const { differences } = JSON.parse(files.get(`report/${name}.json`)!) as ReportDocument;
  return differences.filter((difference) => difference.choice === undefined || difference.choice === choice);
}

/** What the two outputs of a described stack do not have in common and should. */
export function disagreementsOf({ kubernetes, compose, files, announcements, version }: Outputs, description: StackDescription): string[] {
  const outputs = { manifests: subjectsOf(kubernetes), project: projectOf(compose, files), announcements, version };
  // With his values, and with whatever values an operator may have.
  return [...compareOutputs({ ...outputs, operator: operatorOf(description) }), ...compareOutputs(outputs)].map(shownProblem);
}

/** A problem on one line. */
export function shownProblem({ code, subject, detail }: Problem): string {
  return `${code} ${subject}: ${detail}`;
}
