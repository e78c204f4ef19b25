import * as path from 'node:path';
import { DIRECTORY } from './interrupted';

/** By which the engine knows what a run has started beside what it tries: it is gone with it, also where nobody waits for its end any more. */
export function labelOfRun(): string {
  return `cdk8s-compose-e2e=${path.basename(process.env[DIRECTORY] ?? '')}`;
}

/** The command that starts such a container, which looks at others, or does something to them. */
export function containerOfRun(...words: readonly string[]): readonly string[] {
  return ['docker', 'run', '--rm', '--label', labelOfRun(), ...words];
}
