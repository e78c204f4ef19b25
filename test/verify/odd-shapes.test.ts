import * as fc from '../fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { judgeManifests } from '../../lib/verify/kubernetes/judge';
import { immutableProblems } from '../../lib/verify/kubernetes/update/immutable';
import { MANIFEST_FAULTS } from './faults/all';
import { subjectsOf } from './judged';

const APPS = join(__dirname, '../apps');
const REAL = readdirSync(APPS, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('kubernetes.yaml'))
  .map((file) => parseAllDocuments(readFileSync(join(APPS, file), 'utf8')).map((document) => document.toJS() as unknown));
const SETS: readonly (readonly unknown[])[] = [...REAL.map((set) => set.slice(0, 12)), ...MANIFEST_FAULTS.filter(({ code }) => code !== 'manifest/too-large').map(({ bad }) => bad)];

/** Every place of a value. */
function* placesOf(value: unknown, place: readonly (string | number)[] = []): Iterable<readonly (string | number)[]> {
  if (place.length > 0) yield place;
  if (Array.isArray(value)) for (const [index, item] of value.entries()) yield* placesOf(item, [...place, index]);
  else if (typeof value === 'object' && value !== null) for (const [key, item] of Object.entries(value)) yield* placesOf(item, [...place, key]);
}

function withValue(value: unknown, [step, ...rest]: readonly (string | number)[], other: unknown): unknown {
  if (step === undefined) return other;
  if (Array.isArray(value)) return value.map((item: unknown, index) => (index === step ? withValue(item, rest, other) : item));
  return { ...(value as object), [step]: withValue((value as Record<string, unknown>)[step], rest, other) };
}

const ODD = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom<unknown>(null, '', [], {}, [null], [[]], -1, 1.5, true, '$(', { constructor: 1 }, { toString: 1, valueOf: 2 }, { items: {} }, JSON.parse('{ "__proto__": [] }')),
);

const mutated = fc.integer({ min: 0, max: SETS.length - 1 }).chain((index) => {
  const set = SETS[index]!;
  const places = [...placesOf(set)];
  return fc.array(fc.tuple(fc.integer({ min: 0, max: places.length - 1 }), ODD), { minLength: 1, maxLength: 4 }).map((changes) =>
    [set, changes.reduce<readonly unknown[]>((value, [at, odd]) => {
      const place = places[at]!;
      const isThere = place.slice(0, -1).reduce<unknown>((here, step) => (here as Record<string | number, unknown> | null | undefined)?.[step], value);
      return typeof isThere === 'object' && isThere !== null ? withValue(value, place, odd) as readonly unknown[] : value;
    }, set)] as const);
});

test('whatever a manifest is, the judge says something, or nothing, and never throws', () => {
  fc.assert(fc.property(mutated, fc.constantFrom('1.28', '1.33', '1.36'), ([before, after], version) => {
    const subjects = subjectsOf(after);
    const names = new Set(subjects.map(({ name }) => name));
    for (const { subject, detail } of judgeManifests(subjects, { version, crds: after })) {
      expect(names).toContain(subject);
      expect(detail).not.toMatch(/undefined|\[object/);
    }
    immutableProblems(subjectsOf(before), subjects, { version });
    immutableProblems(subjects, subjectsOf(before), { version });
  }), { numRuns: 400 });
});

test('values that are no objects are said to be none', () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.integer(), fc.constant(null), fc.array(fc.string())), (value) => {
    expect(judgeManifests([{ name: 'it', value }], { version: '1.28' })).toEqual([expect.objectContaining({ code: 'manifest/wrong-type', subject: 'it' })]);
  }));
});
