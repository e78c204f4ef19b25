import { readTemplate, type Reference } from '../interpolation';
import type { Replaced } from './leaf';

/** What has become of a text. */
export interface Substituted {
  readonly text: string;
  /** In order: texts, and references. */
  readonly parts: readonly (string | Replaced)[];
  /** Why Compose would refuse it. */
  readonly fault?: string;
  /** The variable without which it cannot be read. */
  readonly missing?: string;
}

type LookUp = (name: string) => string | undefined;

/** A text with its variables replaced. */
export function substitute(source: string, lookUp: LookUp): Substituted {
  if (!source.includes('$')) return { text: source, parts: [source] };
  const { parts, faults } = readTemplate(source);
  let fault = faults.length > 0 ? `${JSON.stringify(faults[0])} is not a valid interpolation` : undefined;
  let missing: string | undefined;
  const replaced = parts.map((part): string | Replaced => {
    if (typeof part === 'string') return part;
    const value = valueOf(part, lookUp);
    fault ??= value.fault;
    missing ??= value.missing;
    return { source: part.source, value: value.text };
  });
  const text = replaced.map((part) => (typeof part === 'string' ? part : part.value)).join('');
  return { text, parts: replaced, ...(fault !== undefined && { fault }), ...(missing !== undefined && { missing }) };
}

function valueOf({ name, operator, operand }: Reference, lookUp: LookUp): { text: string; fault?: string; missing?: string } {
  const value = lookUp(name);
  const isSet = operator.startsWith(':') ? value !== undefined && value !== '' : value !== undefined;
  switch (operator.at(-1)) {
    case '-':
      return isSet ? { text: value! } : substitute(operand, lookUp);
    case '+':
      return isSet ? substitute(operand, lookUp) : { text: value ?? '' };
    case '?': {
      if (isSet) return { text: value! };
      const reason = substitute(operand, lookUp);
      return { text: '', fault: reason.fault ?? `${name} has no value${reason.text === '' ? '' : `: ${reason.text}`}`, missing: name };
    }
    default:
      return { text: value ?? '' };
  }
}
