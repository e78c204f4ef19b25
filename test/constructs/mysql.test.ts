import { execFileSync } from 'node:child_process';
import { App, MySql, Secret, Size, Stack } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
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
  const backup = workloadNamed(model, 'mysql-backup');
  expect(environmentOf(backup)).toMatchObject({ MYSQL_PWD: '<secret MYSQL_BACKUP_PASSWORD>' });
  expect(shown(backup.process.entrypoint![2])).toContain("--databases -- 'shop' 'stock'\n");
  const passwords = { ACCOUNT_SHOP_PASSWORD: 'a', ACCOUNT_STOCK_PASSWORD: 'b', ACCOUNT_BACKUP_PASSWORD: 'c' };
  expect(statements(build, passwords).at(-1)).toMatch(/^GRANT SELECT, .* ON \*\.\* TO 'backup'@'%';$/);
});

function errors(build: (mysql: MySql, stack: Stack) => void, id = 'mysql'): string[] {
  const stack = new Stack(new App(), 'shop');
  build(new MySql(stack, id, { storage: Size.gibibytes(1) }), stack);
  return synthesize(stack).findings.filter(({ severity }) => severity === 'error').map(({ code, message }) => `${code}: ${message}`);
}

describe('two users do not share a password without a word', () => {
  test.each<[string, (mysql: MySql, stack: Stack) => void]>([
    ['names that come to one variable', (mysql) => void [mysql.addDatabase('a-b'), mysql.addDatabase('a_b')]],
    ['names that come to one secret', (mysql) => void [mysql.addDatabase('a-b', { user: 'one' }), mysql.addDatabase('a_b', { user: 'two' })]],
    ['a database and what the root password is called after', (mysql) => void mysql.addDatabase('root', { user: 'shop' })],
    ['a database and who makes backups, before', (mysql) => void [mysql.addDatabase('backup'), mysql.addBackup({ storage: Size.gibibytes(1) })]],
    ['a database and who makes backups, after', (mysql) => void [mysql.addBackup({ storage: Size.gibibytes(1) }), mysql.addDatabase('backup')]],
    ['one user with two passwords', (mysql, stack) => void [mysql.addDatabase('a', { user: 'x' }), mysql.addDatabase('b', { user: 'x', password: new Secret(stack, 'OTHER', { description: '' }) })]],
    ['two servers whose names come to one secret', (mysql, stack) => void [mysql.addDatabase('b_c'), new MySql(stack, 'mysql-b', { storage: Size.gibibytes(1) }).addDatabase('c')]],
  ])('%s', (_, build) => {
    expect(errors(build)).toContainEqual(expect.stringMatching(/^model\/server-setting: /));
  });

  test('one user may own two databases', () => {
    expect(errors((mysql) => {
      const { password } = mysql.addDatabase('a', { user: 'x' });
      mysql.addDatabase('b', { user: 'x', password });
    })).toEqual([]);
  });
});

test('the script that makes databases cannot be replaced', () => {
  const stack = new Stack(new App(), 'shop');
  new MySql(stack, 'mysql', { storage: Size.gibibytes(1), initScripts: { '00-accounts.sh': 'true' } });
  expect(synthesize(stack).findings.map(({ code }) => code)).toContain('model/server-setting');
});

test('without databases a backup has whatever is there', () => {
  const model = described((stack: Stack) => new MySql(stack, 'mysql', { storage: Size.gibibytes(1) }).addBackup({ storage: Size.gibibytes(1) }));
  expect(shown(workloadNamed(model, 'mysql-backup').process.entrypoint![2])).toContain('--all-databases\n');
});

test('the order in which databases are asked for leaves no trace', () => {
  const [there, back] = [['a', 'b'], ['b', 'a']].map((names) => statements((mysql) => names.forEach((name) => mysql.addDatabase(name)), { ACCOUNT_A_PASSWORD: 'x', ACCOUNT_B_PASSWORD: 'y' }));
  expect(there[0]).toBe('CREATE DATABASE IF NOT EXISTS `a`;');
  expect(back).toEqual(there);
});
