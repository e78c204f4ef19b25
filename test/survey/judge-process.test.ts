import type { Level } from '../../scripts/survey/judge/place';
import { levelOf, testRows, verdictsOf } from './judged';

describe('an image', () => {
  testRows([
    ['is the same', { image: 'nginx:1.27' }, { image: 'nginx:1.27' }, 'exact'],
    ['is another', { image: 'nginx:1.27' }, { image: 'nginx:1.28' }, 'none'],
    ['has a version that the operator chooses', { image: 'nginx:${V:-1.27}' }, { image: 'nginx:${V:-1.27}' }, 'exact'],
    ['has lost what the operator chooses', { image: 'nginx:${V:-1.27}' }, { image: 'nginx:1.27' }, 'none'],
  ]);
  test('is there when the file has none, as a part of another one', () => expect(levelOf({ file: { image: undefined }, output: {} })).toBe('typed'));
});

describe('a build', () => {
  const built = (build: unknown, image?: string): Record<string, unknown> => ({ build, image });
  testRows([
    ['is of a directory of the checkout', built('./api'), { image: 'localhost/shop/web:latest', build: { context: '${SOURCE_DIR:?set it}/api' } }, 'typed'],
    ['is of the checkout itself', built({ context: '.' }), { build: { context: '${SOURCE_DIR:?set it}' } }, 'typed'],
    ['is of a repository', built('https://example.com/a.git#main'), { build: { context: 'https://example.com/a.git#main' } }, 'exact'],
    ['is of another state of it', built('https://example.com/a.git#main'), { build: { context: 'https://example.com/a.git#v1' } }, 'none'],
    ['is of another directory', built('./api'), { build: { context: '${SOURCE_DIR:?set it}/web' } }, 'none'],
    ['is of the same directory', built('./api'), { build: { context: 'api' } }, 'exact'],
    ['is nowhere', built('./api'), {}, 'none'],
    ['has lost its Dockerfile', built({ context: '.', dockerfile: 'Dev' }), { build: { context: '.' } }, 'none'],
    ['has a target and arguments', built({ context: '.', target: 't', args: ['A=1'] }), { build: { context: '.', target: 't', args: { A: '1' } } }, 'exact'],
    ['has another argument', built({ context: '.', args: { A: '1' } }), { build: { context: '.', args: { A: '2' } } }, 'none'],
    ['has lost a variable of an argument', built({ context: '.', args: { A: '${A:-1}' } }), { build: { context: '.', args: { A: '1' } } }, 'none'],
    ['has an attribute that nobody says', built({ context: '.', ssh: ['default'] }), { build: { context: '.' } }, 'none'],
    ['has lost the name of what it makes', built('.', 'shop/web:1'), { image: 'localhost/shop/web:latest', build: { context: '.' } }, 'none'],
  ]);
  test('is of a directory beside a file that is not at the root', () => {
    const output = { build: { context: '${SOURCE_DIR:?set it}/api' } };
    expect(levelOf({ file: { build: '../api' }, output, directory: 'deploy' })).toBe('typed');
    expect(levelOf({ file: { build: './api' }, output, directory: 'deploy' })).toBe('none');
  });
});

describe('a command', () => {
  testRows([
    ['is a list', { command: ['a', 'b c'] }, { command: ['a', 'b c'] }, 'exact'],
    ['is split as a shell splits it', { command: `a 'b c' d\\ e "f g"` }, { command: ['a', 'b c', 'd e', 'f g'] }, 'exact'],
    ['is not split', { command: 'a b' }, { command: ['a b'] }, 'none'],
    ['has lost a word', { command: ['a', 'b'] }, { command: ['a'] }, 'none'],
    ['has the words in another order', { command: ['a', 'b'] }, { command: ['b', 'a'] }, 'none'],
    ['is nowhere', { command: ['a'] }, {}, 'none'],
    ['has a variable in a word', { command: ['--model=${M:-x}'] }, { command: ['--model=${M:-x}'] }, 'exact'],
    ['has a variable that is split when it has blanks', { command: 'run ${M}' }, { command: ['run', '${M:-}'] }, 'typed'],
    ['has a variable between quotes', { command: 'run "${M}"' }, { command: ['run', '${M:-}'] }, 'exact'],
    ['has a default that is split', { command: 'run ${M:-a b}' }, { command: ['run', '${M:-a b}'] }, 'none'],
    ['has a dollar for the shell', { command: ['sh', '-c', 'echo $$HOME'] }, { command: ['sh', '-c', 'echo $$HOME'] }, 'exact'],
    ['is one that Compose refuses', { command: 'echo "a' }, { command: ['echo', 'a'] }, 'none'],
    ['is empty', { command: [] }, {}, 'none'],
    ['is nothing', { command: null }, {}, 'exact'],
    ['is not the entry point', { entrypoint: ['a'] }, { command: ['a'] }, 'none'],
    ['is an entry point', { entrypoint: 'a b' }, { entrypoint: ['a', 'b'] }, 'exact'],
  ]);
});

