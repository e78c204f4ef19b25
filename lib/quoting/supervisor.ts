/** supervisord's file is an INI file in which `%` begins an expansion and white space with `;` or `#` a comment, quoted or not. */

/** Text on a line of its own, such as a directory. */
export function supervisorText(text: string): string {
  return text.replaceAll('%', '%%');
}

/** What stands between the single quotes of a word of a command, which is split as a POSIX shell does. */
export function insideSupervisorWord(text: string): string {
  // A comment does not begin where quotes are closed and opened in between.
  return supervisorText(text).replaceAll("'", `'"'"'`).replace(/(\s)(?=[;#])/g, "$1''");
}

/** Why a line cannot hold a word of a command; undefined if it can. */
export function supervisorWordProblem(text: string): string | undefined {
  return /[\r\n]/.test(text) ? 'has a line break' : undefined;
}

/** Why a line cannot hold a text without quotes around it. */
export function supervisorTextProblem(text: string): string | undefined {
  if (text.trim() !== text || text === '') return 'is empty, or has white space at an end';
  if (/\s[;#]/.test(text)) return 'has ";" or "#" behind white space, which begins a comment';
  return supervisorWordProblem(text);
}

/** Why a variable cannot have a name. */
export function supervisorNameProblem(name: string): string | undefined {
  return /^[A-Za-z_][A-Za-z0-9_.-]*$/.test(name) ? undefined : 'has a name with other signs than letters, digits, "_", "." and "-"';
}

/** Why the value of a variable cannot be written: it stands between quotes of one kind, in which nothing is escaped. */
export function supervisorValueProblem(text: string): string | undefined {
  if (/\s[;#]/.test(text)) return 'has ";" or "#" behind white space, which begins a comment';
  if (text.includes('"') && text.includes("'")) return 'has quotes of both kinds';
  return supervisorWordProblem(text) ?? (/^["']|["']$/.test(text) ? 'begins or ends with a quote' : undefined);
}
