'use strict';
const http2 = require('node:http2');

/*
 * As much of gRPC as its health service is (grpc.health.v1): a message that says which of a server's services is meant, and one
 * that says that it serves. Both sides are HTTP/2 without TLS.
 */

const METHOD = '/grpc.health.v1.Health/Check';
/** Field 1 of the answer is SERVING. */
const SERVING = framed(Buffer.from([0x08, 0x01]));

/** A server that serves, whatever is meant; tells what it was asked for. */
function healthServer(note) {
  const server = http2.createServer();
  server.on('stream', (stream, { ':path': path }) => {
    read(stream, (message) => {
      note({ path, service: message.subarray(2).toString() });
      stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
      stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': path === METHOD ? '0' : '12' }));
      stream.end(path === METHOD ? SERVING : undefined);
    });
  });
  return server;
}

/** As `grpc_health_probe` ends: 0 for what serves, 2 for whom it does not reach, 4 for what does not serve. */
function askHealth(address, service, ended) {
  const client = http2.connect(`http://${address}`).on('error', () => ended(2));
  const stream = client.request({ ':method': 'POST', ':path': METHOD, 'content-type': 'application/grpc', te: 'trailers' });
  read(stream, (message) => ended(message.equals(SERVING.subarray(5)) ? 0 : 4));
  const name = Buffer.from(service);
  stream.end(framed(name.length === 0 ? name : Buffer.concat([Buffer.from([0x0a, name.length]), name])));
}

/** Not compressed, with its length before it. */
function framed(message) {
  const head = Buffer.alloc(5);
  head.writeUInt32BE(message.length, 1);
  return Buffer.concat([head, message]);
}

function read(stream, act) {
  const parts = [];
  stream.on('data', (part) => parts.push(part)).on('error', () => undefined).on('end', () => act(Buffer.concat(parts).subarray(5)));
}

module.exports = { healthServer, askHealth };
