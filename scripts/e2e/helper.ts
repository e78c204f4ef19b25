import * as path from 'node:path';

/** By which the engine knows what helps in this run: it is gone with it, also where nobody waits for its end any more. */
export function helperLabel(): string {
  return `cdk8s-compose-e2e=${path.basename(process.env[DIRECTORY] ?? '')}`;
}

/** Says to the processes that do the work, and remove what is left of it, where the files of the run are. */
export const DIRECTORY = 'CDK8S_COMPOSE_E2E_DIRECTORY';

/** The command that has a container look at others, or do something to them. */
export function helper(...words: readonly string[]): readonly string[] {
  return ['docker', 'run', '--rm', '--label', helperLabel(), ...words];
}
