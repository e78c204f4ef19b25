import { interpolationFaults } from './compose-interpolation';
import { PORT_RULES } from './compose-ports';
import { projectOf, type ComposeRule } from './compose-project';
import { REFERENCE_RULES } from './compose-references';
import { SERVICE_RULES } from './compose-service-rules';

const RULES: readonly ComposeRule[] = [
  ({ document }) => interpolationFaults(document), ...REFERENCE_RULES, ...SERVICE_RULES, ...PORT_RULES,
];

/** Judges a parsed Compose file as docker compose and the engine would: what the schema allows but cannot start or work. */
export function checkCompose(document: unknown): string[] {
  const project = projectOf(document);
  return [...new Set(RULES.flatMap((rule) => [...rule(project)]))];
}
