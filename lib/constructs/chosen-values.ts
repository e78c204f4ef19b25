import type { IConstruct } from 'constructs';
import { bytesIn } from '../model/amounts';
import type { ChosenFields } from '../model/choices';
import { READINGS, type Reading } from '../model/chosen-fields';
import type { Expression } from '../model/expression';
import { recordFault } from '../model/fault';
import { traceOf } from '../model/trace';
import { isValue, type Describer, type IValue } from '../model/value';
import { chosenText } from './chosen-text';
import { bytesOf, type IDuration, type ISize } from './quantity';

/**
 * The fields of a container of which the operator has the last word. The model keeps what the defaults make of each, as of any
 * other field, and beside it what was said.
 */
export class ChosenValues {
  private readonly found = new Map<string, Expression>();

  public constructor(
    private readonly construct: IConstruct,
    private readonly describer: Describer,
  ) {}

  /** All that was chosen so far. */
  public get fields(): { readonly chosen?: ChosenFields } {
    return this.found.size === 0 ? {} : { chosen: Object.fromEntries([...this.found].sort(([a], [b]) => (a < b ? -1 : 1))) };
  }

  public text<T extends string | undefined>(field: string, value: T | IValue): string | Extract<T, undefined> {
    return isValue(value) ? this.choose(field, value, READINGS.text) ?? '' : (value as string | Extract<T, undefined>);
  }

  /** Texts by names. */
  public texts(field: string, values: { readonly [name: string]: string | IValue } | undefined): { readonly [name: string]: string } | undefined {
    return values && Object.fromEntries(Object.entries(values).map(([name, value]) => [name, this.text(`${field}.${name}`, value)]));
  }

  /** One of some words. */
  public word<T extends string>(field: string, value: T | IValue | undefined, words: Reading<T>): T | undefined {
    return isValue(value) ? this.choose(field, value, words) : value;
  }

  public number(field: string, value: number | IValue): number | undefined {
    return isValue(value) ? this.choose(field, value, READINGS.number) : value;
  }

  /** A number, or undefined for all that there are. */
  public count(field: string, value: number | IValue): number | undefined {
    return isValue(value) ? this.choose(field, value, READINGS.count)?.[0] : value;
  }

  /** Bytes. */
  public bytes(field: string, value: ISize | IValue): number | undefined {
    return isValue(value) ? this.choose(field, value, READINGS.bytes) : bytesOf(value);
  }

  public milliseconds(field: string, value: IDuration | IValue): number | undefined {
    return isValue(value) ? this.choose(field, value, READINGS.milliseconds) : value.toMilliseconds();
  }

  private choose<T>(field: string, value: IValue, { read, expected }: Reading<T>): T | undefined {
    const { text, chosen, isUnknown } = chosenText(value, this.describer);
    if (chosen) this.found.set(field, chosen);
    const result = read(text);
    // What nobody knows is reported as that.
    if (result === undefined && !isUnknown) {
      recordFault(this.construct, { kind: 'chosen-value', path: this.construct.node.path, field, value: text, expected, trace: traceOf(this.construct) ?? {} });
    }
    return result;
  }
}

/** Bytes, of an amount that the operator chooses those of its default; undefined for a text that is no amount. */
export function defaultBytes(value: ISize | IValue): number | undefined {
  return isValue(value) ? bytesIn(chosenText(value).text) : bytesOf(value);
}
