import type { IConstruct } from 'constructs';
import type { Expression } from './expression';

/**
 * A value that only a target can turn into text: a host, a port, a parameter, a secret, or text made of them.
 *
 * It stays an object until then. Interpolating one into a plain string is reported as `model/stringified-value`
 * with the line that did it; write `` text`...` `` instead.
 */
export interface IValue {
  /**
   * What the value is, in the terms of the model.
   * @internal
   */
  _toExpression(describer: Describer): Expression;
}

/** What a value needs to know of the stack that it is used in. */
export interface Describer {
  /** The path by which the model refers to a workload; one that cannot be resolved if it lives in another stack. */
  pathOf(construct: IConstruct): string;
  /** The name by which the model refers to a volume, config file, parameter or secret, checked the same way. */
  nameOf(construct: INamed): string;
}

/** A construct that the model refers to by a name of its own. */
export interface INamed extends IConstruct {
  readonly resourceName: string;
  /**
   * What it is where nobody is asked; missing for what has no such text.
   * @internal
   */
  readonly _default?: string;
}

export function isValue(value: unknown): value is IValue {
  return typeof value === 'object' && value !== null && '_toExpression' in value;
}
