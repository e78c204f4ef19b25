/** What the names of the variables of a server begin with: `my-db` has `MY_DB_PASSWORD`. */
export function variablePrefix(id: string): string {
  return id.toUpperCase().replace(/[^A-Z0-9]+/g, '_');
}
