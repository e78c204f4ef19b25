'use strict';
const fs = require('node:fs');
const path = require('node:path');
const { spawn, spawnSync } = require('node:child_process');
const { askHealth } = require('./grpc-health.js');
const { listen } = require('./listen.js');

/*
 * Behaves as the facts beside it say that an image behaves; a container of a stand-in starts it under the name of the
 * image's own program. What the image would not start with, this ends with, and says why.
 */

const { variants } = JSON.parse(fs.readFileSync(path.join(__dirname, 'facts.json'), 'utf8'));
const given = process.argv.slice(2);
const start = startOf(given);
if (start === undefined) runInstead(given);
else run(start.facts, start.words);

/** The facts that are about these words, or about what the image's own entry point is given to start. */
function startOf(words) {
  for (const facts of [...variants].sort((one, other) => own(other).length - own(one).length)) {
    const entrypoint = facts.entrypoint?.words ?? [];
    const inner = facts.program && begins(words, entrypoint) && !begins(facts.program.words, entrypoint) ? words.slice(entrypoint.length) : words;
    if (begins(inner, own(facts))) return { facts, words };
  }
  return undefined;
}

function own(facts) {
  return facts.program?.words ?? [...(facts.entrypoint?.words ?? []), ...(facts.command?.words ?? [])];
}

function begins(words, prefix) {
  return prefix.every((word, at) => words[at] === word || (at === 0 && words[0] !== undefined && path.basename(words[0]) === path.basename(word)));
}

/** An entry point starts what it is given; another tool is what it was before the launcher took its place. */
function runInstead(words) {
  const entrypoint = variants.map((facts) => facts.entrypoint?.words ?? []).find((prefix) => prefix.length > 0 && begins(words, prefix));
  const tool = path.join(__dirname, 'tools', path.basename(words[0] ?? ''));
  const [program, ...rest] = entrypoint ? words.slice(entrypoint.length) : [fs.existsSync(tool) ? tool : undefined, ...words.slice(1)];
  if (program === undefined) fail(`nothing is known of the program "${words.join(' ')}"`, 127);
  become(program, rest);
}

/** Node.js cannot exec: it stays, and passes on signals and the end. */
function become(program, rest) {
  const child = spawn(program, rest, { stdio: 'inherit' });
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGQUIT', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => fail(error.message, 127));
  child.on('exit', (code, signal) => process.exit(signal ? 143 : code ?? 1));
}

function run(facts, words) {
  const settings = (name, fallback) => settingOf(name, words) ?? fallback;
  for (const variable of facts.variables ?? []) checkVariable(variable);
  for (const content of facts.contents ?? []) checkContent(content);
  becomeUser(facts, (facts.writes ?? []).map((write) => placeOf(write, settings)));
  if (facts.home) tryTo(() => write(path.join(process.env.HOME ?? '/', '.stand-in')), 'write to its home directory');
  if (facts.executableTmp) checkExecutableTmp();
  for (const written of facts.writes ?? []) checkWrite(written, placeOf(written, settings));
  if (facts.supervises) {
    become(path.join(__dirname, 'tools', path.basename(own(facts)[0])), words.slice(words.findIndex((word) => path.basename(word) === path.basename(own(facts)[0])) + 1));
    return;
  }
  if (facts.grpcHealth === 'asks') {
    askHealth(settings('-addr', ''), settings('-service', ''), (status) => process.exit(status));
    return;
  }
  const memory = reserve(facts.memory?.size ?? 0);
  if (facts.tellsFirst) tellFirst(words);
  if (facts.ends) {
    process.stdout.write('stand-in: done\n');
    process.exit(0);
  }
  // Without a port nothing else keeps the process, nor what it has reserved.
  const kept = setInterval(() => memory.length, 60_000);
  const servers = listen(facts, settings, fail);
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGQUIT']) {
    process.on(signal, () => {
      clearInterval(kept);
      for (const server of servers) server.close();
      process.exit(0);
    });
  }
}

