import type { ComposeDocument } from 'cdk8s-compose';
import { isRenamed, pairNames } from '../../scripts/survey/judge/names';
import { worst, type Level } from '../../scripts/survey/judge/place';
import { judgeTop } from '../../scripts/survey/judge/top';
import { readCompose } from '../../scripts/survey/read';

function levelOf(content: string, sections: object): Level {
  const compose = { name: 'shop', services: {}, ...sections } as unknown as ComposeDocument;
  return worst(judgeTop(readCompose('compose.yaml', content)!, { compose, kubernetes: [] }).map(({ level }) => level));
}

const USES = 'services: { web: { image: "a:1", volumes: ["web_data:/data"], networks: [back], configs: [conf], models: [llm] } }';

describe('what stands outside of services', () => {
  test.each<[string, string, object, Level]>([
    ['the name', 'name: shop', {}, 'exact'],
    ['the name in another spelling', 'name: Shop_', {}, 'typed'],
    ['another name', 'name: store', {}, 'none'],
    ['a version, which means nothing', 'version: "3"', {}, 'exact'],
    ['an extension', 'x-common: { a: 1 }', {}, 'exact'],
    ['a volume of another name', 'volumes: { web_data: }', { volumes: { 'web-data': {} } }, 'typed'],
    ['a volume that is gone', 'volumes: { web_data: }', {}, 'none'],
    ['a volume that nobody mounts', 'volumes: { other: { external: true } }', {}, 'exact'],
    ['a volume with the driver that it has anyway', 'volumes: { web_data: { driver: local } }', { volumes: { 'web-data': {} } }, 'exact'],
    ['a volume with another driver', 'volumes: { web_data: { driver: nfs } }', { volumes: { 'web-data': {} } }, 'none'],
    ['a volume of somebody else', 'volumes: { web_data: { external: true } }', { volumes: { 'web-data': {} } }, 'none'],
    ['a volume of somebody else still', 'volumes: { web_data: { external: true } }', { volumes: { 'web-data': { external: true, name: 'web_data' } } }, 'exact'],
    ['a volume of somebody else under another name', 'volumes: { web_data: { external: true } }', { volumes: { 'web-data': { external: true } } }, 'none'],
    ['a volume of somebody else by its name', 'volumes: { web_data: { external: { name: theirs } } }', { volumes: { 'web-data': { external: true, name: 'theirs' } } }, 'exact'],
    ['a volume whose name the operator chooses', 'volumes: { web_data: { external: true, name: "${V:-theirs}" } }', { volumes: { 'web-data': { external: true, name: '${V:-theirs}' } } }, 'exact'],
    ['a volume whose name the operator no longer chooses', 'volumes: { web_data: { external: true, name: "${V:-theirs}" } }', { volumes: { 'web-data': { external: true, name: 'theirs' } } }, 'none'],
    ['a network that is there', 'networks: { back: { external: true } }', { networks: { 'shared-back': { external: true, name: 'back' } } }, 'exact'],
    ['a network with a name, by which others find it', 'networks: { back: { name: backend } }', { networks: { 'shared-backend': { name: 'backend' } } }, 'exact'],
    ['a volume of nobody else', 'volumes: { web_data: { external: false } }', { volumes: { 'web-data': {} } }, 'exact'],
    ['a network', 'networks: { back: { driver: bridge } }', { networks: { web: {} } }, 'typed'],
    ['a network without a way out', 'networks: { back: { internal: true } }', { networks: { web: {} } }, 'none'],
    ['a network without a way out, as before', 'networks: { back: { internal: true } }', { services: { web: { networks: ['web'] } }, networks: { web: { internal: true } } }, 'typed'],
    ['a network without a way out, beside one that has one', 'networks: { back: { internal: true } }', { services: { web: { networks: ['web', 'b'] } }, networks: { web: { internal: true }, b: {} } }, 'none'],
    ['a network with a name', 'networks: { back: { name: backend } }', { networks: { web: {} } }, 'none'],
    ['a config, of which each service is asked', 'configs: { conf: { file: ./a } }', {}, 'typed'],
    ['a config of somebody else', 'configs: { conf: { external: true } }', {}, 'none'],
    ['models', 'models: { llm: { model: a } }', { models: { llm: { model: 'a' } } }, 'exact'],
    ['another model', 'models: { llm: { model: a } }', { models: { llm: { model: 'b' } } }, 'none'],
    ['a model that is gone', 'models: { llm: { model: a } }', {}, 'none'],
    ['a model that nobody uses', 'models: { other: { model: a } }', {}, 'exact'],
    ['another file', 'include: [b.yaml]', {}, 'none'],
  ])('%s', (_title, content, sections, level) => expect(levelOf(`${USES}\n${content}`, sections)).toBe(level));
});

describe('names', () => {
  test.each([
    ['my_db', 'my-db', true],
    ['MyDb', 'mydb', true],
    ['3proxy', 'service-3proxy', true],
    ['my_db', 'db', false],
    ['db', 'db-2', false],
  ])('%s is %s: %s', (original, ours, is) => expect(isRenamed(original, ours, 'service')).toBe(is));

  test('one that is the same goes before one that is renamed', () => {
    expect(pairNames(['my_db', 'my-db'], ['my-db', 'my-db-2'], 'service')).toEqual(new Map([['my-db', 'my-db']]));
  });
});
