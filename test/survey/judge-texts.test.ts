import { compareText } from '../../scripts/survey/judge/text';
import type { Level } from '../../scripts/survey/judge/place';
import { testRows } from './judged';

describe('texts with variables', () => {
  test.each<[string, string, Level]>([
    ['plain', 'plain', 'exact'],
    ['plain', 'other', 'none'],
    ['$${HOME}', '$${HOME}', 'exact'],
    ['$${HOME}', '${HOME}', 'none'],
    ['${TAG:-1}', '${TAG:-1}', 'exact'],
    ['$TAG', '${TAG:-}', 'exact'],
    ['${TAG}', '1', 'none'],
    ['${TAG:-1}', '1', 'none'],
    ['1', '${TAG:-1}', 'none'],
    ['${TAG:-1}', '${TAG:-2}', 'none'],
    ['${TAG:-1}', '${OTHER:-1}', 'none'],
    ['${TAG-1}', '${TAG:-1}', 'typed'],
    ['${TAG}', '${TAG:-1}', 'typed'],
    ['${TAG:-1}', '${TAG:-}', 'none'],
    ['${TAG:?say it}', '${TAG:?set TAG, see .env.example}', 'exact'],
    ['${TAG?say it}', '${TAG:?set TAG, see .env.example}', 'typed'],
    ['${TAG:?say it}', '${TAG:-}', 'none'],
    ['${TAG:-1}', '${TAG:?set TAG, see .env.example}', 'none'],
    ['${TAG}', '${TAG:?set TAG, see .env.example}', 'typed'],
    ['${TZ:-UTC}', '${APP_TZ:-UTC}', 'typed'],
    ['${APP_TZ:-UTC}', '${TZ:-UTC}', 'none'],
    ['${TAG:+debug}', '${TAG:-debug}', 'none'],
    ['${A:-${B:-1}}', '${A:-${B:-1}}', 'exact'],
    ['${A:-${B:-1}}', '${A:-1}', 'none'],
    ['v${A}-${B}', 'v${A:-}-${B:-}', 'exact'],
    ['v${A}-${B}', 'v${A:-}', 'none'],
  ])('%s and %s', (original, ours, level) => expect(compareText(original, ours)).toBe(level));
});

describe('texts that name a service of another name', () => {
  const names = new Map([['my_db', 'my-db'], ['cache', 'cache']]);
  test.each<[string, string, Level]>([
    ['my_db', 'my-db', 'typed'],
    ['postgres://u:p@my_db:5432/shop', 'postgres://u:p@my-db:5432/shop', 'typed'],
    ['postgres://u:p@my_db:5432/shop', 'postgres://u:p@my_db:5432/shop', 'none'],
    ['postgres://u:p@my_db:5432/my_db', 'postgres://u:p@my-db:5432/my_db', 'typed'],
    ['postgres://u:p@my_db:5432/my_db', 'postgres://u:p@my-db:5432/my-db', 'typed'],
    ['a word about my_db', 'a word about my_db', 'exact'],
    ['my_db_user', 'my-db_user', 'none'],
    ['cache:6379', 'cache:6379', 'exact'],
    ['${DB_HOST:-my_db}', '${DB_HOST:-my-db}', 'typed'],
    ['${DB_HOST:-my_db}', '${DB_HOST:-my_db}', 'none'],
    ['${DB_NAME:-my_db}', '${DB_NAME:-my-db}', 'none'],
    ['${DB_NAME:-my_db}', '${DB_NAME:-my_db}', 'exact'],
  ])('%s and %s', (original, ours, level) => expect(compareText(original, ours, names)).toBe(level));
});

describe('an attribute of which nothing more is known', () => {
  testRows([
    ['is equal', { container_name: 'shop-web' }, { container_name: 'shop-web' }, 'exact'],
    ['is another', { container_name: 'shop-web' }, { container_name: 'web' }, 'none'],
    ['is nowhere', { container_name: 'shop-web' }, {}, 'none'],
    ['that nobody has heard of is never passed over', { frobnicate: true }, {}, 'none'],
    ['is a number or text', { pids_limit: 100 }, { pids_limit: '100' }, 'exact'],
    ['is a list in another order, with more in it', { profiles: ['a', 'b'] }, { profiles: ['c', 'b', 'a'] }, 'exact'],
    ['is a list of which one is lacking', { profiles: ['a', 'b'] }, { profiles: ['a'] }, 'none'],
    ['is a list or a mapping', { labels: ['a=1', 'b=x=y'] }, { labels: { a: '1', b: 'x=y', c: '2' } }, 'exact'],
    ['is a name without a value', { labels: ['a'] }, { labels: { a: '' } }, 'exact'],
    ['is a mapping with another value', { labels: { a: '1' } }, { labels: { a: '2' } }, 'none'],
    ['is one thing in place of a list', { dns: '9.9.9.9' }, { dns: ['9.9.9.9'] }, 'exact'],
    ['is a mapping of mappings', { blkio_config: { weight: 300 } }, { blkio_config: { weight: 300 } }, 'exact'],
    ['is a mapping of mappings with one that differs', { blkio_config: { weight: 300 } }, { blkio_config: { weight: 200 } }, 'none'],
    ['has a variable', { platform: '${P:-linux/amd64}' }, { platform: '${P:-linux/amd64}' }, 'exact'],
    ['extends a service of another file', { extends: { file: 'common.yaml', service: 'web' } }, {}, 'none'],
  ]);
});
