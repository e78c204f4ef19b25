import { createHash } from 'node:crypto';
import { send, type Reply } from './client';
import { HOSTS, type Entrance } from './entrances';
import type { Asked } from './expected';
import type { Row } from './rows';
import { handshake, masked, unmasked } from './web-socket';

/** What is said through a WebSocket. */
const WORDS = 'a word';
/** Answers that are late for no reason. */
const MARGIN_SECONDS = 20;

/** A row at one entrance. */
export interface TableRequest {
  readonly row: Row;
  readonly entrance: Entrance;
  readonly asked: Asked;
  readonly head: string;
  readonly body?: Buffer;
  /** What the answer to a handshake says. */
  readonly accept?: string;
}

/** The bytes of a row for one entrance. */
export function requestOf(row: Row, entrance: Entrance): TableRequest {
  const here = (text: string): string => text.replaceAll('{host}', HOSTS[entrance]);
  const [, method, sent] = /^(\S+) (.*) HTTP\/1\.[01]$/.exec(here(row.line))!;
  const [, authority, path] = /^http:\/\/([^/]+)(\/.*)$/.exec(sent) ?? [undefined, undefined, sent];
  const host = row.host === null ? undefined : here(row.host ?? '{host}');
  const body = row.body === undefined ? undefined : bodyOf(row.body);
  const socket = row.asks === 'web-socket' ? handshake() : undefined;
  const lines = [
    here(row.line),
    ...(host === undefined ? [] : [`Host: ${host}`]),
    ...(row.headers ?? []).map(here),
    ...(body && !row.isChunked ? [`Content-Length: ${body.length}`] : []),
    ...(body && row.isChunked ? ['Transfer-Encoding: chunked'] : []),
    ...(socket?.headers ?? ['Connection: close']),
  ];
  return {
    row,
    entrance,
    asked: { target: path, host: (authority ?? host)?.replace(/:\d+$/, ''), length: method === 'HEAD' ? 0 : body?.length ?? 0 },
    head: `${lines.join('\r\n')}\r\n\r\n`,
    ...(body && { body: row.isChunked ? chunked(body) : body }),
    ...(socket && { accept: socket.accept }),
  };
}

export function ask({ row, head, body, accept }: TableRequest, port: number): Promise<Reply> {
  const seconds = (row.seconds ?? 0) + MARGIN_SECONDS;
  const isEcho = (received: Buffer): boolean => received.includes(unmasked(WORDS));
  return send({ port, head, seconds, ...(body && { body }), ...(accept !== undefined && { then: masked(WORDS), isComplete: isEcho }) });
}

/** Whether what was said through a WebSocket has come back. */
export function hasEcho({ body }: Reply): boolean {
  return body.equals(unmasked(WORDS));
}

/** The same bytes for the same length, without a pattern that a lost part would not break. */
export function bodyOf(length: number): Buffer {
  const block = Buffer.concat(Array.from({ length: 1024 }, (_, at) => createHash('sha256').update(String(at)).digest()));
  return Buffer.alloc(length, block);
}

function chunked(body: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; at < body.length; at += 8000) {
    const chunk = body.subarray(at, at + 8000);
    parts.push(Buffer.from(`${chunk.length.toString(16)}\r\n`), chunk, Buffer.from('\r\n'));
  }
  return Buffer.concat([...parts, Buffer.from('0\r\n\r\n')]);
}
