import type { Trace } from '../model/trace';
import { accepts, isPlain } from './accepts';
import { accidentIn } from './accidental-text';
import { objectIn } from './brand';
import { faultsIn, type ValueFault } from './faulty';
import { methodFor, nearestProperty } from './nearest';
import type { Member, Shape } from './notation';
import { remedy, remedyAt } from './remedy';
import { standIn } from './stand-in';
import { describe, expectation } from './words';

/** In place of a value of which nothing is left. */
export const WRONG = Symbol('wrong');

/** What a call is about, for the sentences about its arguments. */
export interface Occasion {
  /** Such as ` of addEnv()`; nothing for a constructor. */
  readonly of: string;
  /** Whether a property that nobody knows may be meant for a class of the user's own. */
  readonly lenient: boolean;
  readonly trace: () => Trace;
}

/**
 * Compares values with their types. What is right is passed on as it is; of what is wrong the rest, with what was found
 * in `faults`. A wrong element or optional property is left out, as is a list or an object of which nothing is left, and a wrong required one replaced.
 */
export class Judge {
  /**
   * @param argument that the paths begin below, by its name
   * @param faults what was found is added
   */
  public constructor(
    private readonly occasion: Occasion,
    private readonly argument: string,
    private readonly faults: ValueFault[],
  ) {}

  /**
   * @param path such as `env.PORT`
   * @returns the value, or `WRONG`
   */
  public judge(shape: Shape, value: unknown, path: string): unknown {
    const inherited = faultsIn(value);
    this.faults.push(...inherited);
    // A text that only looks like an accident may be meant.
    if (inherited.some(({ kind }) => kind !== 'accidental-text')) return WRONG;
    switch (shape.kind) {
      case 'string':
        return typeof value === 'string' ? this.text(value, path) : this.wrong(shape, value, path);
      case 'union':
        return this.union(shape, shape.of, value, path);
      case 'list':
        return Array.isArray(value) ? this.list(shape.of, value, path) : this.wrong(shape, value, path);
      case 'map':
        return isPlain(value) ? this.map(shape.of, value, path) : this.wrong(shape, value, path);
      case 'properties':
        return isPlain(value) ? this.properties(shape, value, path) : this.wrong(shape, value, path);
      default:
        return accepts(shape, value) ? value : this.wrong(shape, value, path);
    }
  }

  /** What a call finds missing. */
  public member({ shape, optional }: Member, value: unknown, path: string): unknown {
    return value === undefined && optional ? value : this.judge(shape, value, path);
  }

  private text(value: string, path: string): unknown {
    const object = objectIn(value);
    if (object !== undefined) {
      this.faults.push({ kind: 'object-in-text', field: this.field(path), value: object, trace: this.occasion.trace() });
      return WRONG;
    }
    const what = accidentIn(value);
    if (what !== undefined) this.faults.push({ kind: 'accidental-text', field: this.field(path), value, what, trace: this.occasion.trace() });
    return value;
  }

  private union(shape: Shape, of: readonly Shape[], value: unknown, path: string): unknown {
    const fitting = of.find((each) => accepts(each, value));
    return fitting ? this.judge(fitting, value, path) : this.wrong(shape, value, path);
  }

  private list(of: Shape, values: readonly unknown[], path: string): unknown {
    let right: unknown[] | undefined;
    for (let at = 0; at < values.length; at++) {
      const judged = this.judge(of, values[at], `${path}[${at}]`);
      if (judged !== values[at]) right ??= values.slice(0, at);
      if (judged !== WRONG) right?.push(judged);
    }
    // An empty list would say something that nobody has said.
    return right?.length === 0 ? WRONG : (right ?? values);
  }

  private map(of: Shape, values: Readonly<Record<string, unknown>>, path: string): unknown {
    let right: Record<string, unknown> | undefined;
    for (const key of Object.keys(values)) {
      const at = /^\w+$/.test(key) ? `${path}.${key}` : `${path}[${JSON.stringify(key)}]`;
      const judged = this.text(key, `${path}, a key`) === WRONG ? WRONG : this.judge(of, values[key], at);
      if (judged === values[key]) continue;
      right ??= { ...values };
      if (judged === WRONG) delete right[key];
      else right[key] = judged;
    }
    return right ?? values;
  }

  private properties({ members }: Shape & { readonly kind: 'properties' }, values: Readonly<Record<string, unknown>>, path: string): unknown {
    const prefix = path === '' ? '' : `${path}.`;
    let right: Record<string, unknown> | undefined;
    for (const [name, member] of members) {
      const value = values[name];
      const judged = this.member(member, value, `${prefix}${name}`);
      if (judged === value) continue;
      right ??= { ...values };
      right[name] = judged === WRONG ? (member.optional ? undefined : standIn(member.shape, name)) : judged;
    }
    if (this.occasion.lenient && path === '') return right ?? values;
    for (const name of Object.keys(values)) {
      // One without a value says nothing that could be lost.
      if (members.has(name) || values[name] === undefined) continue;
      this.unknown(name, members, values, prefix);
      right ??= { ...values };
      delete right[name];
    }
    // So would an object in which nothing is left; that of a call is taken as it is, for what has to be in it.
    return right && path !== '' && Object.values(right).every((value) => value === undefined) ? WRONG : (right ?? values);
  }

  private unknown(name: string, members: ReadonlyMap<string, Member>, values: Readonly<Record<string, unknown>>, prefix: string): void {
    const known = [...members.keys()].sort();
    // What is given already is not meant once more; what has to be given and is not may well be.
    const open = [...members].filter(([each]) => values[each] === undefined).sort(([a, one], [b, other]) => Number(one.optional) - Number(other.optional) || (a < b ? -1 : 1));
    const nearest = nearestProperty(name, open.map(([each]) => each));
    const method = nearest === undefined && prefix === '' ? methodFor(name) : undefined;
    const fix = nearest !== undefined ? `Did you mean "${prefix}${nearest}"?` : method !== undefined ? `It is no property: call ${method} on what is made here.` : 'Remove it; nothing would be done with it.';
    this.faults.push({ kind: 'unknown-property', field: this.field(`${prefix}${name}`), property: name, fix, known: nearest === undefined ? `one of ${known.join(', ')}` : `a property that there is, such as "${prefix}${nearest}"`, trace: this.occasion.trace() });
  }

  private wrong(shape: Shape, value: unknown, path: string): typeof WRONG {
    this.faults.push({ kind: 'invalid-value', field: this.field(path), value: describe(value), expected: expectation(shape), fix: remedyAt(this.field(path), value) ?? remedy(shape, value), trace: this.occasion.trace() });
    return WRONG;
  }

  private field(path: string): string {
    return `"${path === '' ? this.argument : path}"${this.occasion.of}`;
  }
}
