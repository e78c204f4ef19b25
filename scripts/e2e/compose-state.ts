import { run } from './command';

/** What Compose says of a container. */
export interface State {
  readonly Service: string;
  readonly ID: string;
  readonly State: string;
  readonly Health: string;
  readonly ExitCode: number;
}

/** The containers that `ps --format json` lists, one a line, by service. */
export function statesOf(text: string): readonly State[] {
  return text.split('\n').filter(Boolean).map((object) => JSON.parse(object) as State).sort((one, other) => (one.Service < other.Service ? -1 : 1));
}

/** A task is well when it has ended with success; what has no check, when it runs. */
export function isWell({ State: state, Health, ExitCode }: State): boolean {
  return state === 'running' ? Health === '' || Health === 'healthy' : state === 'exited' && ExitCode === 0;
}

/** Health, user, root, and what the stand-in says it has written. */
export function line({ Service, ID, State: state, Health, ExitCode }: State): string {
  const [user, readOnly] = run(['docker', 'inspect', '--format', '{{or .Config.User "its own"}}\t{{.HostConfig.ReadonlyRootfs}}', ID]).stdout.trim().split('\t');
  const written = [...run(['docker', 'logs', ID]).stdout.matchAll(/^stand-in: has written to (.+)$/gm)].map(([, place]) => place);
  const health = state === 'exited' ? `ended with ${ExitCode}` : Health || state;
  return [Service.padEnd(24), health.padEnd(13), user.padEnd(13), (readOnly === 'true' ? 'read-only' : 'WRITABLE').padEnd(10), [...new Set(written)].join(' ')].join(' ').trimEnd();
}