describe('the environment', () => {
  testRows([
    ['is a list or a mapping', { environment: ['A=1', 'B=x=y'] }, { environment: { A: '1', B: 'x=y' } }, 'exact'],
    ['has numbers and truths as text', { environment: { A: 1, B: true } }, { environment: { A: '1', B: 'true' } }, 'exact'],
    ['has another value', { environment: { A: '1' } }, { environment: { A: '2' } }, 'none'],
    ['lacks one', { environment: { A: '1', B: '2' } }, { environment: { A: '1' } }, 'none'],
    ['has nothing', { environment: { A: '1' } }, {}, 'none'],
    ['hands a variable on', { environment: ['A'] }, { environment: { A: null } }, 'exact'],
    ['hands it on, empty where it is not set', { environment: { A: null } }, { environment: { A: '${A:-}' } }, 'typed'],
    ['hands on what is empty', { environment: { A: '' } }, { environment: { A: null } }, 'none'],
    ['has it unset in place of empty', { environment: { A: '${A}' } }, { environment: { A: null } }, 'typed'],
    ['takes it from another variable', { environment: { A: '${B}' } }, { environment: { A: null } }, 'none'],
  ]);
  test('says which ones are lacking', () => {
    const [, found] = verdictsOf({ file: { environment: { A: '1', B: '2' } }, output: { environment: { A: '1' } } });
    expect(found).toEqual({ attribute: 'environment', level: 'none', detail: 'B' });
  });
  test('names a peer by the name that it has', () => {
    const around = { others: { my_db: {} }, otherOutputs: { 'my-db': { networks: ['my-db'] } } };
    const level = (variable: string, name: string): Level => levelOf({ file: { environment: { [variable]: 'my_db' } }, output: { networks: ['my-db'], environment: { [variable]: name } }, ...around });
    expect([level('DB_HOST', 'my-db'), level('DB_HOST', 'my_db')]).toEqual(['typed', 'none']);
    expect([level('DB_NAME', 'my-db'), level('DB_NAME', 'my_db')]).toEqual(['none', 'exact']);
  });
});

describe('files with variables', () => {
  const files = (...paths: readonly string[]): Record<string, unknown> => ({ env_file: paths.map((path) => ({ path, required: true })) });
  testRows([
    ['is one', { env_file: '.env' }, files('./.env'), 'exact'],
    ['is another', { env_file: '.env' }, files('./web.env'), 'none'],
    ['is nowhere', { env_file: ['.env'] }, { environment: { A: '1' } }, 'none'],
    ['are several', { env_file: ['a.env', 'b.env'] }, files('a.env', 'b.env'), 'exact'],
    ['are several in another order', { env_file: ['a.env', 'b.env'] }, files('b.env', 'a.env'), 'none'],
    ['may be missing', { env_file: [{ path: 'a.env', required: false }] }, files('a.env'), 'none'],
    ['must be there', { env_file: ['a.env'] }, { env_file: [{ path: 'a.env', required: false }] }, 'none'],
    ['is where the operator says', { env_file: ['${F:-a.env}'] }, files('${F:-a.env}'), 'exact'],
    ['has a format', { env_file: [{ path: 'a.env', format: 'raw' }] }, files('a.env'), 'none'],
  ]);
});

