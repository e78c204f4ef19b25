/** A name of a database, user or extension, as PostgreSQL reads it in a statement. */
export function postgresIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
