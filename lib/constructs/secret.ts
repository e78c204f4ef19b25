import { Chart } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import { given, guard } from '../border/guard';
import { markDescribable, type IDescribable, type StackDraft } from '../model/draft';
import type { Expression } from '../model/expression';
import type { SecretChange } from '../model/stack';
import { captureTrace, setTrace } from '../model/trace';
import type { Describer, INamed, IValue } from '../model/value';
import { freeId } from './identity';
import type { IMountable } from './storage';
import { reportStringified } from './value';

/** What a secret is for; never its value. */
export interface SecretProps {
  /** What it is for; the operator reads it in `.env.example`. */
  readonly description: string;

  /**
   * How to make or obtain a value: a command or an address.
   *
   * @default - nothing is said about it
   */
  readonly hint?: string;

  /**
   * Whether the application also runs without it.
   *
   * Without a value a variable of its name is not set at all. One of another name is empty in Compose, and so is its place in a longer text.
   *
   * @default false - neither target starts a container that uses it without a value
   */
  readonly optional?: boolean;

  /**
   * Where the operator of Compose keeps the value as a file, absolute or relative to `compose.yaml`, for containers that have it
   * as one, unless the variable `<NAME>_FILE` says otherwise.
   * @default './secrets/<NAME>'
   */
  readonly file?: string;

  /**
   * The Secret of the cluster that has the value already: one that an operator of databases makes, say. It has to be in the
   * stack's namespace, and nothing is made of it. Compose has the variable of the secret's name all the same.
   *
   * @example
   * new Secret(stack, 'DB_PASSWORD', { description: 'Password of the managed database.', existing: { secretName: 'shop-db-app', key: 'password' } });
   *
   * @default - a key of `<stack>-secrets`
   */
  readonly existing?: ExistingSecret;
}

/** A key of a Secret that is there already. */
export interface ExistingSecret {
  /** Name of the Secret in the stack's namespace. */
  readonly secretName: string;

  /**
   * Key of the value in it.
   * @default - the id of the secret
   */
  readonly key?: string;
}

/** How a secret becomes a file. */
export interface SecretFileOptions {
  /**
   * Permission bits of the file, such as `0o400`. On Kubernetes the file is root's and, if others may not read it, of the
   * group of the container's user, who always may; in Compose it has those that the operator gives it (`compose/secret-mode`).
   * @default 0o444
   */
  readonly mode?: number;
}

/**
 * A value that is never written to an output. The id is its name, `UPPER_SNAKE_CASE`.
 *
 * Kubernetes reads the key of that name from the Secret `<stack>-secrets`, which is created out of band or by the
 * stack's `secretStore`. Compose reads the variable of that name and refuses to start without it.
 *
 * @example
 * new Secret(stack, 'SESSION_KEY', { description: 'Signs session cookies.', hint: 'openssl rand -hex 32' })
 * @example
 * const password = new Secret(stack, 'DB_PASSWORD', { description: 'The password of the database.' });
 * new Workload(stack, 'api', { image, mounts: { '/run/secrets/db-password': password.asFile() }, env: { DB_PASSWORD_FILE: '/run/secrets/db-password' } });
 */
export class Secret extends Construct implements IValue, INamed, IDescribable {
  /**
   * The secret of that name in the stack around `scope`, made on first use. Constructs that need the same key share
   * one secret this way; it is optional only if none of them needs it, and has the first hint that one of them gives.
   */
  public static shared(scope: Construct, name: string, props: SecretProps): Secret {
    const chart = scope.node.scopes.findLast((each) => Chart.isChart(each)) ?? scope;
    const found = chart.node.tryFindChild(name);
    if (!(found instanceof Secret)) return new Secret(chart, name, props);
    found.optional &&= props.optional ?? false;
    found.hint ??= props.hint;
    return found;
  }

  public readonly resourceName: string;
  private optional: boolean;
  private hint?: string;
  private readonly changes: (Omit<SecretChange, 'workload'> & { readonly server: IConstruct })[] = [];

  public constructor(scope: Construct, id: string, private readonly props: SecretProps) {
    ({ scope, id, props } = given(Secret, new.target, scope, id, props));
    super(scope, freeId(scope, id, Secret));
    this.resourceName = id;
    this.optional = props.optional ?? false;
    this.hint = props.hint;
    setTrace(this, captureTrace(Secret));
    markDescribable(this);
  }

  /**
   * Says how a server that remembers it is told of a new value.
   * @internal
   */
  public _changedBy(server: IConstruct, command: string, input?: string): void {
    this.changes.push({ server, command, ...(input !== undefined && { input }) });
  }

  /**
   * The value as a file that cannot be written to, with nothing but it. Kubernetes mounts the key of the Secret, which stays what
   * it was until the container starts anew. Compose mounts a file of the operator's, who is told in `.env.example` how to make
   * one that the container's user can read: Compose itself cannot hand a variable to a container with a read-only root as a file
   * ([why](docs/decisions/secret-files.md)). An optional secret can be none (`model/contradiction`).
   */
  public asFile(options: SecretFileOptions = {}): IMountable {
    const { mode } = options;
    return { _toMount: (target, describer) => ({ kind: 'secret', target, secret: describer.nameOf(this), ...(mode !== undefined && { mode }) }) };
  }

  /** @internal */
  public _toExpression(describer: Describer): Expression {
    return { kind: 'secret', name: describer.nameOf(this) };
  }

  /** @internal */
  public _describe(draft: StackDraft): void {
    draft.secrets.push({
      name: this.resourceName,
      path: this.node.path,
      description: this.props.description,
      ...(this.hint !== undefined && { hint: this.hint }),
      optional: this.optional,
      ...(this.props.file !== undefined && { file: this.props.file }),
      ...(this.props.existing && { existing: { secret: this.props.existing.secretName, key: this.props.existing.key ?? this.resourceName } }),
      ...(this.changes.length > 0 && { changes: this.changes.map(({ server, ...change }) => ({ workload: draft.pathOf(server), ...change })) }),
    });
  }

  /** Reports the caller's line: the value of a secret is not known at synthesis. */
  public override toString(): string {
    return reportStringified(this, `secret ${this.resourceName}`, this.toString);
  }
}

guard(Secret);
