import * as fs from 'node:fs';
import * as path from 'node:path';
import { loadProject } from '../../../lib/verify/compose/load/load';
import type { LoadedProject } from '../../../lib/verify/compose/load/project';
import { driftOf, type Drift } from '../../../lib/verify/agreement/drift/drift';
import { documents } from '../fixtures';
import { subjectsOf } from '../judged';

const PAIRS = path.join(__dirname, '../pairs');

const read = (file: string): string | undefined => (fs.existsSync(file) && fs.statSync(file).isFile() ? fs.readFileSync(file, 'utf8') : undefined);

function pair(name: string, compose: string): { readonly manifests: readonly unknown[]; readonly project: LoadedProject } {
  const folder = path.join(PAIRS, name);
  const files = fs.readdirSync(path.join(folder, 'k8s')).sort();
  return { manifests: files.flatMap((file) => documents(fs.readFileSync(path.join(folder, 'k8s', file), 'utf8'))), project: loadProject({ files: [path.join(folder, compose)], profiles: ['*'], read }) };
}

type Steps = readonly (string | number)[];

function* placesOf(value: unknown, place: Steps = []): Iterable<Steps> {
  if (place.length > 0) yield place;
  if (typeof value === 'object' && value !== null) for (const [key, item] of Object.entries(value)) yield* placesOf(item, [...place, Array.isArray(value) ? Number(key) : key]);
}

function withValue(value: unknown, [step, ...rest]: Steps, other: unknown): unknown {
  if (step === undefined) return other;
  if (Array.isArray(value)) return value.map((item: unknown, index) => (index === step ? withValue(item, rest, other) : item));
  return { ...(value as object), [step]: withValue((value as Record<string, unknown>)[step], rest, other) };
}

const ODD: readonly unknown[] = [null, '', [], {}, [null], [[]], -1, 1.5, true, '$(', { constructor: 1 }, 'x', [7], { a: [{}] }];
/** Every how many places; a prime, so that each value stands everywhere in the end. */
const EACH = 5;

/** Sentences alone: what a judge of one side says of such values is not asked. */
function sentences({ problems, matches, impossible }: Drift): string {
  return [...problems.map(({ detail }) => detail), ...matches, ...impossible].join('\n');
}

test.each([['automation', 'docker-compose.yml'], ['library', 'compose.yaml']])('%s with a value that is odd: a sentence, or none, and no secret', (name, compose) => {
  const { manifests, project } = pair(name, compose);
  const judged = (values: readonly unknown[], template: LoadedProject['template']): string => sentences(driftOf({ manifests: subjectsOf(values), project: { ...project, template }, read }));
  const told: string[] = [];
  for (const [index, place] of [...placesOf(manifests)].entries()) if (index % EACH === 0) told.push(judged(withValue(manifests, place, ODD[index % ODD.length]) as unknown[], project.template));
  for (const [index, place] of [...placesOf(project.template)].entries()) if (index % EACH === 0) told.push(judged(manifests, withValue(project.template, place, ODD[index % ODD.length]) as LoadedProject['template']));
  expect(told.filter((text) => text !== '').length).toBeGreaterThan(20);
  expect(told.filter((text) => /undefined|NaN|\[object|[\uE000\uE001\uE010\uE011]|0123456789abcdef/.test(text))).toEqual([]);
});
