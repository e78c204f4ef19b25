import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { App, ConfigDirectory, ConfigFile, EnvFile, Image, Stack, Workload } from 'cdk8s-compose';
import { synthesize, type Synthesized } from 'cdk8s-compose/testing';

let directory: string;
beforeEach(() => {
  directory = fs.mkdtempSync(path.join(os.tmpdir(), 'read-files-'));
});
afterEach(() => fs.rmSync(directory, { recursive: true }));

function written(name: string, content: string | Uint8Array): string {
  const file = path.join(directory, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, content);
  return file;
}

function synthesized(build: (stack: Stack) => void): Synthesized {
  const stack = new Stack(new App(), 'shop');
  build(stack);
  return synthesize(stack);
}

const withVariables = (content: string): Synthesized => {
  const file = written('agent.env', content);
  return synthesized((stack) => {
    const { env } = new EnvFile(stack, 'settings', { path: file, description: 'Settings of the agent.' });
    new Workload(stack, 'agent', { image: Image.fromReference('example/agent:1.0.0'), env });
  });
};
const errors = ({ findings }: Synthesized): [string, string][] => findings.filter(({ severity }) => severity === 'error').map(({ code, message }) => [code, message]);
const compose = ({ files }: Synthesized): string => files.get('compose/shop/compose.yaml')!;

