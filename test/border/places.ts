import type { Call, Shape } from '../../lib/border/notation';
import type { Samples } from './samples';

/** One place of a call where a value can be wrong. */
export interface Place {
  /** Such as `env.KEY`; as findings name it. */
  readonly path: string;
  readonly shape: Shape;
  readonly optional: boolean;
  /** The arguments with a value there, and right ones everywhere else. */
  readonly arguments: (samples: Samples, value: unknown) => unknown[];
}

/** Every place of a call: its arguments, their properties, elements and keys, and theirs. */
export function placesOf(call: Call): Place[] {
  return call.parameters.flatMap(({ name, shape, optional, rest }, at) => {
    const args = (samples: Samples, value: unknown): unknown[] => {
      const before = call.parameters.slice(0, at).map((each) => (each.name === 'id' || each.name === 'name' ? samples.id() : samples.of(each.shape, each.name)));
      const after = call.parameters.slice(at + 1).flatMap((each) => (each.optional || each.rest ? [] : [samples.of(each.shape, each.name)]));
      return [...before, ...(rest ? (value as unknown[]) : [value]), ...after];
    };
    return below({ path: name, shape, optional, arguments: args }, shape.kind === 'properties' ? '' : name, rest);
  });
}

function below(place: Place, path: string, isRest = false): Place[] {
  const { shape, arguments: args } = place;
  const inner = (at: string, of: Shape, optional: boolean, wrap: (samples: Samples, value: unknown) => unknown): Place[] =>
    below({ path: at, shape: of, optional, arguments: (samples, value) => args(samples, wrap(samples, value)) }, at);
  const own = isRest ? [] : [place];
  switch (shape.kind) {
    case 'properties':
      return [...own, ...[...shape.members].flatMap(([name, member]) => inner(path === '' ? name : `${path}.${name}`, member.shape, member.optional, (samples, value) => ({ ...samples.properties(shape), [name]: value })))];
    case 'list':
      return [...own, ...inner(`${path}[0]`, shape.of, false, (_, value) => [value])];
    case 'map':
      return [...own, ...inner(`${path}.KEY`, shape.of, false, (_, value) => ({ KEY: value }))];
    default:
      return own;
  }
}
