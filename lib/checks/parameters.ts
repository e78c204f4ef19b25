import type { Findings } from '../diagnostics/findings';
import type { StackGraph } from '../model/graph';

/** The default of a parameter stands inside `${NAME:-...}`, on one line, and Compose counts braces to find the end. */
export function checkParameters(graph: StackGraph, findings: Findings): void {
  for (const { name, path, default: value } of graph.model.parameters) {
    if (value === undefined) continue;
    const report = (rule: string): void => findings.report('model/parameter-default', path, { field: name, value, rule });
    if (value.includes('\n')) report('has a line break');
    else if (!bracesArePaired(value)) report('has an unpaired brace');
    // Compose skips the character behind an opening brace: `{}` never ends, and `{{a}}` ends one brace early.
    else if (/\{[{}]/.test(value)) report('has a brace directly behind "{"');
  }
}

function bracesArePaired(text: string): boolean {
  let depth = 0;
  for (const character of text) {
    if (character === '{') depth++;
    if (character === '}' && --depth < 0) return false;
  }
  return depth === 0;
}
