import { hasSymbol } from '../operator';
import { ANY, UNPAIRED, type Names } from './peers';

/*
 * Two texts are the same where they differ by nothing but names of the same peers, and by what only the operator knows.
 */

/** An unknown value; an address with a scheme or a port; a word. */
const PART = /(\uE000[^\uE001]*\uE001)|(?:([a-z][a-z0-9+.-]*):\/\/([^\s/@,;"'?#]*@)?)?([a-z0-9](?:[a-z0-9_.-]*[a-z0-9])?)(?::(\d{1,5})(?![\w.:]))?/gi;

/** Where a client goes whom nobody tells a port. */
const USUAL_PORTS: Readonly<Record<string, number>> = {
  http: 80, ws: 80, https: 443, wss: 443, postgres: 5432, postgresql: 5432, mysql: 3306, redis: 6379, amqp: 5672, mongodb: 27017, nats: 4222, kafka: 9092,
};

interface Part {
  /** As it is written. */
  readonly text: string;
  readonly isUnknown?: true;
  /** Where a word leads that may be a name; it is one if the other side takes it for one. */
  readonly peer?: string;
}

function partsOf(text: string, names: Names): Part[] {
  const parts: Part[] = [];
  let end = 0;
  for (const match of text.matchAll(PART)) {
    const [whole, unknown, scheme, user = '', host, port] = match;
    if (match.index > end) parts.push({ text: text.slice(end, match.index) });
    end = match.index + whole.length;
    if (unknown !== undefined) parts.push({ text: unknown, isUnknown: true });
    else if (scheme === undefined && port === undefined) parts.push({ text: whole, peer: names(host, undefined) });
    else {
      const kind = scheme?.toLowerCase().split('+')[0];
      const number = port === undefined ? USUAL_PORTS[kind ?? ''] : Number(port);
      const peer = names(host, number, port === undefined);
      if (scheme !== undefined) parts.push({ text: `${scheme}://` }, ...wordsOf(user));
      // A name with a port is none but that of a peer.
      parts.push({ text: peer === undefined ? whole.slice(whole.length - (host + (port === undefined ? '' : `:${port}`)).length) : `\uE010${peer}\uE011` });
    }
  }
  if (end < text.length) parts.push({ text: text.slice(end) });
  return parts;
}

/** A name and password before a host, in which an unknown value may stand. */
function wordsOf(text: string): Part[] {
  return text.split(/(\uE000[^\uE001]*\uE001)/).filter((part) => part !== '').map((part) => (hasSymbol(part) ? { text: part, isUnknown: true } : { text: part }));
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');

const written = (parts: readonly Part[]): string => parts.map(({ text }) => text).join('');

/** Whether one text, where what is unknown may be anything, can be the other. */
function fits(parts: readonly Part[], other: readonly Part[]): boolean {
  const words = new Map<string, Set<string>>();
  for (const { text, peer } of other) if (peer !== undefined) words.set(peer, (words.get(peer) ?? new Set()).add(text));
  const known: string[] = [''];
  for (const part of parts) {
    if (part.isUnknown) known.push('');
    else known[known.length - 1] += patternOf(part, words, parts.length === 1);
  }
  const text = written(other);
  const [first, ...rest] = known;
  if (rest.length === 0) return new RegExp(`^${first}$`).test(text);
  // One after the other, each where it comes first: what is between them is unknown.
  let left = new RegExp(`^${first}([^]*)$`).exec(text)?.[1];
  for (const pattern of rest.slice(0, -1)) {
    const found = left === undefined ? undefined : new RegExp(pattern).exec(left);
    left = found ? left!.slice(found.index + found[0].length) : undefined;
  }
  return left !== undefined && new RegExp(`${rest.at(-1)}$`).test(left);
}

/** @param words what the other side calls its peers, where it may be a name */
function patternOf({ text, peer }: Part, words: ReadonlyMap<string, ReadonlySet<string>>, isAlone: boolean): string {
  if (text.endsWith(`:${ANY}\uE011`)) return `${escaped(text.slice(0, -ANY.length - 1))}\\d+\uE011`;
  // What else is said of one that the other side lacks follows from that.
  if (text === `\uE010${UNPAIRED}\uE011`) return '(?:[\\w.-]+(?::\\d+)?|\uE010\\?\uE011)';
  if (peer === UNPAIRED && isAlone) return '[\\w.-]+';
  const same = peer === undefined ? undefined : words.get(peer);
  return same === undefined ? escaped(text) : `(?:${[...new Set([text, ...same])].map(escaped).join('|')})`;
}

/** Whether a text on Kubernetes says the same as one in Compose. */
export function isSameText(ours: string, theirs: string, onKubernetes: Names, inCompose: Names): boolean {
  // Most texts have no name in them.
  if (ours === theirs && !/[:.]/.test(ours)) return true;
  const [first, second] = [partsOf(ours, onKubernetes), partsOf(theirs, inCompose)];
  return fits(first, second) || fits(second, first);
}

/** Where the addresses in a text lead, those with a scheme or a port. */
export function addressesIn(text: string, names: Names): string[] {
  return partsOf(text, names).flatMap((part) => /^\uE010(.*)\uE011$/.exec(part.text)?.[1] ?? []);
}
