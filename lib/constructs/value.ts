import type { IConstruct } from 'constructs';
import { calling } from '../border/guard';
import { concat, literal, mapLiterals, visitLeaves, type Expression } from '../model/expression';
import { recordFault } from '../model/fault';
import { captureTrace, type OnStack } from '../model/trace';
import { isValue, type Describer, type IValue } from '../model/value';

/** What an environment variable may be given: plain values are written as text (`true`, `8000`). */
export type EnvValue = string | number | boolean | IValue;

/** A value that belongs to a construct, and reports on that construct when it is interpolated by accident. */
export abstract class ReferenceValue implements IValue {
  protected constructor(private readonly owner: IConstruct) {}

  /** The value as a person calls it. */
  protected abstract get what(): string;

  /** @internal */
  public abstract _toExpression(describer: Describer): Expression;

  /** Reports the caller's line: a reference is no text until a target renders it. */
  public toString(): string {
    return reportStringified(this.owner, this.what, this.toString);
  }

  /**
   * Reports the caller's line, as `toString` does.
   * @param key given by `JSON.stringify`, but not by what only wants to show the value, such as a failed test
   */
  public toJSON(key?: string): string {
    return key === undefined ? `<${this.what}>` : reportStringified(this.owner, this.what, this.toJSON);
  }
}

export function reportStringified(owner: IConstruct, what: string, below: OnStack): string {
  recordFault(owner, { kind: 'stringified-value', path: owner.node.path, what, trace: captureTrace(below) });
  return `<${what}>`;
}

/** Text with values in it; made by the `text` tag. */
class TextValue implements IValue {
  public constructor(
    private readonly strings: readonly string[],
    private readonly values: readonly EnvValue[],
  ) {}

  /** @internal */
  public _toExpression(describer: Describer): Expression {
    const { strings, values } = this;
    const parts: Expression[] = [];
    for (let at = 0; at < strings.length; at++) {
      if (strings[at] !== '') parts.push(literal(strings[at]));
      if (at < values.length) parts.push(toExpression(values[at], describer));
    }
    return concat(parts);
  }

  /** Passes on to the values inside, which report the caller's line. */
  public toString(): string {
    return this.strings.map((string, at) => string + (at < this.values.length ? String(this.values[at]) : '')).join('');
  }
}

/**
 * Text that contains hosts, ports, parameters or secrets. Kubernetes gets `$(NAME)` or the text itself, Compose
 * `${NAME}` or the text itself; start order and network rules follow from what the text refers to.
 *
 * @example
 * text`http://${backend.http.authority}/v1`
 */
export function text(strings: TemplateStringsArray, ...values: EnvValue[]): IValue {
  return calling('text', text, [strings, ...values] as const, ([written, ...given]) => new TextValue(written, given));
}

/** Joins strings and values as the `text` tag does, for text that is put together by a program. */
export function joinText(parts: readonly EnvValue[]): IValue {
  return new TextValue(new Array(parts.length + 1).fill(''), parts);
}

export function toExpression(value: EnvValue, describer: Describer): Expression {
  return isValue(value) ? value._toExpression(describer) : literal(String(value));
}

/** A value whose text is written by the rule of another language; what stands behind its references is not known here. */
export function mapText(value: EnvValue, map: (text: string) => string): IValue {
  return { _toExpression: (describer) => mapLiterals(toExpression(value, describer), map) };
}

/** Whether two values are the same wherever they are used. */
export function isSameValue(one: EnvValue, other: EnvValue): boolean {
  return JSON.stringify(toExpression(one, ANYWHERE)) === JSON.stringify(toExpression(other, ANYWHERE));
}

/** A value as a person calls it: `"false"`, `the secret OPENAI_API_KEY`, `"http://<ollama>:<http>/v1"`. */
export function valueInWords(value: EnvValue): string {
  const expression = toExpression(value, { pathOf: ({ node }) => node.id, nameOf: ({ resourceName }) => resourceName });
  if (expression.kind === 'secret' || expression.kind === 'parameter') return `the ${expression.kind} ${expression.name}`;
  let words = '';
  visitLeaves(expression, (leaf) => {
    words += leaf.kind === 'literal' ? leaf.text : leaf.kind === 'host' ? leaf.peer : `<${'name' in leaf ? leaf.name : leaf.endpoint}>`;
  });
  return JSON.stringify(words);
}

/** In no stack, where each construct has its path for a name. */
const ANYWHERE: Describer = { pathOf: ({ node }) => node.path, nameOf: ({ node }) => node.path };
