import type { ServiceDraft } from './drafts';
import { checkoutPath } from './build';
import { call, object } from './program';
import { isMapping, isScalar, listOf, type Raw } from './raw';

/** A file that a service has of those that its Compose file declares. */
export interface DeclaredFile {
  readonly name: string;
  /** Where the container finds it. */
  readonly target: string;
  /** What the Compose file says of it; undefined if that is nothing. */
  readonly said?: Raw;
}

/** The configs or secrets of a service. Owner and mode are left out: Compose mounts files, and passes over both. */
export function declaredFiles(section: 'configs' | 'secrets', value: unknown, top: Raw): readonly DeclaredFile[] {
  const directory = section === 'secrets' ? '/run/secrets/' : '/';
  const declared = top[section];
  return listOf(value).flatMap((entry) => {
    const { source, target }: Raw = isMapping(entry) ? entry : { source: entry };
    if (!isScalar(source)) return [];
    const path = isScalar(target) ? String(target) : String(source);
    const said = isMapping(declared) ? declared[String(source)] : undefined;
    return [{ name: String(source), target: path.startsWith('/') ? path : directory + path, ...(isMapping(said) && { said }) }];
  });
}

/** What Compose does with them: it mounts files that lie beside the Compose file; a secret is the operator's. */
export function mapFiles(section: 'configs' | 'secrets', value: unknown, service: ServiceDraft): void {
  for (const { name, target, said } of declaredFiles(section, value, service.project.top)) {
    const secret = section === 'secrets' ? service.project.secrets.file(name, said) : undefined;
    if (secret !== undefined) {
      service.say(['mounts', target], secret);
      continue;
    }
    const path = isScalar(said?.file) ? checkoutPath(said.file, service) : undefined;
    if (path === undefined) service.leave('what is not a file of the checkout', said, `.${name}`);
    else service.say(['mounts', target], call('SourceDirectory.at', path, object({ readOnly: true })));
  }
}
