import { Construct, type IConstruct } from 'constructs';
import { recordFault } from '../model/fault';
import { captureTrace, type OnStack, type Trace } from '../model/trace';
import { isValue } from '../model/value';
import { fits } from './accepts';
import { brand } from './brand';
import { addFaults, faultsIn, type ValueFault } from './faulty';
import { Judge, WRONG, type Occasion } from './judge';
import { isInStack, stackAround } from './lost';
import { callsOf, type Call, type Parameter } from './notation';
import { refuse } from './refuse';
import { isHollow, registerStandIn, standIn } from './stand-in';

/** A class, whoever may call its constructor. */
interface Class {
  readonly name: string;
  readonly prototype: object;
}

type Method = (this: unknown, ...args: unknown[]) => unknown;

/** The constructors of guarded classes; of some nobody outside can call one. */
const GUARDED = new Map<unknown, Call | undefined>();
const OWNER = Symbol.for('cdk8s-compose.owner');

/**
 * Guards what the program gives to a class: the arguments of its methods and static methods here, those of its
 * constructor where that calls {@link given}. What a method takes is what its type says; see `public-calls.ts`.
 *
 * @param makeStandIn a harmless object of the class, in place of a wrong one that cannot be left out
 */
export function guard(own: Class, makeStandIn?: () => unknown): void {
  const { name, prototype } = own;
  GUARDED.set(own, callsOf(name).get('new'));
  brand(prototype, name);
  registerStandIn(name, prototype, makeStandIn);
  for (const call of callsOf(name).values()) {
    const holder = call.isStatic ? own : prototype;
    const method = Object.getOwnPropertyDescriptor(holder, call.name)?.value as Method | undefined;
    if (call.name === 'new' || method === undefined || !needsGuard(call)) continue;
    Object.defineProperty(holder, call.name, { value: guarded(call, method, call.isStatic ? `${name}.${call.name}` : call.name), configurable: true, writable: true });
  }
}

/** Says to which construct a part belongs that users call: what is given to it wrongly is reported there. */
export function belongsTo(part: object, construct: IConstruct): void {
  Object.defineProperty(part, OWNER, { value: construct });
}

/** One without arguments that returns nothing of ours can be given nothing wrong. */
function needsGuard({ parameters, returns }: Call): boolean {
  return parameters.length > 0 || returns?.kind === 'class';
}

function guarded(call: Call, method: Method, name: string): Method {
  const { returns } = call;
  const wrapper: Method = function (this: unknown, ...args) {
    if (fit(call, args) && faultsIn(this).length === 0) return method.apply(this, args);
    const { right, faults, isHopeless } = judged(call, args, { of: ` of ${name}()`, lenient: false, trace: () => captureTrace(wrapper) });
    const all = [...faultsIn(this), ...faults];
    const place = placeOf(call, this, args);
    if (place) record(place, all, place.node.path);
    if (isHopeless && place) return returns && standIn(returns, '');
    const result = attempt(() => method.apply(this, right)) ?? (returns && standIn(returns, ''));
    if (place) return result;
    // What a construct carries along that is in no stack, and no value, would never be found.
    if (typeof result !== 'object' || result === null || !returns || (Construct.isConstruct(result) && !isValue(result))) refuse(name, all);
    addFaults(result, all);
    return result;
  };
  Object.defineProperty(wrapper, 'name', { value: method.name });
  return wrapper;
}

/**
 * The arguments of a constructor as they should be: `({ scope, id, props } = given(Postgres, new.target, scope, id, props))`
 * is its first line. What is wrong is recorded, and replaced. A class that is derived from one of ours is judged by its
 * own constructor, and what it passes on is right.
 */
export function given<Scope extends Construct, Props extends object | undefined>(own: Class, target: Class | undefined, scope: Scope, id: string, props: Props): Given<Scope, Props> {
  const call = innermostGuarded(target) === own ? GUARDED.get(own) : undefined;
  if (!call || (fit(call, [scope, id, props]) && isInStack(scope))) return { scope, id, props };
  return corrected(call, own, target, { scope, id, props });
}

/** By name: arguments in a list are taken out of it one after the other, by an iterator. */
interface Given<Scope, Props> {
  readonly scope: Scope;
  readonly id: string;
  readonly props: Props;
}

function corrected<Scope extends Construct, Props extends object | undefined>(call: Call, own: Class, target: Class | undefined, { scope, id, props }: Given<Scope, Props>): Given<Scope, Props> {
  const trace = (): Trace => captureTrace(target as OnStack);
  const { right, faults } = judged(call, [scope, id, props], { of: '', lenient: target !== own, trace });
  if (right[0] !== scope) refuse(`new ${own.name}`, faults);
  if (right[1] !== id) right[1] = `invalid-${scope.node.children.length + 1}`;
  const path = [scope.node.path, right[1] as string].filter((part) => part !== '').join('/');
  record(scope, faults, path);
  return { scope: stackAround(own.name, scope, path, trace) as Scope, id: right[1] as string, props: right[2] as Props };
}

