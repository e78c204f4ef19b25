import { literal, type Expression } from '../../model/expression';
import type { IValue } from '../../model/value';
import type { MySqlDatabase } from './mysql-database';
import { variablePrefix } from './variable-prefix';

/** What reading everything for a dump takes, and nothing more. */
const READ = 'SELECT, SHOW VIEW, TRIGGER, EVENT, LOCK TABLES, RELOAD, PROCESS';

/**
 * The script that makes databases and users. It has no password in it: those are in the container's environment, and the
 * image's entry point, which sources the script, offers the client.
 */
export class MySqlAccounts implements IValue {
  private readonly databases: { readonly database: MySqlDatabase; readonly variable: string }[] = [];
  private readonly readers: { readonly user: string; readonly variable: string }[] = [];

  /** Remembers a database; the answer is the variable that has to hold its user's password. */
  public add(database: MySqlDatabase): string {
    const variable = passwordVariable(database.user);
    this.databases.push({ database, variable });
    return variable;
  }

  public addReader(user: string): string {
    const variable = passwordVariable(user);
    this.readers.push({ user, variable });
    return variable;
  }

  /** The names of all databases, also of those that are added later. */
  public databaseNames(): IValue {
    return { _toExpression: () => literal(this.databases.map(({ database }) => database.name).join(' ')) };
  }

  /** @internal */
  public _toExpression(): Expression {
    const statements = [
      ...this.databases.flatMap(({ database, variable }) => [
        `CREATE DATABASE IF NOT EXISTS ${identifier(database.name)};`,
        createUser(database.user, variable),
        `GRANT ALL ON ${identifier(database.name.replace(/[_%]/g, '\\$&'))}.* TO ${account(database.user)};`,
      ]),
      ...this.readers.flatMap(({ user, variable }) => [createUser(user, variable), `GRANT ${READ} ON *.* TO ${account(user)};`]),
    ];
    return literal(
      [
        '# Databases and their users, made once. The passwords come from the environment.',
        `quoted() { local text=\${1//\\\\/\\\\\\\\} q="'"; printf "'%s'" "\${text//$q/$q$q}"; }`,
        ...(statements.length > 0 ? ['{', ...statements.map((statement) => `  printf '%s\\n' ${shellWord(statement)}`), '} | docker_process_sql'] : []),
        '',
      ].join('\n'),
    );
  }
}

const PASSWORD = /\$\(quoted "\$[A-Z0-9_]+"\)/;

function passwordVariable(user: string): string {
  return `ACCOUNT_${variablePrefix(user)}_PASSWORD`;
}

function createUser(user: string, variable: string): string {
  return `CREATE USER IF NOT EXISTS ${account(user)} IDENTIFIED BY $(quoted "$${variable}");`;
}

/** Backticks inside a name are doubled. */
function identifier(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``;
}

function account(user: string): string {
  return `'${user.replaceAll('\\', '\\\\').replaceAll("'", "''")}'@'%'`;
}

/** Everything in single quotes, except the password, which the shell has to fill in. */
function shellWord(statement: string): string {
  const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
  const found = PASSWORD.exec(statement);
  if (!found) return quote(statement);
  return `${quote(statement.slice(0, found.index))}"${found[0]}"${quote(statement.slice(found.index + found[0].length))}`;
}
