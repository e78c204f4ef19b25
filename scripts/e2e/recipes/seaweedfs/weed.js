'use strict';
const fs = require('node:fs');
const http = require('node:http');

/* `weed server -s3` as far as its S3 API goes: the object store of the image below under other words. */

const port = process.argv.map((word) => /^-s3\.port=(\d+)$/.exec(word)?.[1]).find(Boolean) ?? '8333';
Object.assign(process.env, {
  MINIO_ROOT_USER: process.env.AWS_ACCESS_KEY_ID, MINIO_ROOT_PASSWORD: process.env.AWS_SECRET_ACCESS_KEY,
  S3_PORT: port, S3_DIR: '/data/objects',
});
fs.mkdirSync(process.env.S3_DIR, { recursive: true });

// What old versions of curl do not send, this store asks for.
const EMPTY = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
const create = http.createServer;
http.createServer = (listener) => create((request, response) => {
  if (request.headers.authorization?.startsWith('AWS4')) request.headers['x-amz-content-sha256'] ??= EMPTY;
  if (request.url === '/healthz') response.end();
  else listener(request, response);
});
require('/srv/server.js');
