/** How a database that is backed up is told to keep a record, asked for it, and given a backup back from the standard input, in the server's own shell. */
export interface BackedUp {
  readonly keep: string;
  readonly read: string;
  readonly restore: string;
}

const MYSQL = 'MYSQL_PWD="$MYSQL_ROOT_PASSWORD" mysql --host=127.0.0.1 --user=root';
/** Any of the databases that applications have; backups are of all of them. */
const OF_APPLICATIONS = `database=$(${MYSQL} -N -e "SELECT schema_name FROM information_schema.schemata WHERE schema_name NOT IN ('mysql', 'sys', 'information_schema', 'performance_schema', 'e2e') ORDER BY 1 LIMIT 1")`;

/** By the kinds of servers; `database` is the one that the backup is of, where it is of one. */
export const BACKED_UP: { readonly [kind: string]: (database: string) => BackedUp } = {
  Postgres: (database) => {
    const psql = `psql -v ON_ERROR_STOP=1 -At -U "\${POSTGRES_USER:-postgres}" -d '${database}'`;
    return {
      keep: `${psql} -c "CREATE TABLE e2e_backup (record text); INSERT INTO e2e_backup VALUES ('kept')"`,
      read: `${psql} -c "SELECT record FROM e2e_backup"`,
      restore: `pg_restore --clean --if-exists -U "\${POSTGRES_USER:-postgres}" -d '${database}'`,
    };
  },
  MySql: () => ({
    keep: `${OF_APPLICATIONS}; ${MYSQL} -D "$database" -e "CREATE TABLE e2e_backup (record text); INSERT INTO e2e_backup VALUES ('kept')"`,
    read: `${OF_APPLICATIONS}; ${MYSQL} -D "$database" -N -e "SELECT record FROM e2e_backup"`,
    restore: `gunzip -c | ${MYSQL}`,
  }),
};
