'use strict';
const { createHash } = require('node:crypto');
const dgram = require('node:dgram');
const fs = require('node:fs');
const http = require('node:http');
const https = require('node:https');
const os = require('node:os');
const path = require('node:path');
const { healthServer } = require('./grpc-health.js');

/** What a WebSocket's handshake appends to the client's key (RFC 6455, 1.3). */
const WEB_SOCKET_GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

/** A record by its number, below any path, and what keeps it, which is there where somebody wants to know whether any gets lost. */
const RECORD = /\/stand-in-records\/(\d+)$/;
const RECORDS = path.join(__dirname, 'records.js');

/** How many different requests are written down: by them somebody sees what a check asks. */
const MOST_REQUESTS = 50;
const written = new Set();

/** Listens on the ports of the facts, and answers their routes with their status and everything else with 404. */
function listen({ ports = [], routes = [], tls, grpcHealth }, settings, fail) {
  return ports.map((known) => {
    // Some are told an address with the port, as in `0.0.0.0:8000`.
    const number = Number(String(known.setBy === undefined ? known.port : settings(known.setBy, known.port)).split(':').at(-1));
    const address = { loopback: '127.0.0.1', 'host-name': os.hostname() }[known.address ?? 'all'];
    const refused = (error) => fail(`cannot listen on ${number}: ${error.message}`);
    if (known.protocol === 'udp') {
      const socket = dgram.createSocket('udp4').on('error', refused);
      socket.on('message', (message, { port, address: peer }) => socket.send(message, port, peer));
      return socket.bind(number, address);
    }
    const here = routes.filter(({ port = ports[0].port }) => port === known.port);
    if (grpcHealth) return healthServer(note).on('error', refused).listen(number, address);
    const server = (tls ? https : http).createServer(tls ?? {}, (request, response) => answer(here, request, response));
    server.on('upgrade', (request, socket) => upgrade(here, request, socket));
    return server.on('error', refused).listen(number, address, () => process.stdout.write(`stand-in: listens on ${number}\n`));
  });
}

function note(asked) {
  const line = JSON.stringify(asked);
  if (written.size >= MOST_REQUESTS || written.has(line)) return;
  written.add(line);
  process.stdout.write(`stand-in: was asked ${line}\n`);
}

function answer(routes, request, response) {
  const number = request.method === 'PUT' ? RECORD.exec(request.url)?.[1] : undefined;
  if (number !== undefined && fs.existsSync(RECORDS)) {
    keepRecord(Number(number), request, response);
    return;
  }
  note({ path: request.url, tls: request.socket.encrypted === true, headers: request.headers });
  const route = routeOf(routes, request, (candidate) => !candidate.webSocket);
  request.resume();
  response.writeHead(route ? route.status ?? 200 : 404, { 'content-type': 'application/json' });
  response.end(request.method === 'HEAD' ? undefined : `${JSON.stringify({ standIn: os.hostname(), path: request.url })}\n`);
}

/** What is answered with success is in the database. */
function keepRecord(number, request, response) {
  request.resume();
  require(RECORDS).keep(number, process.env).then(
    () => response.writeHead(201).end(),
    ({ code, message }) => response.writeHead(503, { 'content-type': 'text/plain' }).end(`${message || code}\n`),
  );
}

function upgrade(routes, request, socket) {
  const route = routeOf(routes, request, (candidate) => candidate.webSocket);
  if (!route) {
    socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\n\r\n');
    return;
  }
  const accept = createHash('sha1').update(`${request.headers['sec-websocket-key']}${WEB_SOCKET_GUID}`).digest('base64');
  socket.write(`HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: Upgrade\r\nsec-websocket-accept: ${accept}\r\n\r\n`);
  socket.resume();
}

/** An exact path comes before all that is below one, and the longer one of these before the shorter. */
function routeOf(routes, { method, url }, kind) {
  const [path] = url.split('?');
  const asked = method === 'HEAD' ? 'GET' : method;
  return routes
    .filter((route) => kind(route) && (route.path.endsWith('*') ? path.startsWith(route.path.slice(0, -1)) : path === route.path))
    .filter((route) => (route.method ?? 'GET') === asked || (route.path.endsWith('*') && route.method === undefined))
    .sort((one, other) => Number(one.path.endsWith('*')) - Number(other.path.endsWith('*')) || other.path.length - one.path.length)[0];
}

module.exports = { listen };
