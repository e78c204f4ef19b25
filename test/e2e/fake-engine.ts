import type { Ended } from '../../scripts/e2e/command';

/** What an engine would have, as far as `docker` is asked for it with a label. */
export class FakeEngine {
  /** Names of volumes by containers. */
  public readonly containers = new Map<string, readonly string[]>();
  public readonly volumes = new Set<string>();
  public readonly networks = new Set<string>();
  public readonly called: string[] = [];

  /** Answers a command. */
  public run(words: readonly string[]): Ended {
    this.called.push(words.join(' '));
    const [program, ...rest] = words;
    return { status: 0, stderr: '', stdout: program === 'docker' ? `${this.docker(rest).join('\n')}\n` : '' };
  }

  private docker([word, ...rest]: readonly string[]): readonly string[] {
    const names = rest.filter((one) => !one.startsWith('-'));
    if (word === 'ps') return [...this.containers.keys()];
    if (word === 'inspect') return names.flatMap((name) => this.containers.get(name) ?? []);
    if (word === 'rm') for (const name of names) this.containers.delete(name);
    const of = word === 'volume' ? this.volumes : this.networks;
    if (rest[0] === 'ls') return [...of].filter((name) => !isNameless(name));
    if (rest[0] === 'rm') for (const name of names.filter((one) => ![...this.containers.values()].flat().includes(one))) of.delete(name);
    return [];
  }
}

/** Nobody labels a volume that has no name. */
function isNameless(name: string): boolean {
  return name.length === 64;
}
