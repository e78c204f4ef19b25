'use strict';
const { createHash } = require('node:crypto');
const http = require('node:http');
const os = require('node:os');

/*
 * What stands behind the entrances of the route table: answers with what it has received. `?do=` asks for another kind of
 * answer: `wait` with `seconds`, `events` with `gap` in milliseconds, `redirect` with `to`. A WebSocket gets back what it sends.
 */

/** What a WebSocket's handshake appends to the client's key (RFC 6455, 1.3). */
const WEB_SOCKET_GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const EVENTS = 4;

const server = http.createServer((request, response) => {
  const hash = createHash('sha256');
  let length = 0;
  request.on('data', (part) => {
    hash.update(part);
    length += part.length;
  });
  request.on('end', () => answer(request, response, { length, hash: hash.digest('hex') }));
});

function answer(request, response, body) {
  const asked = new URLSearchParams(request.url.split('?').slice(1).join('?'));
  if (asked.get('do') === 'events') {
    sendEvents(response, Number(asked.get('gap')));
    return;
  }
  const isRedirect = asked.get('do') === 'redirect';
  setTimeout(() => {
    response.writeHead(isRedirect ? 302 : 200, { 'content-type': 'application/json', 'x-backend': process.env.BACKEND, ...(isRedirect && { location: asked.get('to') }) });
    response.end(JSON.stringify(received(request, body)));
  }, asked.get('do') === 'wait' ? Number(asked.get('seconds')) * 1000 : 0);
}

function received({ method, url, rawHeaders }, body) {
  const headers = [];
  for (let at = 0; at < rawHeaders.length; at += 2) headers.push([rawHeaders[at].toLowerCase(), rawHeaders[at + 1]]);
  return { backend: process.env.BACKEND, instance: os.hostname(), method, target: url, headers, ...body };
}

function sendEvents(response, gap) {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache', 'x-backend': process.env.BACKEND });
  let sent = 0;
  const timer = setInterval(() => {
    sent += 1;
    response.write(`data: ${sent}\n\n`);
    if (sent < EVENTS) return;
    clearInterval(timer);
    response.end();
  }, gap);
}

/** As frameworks do, refuses a page of another origin; the port is part of an origin. */
server.on('upgrade', (request, socket, first) => {
  const { origin, host, 'sec-websocket-key': key } = request.headers;
  if (origin !== undefined && new URL(origin).host !== host) {
    socket.end(`HTTP/1.1 403 Forbidden\r\nconnection: close\r\n\r\nthe origin is ${origin}, the host ${host}\n`);
    return;
  }
  const accept = createHash('sha1').update(`${key}${WEB_SOCKET_GUID}`).digest('base64');
  socket.write(`HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: Upgrade\r\nx-backend: ${process.env.BACKEND}\r\nsec-websocket-accept: ${accept}\r\n\r\n`);
  let bytes = first;
  const echo = () => {
    if (bytes.length < 6 || bytes.length < 6 + (bytes[1] & 0x7f)) return;
    const length = bytes[1] & 0x7f;
    const mask = bytes.subarray(2, 6);
    const text = Buffer.from(bytes.subarray(6, 6 + length).map((byte, at) => byte ^ mask[at % 4]));
    socket.write(Buffer.concat([Buffer.from([bytes[0], length]), text]));
    bytes = bytes.subarray(6 + length);
    echo();
  };
  socket.on('data', (part) => {
    bytes = Buffer.concat([bytes, part]);
    echo();
  });
  socket.on('error', () => socket.destroy());
  echo();
});

server.listen(Number(process.env.PORT));
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => process.exit(0));
