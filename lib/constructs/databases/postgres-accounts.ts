import { byText } from '../../model/connections';
import { literal, type Expression } from '../../model/expression';
import type { IValue } from '../../model/value';
import { postgresIdentifier } from '../../quoting/postgres';
import type { Secret } from '../secret';
import { variablePrefix } from './variable-prefix';

/** A database that the script makes, or only hands over to its owner, with its extensions. */
export interface AccountedDatabase {
  readonly name: string;
  readonly user: string;
  readonly password: Secret;
  readonly extensions: readonly string[];
  /** Whether the image makes it by itself. */
  readonly made: boolean;
}

/**
 * The script that makes roles, databases and extensions at the first start. It has no password in it: those are in the
 * container's environment, from which psql reads them.
 */
export class PostgresAccounts implements IValue {
  private readonly databases: AccountedDatabase[] = [];

  /** @param superuser whom the image makes by itself, and who needs no further statement */
  public constructor(private readonly superuser: string) {}

  /** Remembers a database; the answer is the variable that has to hold its user's password, if somebody has to be told it. */
  public add(database: AccountedDatabase): string | undefined {
    this.databases.push(database);
    return database.user === this.superuser ? undefined : passwordVariable(database.user);
  }

  /** Whose password is in the variable that a user's would be in, if it is another user or another password. */
  public rivalOf({ user, password }: Pick<AccountedDatabase, 'user' | 'password'>): string | undefined {
    const variable = passwordVariable(user);
    return this.databases.find((known) => passwordVariable(known.user) === variable && (known.user !== user || known.password !== password))?.user;
  }

  public has(name: string): boolean {
    return this.databases.some((known) => known.name === name);
  }

  /** Whether a user owns one of the databases already. */
  public knows(user: string): boolean {
    return this.databases.some((known) => known.user === user);
  }

  /** @internal */
  public _toExpression(): Expression {
    const users = new Map(this.databases.filter(({ user }) => user !== this.superuser).map(({ user }) => [user, passwordVariable(user)] as const).sort(byText(([user]) => user)));
    return literal(
      [
        '# Roles, databases and extensions, made once. The passwords come from the environment.',
        `psql --no-psqlrc --quiet --set=ON_ERROR_STOP=1 --username="$POSTGRES_USER" --dbname="$POSTGRES_DB" <<'END_OF_ACCOUNTS'`,
        ...[...users].flatMap(([user, variable]) => [`\\set password \`printenv ${variable}\``, `CREATE ROLE ${postgresIdentifier(user)} LOGIN PASSWORD :'password';`]),
        ...this.inOrder.flatMap((database) => this.statementsFor(database)),
        'END_OF_ACCOUNTS',
        '',
      ].join('\n'),
    );
  }

  /** That of the image first, the others in the order of their names: in which order they were asked for leaves no trace. */
  private get inOrder(): readonly AccountedDatabase[] {
    return [...this.databases].sort(byText(({ name, made }) => `${made ? 0 : 1} ${name}`));
  }

  private statementsFor({ name, user, extensions, made }: AccountedDatabase): string[] {
    const [database, owner] = [postgresIdentifier(name), postgresIdentifier(user)];
    const isHandedOver = made && user !== this.superuser;
    return [
      ...(made ? [] : [`CREATE DATABASE ${database} OWNER ${owner};`]),
      ...(isHandedOver ? [`ALTER DATABASE ${database} OWNER TO ${owner};`] : []),
      ...(made && !isHandedOver && extensions.length === 0 ? [] : [`\\connect ${database}`]),
      ...extensions.map((extension) => `CREATE EXTENSION IF NOT EXISTS ${postgresIdentifier(extension)} CASCADE;`),
    ];
  }
}

function passwordVariable(user: string): string {
  return `ACCOUNT_${variablePrefix(user)}_PASSWORD`;
}
