import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import { projectLabel } from './engine-left-overs';

/** Something that the engine has noticed of a container. */
export interface EngineEvent {
  readonly Action: string;
  /** In seconds, and billionths of them, since 1970. */
  readonly timeNano: number;
  readonly Actor: { readonly Attributes: Readonly<Record<string, string>> };
}

/** Starts to write down what happens to a project in `file`: an engine itself remembers no more than 256 events, and each check that is made is three. */
export function listenTo(project: string, file: string): { readonly stop: () => readonly EngineEvent[] } {
  const output = fs.openSync(file, 'w');
  const filters = [`label=${projectLabel(project)}`, 'type=container', 'event=start', 'event=die', 'event=health_status'].flatMap((filter) => ['--filter', filter]);
  // What happens until it hears is told afterwards, and nothing of before: what was up may have been started a moment ago.
  const child = spawn('docker', ['events', '--since', (Date.now() / 1000).toFixed(3), '--format', '{{json .}}', ...filters], { stdio: ['ignore', output, 'ignore'] });
  child.on('error', () => {});
  return {
    stop: () => {
      child.kill();
      fs.closeSync(output);
      return eventsIn(fs.readFileSync(file, 'utf8'));
    },
  };
}

/** The lines that have been written to their ends. */
export function eventsIn(text: string): readonly EngineEvent[] {
  return text.split('\n').slice(0, -1).map((line) => JSON.parse(line) as EngineEvent);
}
