import { at, fields, mappings, text, texts, type Fields } from '../untyped';

/* What a service of a Compose project is there for, where it is no container of the user's. */

/** The command of a service that is there for its network alone, as JSON. */
export const IDLE = '["tail","-f","/dev/null"]';

/** A service that is there for its network alone. */
export function isIdle(body: Fields): boolean {
  return JSON.stringify(body['command']) === IDLE;
}

/** The name under which others find a service: its own, or the one that it has taken on a network. */
export function knownAs(name: string, body: Fields, network?: string): string {
  if (!isIdle(body)) return name;
  const networks = fields(body['networks']);
  return texts(at(networks[network ?? Object.keys(networks)[0]], 'aliases'))[0] ?? name;
}

/** Whether a service is the one after which the network it shares is called. */
export function isMainOf(name: string, network: Fields): boolean {
  return Object.values(fields(network['networks'])).some((joined) => texts(at(joined, 'aliases')).includes(name));
}

/** What is never created, and there for Compose to see who waits for the tasks. */
export function isWaitForTasks(body: Fields): boolean {
  return at(body['deploy'], 'replicas') === 0 && body['network_mode'] === 'none' && Object.keys(fields(body['depends_on'])).length > 0;
}

/** Service `other` in the mode `service:other`. */
export function otherService(mode: unknown): string | undefined {
  return /^service:(.+)$/.exec(text(mode) ?? '')?.[1];
}

/** A step of its own that makes a volume writable and ends. */
export interface HandOver {
  /** The volume, or the directory of the host, as the file has it. */
  readonly source: string;
  /** Missing for one that everyone may write to. */
  readonly owner?: { readonly uid: string; readonly gid: string };
  /** Set for what is a scratch directory of the pod on Kubernetes. */
  readonly isOfPod?: true;
}

/** What a service hands over, if that is what it is there for: it has no network, one volume, and is no workload. */
export function handOverOf(body: Fields): HandOver | undefined {
  const [mount, ...others] = mappings(body['volumes']);
  if (!mount || others.length > 0 || body['network_mode'] !== 'none' || body['restart'] !== 'no') return undefined;
  const source = text(mount['source']) ?? '';
  const command = texts(body['command']);
  const [program, owner, path] = command[0] === 'sh' && command[1] === '-c' && isHandOver(command[2]) && command.length === 6 ? ['chown', ...command.slice(4)] : command;
  const [, uid, gid] = /^([^:]+):([^:]+)$/.exec(owner ?? '') ?? [];
  if (program === 'chown' && uid !== undefined && path === mount['target']) return { source, owner: { uid, gid } };
  if (program === 'chmod' && path === mount['target'] && /^[01]?777$/.test(owner)) return { source, ...(owner === '1777' && { isOfPod: true }) };
  return program === 'sh' && command[2] === `test -n "$(ls -A ${String(mount['target'])})" || chmod 0777 ${String(mount['target'])}` ? { source } : undefined;
}

/** Whether a script changes the owner of a tree, both of which it is given. */
function isHandOver(script: string | undefined): boolean {
  return script !== undefined && /^(?:test "\$\(stat -c %u:%g "\$2"\)" = "\$1" \|\| )?find "\$2" -depth -exec chown -h "\$1" \{\} \+$|^test -n "\$\(ls -A "\$2"\)" \|\| chown "\$1" "\$2"$/.test(script);
}
