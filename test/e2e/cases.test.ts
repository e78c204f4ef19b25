import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { assumedImages, chooseCases } from '../../scripts/e2e/cases';
import { ComposeProject } from '../../scripts/e2e/compose-project';
import { composeOptions } from '../../scripts/e2e/options';

test('cases are chosen by name, and those that are wrong are none', () => {
  expect(composeOptions(['--cases', 'init-container'])).toMatchObject({ cases: true, names: ['init-container'] });
  expect(chooseCases(['init-container', 'health-exec']).map(({ name, model }) => [name, model.name])).toEqual([['health-exec', 'shop'], ['init-container', 'shop']]);
  expect(() => chooseCases(['errors-routes', 'health-exec'])).toThrow(/^there is no case errors-routes in test\/cases$/);
});

test('what nobody knows of an image is taken to be as the case says', () => {
  const [{ model }] = chooseCases(['health-exec']);
  const programs = assumedImages(model).flatMap(({ variants }) => variants.map(({ program, ports, ends }) => ({ words: program?.words, ports: ports?.map(({ port }) => port), ends: ends !== undefined })));
  expect(programs).toContainEqual(expect.objectContaining({ words: ['stand-in'], ends: false }) as object);
  expect(programs.filter(({ ends }) => ends).length).toBeGreaterThan(0);
});

test('workloads of one image that are started by the same words are one program, which listens for both', () => {
  const [{ model }] = chooseCases(['health-exec']);
  const programs = assumedImages(model).flatMap(({ variants }) => variants).filter(({ ends }) => ends === undefined);
  expect(programs.map(({ program, ports }) => [program?.words, ports?.map(({ port }) => port)])).toEqual([[['stand-in'], [8080]]]);
});

test('what a hook runs is there, and ends', () => {
  const programs = chooseCases(['hooks']).flatMap(({ model }) => assumedImages(model)).flatMap(({ variants }) => variants);
  expect(programs.filter(({ ends }) => ends).map(({ program }) => program?.words[0])).toEqual(expect.arrayContaining(['create-users', 'chown', 'drain']));
});

test('files are written as the synthesis writes them: bytes, and the mode of what is executed', () => {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'project-'));
  const engine = { compose: ['docker', 'compose'], images: new Map<string, string>(), mostFiles: Infinity, looker: 'busybox' };
  expect(new ComposeProject(chooseCases(['config-file-modes'])[0], engine, directory, directory).file).toContain('./files/logo.logo.gif');
  const files = path.join(directory, 'compose/shop/files');
  expect([...fs.readFileSync(path.join(files, 'logo.logo.gif'))]).toEqual([0x47, 0x49, 0x46, 0x38, 0xff, 0xfe, 0x00]);
  expect(['start.start.sh', 'rules.rules'].map((name) => (fs.statSync(path.join(files, name)).mode & 0o777).toString(8))).toEqual(['755', '644']);
});

test('what runs before the containers of a workload ends', () => {
  const programs = chooseCases(['init-container']).flatMap(({ model }) => assumedImages(model)).flatMap(({ variants }) => variants);
  expect(programs.filter(({ ends }) => ends).length).toBeGreaterThanOrEqual(2);
});

test('an image starts by itself the program of the workload that is started without words', () => {
  const [{ model }] = chooseCases(['profiles']);
  const desk = assumedImages(model).find(({ reference }) => reference === 'example/desk:1.0.0')!;
  expect(desk.variants.map(({ program }) => program?.words[0])).toEqual(['stand-in', 'index', 'snapshot']);
});
