'use strict';
const fs = require('node:fs');
const path = require('node:path');

/*
 * Runs once while a stand-in is built: makes of the base an image that has what the facts say, and no program besides.
 * The first argument is the root of the file system, the rest are the directories of programs in it.
 */

const [root = '/', ...given] = process.argv.slice(2);
const usual = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];
const directories = given.length > 0 ? given : [...new Set([...(process.env.PATH ?? '').split(':').filter(path.isAbsolute), ...usual])];
const { variants } = JSON.parse(fs.readFileSync(path.join(__dirname, 'facts.json'), 'utf8'));
const below = (file) => path.join(root, file);
const all = (list) => variants.flatMap((facts) => facts[list] ?? []);

const launched = [...new Set(variants.flatMap(({ entrypoint, command, program }) => [entrypoint, [...(entrypoint?.words ?? []), ...(command?.words ?? [])], program]
  .map((words) => (Array.isArray(words) ? words : words?.words ?? [])[0]).filter(Boolean)))];
const tools = [...new Set(all('tools').flatMap(({ names }) => names))];

fs.copyFileSync(process.execPath, path.join(__dirname, 'node'));
fs.mkdirSync(path.join(__dirname, 'tools'), { recursive: true });
const places = [...new Set(directories.map(below).filter((directory) => fs.existsSync(directory)).map((directory) => fs.realpathSync(directory)))];
if (tools.includes('python')) aliasOf('python3', 'python');
const kept = keepTools();
for (const [name, file] of kept.others) fs.copyFileSync(file, path.join(__dirname, 'tools', name));
for (const file of kept.replaced) fs.rmSync(file, { force: true });
for (const word of launched) launcher(word, `#!/stand-in/node /stand-in/program.js\n`);
for (const tool of tools.filter((name) => !launched.includes(name) && !kept.names.has(path.basename(name)))) {
  const sentence = JSON.stringify(`stand-in: the base has no ${tool}; build with another BASE`);
  launcher(tool, `#!/stand-in/node\nprocess.stderr.write(${sentence} + '\\n');\nprocess.exit(1);\n`);
}
for (const { path: content } of all('contents')) makeContent(content);
for (const { path: written, file } of all('writes')) makeWritten(file ? path.dirname(written) : written);
for (const user of all('users')) addUser(user);

/**
 * Removes what is not stated. What stays becomes a file of its own, since its target may go: `sh` of busybox, `python3`. A
 * program that is launched takes the place of the tool of its name; in a directory of its own, as an environment of Python, it
 * leaves that alone.
 */
function keepTools() {
  const names = new Set();
  const others = new Map();
  const replaced = [];
  const gone = [];
  for (const place of places) {
    for (const name of fs.readdirSync(place)) {
      const file = path.join(place, name);
      const isLaunched = launched.some((word) => path.basename(word) === name);
      if (!isLaunched && !tools.some((tool) => path.basename(tool) === name)) gone.push(file);
      else if (standsAlone(file)) {
        names.add(name);
        if (isLaunched && !others.has(name)) others.set(name, file);
        if (launched.some((word) => word === name || below(word) === file)) replaced.push(file);
      }
    }
  }
  for (const file of gone) fs.rmSync(file, { recursive: true, force: true });
  return { names, others, replaced };
}

/** The image of Python has both names, the package of a distribution only one. */
function aliasOf(name, alias) {
  const place = places.find((candidate) => fs.existsSync(path.join(candidate, name)));
  if (place !== undefined && !places.some((candidate) => fs.existsSync(path.join(candidate, alias)))) fs.symlinkSync(name, path.join(place, alias));
}

function standsAlone(file) {
  if (!fs.existsSync(file)) return false;
  const target = fs.realpathSync(file);
  if (target !== file && places.includes(path.dirname(target))) {
    fs.rmSync(file);
    fs.linkSync(target, file);
  }
  return true;
}

function launcher(word, text) {
  const directory = variants.find(({ workingDirectory }) => workingDirectory)?.workingDirectory.path ?? '/';
  const file = below(word.includes('/') ? path.resolve(directory, word) : path.join('/usr/local/bin', word));
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.rmSync(file, { force: true });
  fs.writeFileSync(file, text, { mode: 0o755 });
}

function makeContent(content) {
  const file = below(content);
  if (fs.existsSync(file) && !fs.statSync(file).isDirectory()) {
    if (!launched.includes(content)) fs.appendFileSync(file, '\nstand-in\n');
    return;
  }
  const isFile = path.extname(content) !== '' && !fs.existsSync(file) && !path.basename(content).startsWith('.');
  fs.mkdirSync(isFile ? path.dirname(file) : file, { recursive: true });
  fs.writeFileSync(isFile ? file : path.join(file, '.stand-in-content'), 'stand-in\n');
}

/** Belongs to the image's own user, as far as it has one, or to the one that root becomes. */
function makeWritten(directory) {
  const own = all('users').find((user) => user.own);
  const owner = own?.becomes === undefined ? own : (all('users').find(({ uid }) => uid === own.becomes) ?? { uid: own.becomes });
  fs.mkdirSync(below(directory), { recursive: true });
  if (owner && owner.uid !== 'any' && process.getuid() === 0) fs.chownSync(below(directory), owner.uid, owner.gid ?? owner.uid);
}

function addUser({ uid, gid = uid, name }) {
  const file = below('/etc/passwd');
  const known = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
  if (uid === 'any' || name === undefined || new RegExp(`^${name}:`, 'm').test(known)) return;
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.appendFileSync(file, `${name}:x:${uid}:${gid}::/:/sbin/nologin\n`);
}
