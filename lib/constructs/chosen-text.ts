import { visitLeaves, type Expression } from '../model/expression';
import type { Describer, INamed, IValue } from '../model/value';

/** A text of which the operator may choose parts. */
export interface ChosenText {
  /** What the defaults make of it. */
  readonly text: string;
  /** As it was written; missing if there is nothing to choose. */
  readonly chosen?: Expression;
  /** Set if there is something in it of which nobody knows what it is by default. */
  readonly isUnknown?: true;
}

/** Names everything as it names itself, where no stack is known yet. */
const BY_ITSELF: Describer = { pathOf: ({ node }) => node.path, nameOf: ({ resourceName }) => resourceName };

/** The text, and what it is where nobody can be asked. What is no parameter has no text there, which a check reports. */
export function chosenText(value: string | IValue, describer: Describer = BY_ITSELF): ChosenText {
  if (typeof value === 'string') return { text: value };
  const defaults = new Map<string, string>();
  const nameOf = (named: INamed): string => {
    const name = describer.nameOf(named);
    if (named._default !== undefined) defaults.set(name, named._default);
    return name;
  };
  const expression = value._toExpression({ pathOf: (construct) => describer.pathOf(construct), nameOf });
  let text = '';
  let [isChosen, isUnknown] = [false, false];
  visitLeaves(expression, (leaf) => {
    if (leaf.kind === 'literal') text += leaf.text;
    else {
      isChosen = true;
      const value = leaf.kind === 'parameter' ? defaults.get(leaf.name) : undefined;
      isUnknown ||= value === undefined;
      text += value ?? '';
    }
  });
  return isChosen ? { text, chosen: expression, ...(isUnknown && { isUnknown }) } : { text };
}
