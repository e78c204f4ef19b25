import type { Problem } from '../problem';
import { at, text } from '../untyped';
import { fault, subjectAt } from './fault';
import { interpolationFaults } from './interpolation';
import { PORT_RULES } from './ports';
import { projectOf, type ComposeRule, type Project } from './project';
import { REFERENCE_RULES } from './references';
import { schemaProblems } from './schema';
import { SERVICE_RULES } from './service-rules';

/** How a project is judged. */
export interface ProjectSettings {
  /**
   * Whether a file is there that a config or a secret names. Who loads a project has seen those of `env_file`.
   *
   * @default - files are taken to be there
   */
  readonly hasFile?: (path: string) => boolean;
  /**
   * Whether forms are problems that Compose takes and that mislead those who read the file: commands as one text, numbers for
   * texts. Our own output has none of them.
   *
   * @default false
   */
  readonly strict?: boolean;
  /**
   * Services that are off in a loaded project: what is not required of others may name them.
   *
   * @default - none
   */
  readonly off?: ReadonlySet<string>;
  /**
   * Names of the subjects that the schema is asked for; the rules always look at all of them.
   *
   * @default - all of them
   */
  readonly only?: ReadonlySet<string>;
}

const RULES: readonly ComposeRule[] = [...REFERENCE_RULES, ...SERVICE_RULES, ...PORT_RULES];

/**
 * Judges a project, as written or loaded, as Compose and the engine would: by the Compose Specification, and by what it allows
 * and cannot start or work. A text with variables in it is what their defaults make of it, and right if there are none.
 */
export function judgeProject(document: unknown, settings: ProjectSettings = {}): Problem[] {
  const { hasFile, strict = false, off, only } = settings;
  const project = projectOf(document, off);
  const bySchema = schemaProblems(document);
  // The schema has the first word on a value, and no other is needed.
  const told = new Set(bySchema.map(placeOf));
  const byRules = [
    ...interpolationFaults(document),
    ...RULES.flatMap((rule) => [...rule(project)]),
    ...(hasFile ? missingFiles(project, hasFile) : []),
  ].filter((problem) => (strict || problem.code !== 'project/ambiguous-form') && !told.has(placeOf(problem)));
  return once([...bySchema.filter(({ subject }) => !only || only.has(subject)), ...byRules]);
}

const placeOf = ({ subject, place }: Problem): string => JSON.stringify([subject, place]);

function once(problems: readonly Problem[]): Problem[] {
  const told = new Set<string>();
  return problems.filter((problem) => {
    const whole = `${problem.code} ${placeOf(problem)} ${problem.detail}`;
    return !told.has(whole) && told.add(whole);
  });
}

function* missingFiles({ declared }: Project, hasFile: (path: string) => boolean): Iterable<Problem> {
  for (const element of ['configs', 'secrets']) {
    for (const [name, entry] of Object.entries(declared(element))) {
      const file = text(at(entry, 'file'));
      if (file !== undefined && !file.includes('$') && !hasFile(file)) yield missing([element, name, 'file'], file);
    }
  }
}

function missing(whole: readonly (string | number)[], file: string): Problem {
  const { subject, place } = subjectAt(whole);
  return fault('project/missing-file', subject, place, `there is no file ${file}`);
}
