import { guard } from '../border/guard';
import { literal } from '../model/expression';
import type { EnvironmentSource } from '../model/container';
import type { Describer, IValue } from '../model/value';
import { toExpression } from './value';

/** Where the operator of the Compose file keeps the variables, and whether they have to be there. */
export interface EnvFromOptions {
  /**
   * The file in Compose, absolute or relative to `compose.yaml`. It may have parameters in it, each with a default.
   * @default - `<name>.env`, beside `compose.yaml`
   */
  readonly file?: string | IValue;

  /**
   * Whether the container also starts where there is none.
   * @default false - neither target starts it without
   */
  readonly optional?: boolean;
}

/**
 * Variables that the operator holds, many at once and by names that the program does not know. Kubernetes gets `envFrom`
 * of an object that exists, Compose `env_file` of a file with lines `NAME=value`, in which it understands quotes and
 * replaces `$NAME` (`compose/env-file`). What the container's `env` says wins, and of several sources the last.
 *
 * @example
 * new Workload(stack, 'gateway', {
 *   image,
 *   envFrom: [EnvFrom.configMap('gateway-settings', { optional: true }), EnvFrom.secret('provider-keys')],
 * });
 */
export class EnvFrom {
  /** @param name of a Secret in the stack's namespace, which is made out of band */
  public static secret(name: string, options: EnvFromOptions = {}): EnvFrom {
    return new EnvFrom('secret', name, options);
  }

  /** @param name of a ConfigMap in the stack's namespace, which is made out of band */
  public static configMap(name: string, options: EnvFromOptions = {}): EnvFrom {
    return new EnvFrom('config-map', name, options);
  }

  private constructor(
    private readonly kind: EnvironmentSource['kind'],
    private readonly name: string,
    private readonly options: EnvFromOptions,
  ) {}

  /** @internal */
  public _describe(describer: Describer): EnvironmentSource {
    const { file, optional = false } = this.options;
    return { kind: this.kind, name: this.name, file: file === undefined ? literal(`./${this.name}.env`) : toExpression(file, describer), optional };
  }
}

guard(EnvFrom, () => EnvFrom.configMap('invalid'));
