import { interpolationFaults } from './interpolation';
import { PORT_RULES } from './ports';
import { projectOf, type ComposeRule } from './project';
import { REFERENCE_RULES } from './references';
import { SERVICE_RULES } from './service-rules';

const RULES: readonly ComposeRule[] = [
  ({ document }) => interpolationFaults(document), ...REFERENCE_RULES, ...SERVICE_RULES, ...PORT_RULES,
];

/** Judges a parsed Compose file as docker compose and the engine would: what the schema allows but cannot start or work. */
export function checkCompose(document: unknown): string[] {
  const project = projectOf(document);
  return [...new Set(RULES.flatMap((rule) => [...rule(project)]))];
}
