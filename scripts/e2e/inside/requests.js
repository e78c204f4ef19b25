/*
 * Asks a URL again and again, each time on a connection of its own, and prints after each second how many requests there were and
 * how many failed, with the last reasons. It runs in a pod, by the Node.js of a stand-in.
 */
const http = require('node:http');

const [url] = process.argv.slice(1);
const EVERY = 20;
const SILENCE = 10_000;
const said = { requests: 0, failures: 0, reasons: [] };

function failed(reason) {
  said.failures += 1;
  said.reasons = [...said.reasons.slice(-2), `${new Date().toISOString().slice(11, 23)} ${reason}`];
}

function ask() {
  let isDone = false;
  const done = (reason) => {
    if (isDone) return;
    isDone = true;
    said.requests += 1;
    if (reason !== undefined) failed(reason);
  };
  const request = http.get(url, { agent: false, timeout: SILENCE }, (response) => {
    response.on('error', ({ code }) => done(code)).on('end', () => done(response.statusCode >= 500 ? `status ${response.statusCode}` : undefined)).resume();
  });
  request.on('timeout', () => { done(`no answer in ${SILENCE / 1000} s`); request.destroy(); }).on('error', ({ code, message }) => done(code ?? message));
}

setInterval(ask, EVERY);
setInterval(() => console.log(JSON.stringify(said)), 1000);
