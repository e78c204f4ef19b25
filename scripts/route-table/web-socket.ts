import { createHash, randomBytes } from 'node:crypto';

/** What a WebSocket's handshake appends to the client's key (RFC 6455, 1.3). */
const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const MASK = Buffer.from([1, 2, 3, 4]);
const TEXT = 0x81;

/** The headers of a handshake, and what the answer has to say. */
export function handshake(): { readonly headers: readonly string[]; readonly accept: string } {
  const key = randomBytes(16).toString('base64');
  return {
    headers: ['Upgrade: websocket', 'Connection: Upgrade', 'Sec-WebSocket-Version: 13', `Sec-WebSocket-Key: ${key}`],
    accept: createHash('sha1').update(`${key}${GUID}`).digest('base64'),
  };
}

/** A frame of a client with a short text. */
export function masked(text: string): Buffer {
  const bytes = Buffer.from(text).map((byte, at) => byte ^ MASK[at % MASK.length]);
  return Buffer.concat([Buffer.from([TEXT, 0x80 | bytes.length]), MASK, bytes]);
}

/** The same text as a frame of the server. */
export function unmasked(text: string): Buffer {
  return Buffer.concat([Buffer.from([TEXT, text.length]), Buffer.from(text)]);
}
