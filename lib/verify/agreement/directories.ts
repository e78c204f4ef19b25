import type { ComposeReading, KubernetesReading } from './reading';

/**
 * A Compose reading in which a directory of the host is the volume that Kubernetes has in its place, under the name of that
 * one, and a volume of somebody else's the claim of somebody else's. Which one that is, mounts at the same paths of the same containers say, all of them alike.
 */
export function withoutDirectories(compose: ComposeReading, kubernetes: KubernetesReading): ComposeReading {
  const volumes = volumesOf(compose, kubernetes, DIRECTORY, () => true);
  const existing = volumesOf(compose, kubernetes, VOLUME, (claim, volume) => compose.existing.has(volume) && kubernetes.existing.has(claim));
  if (volumes.size === 0 && existing.size === 0) return compose;
  const facts = new Map([...compose.facts].map(([key, value]) => [key, renamed(renamed(value, volumes, DIRECTORY), existing, VOLUME)]));
  for (const volume of volumes.values()) facts.set(` volume ${volume}`, 'durable');
  return { ...compose, facts, handovers: new Map([...compose.handovers].map(([source, owner]) => [volumes.get(source) ?? source, owner])), directories: new Map([...volumes].map(([directory, volume]) => [volume, directory])) };
}

const DIRECTORY = /^directory (.*?)(, read-only)?$/s;
const VOLUME = /^volume (.*?)(, read-only)?$/s;

function volumesOf({ facts }: ComposeReading, kubernetes: KubernetesReading, form: RegExp, isPair: (claim: string, source: string) => boolean): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const taken = new Set<string>();
  for (const [key, value] of facts) {
    const directory = form.exec(value)?.[1];
    const volume = directory === undefined ? undefined : VOLUME.exec(kubernetes.facts.get(key) ?? '')?.[1];
    if (directory === undefined || volume === undefined || found.has(directory) || taken.has(volume) || !isPair(volume, directory)) continue;
    found.set(directory, volume);
    taken.add(volume);
  }
  return found;
}

function renamed(value: string, volumes: ReadonlyMap<string, string>, form: RegExp): string {
  const [, directory, readOnly = ''] = form.exec(value) ?? [];
  const volume = directory === undefined ? undefined : volumes.get(directory);
  return volume === undefined ? value : `volume ${volume}${readOnly}`;
}
