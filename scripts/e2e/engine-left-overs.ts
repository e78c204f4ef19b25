import { lastLine, run } from './command';

/** Something that an engine has. */
export interface LeftOver {
  readonly kind: 'container' | 'network' | 'volume';
  readonly name: string;
}

/** How long a question, or a removal, may take, in seconds. */
const LONGEST = 60;

/** By which Compose has the engine know what is of a project. */
export function projectLabel(project: string): string {
  return `com.docker.compose.project=${project}`;
}

/** Everything that the engine has with a label, with the volumes without a name that its containers have; what cannot be asked is nothing. */
export function labelled(label: string): readonly LeftOver[] {
  const containers = listed(['ps', '--all', '--no-trunc'], label);
  return [
    ...containers.map((name): LeftOver => ({ kind: 'container', name })),
    ...listed(['network', 'ls', '--no-trunc'], label).map((name): LeftOver => ({ kind: 'network', name })),
    ...[...listed(['volume', 'ls'], label), ...namelessOf(containers)].map((name): LeftOver => ({ kind: 'volume', name })),
  ];
}

/**
 * The volumes without a name of containers. A container that takes the place of another has those of that one, and the engine then takes
 * them for volumes with a name: neither `docker rm --volumes` nor `docker compose down --volumes` removes them.
 */
export function namelessOf(containers: readonly string[]): readonly string[] {
  if (containers.length === 0) return [];
  const { stdout } = run(['docker', 'inspect', '--type', 'container', '--format', '{{range .Mounts}}{{if eq .Type "volume"}}{{.Name}}\n{{end}}{{end}}', ...containers], { seconds: LONGEST });
  return [...new Set(stdout.split('\n').filter((name) => /^[0-9a-f]{64}$/.test(name)))];
}

/** Removes these; why some of them are there still, each a sentence. */
export function removeLabelled(label: string, found: readonly LeftOver[]): readonly string[] {
  const commands = { container: ['rm', '--force', '--volumes'], network: ['network', 'rm'], volume: ['volume', 'rm', '--force'] };
  return (['container', 'network', 'volume'] as const).flatMap((kind) => {
    const names = found.filter((one) => one.kind === kind).map(({ name }) => name);
    if (names.length === 0) return [];
    const { status, stderr } = run(['docker', ...commands[kind], ...names], { seconds: LONGEST });
    return status === 0 || /no such|not found/i.test(stderr) ? [] : [`a ${kind} of ${label}: ${lastLine(stderr)}`];
  });
}

function listed(words: readonly string[], label: string): readonly string[] {
  return run(['docker', ...words, '--quiet', '--filter', `label=${label}`], { seconds: LONGEST }).stdout.split('\n').filter(Boolean);
}
