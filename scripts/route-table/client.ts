import * as net from 'node:net';

/** What came back. Each character of a text is a byte. */
export interface Reply {
  /** 0 if nothing that is an answer came. */
  readonly status: number;
  /** Names in lower case. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
  /** When each part arrived, in milliseconds since the request. */
  readonly parts: readonly { readonly at: number; readonly text: string }[];
  readonly milliseconds: number;
  /** What the connection ended with, if not with its end. */
  readonly error?: string;
}

/** What is written to a socket once it is open. */
export interface Sent {
  readonly port: number;
  readonly head: string;
  readonly body?: Buffer;
  /** Sent when the head of the answer has come, as after a handshake. */
  readonly then?: Buffer;
  /** Ends an answer that has no end of its own. */
  readonly isComplete?: (received: Buffer) => boolean;
  readonly seconds: number;
}

const HEAD_END = '\r\n\r\n';

/** Writes bytes as they are, so that nothing between the table and the proxy changes them, and reads until the other side closes. */
export function send({ port, head, body, then, isComplete, seconds }: Sent): Promise<Reply> {
  const start = Date.now();
  const parts: { at: number; text: string }[] = [];
  return new Promise((resolve) => {
    let received = Buffer.alloc(0);
    let hasFollowed = false;
    const socket = net.connect(port, '127.0.0.1');
    const finish = (error?: string): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve({ ...parsed(received), parts, milliseconds: Date.now() - start, ...(error !== undefined && { error }) });
    };
    const timer = setTimeout(() => finish(`no end after ${seconds} s`), seconds * 1000);
    socket.on('connect', () => {
      socket.write(head, 'latin1');
      if (body) socket.write(body);
    });
    socket.on('data', (part) => {
      parts.push({ at: Date.now() - start, text: part.toString('latin1') });
      received = Buffer.concat([received, part]);
      if (then && !hasFollowed && received.includes(HEAD_END)) {
        hasFollowed = true;
        socket.write(then);
      }
      if (isComplete?.(received)) finish();
    });
    socket.on('end', () => finish());
    socket.on('close', () => finish());
    // Whoever refuses a body closes while it is being sent; the refusal may have come before.
    socket.on('error', (error) => setTimeout(() => finish(error.message), 50));
  });
}

/** Exported for tests. */
export function parsed(received: Buffer): Pick<Reply, 'status' | 'headers' | 'body'> {
  const end = received.indexOf(HEAD_END);
  const [statusLine, ...lines] = received.subarray(0, Math.max(end, 0)).toString('latin1').split('\r\n');
  const [, status] = /^HTTP\/1\.[01] (\d{3})/.exec(statusLine) ?? [];
  if (status === undefined) return { status: 0, headers: [], body: received };
  const headers = lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()] as const);
  const body = received.subarray(end + HEAD_END.length);
  return { status: Number(status), headers, body: valueOf(headers, 'transfer-encoding') === 'chunked' ? unchunked(body) : body };
}

/** The first header of that name. */
export function valueOf(headers: Reply['headers'], name: string): string | undefined {
  return headers.find(([candidate]) => candidate === name)?.[1];
}

function unchunked(body: Buffer): Buffer {
  const chunks: Buffer[] = [];
  for (let at = 0; at < body.length;) {
    const lineEnd = body.indexOf('\r\n', at);
    const length = parseInt(body.subarray(at, lineEnd).toString('latin1'), 16);
    if (lineEnd < 0 || !(length > 0)) break;
    chunks.push(body.subarray(lineEnd + 2, lineEnd + 2 + length));
    at = lineEnd + 2 + length + 2;
  }
  return Buffer.concat(chunks);
}
