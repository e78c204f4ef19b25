import { execFile, execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as http from 'node:http';
import type { AddressInfo } from 'node:net';
import * as os from 'node:os';
import * as path from 'node:path';
import { App, Duration, MySql, Postgres, Secret, Size, Stack, text, type SupervisorProgram } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import { bucketScript } from '../../lib/constructs/databases/bucket-script';
import { mountFunctions } from '../../lib/constructs/s3/mount-script';
import { scriptValue } from '../../lib/constructs/s3/s3-mount';
import { waitScript } from '../../lib/constructs/s3/sidecar-script';
import { healthScript } from '../../lib/constructs/supervisor/scripts';
import { programProblems, SupervisorConfig } from '../../lib/constructs/supervisor/supervisor-config';
import { sandboxToml } from '../../lib/constructs/sandbox/template-files';
import { joinText, toExpression } from '../../lib/constructs/value';
import { mainOf } from '../../lib/model/workload';
import { shellArgument, shellWord } from '../../lib/quoting/shell';
import { urlPart } from '../../lib/quoting/url';
import { probeCommand } from '../../lib/targets/probe-command';
import { shown } from '../constructs/described';
import { HOSTILE_TEXTS } from './hostile-texts';

const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'hostile-'));
afterAll(() => fs.rmSync(directory, { recursive: true }));

const storage = Size.gibibytes(1);
const ANYWHERE = { pathOf: (): string => '', nameOf: (): string => '' };
const NUL = '\0';

/** What a program prints, with its input. */
function output(program: string, args: readonly string[], input = '', env: Record<string, string> = {}): string {
  return execFileSync(program, args, { input, encoding: 'utf8', env: { PATH: process.env.PATH, ...env }, stdio: ['pipe', 'pipe', 'pipe'] });
}

/** Words as a program gets them. */
const printed = (shell: string, words: readonly string[]): string[] => output(shell, ['-c', `printf '%s\\0' ${words.join(' ')}`]).split(NUL).slice(0, -1);

describe.each(['sh', 'bash'])('read by %s', (shell) => {
  test('a word is one word, and itself', () => {
    expect(printed(shell, HOSTILE_TEXTS.map(shellWord))).toEqual(HOSTILE_TEXTS);
    expect(printed(shell, HOSTILE_TEXTS.map(shellArgument))).toEqual(HOSTILE_TEXTS);
  });

  test('the script that mounts a bucket has them in its variables', () => {
    const scripts = HOSTILE_TEXTS.map((hostile) => shown(toExpression(joinText(mountFunctions({
      bucket: scriptValue(hostile), region: scriptValue(text`${hostile}`), prefix: scriptValue(text`a${hostile}b`), endpoint: scriptValue(undefined), mountPath: hostile, stateDirectory: hostile,
      readOnly: false, statCacheTtl: Duration.seconds(1), typeCacheTtl: Duration.seconds(1), owner: { uid: 0, gid: 0 }, umask: 0o022, allowOther: true, mountTimeout: Duration.seconds(1),
    })), ANYWHERE)));
    const printing = 'printf \'%s\\0\' "$bucket" "$region" "$prefix" "$endpoint" "$directory" "$state"';
    const variables = output(shell, ['-s'], scripts.map((script) => `(${script}\n${printing})\n`).join('')).split(NUL);
    expect(variables).toEqual([...HOSTILE_TEXTS.flatMap((hostile) => [hostile, hostile, `a${hostile}b`, '', hostile, hostile]), '']);
  });

  test('the script that waits for a bucket has them in its variable', () => {
    const scripts = HOSTILE_TEXTS.map((hostile) => waitScript(hostile).replace(/^trap [^]*/m, ''));
    expect(output(shell, ['-s'], scripts.map((script) => `(${script}\nprintf '%s\\0' "$directory")\n`).join('')).split(NUL)).toEqual([...HOSTILE_TEXTS, '']);
  });
});

/** Errors of a stack with one server, and the script of its backup. */
function backup(build: (stack: Stack) => unknown): { readonly errors: string[]; readonly script: string } {
  const stack = new Stack(new App(), 'shop');
  build(stack);
  const { model, findings } = synthesize(stack);
  const task = model.workloads.find(({ name }) => name === 'db-backup')!;
  return { errors: findings.filter(({ severity }) => severity === 'error').map(({ code }) => code), script: shown(mainOf(task).process.entrypoint![2]) };
}

/** Runs it with a client that writes down its words, and the dump where it is told to; the server is there at once. */
function backedUp(script: string, client: string): { readonly words: string[]; readonly files: string[] } {
  const volume = fs.mkdtempSync(path.join(directory, 'volume-'));
  const bin = fs.mkdtempSync(path.join(directory, 'bin-'));
  const writes = `#!/bin/sh\nprintf '%s\\0' "$@" > ${bin}/words\nfor a in "$@"; do case "$a" in --file=*|--result-file=*) echo x > "\${a#--*=}";; esac; done\n`;
  fs.writeFileSync(path.join(bin, client), writes, { mode: 0o755 });
  for (const question of ['pg_isready', 'mysqladmin']) fs.symlinkSync('/bin/true', path.join(bin, question));
  output('sh', ['-c', script.replaceAll('/backups', volume)], '', { PATH: `${bin}:${process.env.PATH}`, KEEP: '1', MYSQL_HOST: 'db', MYSQL_PORT: '3306' });
  return { words: fs.readFileSync(path.join(bin, 'words'), 'utf8').split(NUL).slice(0, -1), files: fs.readdirSync(volume) };
}

