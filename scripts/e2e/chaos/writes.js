/*
 * Writes numbered records through the public entrance of a stack, five a second, each on a connection of its own, and prints a line
 * for each: its number, when it was answered in milliseconds, and how. It runs in a container, by the Node.js that stand-ins are made from.
 */
const http = require('node:http');

const [url] = process.argv.slice(1);
const EVERY = 200;
const SILENCE = 15_000;
let last = 0;

function write(number) {
  let isDone = false;
  const done = (how) => {
    if (isDone) return;
    isDone = true;
    console.log(`${number} ${Date.now()} ${how}`);
  };
  const request = http.request(`${url}/${number}`, { method: 'PUT', agent: false, timeout: SILENCE }, (response) => {
    response.on('error', ({ code }) => done(code)).on('end', () => done(response.statusCode)).resume();
  });
  request.on('timeout', () => { done('silence'); request.destroy(); }).on('error', ({ code, message }) => done(code ?? message.replace(/\s+/g, '-'))).end();
}

setInterval(() => write(last += 1), EVERY);
