import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { given, guard } from '../border/guard';
import { markDescribable, type IDescribable, type StackDraft } from '../model/draft';
import type { Expression } from '../model/expression';
import { recordFault } from '../model/fault';
import { captureTrace, setTrace, traceOf } from '../model/trace';
import type { Describer, INamed, IValue } from '../model/value';
import { chosenText } from './chosen-text';
import { freeId } from './identity';
import { reportStringified } from './value';

/** What a parameter is for, and its default. */
export interface ParameterProps {
  /**
   * Value unless the operator gives another. It may have other parameters in it, each with a default, as in
   * `` text`${registry}/shop` ``: Compose then takes what the operator has chosen for those, and Kubernetes what their
   * defaults make (`kubernetes/derived-default`).
   *
   * @default - none: a variable of its name is not set until the operator gives it a value. One of another name is empty in Compose, and so
   * is its place in a longer text
   */
  readonly default?: string | IValue;

  /**
   * Whether nothing starts until the operator has given it a value. Compose says which variable is missing; Kubernetes asks
   * nobody: there `default` counts, and without one the variable is not set until its key is in the ConfigMap
   * (`kubernetes/required-parameter`).
   *
   * @default false
   */
  readonly required?: boolean;

  /**
   * Variable by which the operator of Compose sets it, for several parameters that one variable sets and that have defaults
   * of their own. On Kubernetes each is set by its own name (`kubernetes/parameter-variable`).
   *
   * @default - the id
   */
  readonly variable?: string;

  /** What it does, in which unit, and which values make sense: the operator reads it in `.env.example`. */
  readonly description: string;
}

/**
 * A value that the operator may change without synthesizing again. The id is its name, `UPPER_SNAKE_CASE`.
 *
 * Kubernetes gets a key of the ConfigMap `<stack>-parameters`, and pods that use it roll when the synthesized value
 * changes. Compose gets `${NAME:-default}` and an entry in `.env.example`.
 *
 * @example
 * new Parameter(stack, 'TIME_SCALE', { default: '10', description: 'Game minutes per real minute, 1 to 100.' })
 */
export class Parameter extends Construct implements IValue, INamed, IDescribable {
  /**
   * The parameter of that name in the stack around `scope`, made on first use. All who ask for it have to give it the same
   * default (`model/conflicting-statements`).
   */
  public static shared(scope: Construct, name: string, props: ParameterProps): Parameter {
    const chart = scope.node.scopes.findLast((each) => Chart.isChart(each)) ?? scope;
    const found = chart.node.tryFindChild(name);
    if (!(found instanceof Parameter)) return new Parameter(chart, name, props);
    const [first, second] = [found._default, props.default === undefined ? undefined : chosenText(props.default).text];
    if (first !== second) {
      recordFault(found, {
        kind: 'conflict', path: found.node.path, what: `the default of ${name}`, first: quoted(first), second: quoted(second),
        firstTrace: traceOf(found), trace: captureTrace(Parameter.shared),
      });
    }
    return found;
  }

  public readonly resourceName: string;

  public constructor(scope: Construct, id: string, private readonly props: ParameterProps) {
    ({ scope, id, props } = given(Parameter, new.target, scope, id, props));
    super(scope, freeId(scope, id, Parameter));
    this.resourceName = id;
    setTrace(this, captureTrace(Parameter));
    markDescribable(this);
  }

  /** @internal */
  public get _default(): string | undefined {
    return this.props.default === undefined ? undefined : chosenText(this.props.default).text;
  }

  /** @internal */
  public _toExpression(describer: Describer): Expression {
    return { kind: 'parameter', name: describer.nameOf(this) };
  }

  /** @internal */
  public _describe(draft: StackDraft): void {
    const { default: said, required, variable, description } = this.props;
    const { text, chosen } = said === undefined ? {} : chosenText(said, draft);
    draft.parameters.push({
      name: this.resourceName,
      path: this.node.path,
      ...(text !== undefined && { default: text }),
      ...(chosen && { chosen }),
      ...(variable !== undefined && variable !== this.resourceName && { setting: variable }),
      ...(required === true && { required }),
      description,
    });
  }

  /** Reports the caller's line: a parameter has no value until a target renders it. */
  public override toString(): string {
    return reportStringified(this, `parameter ${this.resourceName}`, this.toString);
  }
}

guard(Parameter);

function quoted(value: string | undefined): string {
  return value === undefined ? 'none' : JSON.stringify(value);
}
