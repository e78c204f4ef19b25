/** `$database` is the first that the server has of somebody's own, as backups have no others; else one of its own. */
const MYSQL = [
  'export MYSQL_PWD="$MYSQL_ROOT_PASSWORD"; mysql="mysql --host=127.0.0.1 --user=root"',
  'database=$($mysql -N -e "SELECT COALESCE(MIN(schema_name), \'mysql\') FROM information_schema.schemata WHERE schema_name NOT IN (\'mysql\', \'sys\', \'information_schema\', \'performance_schema\')")',
  '$mysql',
].join('; ');

/** How a server is told to keep a record, and asked for it, in its container's own shell. */
export const SERVERS: { readonly [kind: string]: { readonly keep: string; readonly read: string } } = {
  Postgres: {
    keep: 'psql -v ON_ERROR_STOP=1 -U "${POSTGRES_USER:-postgres}" -d "${POSTGRES_DB:-postgres}" -c "CREATE TABLE e2e_records (record text); INSERT INTO e2e_records VALUES (\'kept\')"',
    read: 'psql -At -U "${POSTGRES_USER:-postgres}" -d "${POSTGRES_DB:-postgres}" -c "SELECT record FROM e2e_records"',
  },
  MySql: {
    keep: `${MYSQL} -e "CREATE TABLE e2e_records (record text); INSERT INTO e2e_records VALUES ('kept')" "$database"`,
    read: `${MYSQL} -N -e "SELECT record FROM e2e_records" "$database"`,
  },
  Redis: { keep: 'redis-cli SET e2e kept', read: 'redis-cli GET e2e' },
};
