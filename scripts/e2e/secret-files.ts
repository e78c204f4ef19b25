import * as fs from 'node:fs';
import * as path from 'node:path';
import type { StackModel } from '../../lib/model/stack';
import { containersOf } from '../../lib/model/workload';
import { secret } from './operator';

/** Makes the files that hold secrets and nothing else, as a README tells it, in the directory of a Compose file; their values, by the names of the secrets. */
export function makeSecretFiles({ workloads, secrets }: StackModel, directory: string, set: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const mounted = new Set(workloads.flatMap(containersOf).flatMap(({ mounts }) => mounts.flatMap((mount) => (mount.kind === 'secret' ? [mount.secret] : []))));
  return new Map(secrets.filter(({ name }) => mounted.has(name)).map(({ name, file = `secrets/${name}`, hint }) => {
    const value = set.get(name) ?? secret(hint);
    const at = path.resolve(directory, file);
    fs.mkdirSync(path.dirname(at), { recursive: true });
    fs.writeFileSync(at, value);
    fs.chmodSync(at, 0o444);
    return [name, value] as const;
  }));
}