describe('a healthcheck', () => {
  const check = (more: object): Record<string, unknown> => ({ healthcheck: { test: ['CMD', 'ok'], ...more } });
  testRows([
    ['is a command', check({}), check({}), 'exact'],
    ['is another command', check({}), { healthcheck: { test: ['CMD', 'no'] } }, 'none'],
    ['is nowhere', check({ interval: '5s' }), {}, 'none'],
    ['has its times in other units', check({ interval: '90s', retries: 5 }), check({ interval: '1m30s', retries: 5 }), 'exact'],
    ['has another time', check({ interval: '90s' }), check({ interval: '30s' }), 'none'],
    ['has another number of retries', check({ retries: 5 }), check({ retries: 3 }), 'none'],
    ['leaves times to the engine', check({}), check({ interval: '30s', timeout: '30s', retries: 3 }), 'exact'],
    ['has a time that the engine would not take', check({}), check({ timeout: '10s' }), 'none'],
    ['has a start period that nobody asked for', check({}), check({ start_period: '30s' }), 'none'],
    ['has retries that nobody asked for', check({}), check({ retries: 10 }), 'none'],
    ['has a time of the operator\'s', check({ interval: '${I:-5s}' }), check({ interval: '5s' }), 'none'],
    ['has a start interval that nothing asks for', check({ start_interval: '2s' }), check({}), 'typed'],
    ['has an attribute that nobody knows', check({ patience: '2s' }), check({}), 'none'],
    ['is for a shell', { healthcheck: { test: ['CMD-SHELL', 'a || b'] } }, { healthcheck: { test: ['CMD', '/bin/sh', '-c', 'a || b'] } }, 'typed'],
    ['is for a shell, as text', { healthcheck: { test: 'a || b' } }, { healthcheck: { test: ['CMD-SHELL', 'a || b'] } }, 'exact'],
    ['is not run by a shell', { healthcheck: { test: 'a || b' } }, { healthcheck: { test: ['CMD', 'a', '||', 'b'] } }, 'none'],
    ['is not made', { healthcheck: { disable: true } }, {}, 'none'],
    ['is not made, in another form', { healthcheck: { test: ['NONE'] } }, { healthcheck: { disable: true } }, 'exact'],
    ['has times for the check of the image', { healthcheck: { interval: '5s' } }, {}, 'none'],
    ['has times for the check of the image, as they are asked for', { healthcheck: { interval: '5s' } }, { healthcheck: { interval: '5000ms' } }, 'exact'],
    ['has times for another check', { healthcheck: { interval: '5s' } }, { healthcheck: { test: ['CMD', 'ok'], interval: '5s' } }, 'none'],
  ]);
  describe('has a variable', () => {
    const shell = ['CMD', '/bin/sh', '-c'];
    const environment = { DB_USER: '${PG_USER:-shop}' };
    testRows([
      ['as it is', { healthcheck: { test: ['CMD', 'ready', '${PG_USER:-shop}'] } }, { healthcheck: { test: ['CMD', 'ready', '${PG_USER:-shop}'] } }, 'exact'],
      ['that the container has', { environment, healthcheck: { test: 'ready -U ${PG_USER:-shop}' } }, { environment, healthcheck: { test: [...shell, 'ready -U $${DB_USER}'] } }, 'typed'],
      ['that the container has with another value', { healthcheck: { test: 'ready -U ${PG_USER:-shop}' } }, { environment: { DB_USER: 'x' }, healthcheck: { test: [...shell, 'ready -U $${DB_USER}'] } }, 'none'],
      ['that the container does not have', { healthcheck: { test: 'ready -U ${PG_USER:-shop}' } }, { healthcheck: { test: [...shell, 'ready -U $${DB_USER}'] } }, 'none'],
      ['that the container is handed on', { environment: ['A'], healthcheck: { test: 'ready ${A}' } }, { environment: { A: null }, healthcheck: { test: [...shell, 'ready $${A}'] } }, 'typed'],
      ['that the container is handed on in place of another', { healthcheck: { test: 'ready ${A}' } }, { environment: { B: null }, healthcheck: { test: [...shell, 'ready $${B}'] } }, 'none'],
      ['that is written out', { healthcheck: { test: 'ready -U ${PG_USER:-shop}' } }, { healthcheck: { test: [...shell, 'ready -U shop'] } }, 'none'],
      ['beside one of the shell', { environment, healthcheck: { test: 'ready ${PG_USER:-shop} $$A' } }, { environment, healthcheck: { test: [...shell, 'ready $${DB_USER} $$A'] } }, 'typed'],
      ['in a word of a command', { environment, healthcheck: { test: ['CMD', 'ready', '-U', '${PG_USER:-shop}'] } }, { environment, healthcheck: { test: [...shell, `'ready' '-U' "$\${DB_USER}"`] } }, 'typed'],
      ['in a word that a shell splits', { environment, healthcheck: { test: ['CMD', 'ready', '-U', '${PG_USER:-shop}'] } }, { environment, healthcheck: { test: [...shell, 'ready -U $${DB_USER}'] } }, 'none'],
    ]);
  });
});
