import { isMapping } from './raw';
import { splitOutside } from './template';

/** An entry of `ports` in its long form; all texts may have variables in them. */
export interface PortForm {
  readonly target: string;
  /** Missing for whatever port is free. */
  readonly published?: string;
  readonly hostIp?: string;
  readonly protocol: string;
  /** Whatever else is said of it. */
  readonly rest: Readonly<Record<string, unknown>>;
}

const RANGE = /^(\d+)-(\d+)$/;

/** The ports of a service, one a container port; undefined for an entry that is none. */
export function portForms(entry: unknown): readonly PortForm[] | undefined {
  if (isMapping(entry)) {
    const { target, published, host_ip: hostIp, protocol, mode, name: _name, ...rest } = entry;
    if (target === undefined) return undefined;
    return expand({
      target: String(target),
      ...(published !== undefined && { published: String(published) }),
      ...(hostIp !== undefined && { hostIp: String(hostIp) }),
      protocol: String(protocol ?? 'tcp'),
      // The two differ in a swarm only: a single engine makes the same of both.
      rest: mode === undefined || mode === 'ingress' || mode === 'host' ? rest : { mode, ...rest },
    });
  }
  if (typeof entry !== 'string' && typeof entry !== 'number') return undefined;
  const [ports, protocol = 'tcp', ...more] = splitOutside(String(entry), '/');
  if (more.length > 0) return undefined;
  const bracketed = /^\[(.*)\]:(.*)$/.exec(ports);
  const pieces = bracketed ? [bracketed[1], ...splitOutside(bracketed[2], ':')] : splitOutside(ports, ':');
  const target = pieces.pop() ?? '';
  const published = pieces.pop();
  if (target === '') return undefined;
  return expand({
    target,
    ...(published !== undefined && published !== '' && { published }),
    ...(pieces.length > 0 && { hostIp: pieces.join(':') }),
    protocol,
    rest: {},
  });
}

/** `3000-3001:80-81` are two ports. */
function expand(form: PortForm): readonly PortForm[] | undefined {
  const targets = RANGE.exec(form.target);
  if (!targets) return [form];
  const published = form.published === undefined ? undefined : RANGE.exec(form.published);
  const [first, last] = [Number(targets[1]), Number(targets[2])];
  if (last < first || last - first > 1000) return undefined;
  if (form.published !== undefined && (!published || Number(published[2]) - Number(published[1]) !== last - first)) return undefined;
  return Array.from({ length: last - first + 1 }, (_, at) => ({
    ...form,
    target: String(first + at),
    ...(published && { published: String(Number(published[1]) + at) }),
  }));
}
