import type { Raw } from '../../scripts/import/raw';
import { levelOf, testRows } from './judged';

describe('hooks', () => {
  testRows([
    ['are the same', { post_start: [{ command: 'a "b c"', user: 'root', privileged: true }] }, { post_start: [{ command: ['a', 'b c'], user: 'root', privileged: true }] }, 'exact'],
    ['say what is so anyway', { pre_stop: [{ command: ['a'], privileged: false }] }, { pre_stop: [{ command: ['a'] }] }, 'exact'],
    ['run something else', { pre_stop: [{ command: ['a'] }] }, { pre_stop: [{ command: ['b'] }] }, 'none'],
    ['run as somebody else', { post_start: [{ command: ['a'], user: 'root' }] }, { post_start: [{ command: ['a'] }] }, 'none'],
    ['are fewer', { post_start: [{ command: ['a'] }, { command: ['b'] }] }, { post_start: [{ command: ['a'] }] }, 'none'],
    ['are gone', { post_start: [{ command: ['a'] }] }, {}, 'none'],
  ]);
});

describe('what ends before', () => {
  const file: Raw = { pre_start: [{ image: 'seed:1', command: 'seed /data' }] };
  const awaited: Raw = { depends_on: { 'web-pre-start-0': { condition: 'service_completed_successfully' } } };
  const level = (output: Raw, seed: Raw): string => levelOf({ file, output, otherOutputs: { 'web-pre-start-0': seed } });
  test('is a service that is waited for', () => expect(level(awaited, { image: 'seed:1', command: ['seed', '/data'] })).toBe('typed'));
  test('is not waited for', () => expect(level({}, { image: 'seed:1', command: ['seed', '/data'] })).toBe('none'));
  test('has begun, not ended', () => expect(level({ depends_on: { 'web-pre-start-0': { condition: 'service_started' } } }, { image: 'seed:1', command: ['seed', '/data'] })).toBe('none'));
  test('runs another image', () => expect(level(awaited, { image: 'seed:2', command: ['seed', '/data'] })).toBe('none'));
});

describe('language models', () => {
  const top: Raw = { models: { 'my-llm': { model: 'ai/x', context_size: 10 } } };
  const level = (models: unknown, ours: unknown, sections: Raw = top): string => levelOf({ file: { models }, output: { models: ours }, top, sections });
  test('are in the variables that Compose takes', () => expect(level(['my-llm'], { 'my-llm': { endpoint_var: 'MY_LLM_URL', model_var: 'MY_LLM_MODEL' } })).toBe('exact'));
  test('are in variables of their own', () => expect(level({ 'my-llm': { endpoint_var: 'URL' } }, { 'my-llm': { endpoint_var: 'URL', model_var: 'MY_LLM_MODEL' } })).toBe('exact'));
  test('are in other variables', () => expect(level(['my-llm'], { 'my-llm': { endpoint_var: 'URL', model_var: 'MY_LLM_MODEL' } })).toBe('none'));
  test('are others', () => expect(level(['my-llm'], { 'my-llm': { endpoint_var: 'MY_LLM_URL', model_var: 'MY_LLM_MODEL' } }, { models: { 'my-llm': { model: 'ai/y', context_size: 10 } } })).toBe('none'));
  test('are declared nowhere', () => expect(level(['my-llm'], { 'my-llm': { endpoint_var: 'MY_LLM_URL', model_var: 'MY_LLM_MODEL' } }, {})).toBe('none'));
});

describe('what is watched', () => {
  const rule = { action: 'sync', path: './src', target: '/app', ignore: ['*.tmp'] };
  const ours = { ...rule, path: '${SOURCE_DIR:?set it}/src' };
  testRows([
    ['is the same below the checkout', { develop: { watch: [rule] } }, { develop: { watch: [ours] } }, 'typed'],
    ['is another directory', { develop: { watch: [rule] } }, { develop: { watch: [{ ...ours, path: '${SOURCE_DIR:?set it}/lib' }] } }, 'none'],
    ['has something else follow', { develop: { watch: [rule] } }, { develop: { watch: [{ ...ours, action: 'rebuild' }] } }, 'none'],
    ['is passed over less', { develop: { watch: [rule] } }, { develop: { watch: [{ ...ours, ignore: [] }] } }, 'none'],
    ['is nothing', { develop: { watch: [rule] } }, {}, 'none'],
  ]);
});

describe('mounts of others', () => {
  const db: Raw = { image: 'db:1', volumes: ['/data'] };
  const mounted = (source: string, readOnly = false): Raw => ({ volumes: [{ type: 'volume', source, target: '/data', ...(readOnly && { read_only: true }) }] });
  const level = (from: string, output: Raw, theirs: Raw): string => levelOf({ file: { volumes_from: [from] }, output, others: { db }, otherOutputs: { db: { image: 'db:1', ...theirs } } });
  test('are the same', () => expect(level('db', mounted('a'), mounted('a'))).toBe('typed'));
  test('are the same, and cannot be written', () => expect(level('db:ro', mounted('a', true), mounted('a'))).toBe('typed'));
  test('can be written', () => expect(level('db:ro', mounted('a'), mounted('a'))).toBe('none'));
  test('are others', () => expect(level('db', mounted('a'), mounted('b'))).toBe('none'));
  test('are not there', () => expect(level('db', {}, mounted('a'))).toBe('none'));
  test('are those of a container', () => expect(level('container:db', mounted('a'), mounted('a'))).toBe('none'));
});

describe('builds', () => {
  const of = (build: Raw): Raw => ({ build: { context: '.', ...build } });
  const ours = (build: Raw): Raw => ({ build: { context: '${SOURCE_DIR:?set it}', ...build } });
  testRows([
    ['have a Dockerfile of their own', of({ dockerfile_inline: 'FROM a\nRUN echo $$A\n' }), ours({ dockerfile_inline: 'FROM a\nRUN echo $$A\n' }), 'typed'],
    ['have another Dockerfile', of({ dockerfile_inline: 'FROM a\n' }), ours({ dockerfile_inline: 'FROM b\n' }), 'none'],
    ['take from a directory beside', of({ additional_contexts: { lib: './lib' } }), ours({ additional_contexts: { lib: '${SOURCE_DIR:?set it}/lib' } }), 'typed'],
    ['take from another directory', of({ additional_contexts: { lib: './lib' } }), ours({ additional_contexts: { lib: '${SOURCE_DIR:?set it}/other' } }), 'none'],
    ['take from a service that is not there', of({ additional_contexts: ['base=service:base'] }), ours({ additional_contexts: { base: 'service:base' } }), 'none'],
    ['have fewer tags', of({ tags: ['a:1', 'b:1'] }), ours({ tags: ['a:1'] }), 'none'],
  ]);
  const secrets = (declared: Raw, source = 'TOKEN'): string => levelOf({
    file: of({ secrets: [{ source: 'token', target: 'key' }] }), top: { secrets: { token: { environment: 'TOKEN' } } },
    output: ours({ secrets: [{ source, target: 'key' }] }), sections: { secrets: { TOKEN: declared } },
  });
  test('mount the same secret under another name in the file', () => expect(secrets({ environment: 'TOKEN' })).toBe('typed'));
  test('mount another secret', () => expect(secrets({ environment: 'OTHER' })).toBe('none'));
  test('mount one that is declared nowhere', () => expect(secrets({ environment: 'TOKEN' }, 'NOBODY')).toBe('none'));
});

describe('what a second file takes away', () => {
  testRows([
    ['is not there', { ports: '!reset' }, {}, 'typed'],
    ['is there', { ports: '!reset' }, { ports: ['80:80'] }, 'none'],
  ]);
});
