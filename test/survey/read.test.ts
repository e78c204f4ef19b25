import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { readCompose, readCorpus } from '../../scripts/survey/read';

function servicesOf(content: string): object {
  return Object.fromEntries(readCompose('compose.yaml', content)?.services ?? []);
}

describe('a file', () => {
  test('has its anchors and merge keys', () => {
    expect(servicesOf('x-a: &a { restart: always }\nservices: { web: { <<: *a, image: "a:1" } }')).toEqual({ web: { restart: 'always', image: 'a:1' } });
  });
  test('has what a service extends in the same file', () => {
    const base = 'base: { image: "a:1", environment: [A=1, B=1], command: [a], ports: ["1:1"], depends_on: [db] }';
    const web = 'web: { extends: { service: base }, environment: { B: 2 }, command: [b], ports: ["2:2"] }';
    expect(servicesOf(`services: { ${base}, ${web} }`)).toMatchObject({ web: { image: 'a:1', environment: { A: '1', B: '2' }, command: ['b'], ports: ['1:1', '2:2'] } });
    expect(servicesOf(`services: { ${base}, ${web} }`)).not.toHaveProperty('web.depends_on');
  });
  test('keeps what it extends of another file', () => {
    expect(servicesOf('services: { web: { extends: { file: a.yaml, service: base } } }')).toEqual({ web: { extends: { file: 'a.yaml', service: 'base' } } });
  });
  test('that extends itself is read all the same', () => expect(servicesOf('services: { web: { extends: web, image: "a:1" } }')).toHaveProperty('web.image'));
  test('may take away what another one says', () => expect(servicesOf('services: { web: { ports: !reset [] } }')).toEqual({ web: { ports: '!reset' } }));
  test('may take the place of what another one says', () => expect(servicesOf('services: { web: { ports: !override ["1:1"] } }')).toEqual({ web: { ports: ['1:1'] } }));
  test('of the first version has its services at the top', () => expect(servicesOf('web: { image: "a:1" }')).toEqual({ web: { image: 'a:1' } }));
  test('may only include others', () => expect(readCompose('compose.yaml', 'include: [b.yaml]')?.services.size).toBe(0));
  test.each(['kind: Deployment', '- a', '', 'models: { a: { model: b } }', 'a: { b: 1 }'])('%s is no Compose file', (content) => expect(readCompose('a.yaml', content)).toBeUndefined());
  test('names the directory that it is in', () => {
    expect(readCompose('deploy/compose.yaml', 'services: {}')?.directory).toBe('deploy');
    expect(readCompose('owner+repository__deploy~dev~compose.yaml', 'services: {}')?.directory).toBe('deploy/dev');
    expect(readCompose('compose.yaml', 'services: {}')?.directory).toBe('.');
  });
});

describe('a directory', () => {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'survey-'));
  const contents = { 'a.yaml': 'services: {}', 'b.yml': 'services: {}', 'c.yaml': 'services: { web: [', 'd.yaml': 'kind: Pod', 'e.txt': 'services: {}' };
  for (const [name, content] of Object.entries(contents)) fs.writeFileSync(path.join(directory, name), content);
  afterAll(() => fs.rmSync(directory, { recursive: true }));

  test('has files, others, those that cannot be read, and those that are the same', () => {
    const { files, others, unreadable, duplicates } = readCorpus(directory);
    expect(files.map(({ name }) => name)).toEqual(['a.yaml', 'b.yml']);
    expect(others).toEqual(['d.yaml']);
    expect(unreadable).toEqual([expect.stringMatching(/^c\.yaml: /)]);
    expect(duplicates).toEqual(['b.yml is a.yaml']);
  });
  test('is read as far as it is wanted', () => expect(readCorpus(directory, (name) => name !== 'a.yaml').files.map(({ name }) => name)).toEqual(['b.yml']));
});
