/** The name of a database, as MySQL reads it in a statement. */
export function mysqlIdentifier(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``;
}

/** A text, as MySQL reads it in a statement. */
export function mysqlText(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}

/** The name of a database where MySQL takes a pattern, as in `GRANT`: `_` and `%` stand for others. */
export function mysqlPattern(name: string): string {
  return mysqlIdentifier(name.replace(/[_%\\]/g, '\\$&'));
}
