import { byText } from '../../model/connections';
import { literal, type Expression } from '../../model/expression';
import type { IValue } from '../../model/value';
import type { MySqlDatabase } from './mysql-database';
import { mysqlIdentifier, mysqlPattern, mysqlText } from '../../quoting/mysql';
import { shellWord } from '../../quoting/shell';
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

  /** Whose password is in the variable that a user's would be in, if it is another user or another password. */
  public rivalOf({ user, password }: Pick<MySqlDatabase, 'user' | 'password'>): string | undefined {
    const variable = passwordVariable(user);
    if (this.readers.some((reader) => reader.variable === variable)) return this.readers[0].user;
    const rival = this.databases.find((known) => known.variable === variable && (known.database.user !== user || known.database.password !== password));
    return rival?.database.user;
  }

  /** What of `mysqldump` dumps all databases, also those that are added later; without any, whatever is there. */
  public dumpOptions(): IValue {
    const names = (): readonly string[] => [...new Set(this.inOrder.map(({ database }) => database.name))];
    return { _toExpression: () => literal(this.databases.length > 0 ? `--databases -- ${names().map(shellWord).join(' ')}` : '--all-databases') };
  }

  /** In the order of their names: in which order they were asked for leaves no trace. */
  private get inOrder(): MySqlAccounts['databases'] {
    return [...this.databases].sort(byText(({ database: { name, user } }) => `${name} ${user}`));
  }

  /** @internal */
  public _toExpression(): Expression {
    const statements: Statement[] = [
      ...this.inOrder.flatMap(({ database, variable }): Statement[] => [
        [`CREATE DATABASE IF NOT EXISTS ${mysqlIdentifier(database.name)};`],
        createUser(database.user, variable),
        [`GRANT ALL ON ${mysqlPattern(database.name)}.* TO ${account(database.user)};`],
      ]),
      ...this.readers.flatMap(({ user, variable }): Statement[] => [createUser(user, variable), [`GRANT ${READ} ON *.* TO ${account(user)};`]]),
    ];
    return literal(
      [
        '# Databases and their users, made once. The passwords come from the environment.',
        `quoted() { local text=\${1//\\\\/\\\\\\\\} q="'"; printf "'%s'" "\${text//$q/$q$q}"; }`,
        ...(statements.length > 0 ? ['{', ...statements.map((statement) => `  printf '%s\\n' ${statementWord(statement)}`), '} | docker_process_sql'] : []),
        '',
      ].join('\n'),
    );
  }
}

function passwordVariable(user: string): string {
  return `ACCOUNT_${variablePrefix(user)}_PASSWORD`;
}

function createUser(user: string, variable: string): Statement {
  return [`CREATE USER IF NOT EXISTS ${account(user)} IDENTIFIED BY `, { password: variable }, ';'];
}

function account(user: string): string {
  return `${mysqlText(user)}@'%'`;
}

/** A statement, in which the shell fills in the passwords and nothing else. */
type Statement = readonly (string | { readonly password: string })[];

/** Everything in single quotes, except the password. */
function statementWord(statement: Statement): string {
  return statement.map((part) => (typeof part === 'string' ? shellWord(part) : `"$(quoted "$${part.password}")"`)).join('');
}
