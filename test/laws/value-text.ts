import { endpointsOf, podOf, type StackDescription, type ValueDescription } from './stack-description';

/** A piece of a value as the container gets it: text, or what the operator decides. */
export type Leaf =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'parameter'; readonly of: number }
  | { readonly kind: 'secret'; readonly of: number }
  | { readonly kind: 'endpoint' | 'published-port'; readonly of: number; readonly text: string; readonly replica?: number };

/** The pieces of a value in the order of its text, without empty ones. */
export function leavesOf(value: ValueDescription, stack: StackDescription): Leaf[] {
  return rawLeaves(value, stack).filter((leaf) => leaf.kind !== 'literal' || leaf.text !== '');
}

function rawLeaves(value: ValueDescription, stack: StackDescription): Leaf[] {
  switch (value.kind) {
    case 'literal':
      return [literal(value.text)];
    case 'plain':
      return [literal(String(value.value))];
    case 'parameter':
    case 'secret':
      return [{ kind: value.kind, of: value.of }];
    case 'endpoint': {
      const { workload, endpoint } = endpointsOf(stack.workloads)[value.of];
      const host: Leaf = { kind: 'endpoint', of: value.of, text: hostOf(stack.workloads[podOf(workload, stack.workloads)].name, value.replica), ...(value.replica !== undefined && { replica: value.replica }) };
      const port: Leaf = { kind: 'endpoint', of: value.of, text: String(endpoint.port) };
      if (value.part === 'publishedPort') return [{ kind: 'published-port', of: value.of, text: String(endpoint.exposure!.port) }];
      return value.part === 'host' ? [host] : value.part === 'port' ? [port] : [host, literal(':'), port];
    }
    case 'url': {
      const { scheme = 'http', user, password, path } = value;
      const credentials = [
        literal(encoded(user ?? '', UNRESERVED)),
        ...(password ? [literal(':'), ...rawLeaves(password, stack)] : []),
        literal('@'),
      ];
      return [
        literal(`${scheme}://`),
        ...(user !== undefined || password ? credentials : []),
        ...rawLeaves({ kind: 'endpoint', of: value.of, part: 'authority' }, stack),
        ...(path ? rawLeaves(path, stack).map((leaf) => (leaf.kind === 'literal' ? literal(encoded(leaf.text, IN_PATH)) : leaf)) : []),
      ];
    }
    case 'text':
      return value.parts.flatMap((part) => rawLeaves(part, stack));
  }
}

/** By RFC 3986: what means itself in a part of a URL, and what is allowed in what follows the authority. */
const UNRESERVED = /^[A-Za-z0-9._~-]$/;
const IN_PATH = /^(?:[A-Za-z0-9._~:/?#[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})$/;

/** Byte by byte, unlike the library. */
function encoded(text: string, allowed: RegExp): string {
  const signs = text.match(/%[0-9A-Fa-f]{2}|[^]/gu) ?? [];
  return signs.flatMap((sign) => (allowed.test(sign) ? [sign] : [...Buffer.from(sign)].map((byte) => (allowed.test(String.fromCharCode(byte)) ? String.fromCharCode(byte) : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`)))).join('');
}

const literal = (text: string): Leaf => ({ kind: 'literal', text });

const hostOf = (name: string, replica: number | undefined): string => (replica === undefined ? name : `${name}-${replica}.${name}-headless`);

/** What the container is to get: what has no value is an empty text. */
export function textOf(value: ValueDescription, stack: StackDescription): string {
  return leavesOf(value, stack).map((leaf) => {
    switch (leaf.kind) {
      case 'parameter':
        return stack.parameters[leaf.of].override ?? stack.parameters[leaf.of].default ?? '';
      case 'secret':
        return stack.secrets[leaf.of].value ?? '';
      default:
        return leaf.text;
    }
  }).join('');
}

/** Indices of the endpoints that a value names. */
export function endpointsIn(value: ValueDescription, stack: StackDescription): number[] {
  return leavesOf(value, stack).flatMap((leaf) => (leaf.kind === 'endpoint' || leaf.kind === 'published-port' ? [leaf.of] : []));
}
