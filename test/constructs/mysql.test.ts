import { execFileSync } from 'node:child_process';
import { MySql, Size, type Stack } from 'cdk8s-compose';
import { described, environmentOf, shown, workloadNamed } from './described';

/** What the script sends to the server, run as the image's entry point does: by bash, sourced, with the passwords in the environment. */
function statements(build: (mysql: MySql) => void, environment: Record<string, string>): string[] {
  const model = described((stack: Stack) => build(new MySql(stack, 'mysql', { storage: Size.gibibytes(1) })));
  const script = shown(model.configFiles.find(({ fileName }) => fileName === '00-accounts.sh')!.content);
  const output = execFileSync('bash', ['-c', `docker_process_sql() { cat; }\n${script}`], { env: { ...process.env, ...environment }, encoding: 'utf8' });
  return output.trim().split('\n').filter((line) => line !== '');
}

test('a database has a user who may do anything in it and nothing elsewhere', () => {
  expect(statements((mysql) => mysql.addDatabase('shop_items', { user: 'shop' }), { ACCOUNT_SHOP_PASSWORD: 'secret' })).toEqual([
    'CREATE DATABASE IF NOT EXISTS `shop_items`;',
    "CREATE USER IF NOT EXISTS 'shop'@'%' IDENTIFIED BY 'secret';",
    "GRANT ALL ON `shop\\_items`.* TO 'shop'@'%';",
  ]);
});

test('a password may have anything in it', () => {
  const password = `it's "quoted" \\ and $HOME \`date\` %s`;
  expect(statements((mysql) => mysql.addDatabase('shop'), { ACCOUNT_SHOP_PASSWORD: password })[1]).toBe(
    `CREATE USER IF NOT EXISTS 'shop'@'%' IDENTIFIED BY 'it''s "quoted" \\\\ and $HOME \`date\` %s';`,
  );
});

test('names may have quotes in them', () => {
  expect(statements((mysql) => mysql.addDatabase("o'brien`s", { user: "o'brien" }), { ACCOUNT_O_BRIEN_PASSWORD: 'x' })).toEqual([
    "CREATE DATABASE IF NOT EXISTS `o'brien``s`;",
    "CREATE USER IF NOT EXISTS 'o''brien'@'%' IDENTIFIED BY 'x';",
    "GRANT ALL ON `o'brien``s`.* TO 'o''brien'@'%';",
  ]);
});

test('without databases the script does nothing', () => {
  expect(statements(() => undefined, {})).toEqual([]);
});

test('a backup is made by a user who reads, of all databases, whenever they are added', () => {
  const build = (mysql: MySql): void => {
    mysql.addDatabase('shop');
    mysql.addBackup({ storage: Size.gibibytes(1) });
    mysql.addDatabase('stock');
  };
  const model = described((stack: Stack) => build(new MySql(stack, 'mysql', { storage: Size.gibibytes(1) })));
  expect(environmentOf(workloadNamed(model, 'mysql-backup'))).toMatchObject({ DATABASES: 'shop stock', MYSQL_PWD: '<secret MYSQL_BACKUP_PASSWORD>' });
  const passwords = { ACCOUNT_SHOP_PASSWORD: 'a', ACCOUNT_STOCK_PASSWORD: 'b', ACCOUNT_BACKUP_PASSWORD: 'c' };
  expect(statements(build, passwords).at(-1)).toMatch(/^GRANT SELECT, .* ON \*\.\* TO 'backup'@'%';$/);
});
