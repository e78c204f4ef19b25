import { App, Stack, SynthesisError } from 'cdk8s-compose';
import * as library from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import { callsOf, type Call, type Shape } from '../../lib/border/notation';
import { CALLS } from '../../lib/border/public-calls';
import { faultsBelow } from '../../lib/model/fault';
import { placesOf, type Place } from './places';
import { Samples, use } from './samples';
import { ACCIDENTAL_TEXTS, IMPOSSIBLE_NUMBERS, isRight, WRONG_VALUES } from './wrong-values';

/** What is exported as a value, and classes of which only the type is. */
const EXPORTED = library as unknown as Readonly<Record<string, unknown>>;

/** Every way into the library that has arguments; the tests that follow are as many as the exported types make them. */
const WAYS = Object.keys(CALLS).flatMap((name) =>
  [...callsOf(name).values()].filter(({ parameters }) => parameters.length > 0 && !isUnreachable(name)).map((call) => ({ way: `${name}.${call.name}`, name, call })),
);

/** Made by methods of other classes only. */
function isUnreachable(name: string): boolean {
  return name === 'DatabaseBackup';
}

/** Calls it as a program would, and gives what comes of it to something that takes it. An app is a root of its own. */
function run(samples: Samples, name: string, call: Call, args: unknown[]): App | undefined {
  if (call.name === 'new') {
    const made: unknown = Reflect.construct(EXPORTED[name] as new () => unknown, args);
    if (made instanceof library.Kubernetes || made instanceof library.Compose || made instanceof library.Inventory) new Stack(samples.stack, samples.id(), { targets: [made, new library.Compose()] });
    return made instanceof App ? made : undefined;
  }
  const self = call.isStatic || call.name === 'call' ? EXPORTED[name] : samples.object(name);
  use(samples, call.name === 'call' ? Reflect.apply(EXPORTED[name] as () => unknown, undefined, args) : Reflect.apply((self as Record<string, () => unknown>)[call.name], self, args));
  return undefined;
}

/** What a program sees when one value after the other is wrong, each in a construct of its own. */
function complaintsOf(name: string, call: Call, place: Place, values: readonly { readonly what: string; readonly value: unknown; readonly named?: boolean }[]): string[] {
  const app = new App();
  const samples = new Samples(new Stack(app, 'shop'));
  const complaints: string[] = [];
  for (const { what, value, named = true } of values) {
    const before = faultsBelow(app).length;
    const at = `${name}.${call.name}, ${place.path}: ${what}`;
    try {
      const root = run(samples, name, call, place.arguments(samples, value)) ?? app;
      const faults = faultsBelow(root).slice(root === app ? before : 0).map((fault) => ('field' in fault ? fault.field : ''));
      if (faults.length === 0) complaints.push(`${at} is accepted`);
      else if (named && !faults.some((field) => field.startsWith(`"${place.path}`))) complaints.push(`${at} is not named by ${faults.join(', ')}`);
    } catch (error) {
      if (!(error instanceof SynthesisError && error.message.includes(`"${place.path}"`))) complaints.push(`${at} throws ${stackOf(error)}`);
    }
  }
  return [...complaints, ...synthesisOf(app, `${name}.${call.name}, ${place.path}`)];
}

/** Nothing is thrown, and nothing would be written. */
function synthesisOf(app: App, at: string): string[] {
  if (faultsBelow(app).length === 0) return [];
  try {
    app.synthYaml();
    return [`${at} is written`];
  } catch (error) {
    return error instanceof SynthesisError ? [] : [`${at} ends in ${stackOf(error)}`];
  }
}

/** Whether a value of the right type that means nothing is found, where it is looked at. */
function isRefused(name: string, call: Call, place: Place, value: unknown): boolean {
  const app = new App();
  const samples = new Samples(new Stack(app, 'shop'));
  const own = run(samples, name, call, place.arguments(samples, value));
  if (own) return faultsBelow(own).length > 0;
  const errors = app.node.findAll().filter((construct) => Stack.isStack(construct)).flatMap((stack) => synthesize(stack).findings.filter(({ severity }) => severity === 'error'));
  return errors.length > 0;
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? '').split('\n').slice(0, 4).join(' ') : String(error);
}

function has(shape: Shape, kind: Shape['kind']): boolean {
  return shape.kind === kind || (shape.kind === 'union' && shape.of.some((each) => has(each, kind)));
}

test('there is a way into every class that is exported', () => {
  const classes = Object.entries(EXPORTED).filter(([, value]) => typeof value === 'function').map(([name]) => name);
  expect(classes.filter((name) => !Object.hasOwn(CALLS, name) && !name.endsWith('Error'))).toEqual([]);
  expect(WAYS.length).toBeGreaterThan(90);
});

describe.each(WAYS)('$way', ({ name, call }) => {
  const places = placesOf(call);

  test('reports a value of another type at the property, and throws nothing', () => {
    const complaints = places.flatMap((place) => {
      const wrong = WRONG_VALUES.filter((each) => !isRight(each, place.shape) && !(place.optional && each.value === undefined));
      // Of an object it is said which of its properties is wrong.
      const values = wrong.map(({ what, value }) => ({ what, value, named: !(place.shape.kind === 'properties' && typeof value === 'object') }));
      return complaintsOf(name, call, place, values);
    });
    expect(complaints).toEqual([]);
  });

  test('reports texts that are none', () => {
    const complaints = places.flatMap((place) => (has(place.shape, 'string') ? complaintsOf(name, call, place, ACCIDENTAL_TEXTS.map((value) => ({ what: value, value }))) : []));
    expect(complaints).toEqual([]);
  });

  test('reports what is no number', () => {
    const numbers = places.filter(({ shape }) => has(shape, 'number'));
    const accepted = numbers.flatMap((place) => IMPOSSIBLE_NUMBERS.filter((value) => !isRefused(name, call, place, value)).map((value) => `${place.path}: ${value}`));
    expect(accepted).toEqual([]);
  });

  test('reports properties that nothing reads', () => {
    const complaints = places.flatMap((place) => {
      const { shape, path, arguments: args } = place;
      if (shape.kind !== 'properties') return [];
      const unknown = { ...place, path: call.parameters.some((each) => each.name === path) ? 'somethingElse' : `${path}.somethingElse`, arguments: (samples: Samples, value: unknown) => args(samples, { ...samples.properties(shape), somethingElse: value }) };
      return complaintsOf(name, call, unknown, [{ what: 'unknown', value: 1 }]);
    });
    expect(complaints).toEqual([]);
  });
});
