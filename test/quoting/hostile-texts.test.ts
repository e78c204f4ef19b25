import { execFile, execFileSync, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as http from 'node:http';
import type { AddressInfo } from 'node:net';
import * as os from 'node:os';
import * as path from 'node:path';
import { App, Duration, MySql, Postgres, Size, Stack, text, type SupervisorProgram } from 'cdk8s-compose';
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

  test.each(HOSTILE_TEXTS)('the script that mounts a bucket has %j in its variables', (hostile) => {
    const script = shown(toExpression(joinText(mountFunctions({
      bucket: scriptValue(hostile), region: scriptValue(text`${hostile}`), prefix: scriptValue(text`a${hostile}b`), endpoint: scriptValue(undefined), mountPath: hostile, stateDirectory: hostile,
      readOnly: false, statCacheTtl: Duration.seconds(1), typeCacheTtl: Duration.seconds(1), owner: { uid: 0, gid: 0 }, umask: 0o022, allowOther: true, mountTimeout: Duration.seconds(1),
    })), ANYWHERE));
    const variables = output(shell, ['-c', `${script}\nprintf '%s\\0' "$bucket" "$region" "$prefix" "$endpoint" "$directory" "$state"`]).split(NUL);
    expect(variables).toEqual([hostile, hostile, `a${hostile}b`, '', hostile, hostile, '']);
    expect(spawnSync(shell, ['-n', '-c', waitScript(hostile)]).status).toBe(0);
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

/** Runs it with a client that writes down its words, and the dump where it is told to. */
function backedUp(script: string, client: string): { readonly words: string[]; readonly files: string[] } {
  const volume = fs.mkdtempSync(path.join(directory, 'volume-'));
  const bin = fs.mkdtempSync(path.join(directory, 'bin-'));
  const writes = `#!/bin/sh\nprintf '%s\\0' "$@" > ${bin}/words\nfor a in "$@"; do case "$a" in --file=*|--result-file=*) echo x > "\${a#--*=}";; esac; done\n`;
  fs.writeFileSync(path.join(bin, client), writes, { mode: 0o755 });
  output('sh', ['-c', script.replaceAll('/backups', volume)], '', { PATH: `${bin}:${process.env.PATH}`, KEEP: '1', MYSQL_HOST: 'db', MYSQL_PORT: '3306' });
  return { words: fs.readFileSync(path.join(bin, 'words'), 'utf8').split(NUL).slice(0, -1), files: fs.readdirSync(volume) };
}

describe.each(HOSTILE_TEXTS)('a database called %j', (name) => {
  test('is refused by name, or dumped by PostgreSQL to one file', () => {
    const { errors, script } = backup((stack) => new Postgres(stack, 'db', { database: name, user: 'shop', storage }).addBackup({ storage }));
    if (errors.length > 0) expect(errors).toEqual(['model/server-setting']);
    else expect(backedUp(script, 'pg_dump').files).toEqual([expect.stringMatching(/^[\w.-]+-\d{8}T\d{6}Z\.dump$/)]);
  });

  test('is refused by name, or one word for MySQL', () => {
    const { errors, script } = backup((stack) => {
      const mysql = new MySql(stack, 'db', { storage });
      mysql.addDatabase(name, { user: 'shop' });
      mysql.addBackup({ storage });
    });
    if (errors.length > 0) return expect(errors).toEqual(['model/server-setting']);
    const { words, files } = backedUp(script, 'mysqldump');
    expect(words.slice(words.indexOf('--databases'))).toEqual(['--databases', '--', name]);
    expect(files).toEqual([expect.stringMatching(/^db-\d{8}T\d{6}Z\.sql\.gz$/)]);
  });
});

/** What a text comes to between quotes of MySQL, in which a backslash escapes and a doubled quote is one. */
const unquoted = (written: string, quote: string): string => written.slice(1, -1).replaceAll(quote + quote, quote).replace(quote === '`' ? /(?!)/ : /\\(.)/gs, '$1');

test('a name and a password reach MySQL as they are', () => {
  const names = HOSTILE_TEXTS.filter((name) => name !== '' && name.trim() === name && !/[\p{Cc}\u{10000}-\u{10ffff}]/u.test(name));
  for (const name of names) {
    const stack = new Stack(new App(), 'shop');
    new MySql(stack, 'db', { storage }).addDatabase(name, { user: 'shop' });
    const { model, findings } = synthesize(stack);
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    const script = shown(model.configFiles.find(({ fileName }) => fileName === '00-accounts.sh')!.content);
    const sql = output('bash', ['-c', `docker_process_sql() { cat; }\n${script}`], '', { ACCOUNT_SHOP_PASSWORD: `p${name}` });
    const [, database, password, granted] = /^CREATE DATABASE IF NOT EXISTS (`(?:[^`]|``)*`);\nCREATE USER IF NOT EXISTS 'shop'@'%' IDENTIFIED BY ('(?:[^'\\]|''|\\.)*');\nGRANT ALL ON (`(?:[^`]|``)*`)\.\* TO 'shop'@'%';\n$/s.exec(sql)!;
    expect([unquoted(database, '`'), unquoted(password, "'"), unquoted(granted, '`').replace(/\\([_%\\])/g, '$1')]).toEqual([name, `p${name}`, name]);
  }
});

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
  for (const key of keys) {
    const env = { PATH: process.env.PATH, S3_ENDPOINT: url, AWS_ACCESS_KEY_ID: 'key', AWS_SECRET_ACCESS_KEY: key, NO_PROXY: '*' };
    await new Promise<void>((resolve, reject) => execFile('sh', ['-c', script], { env }, (error) => (error ? reject(error) : resolve())));
  }
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
