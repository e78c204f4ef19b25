#!/usr/bin/env node
'use strict';
const { spawn } = require('node:child_process');
const http = require('node:http');

/* `surreal start` is the server of the image below, `surreal isready --conn ADDRESS` asks it. */

const [command, ...words] = process.argv.slice(2);
if (command === 'isready') {
  http.get(`${words[words.indexOf('--conn') + 1]}/health`, ({ statusCode }) => process.exit(statusCode === 200 ? 0 : 1)).on('error', () => process.exit(1));
} else {
  const server = spawn(process.execPath, ['/srv/server.mjs', command, ...words], { stdio: 'inherit', cwd: '/srv' });
  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => server.kill(signal));
  server.on('exit', (code, signal) => process.exit(signal ? 143 : code ?? 1));
}