describe('a name of a database that its server takes', () => {
  const postgres = (name: string) => backup((stack) => new Postgres(stack, 'db', { database: name, user: 'shop', storage }).addBackup({ storage }));
  const mysqlStack = (names: readonly string[]) => (stack: Stack): void => {
    const mysql = new MySql(stack, 'db', { storage });
    names.forEach((name, at) => mysql.addDatabase(name, { user: `user${at}`, password: new Secret(stack, `KEY_${at}`, { description: '' }) }));
    mysql.addBackup({ storage });
  };
  const mysqlNames = HOSTILE_TEXTS.filter((name) => backup(mysqlStack([name])).errors.length === 0);

  test('is a good part of all, and no other is taken without a word', () => {
    expect(mysqlNames.length).toBeGreaterThan(HOSTILE_TEXTS.length / 2);
    for (const name of HOSTILE_TEXTS) {
      expect([[], ['model/server-setting']]).toContainEqual(postgres(name).errors);
      expect([[], ['model/server-setting']]).toContainEqual(backup(mysqlStack([name])).errors);
    }
  });

  test('is in the name of the file as far as a file can be called so', () => {
    for (const name of HOSTILE_TEXTS) expect(postgres(name).script).toMatch(/^name=\/backups\/[\w.-]*-\$\(date /m);
    expect(backedUp(postgres(`it's; $(id)`).script, 'pg_dump').files).toEqual([expect.stringMatching(/^it_s_id_-\d{8}T\d{6}Z\.dump$/)]);
  });

  test('is one word of the client that dumps it, and no option', () => {
    const { words, files } = backedUp(backup(mysqlStack(mysqlNames)).script, 'mysqldump');
    expect(words.slice(words.indexOf('--databases'))).toEqual(['--databases', '--', ...inOrder(mysqlNames)]);
    expect(files).toEqual([expect.stringMatching(/^db-\d{8}T\d{6}Z\.sql\.gz$/)]);
  });

  test('reaches MySQL as it is, and so does the password of its user', () => {
    const stack = new Stack(new App(), 'shop');
    mysqlStack(mysqlNames)(stack);
    const script = shown(synthesize(stack).model.configFiles.find(({ fileName }) => fileName === '00-accounts.sh')!.content);
    const passwords = Object.fromEntries(mysqlNames.map((name, at) => [`ACCOUNT_USER${at}_PASSWORD`, `p${name}`]));
    const sql = output('bash', ['-c', `docker_process_sql() { cat; }\n${script}`], '', { ...passwords, ACCOUNT_BACKUP_PASSWORD: 'x' });
    const statements = /CREATE DATABASE IF NOT EXISTS (`(?:[^`]|``)*`);\nCREATE USER IF NOT EXISTS 'user\d+'@'%' IDENTIFIED BY ('(?:[^'\\]|''|\\.)*');\nGRANT ALL ON (`(?:[^`]|``)*`)\.\* TO 'user\d+'@'%';\n/gs;
    const read = [...sql.matchAll(statements)].map(([, database, password, granted]) => [unquoted(database), unquoted(password), unquoted(granted).replace(/\\([_%\\])/g, '$1')]);
    expect(read).toEqual(inOrder(mysqlNames).map((name) => [name, `p${name}`, name]));
  });
});

/** Whatever the program says first, databases stand in the order of their names. */
function inOrder(names: readonly string[]): string[] {
  return [...names].sort((a, b) => (`${a} ` < `${b} ` ? -1 : 1));
}

/** What stands between quotes of MySQL: a doubled quote is one, and in a text a backslash escapes. */
function unquoted(written: string): string {
  const [quote] = written;
  const inner = written.slice(1, -1).replaceAll(quote + quote, quote);
  return quote === '`' ? inner : inner.replace(/\\(.)/gs, '$1');
}

describe('read as supervisord does', () => {
  const read = (programs: readonly SupervisorProgram[]): Record<string, { command: string[]; directory: string | null; environment: Record<string, string> }> =>
    JSON.parse(output('python3', [path.join(__dirname, 'supervisor-reader.py')], shown(new SupervisorConfig(programs, '/fatal.py')._toExpression(ANYWHERE)))) as never;

  /** Each text in a program of its own, plain and as a value; those that cannot be written are refused. */
  function written(program: (value: string, asText: boolean) => Omit<SupervisorProgram, 'name'>): { name: string; hostile: string }[] {
    const all = HOSTILE_TEXTS.flatMap((hostile, at) => [false, true].map((asText) => ({ name: `p${at}${asText ? 't' : ''}`, hostile, ...program(hostile, asText) })));
    const taken = all.filter((each) => programProblems(each).length === 0);
    expect(taken.length).toBeGreaterThan(all.length / 2);
    const found = read(taken);
    expect(Object.keys(found)).toEqual(taken.map(({ name }) => name));
    programs = found;
    return taken;
  }
  let programs: ReturnType<typeof read> = {};

  test('the words of a command are themselves', () => {
    const taken = written((hostile, asText) => ({ command: ['run', asText ? text`${hostile}` : hostile, asText ? text`a${hostile}b` : 'x'] }));
    for (const { name, hostile } of taken) expect(programs[name].command).toEqual(['run', hostile, name.endsWith('t') ? `a${hostile}b` : 'x']);
  });

  test('the values of variables are themselves', () => {
    const taken = written((hostile, asText) => ({ command: ['run'], environment: { A: asText ? text`${hostile}` : hostile, B: 'b' } }));
    for (const { name, hostile } of taken) expect(programs[name].environment).toEqual({ A: hostile, B: 'b' });
  });

  test('the directory is itself', () => {
    const taken = written((hostile) => ({ command: ['run'], directory: `/d/${hostile}` }));
    for (const { name, hostile } of taken) expect(programs[name].directory).toBe(`/d/${hostile}`);
  });

  test('a name of a variable that would end its line or its pair is refused, whatever its value', () => {
    for (const key of ['A\n[program:x]', 'A"', "A'", 'A,B', 'A=B', '', 'A B', '%(x)s']) {
      expect(programProblems({ name: 'api', command: ['run'], environment: { [key]: 'x' } })).toEqual([expect.stringContaining('name with other signs')]);
    }
  });

  test.each(['a\nb', `'"`, '"x', 'a #b'])('a value that holds %j is refused, also inside a text', (value) => {
    expect(programProblems({ name: 'api', command: ['run'], environment: { A: text`${value}` } })).toHaveLength(1);
  });
});

test('Python reads the programs and addresses of the health script as they are', () => {
  const script = healthScript(HOSTILE_TEXTS, HOSTILE_TEXTS);
  const lists = script.split('\n').filter((line) => /^(PROGRAMS|URLS) = /.test(line)).join('\n');
  expect(JSON.parse(output('python3', ['-c', `${lists}\nimport json\nprint(json.dumps([PROGRAMS, URLS]))`]))).toEqual([HOSTILE_TEXTS, HOSTILE_TEXTS]);
  expect(() => output('python3', ['-c', `compile(${JSON.stringify(script)}, "health.py", "exec")`])).not.toThrow();
});

test('TOML reads the name of a template as it is', () => {
  const documents = JSON.stringify(HOSTILE_TEXTS.map(sandboxToml));
  const program = 'import json, sys, tomllib\nprint(json.dumps([tomllib.loads(text)["template_name"] for text in json.load(sys.stdin)]))';
  expect(JSON.parse(output('python3', ['-c', program], documents))).toEqual(HOSTILE_TEXTS);
});

test('a URL has a user and a password as they are', () => {
  for (const hostile of HOSTILE_TEXTS) {
    const { username, password, host } = new URL(`http://${urlPart(hostile)}:${urlPart(hostile)}@host/`);
    expect([decodeURIComponent(username), decodeURIComponent(password), host]).toEqual([hostile, hostile, 'host']);
  }
});

test('curl reads the keys of an object store as they are', async () => {
  const seen: string[] = [];
  const server = http.createServer((request, response) => {
    seen.push(Buffer.from(request.headers.authorization!.slice(6), 'base64').toString());
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // Signed, the key would not be seen: without the option, curl sends the same two as they are.
  const script = bucketScript.replace('--aws-sigv4 aws:amz:us-east-1:s3', '');
  const keys = HOSTILE_TEXTS.filter((key) => !/[\r\n]/.test(key));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const each = keys.map((key) => `AWS_SECRET_ACCESS_KEY=${shellWord(key)}\nexport AWS_SECRET_ACCESS_KEY\n(${script})\n`).join('');
  const env = { PATH: process.env.PATH, S3_ENDPOINT: url, AWS_ACCESS_KEY_ID: 'key', NO_PROXY: '*' };
  await new Promise<void>((resolve, reject) => execFile('sh', ['-c', each], { env }, (error) => (error ? reject(error) : resolve())));
  server.close();
  expect(seen).toEqual(keys.map((key) => `key:${key}`));
});

test('a path that is asked for is one word of whoever asks', () => {
  const endpoints = [{ name: 'http', port: 80, protocol: 'tcp' as const }];
  for (const [client, check] of [['bash', ['bash', '-n', '-c']], ['python', ['python3', '-c']], ['node', ['node', '--check', '-']]] as const) {
    const [, , code] = probeCommand({ kind: 'http', path: `/'"$(id)\`id\``, endpoint: 'http', client }, { endpoints }, 1);
    const words = client === 'python' ? [`compile(${JSON.stringify(code)}, "x", "exec")`] : client === 'node' ? [] : [code];
    expect(() => output(check[0], [...check.slice(1), ...words], client === 'node' ? code : '')).not.toThrow();
  }
});
