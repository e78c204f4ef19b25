/** How a server is told to keep a record, and asked for it, in its container's own shell. */
export const SERVERS: { readonly [kind: string]: { readonly keep: string; readonly read: string } } = {
  Postgres: {
    keep: 'psql -v ON_ERROR_STOP=1 -U "${POSTGRES_USER:-postgres}" -d "${POSTGRES_DB:-postgres}" -c "CREATE TABLE e2e_records (record text); INSERT INTO e2e_records VALUES (\'kept\')"',
    read: 'psql -At -U "${POSTGRES_USER:-postgres}" -d "${POSTGRES_DB:-postgres}" -c "SELECT record FROM e2e_records"',
  },
  MySql: {
    keep: 'MYSQL_PWD="$MYSQL_ROOT_PASSWORD" mysql --host=127.0.0.1 --user=root -e "CREATE DATABASE e2e; CREATE TABLE e2e.records (record text); INSERT INTO e2e.records VALUES (\'kept\')"',
    read: 'MYSQL_PWD="$MYSQL_ROOT_PASSWORD" mysql --host=127.0.0.1 --user=root -N -e "SELECT record FROM e2e.records"',
  },
  Redis: { keep: 'redis-cli SET e2e kept', read: 'redis-cli GET e2e' },
};
