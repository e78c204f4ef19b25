import { byText } from '../../model/connections';
import { literal, type Expression } from '../../model/expression';
import type { IValue } from '../../model/value';
import type { MongoDbDatabase } from './mongodb-database';
import { variablePrefix } from './variable-prefix';

/**
 * The script that makes users at the first start; a database is made by the first who writes into it. It has no password in
 * it: those are in the container's environment, from which the shell reads them.
 */
export class MongoDbAccounts implements IValue {
  private readonly databases: MongoDbDatabase[] = [];

  /** Remembers a database; the answer is the variable that has to hold its user's password. */
  public add(database: MongoDbDatabase): string {
    this.databases.push(database);
    return passwordVariable(database.name);
  }

  /** Which database has its user's password in the variable that this one's would be in. */
  public rivalOf(name: string): string | undefined {
    return this.databases.find((known) => passwordVariable(known.name) === passwordVariable(name))?.name;
  }

  /** @internal */
  public _toExpression(): Expression {
    return literal(
      [
        '// Users of the databases, made once. The passwords come from the environment.',
        // In which order they were asked for leaves no trace.
        ...[...this.databases].sort(byText(({ name }) => name)).map(({ name, user }) => {
          const [database, account] = [JSON.stringify(name), JSON.stringify(user)];
          return `db.getSiblingDB(${database}).createUser({ user: ${account}, pwd: process.env.${passwordVariable(name)}, roles: [{ role: "dbOwner", db: ${database} }] });`;
        }),
        '',
      ].join('\n'),
    );
  }
}

function passwordVariable(database: string): string {
  return `ACCOUNT_${variablePrefix(database)}_PASSWORD`;
}