/** What a process writes that an engine starts beside the first one gets to nobody, so it writes as if it were that. */
function tellFirst([program, ...rest]) {
  const mayDo = /^CapEff:\s*(\w+)$/m.exec(fs.readFileSync('/proc/self/status', 'utf8'))?.[1];
  const told = { words: [path.basename(program), ...rest], user: process.getuid(), directory: process.cwd(), mayDo, environment: process.env };
  tryTo(() => fs.appendFileSync('/proc/1/fd/1', `stand-in: was run ${JSON.stringify(told)}\n`), 'tell the first process');
}

function checkVariable({ name, alternatives = [], optional, pattern }) {
  const value = process.env[name] ?? '';
  const others = alternatives.some((other) => (process.env[other] ?? '') !== '');
  if (value === '' && !optional && !others) fail(`the variable ${[name, ...alternatives].join(' or ')} is not set`);
  if (value !== '' && pattern !== undefined && !new RegExp(pattern).test(value)) fail(`${name} does not match ${pattern}`);
}

/** Each directory has a mark in it, and each file is one: what is mounted over them has none. */
function checkContent({ path: content }) {
  const isDirectory = fs.existsSync(content) && fs.statSync(content).isDirectory();
  const mark = isDirectory ? path.join(content, '.stand-in-content') : content;
  const isThere = fs.existsSync(mark) && fs.readFileSync(mark, 'utf8').includes('stand-in');
  if (!isThere) fail(`${content} of the image is not there, or is hidden`);
}

/** Root hands over what it will write, and becomes who it says, as far as it is let. */
function becomeUser({ users }, places) {
  if (users === undefined) return;
  const uid = process.getuid();
  const gid = process.getgid();
  const user = users.find((known) => known.uid === uid && (known.gid ?? gid) === gid) ?? users.find((known) => known.uid === 'any');
  if (user === undefined) fail(`it cannot run as ${uid}:${gid}`);
  if (user.becomes === undefined) return;
  tryTo(() => {
    for (const place of places.filter((candidate) => fs.existsSync(candidate))) fs.chownSync(place, user.becomes, user.becomes);
    process.setgroups([]);
    process.setgid(user.becomes);
    process.setuid(user.becomes);
  }, `become user ${user.becomes}`);
}

function checkExecutableTmp() {
  const file = `/tmp/.stand-in-${process.pid}`;
  tryTo(() => {
    fs.writeFileSync(file, `#!${process.execPath}\n`, { mode: 0o755 });
    const { error, status } = spawnSync(file);
    fs.rmSync(file);
    if (error || status !== 0) throw error ?? new Error(`exit status ${status}`);
  }, 'run a program in /tmp');
}

function placeOf({ path: written, setBy }, settings) {
  return path.resolve(setBy === undefined ? written : settings(setBy, written));
}

function checkWrite({ file, persistent, optional }, place) {
  const mark = file ? place : path.join(place, '.stand-in');
  try {
    write(mark);
    process.stdout.write(`stand-in: has written to ${place}\n`);
    if (!file && !persistent) fs.rmSync(mark);
  } catch (error) {
    if (!optional) fail(`cannot write to ${place}: ${error.message}`);
    process.stderr.write(`stand-in: goes on without ${place}: ${error.message}\n`);
  }
}

function write(file) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.appendFileSync(file, 'stand-in\n');
}

/** Touches every page, so that the memory is really taken; a mebibyte at a time, as a program grows. */
function reserve(size) {
  const chunks = [];
  while (process.memoryUsage().rss < size) chunks.push(Buffer.alloc(1024 ** 2, 1));
  return chunks;
}

/** A variable, or an option of the command if it begins with `-`. */
function settingOf(name, words) {
  if (!name.startsWith('-')) return process.env[name] === '' ? undefined : process.env[name];
  const at = words.indexOf(name);
  if (at !== -1) return words[at + 1];
  return words.find((word) => word.startsWith(`${name}=`))?.slice(name.length + 1);
}

function tryTo(act, what) {
  try {
    act();
  } catch (error) {
    fail(`cannot ${what}: ${error.message}`);
  }
}

function fail(message, status = 1) {
  process.stderr.write(`stand-in: ${message}\n`);
  process.exit(status);
}
