import { execFileSync } from 'node:child_process';
import * as path from 'node:path';
import { ROOT } from '../sources';

/*
 * The libraries of the judges load when something is judged, and not before: whoever synthesizes without hatches waits for none.
 */

const LIBRARIES = ['js-yaml', '@cfworker/json-schema', 'ajv', 'yaml'];

/** Which of the libraries a program has loaded at its end. */
function loadedBy(program: string): string[] {
  const look = `process.stdout.write(JSON.stringify(Object.keys(require.cache).flatMap((file) => /[\\\\/]node_modules[\\\\/]((?:@[^\\\\/]+[\\\\/])?[^\\\\/]+)/.exec(file)?.[1]?.replace('\\\\', '/') ?? [])));`;
  const output = execFileSync(process.execPath, ['-r', 'tsx/cjs', '-e', `${program}\n${look}`], { cwd: ROOT, encoding: 'utf8', env: { ...process.env, TSX_TSCONFIG_PATH: path.join(ROOT, 'tsconfig.json') } });
  const packages = new Set(JSON.parse(output) as string[]);
  return LIBRARIES.filter((name) => packages.has(name));
}

const STACK = `
const { App, Image, Stack, Workload } = require('./lib/index.ts');
const stack = new Stack(new App(), 'shop');
new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2') });
`;

test('the entry points load none', () => {
  expect(loadedBy("require('./lib/index.ts'); require('./lib/testing/index.ts'); require('./lib/target/index.ts');")).toEqual([]);
});

test('a synthesis of nothing foreign loads none', () => {
  expect(loadedBy(`${STACK} require('./lib/testing/index.ts').synthesize(stack);`)).toEqual([]);
});

test('expectValid loads what it takes', () => {
  expect(loadedBy(`${STACK} require('./lib/testing/index.ts').expectValid(stack);`)).toEqual(['js-yaml', '@cfworker/json-schema']);
});
