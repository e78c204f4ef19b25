/** Text as one word of a POSIX shell, whatever is in it. */
export function shellWord(text: string): string {
  return `'${insideShellWord(text)}'`;
}

/** What stands between the quotes of such a word. */
export function insideShellWord(text: string): string {
  return text.replaceAll("'", `'\\''`);
}

/** The same for a person to read: without quotes where none are needed. */
export function shellArgument(text: string): string {
  return /^[A-Za-z0-9_.,:/@%+=-]+$/.test(text) ? text : shellWord(text);
}
