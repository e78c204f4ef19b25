import { restoring, restoringInCluster } from '../../scripts/e2e/lifecycle/restoring';

test.each([
  ['Postgres', 'docker compose run --rm -T --no-deps --entrypoint cat store-nightly /backups/a.dump | docker compose exec -T store sh -c \'pg_restore --clean --if-exists -U "$POSTGRES_USER" -d "$POSTGRES_DB"\''],
  ['MySql', 'docker compose run --rm -T --no-deps --entrypoint gzip store-nightly -dc /backups/a.dump | docker compose exec -T store sh -c \'MYSQL_PWD="$MYSQL_ROOT_PASSWORD" mysql --host=127.0.0.1 --user=root\''],
])('a backup of %s is restored by the words of the document, with names of the project', (kind, line) => {
  expect(restoring(kind, 'store-nightly', 'store', '/backups/a.dump')).toBe(line);
});

test('what the document says nothing of is an error', () => {
  expect(() => restoring('MongoDb', 'mongo-backup', 'mongo', '/backups/a')).toThrow(/second-day\.md does not say how a backup of MongoDb is restored$/);
});

test.each([
  ['Postgres', 'kubectl -n desk exec backups -- cat /backups/a.dump | kubectl -n desk exec -i store-0 -- sh -c \'pg_restore --clean --if-exists -U "$POSTGRES_USER" -d "$POSTGRES_DB"\''],
  ['MySql', 'kubectl -n desk exec backups -- gzip -dc /backups/a.dump | kubectl -n desk exec -i store-0 -- sh -c \'MYSQL_PWD="$MYSQL_ROOT_PASSWORD" mysql --host=127.0.0.1 --user=root\''],
])('on a cluster a backup of %s is, too', (kind, line) => {
  expect(restoringInCluster(kind, 'desk', 'store', '/backups/a.dump')).toBe(line);
});
