import { folderOf, invoke } from './invoke';

/** What Docker Compose 5.5.1 makes of the same folders. */
const POD = (name: string, image: string): string => `---\napiVersion: apps/v1\nkind: Deployment\nmetadata: { name: ${name} }\nspec: { selector: { matchLabels: { app: ${name} } }, template: { metadata: { labels: { app: ${name} } }, spec: { containers: [{ name: ${name}, image: "${image}" }] } } }\n`;

test.each<readonly [what: string, files: Readonly<Record<string, string>>, kubernetes: string]>([
  ['files that the file of variables names', { '.env': 'COMPOSE_FILE=one.yaml:sub/two.yaml\nTAG=9\n', 'one.yaml': 'services: { a: { image: "a:${TAG}" } }', 'sub/two.yaml': 'services: { b: { image: "b:${TAG}" } }' }, POD('a', 'a:9') + POD('b', 'b:9')],
  ['files of another folder, which has variables too', { '.env': 'COMPOSE_FILE=deploy/compose.yaml\nTAG=9\n', 'deploy/.env': 'TAG=inner\nMORE=in\n', 'deploy/compose.yaml': 'services: { a: { image: "a:${TAG}-${MORE}" } }' }, POD('a', 'a:9-in')],
  ['another separator, and profiles', { '.env': 'COMPOSE_PATH_SEPARATOR=;\nCOMPOSE_FILE=one.yaml;two.yaml\nCOMPOSE_PROFILES=p,q\n', 'one.yaml': 'services: { a: { image: a }, q: { image: q, profiles: [q] }, z: { image: z, profiles: [z] } }', 'two.yaml': 'services: { p: { image: p, profiles: [p] } }' }, POD('a', 'a') + POD('q', 'q') + POD('p', 'p')],
  ['a file that is merged without being named', { 'compose.yaml': 'services: { a: { image: a, ports: ["1:1"] } }', 'compose.override.yaml': 'services: { a: { image: b, ports: !reset [] } }' }, POD('a', 'b')],
  ['what others include and extend, below a relative path', { 'compose.yaml': 'include: [infra/more.yaml]\nservices: { a: { extends: { file: base/base.yaml, service: s } } }', 'base/base.yaml': 'services: { s: { image: a, env_file: a.env, volumes: ["./a.conf:/a.conf"] } }', 'base/a.env': 'A=1\n', 'base/a.conf': 'x', 'infra/more.yaml': 'services: { b: { image: b, env_file: b.env } }', 'infra/b.env': 'B=1\n' },
    POD('a', 'a').replace('image: "a"', 'image: a, env: [{ name: A, value: "1" }], volumeMounts: [{ name: c, mountPath: /a.conf, subPath: a }]').replace('containers:', 'volumes: [{ name: c, configMap: { name: c } }], containers:')
    + POD('b', 'b').replace('image: "b"', 'image: b, env: [{ name: B, value: "1" }]') + '---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: c }\ndata: { a: x }\n'],
])('a folder of Compose files: %s', (_, files, kubernetes) => {
  const folder = folderOf({ ...Object.fromEntries(Object.entries(files).map(([name, text]) => [`shop/${name}`, text])), 'k8s.yaml': kubernetes });
  expect(invoke(folder, ['verify', '--compose', 'shop', '--kubernetes', 'k8s.yaml'])).toMatchObject({ exit: 0, out: expect.stringContaining('nothing is wrong') as string });
});

test('a mounted file need be no text', () => {
  const kubernetes = POD('a', 'a').replace('image: "a"', 'image: a, volumeMounts: [{ name: c, mountPath: /a.bin, subPath: a.bin }]').replace('containers:', 'volumes: [{ name: c, configMap: { name: c } }], containers:');
  const folder = folderOf({ 'compose.yaml': 'services: { a: { image: a, volumes: ["./a.bin:/a.bin:ro"] } }', 'a.bin': Uint8Array.from([0xff, 0xfe, 0]), 'k8s.yaml': `${kubernetes}---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: c }\nbinaryData: { a.bin: "//4A" }\n` });
  expect(invoke(folder, ['verify', '--compose', 'compose.yaml', '--kubernetes', 'k8s.yaml'])).toMatchObject({ exit: 0, out: expect.stringContaining('nothing is wrong') as string });
});

test('a pair that no name tells is named', () => {
  const folder = folderOf({ 'compose.yaml': 'services: { a: { image: x }, b: { image: x } }', 'k8s.yaml': POD('one', 'x') + POD('two', 'x') });
  const verify = (...args: string[]): ReturnType<typeof invoke> => invoke(folder, ['verify', '--compose', 'compose.yaml', '--kubernetes', 'k8s.yaml', ...args]);
  expect(verify().exit).toBe(1);
  expect(verify('--match', 'a=deployment/two')).toMatchObject({ exit: 0, out: expect.stringContaining('matched: services.a is Deployment/two, by --match\nmatched: services.b is Deployment/one, by its image\n') as string });
  expect(verify('--match', 'c=two')).toMatchObject({ exit: 2, out: expect.stringContaining('--match c=two: there is no service c') as string });
  expect(verify('--match', 'a')).toMatchObject({ exit: 2, error: expect.stringContaining('"a" matches nothing: a match is written api=deployment/backend') as string });
  expect(invoke(folder, ['verify', '--match', 'a=b', 'dist']).error).toContain('--match is for --compose');
});
