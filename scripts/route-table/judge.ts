import { createHash } from 'node:crypto';
import { valueOf, type Reply } from './client';
import { contentOf, HOSTS, SECRET } from './entrances';
import type { AtBackend, Expected } from './expected';
import { bodyOf, hasEcho, type TableRequest } from './requests';

/** What a backend says that it has received. */
export interface Received {
  readonly backend: string;
  readonly instance: string;
  readonly method: string;
  readonly target: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly length: number;
  readonly hash: string;
}

/** Undefined if no backend has answered. */
export function receivedOf({ headers, body }: Reply): Received | undefined {
  return valueOf(headers, 'x-backend') !== undefined && body.length > 0 && body[0] === '{'.charCodeAt(0) ? JSON.parse(body.toString('utf8')) as Received : undefined;
}

/** What is wrong with a reply; undefined if it is one of those that are permitted. */
export function wrongWith(request: TableRequest, permitted: readonly Expected[], reply: Reply): string | undefined {
  if (reply.body.includes(SECRET)) return 'a file beside the root';
  const location = valueOf(reply.headers, 'location');
  if (location !== request.row.location) return `${reply.status} to ${location}`;
  const wrongs = permitted.map((expected) => mismatch(request, expected, reply));
  // The one that is nearest to what came says more than where it came to.
  return wrongs.includes(undefined) ? undefined : wrongs.find((wrong) => wrong !== outcomeOf(reply)) ?? wrongs[0];
}

function mismatch(request: TableRequest, expected: Expected, reply: Reply): string | undefined {
  const what = outcomeOf(reply);
  switch (expected.answer) {
    case 'backend': return mismatchOfBackend(request, expected, reply);
    case 'refused': return expected.statuses.includes(reply.status) && valueOf(reply.headers, 'x-backend') === undefined ? undefined : what;
    case 'own': return reply.status === 200 && reply.body.toString() === expected.body ? undefined : what;
    case 'file': {
      if (reply.status !== 200 || reply.body.toString('latin1') !== contentOf(expected.file)) return what;
      const isKept = valueOf(reply.headers, 'cache-control')?.includes('immutable') ?? false;
      return isKept === expected.isKept ? undefined : `${what}, which browsers ${isKept ? 'keep' : 'ask for again'}`;
    }
  }
}

function mismatchOfBackend({ row, entrance, accept, head, body }: TableRequest, { backend, target }: AtBackend, reply: Reply): string | undefined {
  const what = outcomeOf(reply);
  const statuses = row.asks === 'web-socket' ? [101] : row.statuses ?? [200];
  if (!statuses.includes(reply.status)) return what;
  if (reply.status === 504) return isInTime(reply, row.seconds!) ? undefined : `${what} after ${seconds(reply)}`;
  if (valueOf(reply.headers, 'x-backend') !== backend) return what;
  if (row.asks === 'web-socket') return valueOf(reply.headers, 'sec-websocket-accept') === accept && hasEcho(reply) ? undefined : `${what}, and no echo`;
  if (row.asks === 'events') return mismatchOfEvents(reply);
  if (head.startsWith('HEAD ')) return undefined;
  const received = receivedOf(reply);
  if (!received) return `${what}, cut off after ${reply.body.length} bytes`;
  const finds: Readonly<Record<string, string | undefined>> = { host: /^Host: (.*)$/m.exec(head)?.[1], ...row.finds };
  const expected = {
    method: head.slice(0, head.indexOf(' ')),
    target,
    length: body ? row.body : 0,
    hash: createHash('sha256').update(bodyOf(row.body ?? 0)).digest('hex'),
    ...Object.fromEntries(Object.entries(finds).map(([name, value]) => [name, value?.replaceAll('{host}', HOSTS[entrance])])),
  };
  const got: Record<string, unknown> = { ...Object.fromEntries(received.headers), ...received };
  // Without a host of its own a request goes on with one that the proxy makes up.
  const wrong = Object.entries(expected).filter(([name, value]) => value !== undefined && got[name] !== value);
  return wrong.length === 0 ? undefined : `${backend} with ${wrong.map(([name]) => `${name} ${shortened(String(got[name]))}`).join(', ')}`;
}

/** Each comes when it was sent, and not all when the last one was. */
function mismatchOfEvents({ parts }: Reply): string | undefined {
  const arrived = [1, 2, 3, 4].map((event) => parts.find(({ text }) => text.includes(`data: ${event}\n`))?.at);
  if (arrived.includes(undefined)) return `events ${arrived.map((at) => at ?? 'never').join(', ')}`;
  const gaps = arrived.slice(1).map((at, before) => at! - arrived[before]!);
  return gaps.every((gap) => gap > 150) ? undefined : `events after ${arrived.join(', ')} ms`;
}

function isInTime({ milliseconds }: Reply, expected: number): boolean {
  return milliseconds > (expected - 1) * 1000 && milliseconds < (expected + 5) * 1000;
}

function seconds({ milliseconds }: Reply): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

/** What became of a request, in a few words. */
export function outcomeOf(reply: Reply): string {
  const backend = valueOf(reply.headers, 'x-backend');
  const received = receivedOf(reply);
  if (received) return `${reply.status === 200 ? '' : `${reply.status} `}${received.backend} ${shortened(received.target)}`;
  if (backend !== undefined) return `${reply.status} ${backend}`;
  if (reply.status === 0) return `no answer${reply.error === undefined ? '' : ` (${reply.error})`}`;
  const text = shortened(reply.body.toString('latin1').trim().split('\n')[0]);
  return reply.status === 200 ? `"${text}"` : String(reply.status);
}

/** What is expected, in a few words. */
export function described(expected: Expected, row: TableRequest['row']): string {
  switch (expected.answer) {
    case 'backend': return `${row.statuses ? `${row.statuses.join(' or ')} ` : ''}${expected.backend} ${shortened(expected.target)}`;
    case 'refused': return expected.statuses.length > 1 ? 'a refusal' : String(expected.statuses[0]);
    case 'own': return `"${expected.body.trim()}"`;
    case 'file': return `"${contentOf(expected.file).trim()}"`;
  }
}

export function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 40)}... (${text.length} characters)` : text;
}