/** The same of a class whose objects are no constructs, or the root of all: what is wrong stays in them, see {@link keep}. */
export function givenProps<Props extends object>(own: Class, target: Class | undefined, props: Props): Props {
  const call = GUARDED.get(own);
  if (innermostGuarded(target) !== own || !call || fit(call, [props])) return props;
  const { right, faults } = judged(call, [props], { of: ` of new ${own.name}()`, lenient: target !== own, trace: () => captureTrace(target as OnStack) });
  const copy = { ...(right[0] as Props) };
  addFaults(copy, faults);
  return copy;
}

/** Keeps what was wrong with the properties of an object. */
export function keep(made: object, props: object): void {
  const faults = faultsIn(props);
  if (faults.length === 0) return;
  if (Construct.isConstruct(made)) record(made, faults, made.node.path);
  else addFaults(made, faults);
}

/** Calls a function with what it was given, or what is left of that. What is wrong stays in the result, or is recorded at the construct that it is about. */
export function calling<Args extends readonly unknown[], Result>(name: string, below: OnStack, args: Args, call: (args: Args) => Result): Result {
  const called = callsOf(name).get('call')!;
  if (fit(called, args)) return call(args);
  const { right, faults } = judged(called, args, { of: ` of ${name}()`, lenient: false, trace: () => captureTrace(below) });
  const place = placeOf(called, undefined, args);
  if (place) record(place, faults, place.node.path);
  if (!place && !called.returns) refuse(name, faults);
  const result = call(right as unknown as Args);
  if (!place && typeof result === 'object' && result !== null) addFaults(result, faults);
  return result;
}

/** Whether there is nothing to say about the arguments of a call. */
function fit({ parameters }: Call, args: readonly unknown[]): boolean {
  for (let at = 0; at < parameters.length; at++) {
    const { shape, optional, rest } = parameters[at];
    if (rest) return shape.kind === 'list' && args.slice(at).every((each) => fits(shape.of, each));
    if (!(args[at] === undefined ? optional : fits(shape, args[at]))) return false;
  }
  return true;
}

function judged(call: Call, args: readonly unknown[], occasion: Occasion): { readonly right: unknown[]; readonly faults: readonly ValueFault[]; readonly isHopeless: boolean } {
  const faults: ValueFault[] = [];
  const right = [...args];
  let isHopeless = false;
  call.parameters.forEach((parameter, at) => {
    const { shape, name, rest } = parameter;
    const judge = new Judge(occasion, name, faults);
    if (rest) {
      const left = judge.judge(shape, args.slice(at), name);
      right.splice(at, right.length, ...(left === WRONG ? [] : (left as unknown[])));
      return;
    }
    const result = judge.member(parameter, args[at], shape.kind === 'properties' ? '' : name);
    if (result === args[at]) return;
    isHopeless ||= result === WRONG && isHollow(shape);
    right[at] = result === WRONG ? standIn(shape, name) : result;
  });
  return { right, faults, isHopeless };
}

/**
 * Where to report what is wrong with a call: the construct that is called, or is about to be changed. What a call makes
 * carries it along, until it is given to a construct.
 */
function placeOf({ parameters, returns }: Call, self: unknown, args: readonly unknown[]): IConstruct | undefined {
  const changed = returns ? args.filter((_, at) => isScope(parameters[at])) : args;
  const around = [self, ...changed].flatMap((each) => (typeof each === 'object' && each !== null ? [(each as { [OWNER]?: IConstruct })[OWNER] ?? (each as { readonly workload?: unknown }).workload, each] : []));
  return around.find((each) => Construct.isConstruct(each));
}

function isScope(parameter: Parameter | undefined): boolean {
  return parameter?.shape.kind === 'class' && parameter.shape.name === 'Construct';
}

function record(place: IConstruct, faults: readonly ValueFault[], path: string): void {
  for (const fault of faults) recordFault(place, { ...fault, path });
}

function attempt(action: () => unknown): unknown {
  try {
    return action();
  } catch {
    // It was given stand-ins that can do nothing; what was wrong is known.
    return undefined;
  }
}

/** The class of ours that a class is, or is derived from. */
function innermostGuarded(target: Class | undefined): unknown {
  for (let at: unknown = target; typeof at === 'function'; at = Object.getPrototypeOf(at)) if (GUARDED.has(at)) return at;
  return undefined;
}