describe('EnvFile', () => {
  const result = (): Synthesized => withVariables([
    '# comment', 'LOG_LEVEL=info', 'export GREETING="Hello  world" # said first', "PATTERN='a$b'", 'TELEMETRY=', 'mode=fast', 'MAX_TOKENS=4096',
    'OPENAI_API_KEY=sk-0123456789abcdefghij', 'OTHER_API_KEY=', 'MONGO=mongodb://root:hunter2@mongo/x', 'BRACES={}',
  ].join('\n'));

  test('makes parameters and secrets of its variables, and text of what can be neither', () => {
    const variables = /environment:\n((?: {6}.*\n)*)/.exec(compose(result()))![1].trim().split('\n').map((line) => line.trim());
    expect(variables).toEqual([
      'BRACES: "{}"', 'GREETING: "${GREETING:-Hello  world}"', 'LOG_LEVEL: "${LOG_LEVEL:-info}"', 'MAX_TOKENS: "${MAX_TOKENS:-4096}"',
      'MONGO: "${MONGO:?set MONGO, see .env.example}"', 'OPENAI_API_KEY: "${OPENAI_API_KEY:?set OPENAI_API_KEY, see .env.example}"', 'OTHER_API_KEY: null',
      'PATTERN: "${PATTERN:-a$$b}"', 'TELEMETRY: "${TELEMETRY:-}"', 'mode: fast',
    ]);
    expect(errors(result())).toEqual([]);
  });

  test('has the value of a secret in no output', () => {
    const all = [...result().files.values()].join('\n');
    expect(all).toContain('Hello  world');
    for (const value of ['sk-0123456789', 'hunter2']) expect(all).not.toContain(value);
  });

  test.each([
    ['LOG_DIR=${HOME}/logs\nOTHER=${X}', ['LOG_DIR refers to ${HOME}', 'OTHER refers to ${X}']],
    ['A=1\nnonsense\nB=2', ['"nonsense" is no line NAME=value']],
    ['1A=1', ['"1A" is no line NAME=value']],
  ])('says what is wrong with %j', (content, messages) => {
    const found = errors(withVariables(content));
    expect(found.map(([code]) => code)).toEqual(messages.map(() => 'model/unreadable-file'));
    found.forEach(([, message], at) => expect(message).toContain(messages[at]));
  });

  test('says that a file is not there, at the line that named it', () => {
    const { rendered } = synthesized((stack) => new EnvFile(stack, 'settings', { path: path.join(directory, 'nope.env'), description: '' }));
    expect(rendered.find((text) => text.includes('model/unreadable-file'))).toMatch(/at shop\/settings \(.*read-files\.test\.ts:\d+:\d+\)\n.*nope\.env" cannot be used: there is none/);
  });

  test('says what another description of the same variable gives it', () => {
    const file = written('other.env', 'LOG_LEVEL=info');
    const result = synthesized((stack) => {
      const files = [file, written('agent.env', 'LOG_LEVEL=debug')].map((each, at) => new EnvFile(stack, `settings-${at}`, { path: each, description: 'Settings.' }));
      files.forEach(({ env }, at) => new Workload(stack, `agent-${at}`, { image: Image.fromReference('example/agent:1.0.0'), env }));
    });
    expect(errors(result).map(([code]) => code)).toEqual(['model/conflicting-statements']);
  });
});

describe('ConfigDirectory', () => {
  const mounted = (): Synthesized => synthesized((stack) => {
    const conf = new ConfigDirectory(stack, 'conf', { path: directory });
    new Workload(stack, 'agent', { image: Image.fromReference('example/agent:1.0.0'), mounts: conf.at('/etc/agent/') });
  });

  test('mounts every file by itself', () => {
    written('a.yaml', 'a: $1\n');
    written('rules/deep/B.json', '{}');
    const result = mounted();
    expect(errors(result)).toEqual([]);
    expect(compose(result)).toContain('target: /etc/agent/a.yaml');
    expect(compose(result)).toContain('target: /etc/agent/rules/deep/B.json');
    expect([...result.files].filter(([name]) => /conf-/.test(name)).map(([name, content]) => [path.basename(name), content])).toEqual([
      ['conf-a-yaml.a.yaml', 'a: $1\n'], ['conf-rules-deep-b-json.B.json', '{}'],
    ]);
  });

  test('takes what is no text as bytes, and scripts as what can be executed', () => {
    written('a.bin', Buffer.from([0xff, 0xfe]));
    written('run.sh', '#!/bin/sh\n');
    fs.chmodSync(path.join(directory, 'run.sh'), 0o750);
    const result = mounted();
    expect(errors(result)).toEqual([]);
    expect([...result.binaryFiles].map(([name, bytes]) => [path.basename(name), [...bytes]])).toEqual([['conf-a-bin.a.bin', [0xff, 0xfe]]]);
    expect(result.model.configFiles.map(({ fileName, encoding, mode }) => [fileName, encoding, mode])).toEqual([['a.bin', 'base64', undefined], ['run.sh', undefined, 0o755]]);
    expect(result.files.get('kubernetes/shop.k8s.yaml')).toContain('binaryData:\n  a.bin: //4=\n');
  });

  test.each([
    ['a link', () => fs.symlinkSync('/etc/hosts', path.join(directory, 'hosts')), 'it is no file'],
    ['nothing', () => undefined, 'it has no files'],
  ])('refuses %s', (_, prepare, message) => {
    prepare();
    const found = errors(mounted());
    expect(found.map(([code]) => code)).toContain('model/unreadable-file');
    expect(found.map(([, text]) => text).join('\n')).toContain(message);
  });

  test('reports two files of one name in the outputs', () => {
    written('a.b', '1');
    written('a-b', '2');
    expect(errors(mounted()).map(([code]) => code)).toContain('model/duplicate-name');
  });
});

describe('ConfigFile.fromFile', () => {
  const mounted = (file: string): Synthesized => synthesized((stack) => {
    new Workload(stack, 'chat', { image: Image.fromReference('example/chat:1.0.0'), mounts: { '/app/chat.yaml': ConfigFile.fromFile(stack, 'config', { path: file }) } });
  });

  test('is the file, under its name', () => {
    const { files } = mounted(written('chat.yaml', 'cache: true\n'));
    expect(files.get('compose/shop/files/config.chat.yaml')).toBe('cache: true\n');
  });

  test('can be executed if the file can', () => {
    const file = written('start.sh', '#!/bin/sh\n');
    fs.chmodSync(file, 0o755);
    expect(mounted(file).model.configFiles).toEqual([expect.objectContaining({ fileName: 'start.sh', mode: 0o755 })]);
  });

  test('says that there is none, at the line that named it', () => {
    const { rendered } = mounted(path.join(directory, 'nope.yaml'));
    expect(rendered.find((text) => text.includes('model/unreadable-file'))).toMatch(/\(.*read-files\.test\.ts:\d+:\d+\)\n.*nope\.yaml" cannot be used: there is none/);
  });
});
