/** Why a text cannot be the default of a parameter, which stands inside `${NAME:-...}` on one line; undefined if it can. */
export function defaultProblem(value: string): string | undefined {
  if (value.includes('\n')) return 'has a line break';
  // Compose counts braces to find the end.
  if (!bracesArePaired(value)) return 'has an unpaired brace';
  // It skips the character behind an opening brace: `{}` never ends, and `{{a}}` ends one brace early.
  return /\{[{}]/.test(value) ? 'has a brace directly behind "{"' : undefined;
}

function bracesArePaired(text: string): boolean {
  let depth = 0;
  for (const character of text) {
    if (character === '{') depth++;
    if (character === '}' && --depth < 0) return false;
  }
  return depth === 0;
}
