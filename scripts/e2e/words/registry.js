/*
 * A registry that serves one image under whatever name it is asked for, from a directory in the OCI's layout; writes down, a line each,
 * the names that it was asked for. Prints its port.
 */
const fs = require('node:fs');
const http = require('node:http');
const path = require('node:path');

const [layout, log] = process.argv.slice(1);
const [{ digest: own, mediaType }] = JSON.parse(fs.readFileSync(path.join(layout, 'index.json'), 'utf8')).manifests;
const blob = (digest) => path.join(layout, 'blobs', digest.replace(':', '/'));

http.createServer(({ url, method }, response) => {
  const [, name, kind, reference = ''] = /^\/v2\/(.+)\/(manifests|blobs)\/([^/]+)$/.exec(url) ?? [];
  if (kind === undefined) return response.writeHead(200).end('{}');
  if (kind === 'manifests') fs.appendFileSync(log, `${name}\n`);
  const digest = reference.startsWith('sha256:') ? reference : own;
  if (!fs.existsSync(blob(digest))) return response.writeHead(404).end();
  const content = fs.readFileSync(blob(digest));
  response.writeHead(200, { 'content-type': kind === 'manifests' ? mediaType : 'application/octet-stream', 'content-length': content.length, 'docker-content-digest': digest });
  return response.end(method === 'HEAD' ? undefined : content);
}).listen(0, '127.0.0.1', function () { console.log(this.address().port); });
