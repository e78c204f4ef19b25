/** Kinds as `kubectl create` calls them. */
const CREATED: Readonly<Record<string, string>> = { configmap: 'ConfigMap', 'secret generic': 'Secret', 'secret tls': 'Secret' };

/** Kinds as the lines about what has to be there call them. */
const KINDS: Readonly<Record<string, string>> = { Claims: 'PersistentVolumeClaim', 'Service accounts': 'ServiceAccount', Secrets: 'Secret' };

/**
 * The objects that the comments of a manifest file of ours tell its operator to have: `PersistentVolumeClaim/data`,
 * `ConfigMap/settings`. The judge takes them as `external`. Nothing else tells it what is there from elsewhere.
 */
export function operatorsObjects(manifestFile: string): ReadonlySet<string> {
  const objects = new Set<string>();
  for (const line of manifestFile.split('\n')) {
    if (!line.startsWith('#')) break;
    const [, named, names] = /^# (Claims|Service accounts|Secrets) that have to be there in the namespace \S+: (.+)$/.exec(line) ?? [];
    for (const name of names?.split(', ') ?? []) objects.add(`${KINDS[named]}/${name}`);
    const [, kind, name] = /^# {3}kubectl -n \S+ create (configmap|secret generic|secret tls) (\S+)/.exec(line) ?? [];
    if (kind !== undefined && name !== undefined) objects.add(`${CREATED[kind]}/${name}`);
  }
  return objects;
}
