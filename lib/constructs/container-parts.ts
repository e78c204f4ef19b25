import { Chart } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import { byText } from '../model/connections';
import { millisecondsIn, numberIn } from '../model/amounts';
import type { CapabilityModel, ContainerModel, EnvironmentVariable, ProcessModel, SecurityModel } from '../model/container';
import type { Expression } from '../model/expression';
import { recordFault } from '../model/fault';
import type { ImageModel } from '../model/image';
import type { MountModel } from '../model/storage';
import { captureTrace, traceOf, type OnStack } from '../model/trace';
import { isValue, type Describer, type IValue } from '../model/value';
import { chosenText } from './chosen-text';
import { ChosenValues } from './chosen-values';
import type { FuseOptions, RunningContainerOptions, User, UserChoice } from './container-options';
import { describeContainerWords, type ContainerWordOptions } from './container-words';
import type { Image } from './image';
import type { RuntimeOptions } from './operations';
import { Duration, Size, type IDuration } from './quantity';
import { describeResources } from './resources';
import { Scratch, type IMountable } from './storage';
import { isSameValue, toExpression, type EnvValue } from './value';

/** What a program takes that starts as root, hands its files to another user and becomes that one. */
const BECOMING_ANOTHER = ['CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'SETGID', 'SETUID'];

const GRACE = Duration.seconds(30);

const BY_NAME = byText(({ name }: { readonly name: string }) => name);
const BY_TARGET = byText(({ target }: MountModel) => target);

/** What any container is made of, and what can still be said of it after it was created. */
export class ContainerParts {
  public user: User;
  public fuse?: FuseOptions;
  public runtime: RuntimeOptions & ContainerWordOptions & Pick<RunningContainerOptions, 'health' | 'supplementalGroups' | 'postStart' | 'preStop'>;
  private readonly variables = new Map<string, EnvValue>();
  private readonly mounted = new Map<string, IMountable>();
  /** Where the program itself has mounted something, or a construct what it needs. */
  private readonly claimed = new Set<string>();
  private readonly wrapper: (string | IValue)[] = [];

  public constructor(
    private readonly image: Image,
    private readonly options: RunningContainerOptions,
  ) {
    this.user = options.rootAtStart === undefined ? userOf(options.user, image) : { uid: 0, gid: 0, rootReason: options.rootAtStart };
    this.runtime = options;
    Object.entries(options.env ?? {}).forEach(([name, value]) => this.addEnv(name, value));
    if (options.tmp ?? true) this.mounted.set('/tmp', Scratch.ofSize(Size.mebibytes(64)));
    Object.entries(options.mounts ?? {}).forEach(([path, mountable]) => this.addMount(path, mountable));
  }

  public addEnv(name: string, value: EnvValue): void {
    this.variables.set(name, value);
  }

  /**
   * Sets a variable that a construct needs by itself, unless it has another value.
   *
   * @returns that other value
   */
  public addOwnEnv(name: string, value: EnvValue): EnvValue | undefined {
    const before = this.variables.get(name);
    if (before !== undefined && !isSameValue(before, value)) return before;
    this.variables.set(name, value);
    return undefined;
  }

  public addMount(path: string, mountable: IMountable): void {
    this.mounted.set(path, mountable);
    this.claimed.add(path);
  }

  /**
   * Mounts what a construct needs by itself, unless something else is there.
   *
   * @returns whether it is mounted
   */
  public mountOwn(path: string, mountable: IMountable): boolean {
    if (this.claimed.has(path)) return false;
    this.addMount(path, mountable);
    return true;
  }

  public wrapCommand(program: readonly (string | IValue)[]): void {
    this.wrapper.unshift(...program);
  }

  public runAsRoot(reason: string): void {
    this.user = { uid: 0, gid: 0, rootReason: reason };
  }

  public get stopGracePeriod(): IDuration {
    const { stopGracePeriod = GRACE } = this.options;
    return isValue(stopGracePeriod) ? Duration.millis(millisecondsIn(chosenText(stopGracePeriod).text) ?? GRACE.toMilliseconds()) : stopGracePeriod;
  }

  /** Says where two of the options cannot both be meant, and who is not known by the name. */
  public reportContradictions(construct: IConstruct, below: OnStack): void {
    const { user, imageUser, rootAtStart } = this.options;
    if (typeof user === 'string' && !knownUser(user, this.image)) recordFault(construct, { kind: 'unknown-user', path: construct.node.path, value: user, trace: captureTrace(below) });
    const given: string[] = [];
    if (user !== undefined) given.push('user');
    if (imageUser === true) given.push('imageUser');
    if (rootAtStart !== undefined) given.push('rootAtStart');
    if (given.length > 1) recordFault(construct, { kind: 'contradiction', path: construct.node.path, field: given[0], other: given.slice(1).join(' and '), trace: captureTrace(below) });
  }

  /**
   * @param name in the pod
   * @param imageName what an image that is built is called after
   * @param endpoint which a check asks that does not say which
   * @param chosen of the workload, for its main container
   */
  public describe(construct: Construct, name: string, imageName: string, endpoint: string, describer: Describer, chosen = new ChosenValues(construct, describer)): ContainerModel {
    const { options } = this;
    const image = this.image._describe(Chart.of(construct).node.id, imageName, describer);
    return {
      name,
      path: construct.node.path,
      image,
      process: this.process(describer, chosen),
      ...this.health(construct, image, endpoint, describer, chosen),
      mounts: this.mounts(describer, chosen),
      resources: describeResources(options.resources, chosen),
      lifecycle: {
        stopGracePeriod: chosen.milliseconds('stopGracePeriod', options.stopGracePeriod ?? GRACE) ?? GRACE.toMilliseconds(),
        ...(options.stopSignal !== undefined && { stopSignal: options.stopSignal }),
      },
      security: this.security(chosen),
      ...describeContainerWords(this.runtime, chosen),
      ...chosen.fields,
    };
  }

  private health(construct: Construct, { facts }: ImageModel, endpoint: string, describer: Describer, chosen: ChosenValues): Pick<ContainerModel, 'health' | 'imageHealth'> {
    const { health } = this.options;
    if (!health || health._isNone) return {};
    const healthcheck = facts?.healthcheck;
    if (!health._isOfImage || healthcheck?.command.length) return { health: health._describe(endpoint, describer, chosen, healthcheck) };
    if (!healthcheck) return { imageHealth: health._describeTimes(chosen) };
    const rule = 'its image has no HEALTHCHECK, as its facts say';
    recordFault(construct, { kind: 'meaningless', path: construct.node.path, field: 'HealthProbe.fromImage()', rule, trace: traceOf(construct) ?? {} });
    return {};
  }

  private process(describer: Describer, chosen: ChosenValues): ProcessModel {
    const { envFrom } = this.options;
    const workingDirectory = chosen.text('workingDirectory', this.options.workingDirectory);
    return Object.assign({}, this.program(describer), workingDirectory !== undefined && { workingDirectory }, {
      environment: this.environment(describer),
      ...(envFrom?.length && { sources: envFrom.map((source) => source._describe(describer)) }),
    });
  }

  private environment(describer: Describer): EnvironmentVariable[] {
    return Array.from(this.variables, ([name, value]) => ({ name, value: toExpression(value, describer) })).sort(BY_NAME);
  }

  private security(chosen: ChosenValues): SecurityModel {
    const { options: { imageUser, readOnlyRoot = true }, user: { uid, gid, rootReason } } = this;
    this.chooseUser(chosen);
    const supplementalGroups = groupsOf(this.options.supplementalGroups ?? [], chosen);
    return Object.assign({}, imageUser !== true && { user: uid, group: gid }, {
      readOnlyRoot,
      ...(supplementalGroups.length > 0 && { supplementalGroups }),
      capabilities: this.capabilities(),
      ...(rootReason !== undefined && { rootReason }),
      ...(this.fuse && { fuse: { ...this.fuse } }),
    });
  }

  /** Takes note of the numbers that the operator chooses of the user, unless somebody else runs it after all. */
  private chooseUser(chosen: ChosenValues): void {
    const { user, rootAtStart } = this.options;
    if (typeof user !== 'object' || rootAtStart !== undefined || this.user.uid !== numberOf(user.uid)) return;
    chosen.number('user.uid', user.uid);
    chosen.number('user.gid', user.gid);
  }

  private capabilities(): CapabilityModel[] {
    const { rootAtStart, capabilities = [] } = this.options;
    if (rootAtStart === undefined && capabilities.length === 0) return [];
    const becoming = rootAtStart === undefined ? [] : BECOMING_ANOTHER.map((name) => ({ name, reason: rootAtStart }));
    const named = new Map([...becoming, ...capabilities].map(({ name, reason }) => [name, { name, reason }]));
    return [...named.values()].sort(BY_NAME);
  }

  private program(describer: Describer): Pick<ProcessModel, 'entrypoint' | 'command' | 'wrapped'> {
    const { entrypoint, command } = this.options;
    if (this.wrapper.length > 0) {
      return { entrypoint: words(this.wrapper, describer), command: words([...(entrypoint ?? []), ...(command ?? [])], describer), wrapped: true };
    }
    return { ...(entrypoint && { entrypoint: words(entrypoint, describer) }), ...(command && { command: words(command, describer) }) };
  }

  private mounts(describer: Describer, chosen: ChosenValues): MountModel[] {
    const mounts = [...this.mounted].map(([path, mountable]) => mountable._toMount(path, describer));
    const { sharedMemory } = this.options;
    if (sharedMemory) mounts.push({ kind: 'shared-memory', target: '/dev/shm', size: chosen.bytes('sharedMemory', sharedMemory) ?? 0 });
    return mounts.sort(BY_TARGET);
  }
}

/** Groups by their numbers: those that are known, and behind them those that the operator chooses. */
function groupsOf(groups: NonNullable<RunningContainerOptions['supplementalGroups']>, chosen: ChosenValues): number[] {
  if (groups.length === 0) return [];
  const known = [...new Set(groups.filter((group) => typeof group === 'number'))].sort((a, b) => a - b);
  const asked = groups.filter(isValue).map((group, at) => chosen.number(`supplementalGroups.${known.length + at}`, group) ?? 0);
  return [...known, ...asked];
}

/** Who runs it: somebody else for a name that is not known, which is reported. */
function userOf(user: UserChoice | string | undefined, image: Image): User {
  if (user === undefined || typeof user === 'string') return (user === undefined ? undefined : knownUser(user, image)) ?? { uid: 10001, gid: 10001 };
  return { ...user, uid: numberOf(user.uid), gid: numberOf(user.gid) };
}

/** What a number is by default; what is none is reported when it is described. */
function numberOf(value: number | IValue): number {
  return isValue(value) ? (numberIn(chosenText(value).text) ?? 10001) : value;
}

/** The numbers that the facts of an image state of a name. */
function knownUser(name: string, image: Image): User | undefined {
  const known = image._describe('', '').facts?.users?.find((user) => user.name === name);
  return known && typeof known.uid === 'number' && known.gid !== undefined ? { uid: known.uid, gid: known.gid } : undefined;
}

function words(command: readonly (string | IValue)[], describer: Describer): Expression[] {
  return command.map((word) => toExpression(word, describer));
}
