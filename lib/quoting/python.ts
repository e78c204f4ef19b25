/** Texts as a list of Python, whose strings know all that JSON writes. */
export function pythonTexts(texts: readonly string[]): string {
  return JSON.stringify(texts);
}
