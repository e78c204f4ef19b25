import { Construct } from 'constructs';
import { belongsTo, given, guard } from '../border/guard';
import type { ContainerModel } from '../model/container';
import { markDescribable, type IDescribable } from '../model/draft';
import { captureTrace, setTrace } from '../model/trace';
import type { Describer, IValue } from '../model/value';
import { ComposeOptions } from '../targets/compose/options';
import { ContainerParts } from './container-parts';
import type { ContainerOptions, FuseOptions, RunningContainerOptions } from './container-options';
import { Endpoint, type EndpointOptions } from './endpoint';
import { freeId } from './identity';
import type { Image } from './image';
import type { IMountable } from './storage';
import type { EnvValue } from './value';
import type { Workload } from './workload';

/** What runs beside the main container. */
export interface SidecarProps extends RunningContainerOptions {
  /** What the container runs. */
  readonly image: Image;
}

/** What ends before the main container starts. */
export interface InitContainerProps extends ContainerOptions {
  /** What the container runs. */
  readonly image: Image;
}

/**
 * A container of a workload other than its main one: a {@link Sidecar} or an {@link InitContainer}.
 *
 * @example
 * const seed: PodContainer = api.addInitContainer('seed', { image, command: ['seed'] });
 * seed.addEnv('SEED_URL', 'https://example.com/seed.tar');
 */
export abstract class PodContainer extends Construct implements IDescribable {
  /** What only Compose understands, where it is a service of its own. */
  public readonly compose = new ComposeOptions();

  /** @internal */
  public readonly _parts: ContainerParts;

  protected constructor(
    /** What it belongs to. */
    public readonly workload: Workload,
    id: string,
    image: Image,
    options: RunningContainerOptions,
    below: abstract new (...args: never[]) => PodContainer,
  ) {
    super(workload, freeId(workload, id, below));
    this._parts = new ContainerParts(image, options);
    setTrace(this, captureTrace(below));
    this._parts.reportContradictions(this, below);
    belongsTo(this.compose, this);
    markDescribable(this);
  }

  /** Sets an environment variable; the last value given for a name wins. */
  public addEnv(name: string, value: EnvValue): void {
    this._parts.addEnv(name, value);
  }

  /** Mounts something; the last one given for a path wins. */
  public addMount(path: string, mountable: IMountable): void {
    this._parts.addMount(path, mountable);
  }

  /** Starts its command through a program, which gets the command as its arguments; see {@link Workload.wrapCommand}. */
  public wrapCommand(program: readonly (string | IValue)[]): void {
    this._parts.wrapCommand(program);
  }

  /** Runs it as root, and says why in both outputs. */
  public runAsRoot(reason: string): void {
    this._parts.runAsRoot(reason);
  }

  /** Lets it mount file systems in user space; see {@link Workload.allowFuse}. */
  public allowFuse(options: FuseOptions): void {
    this._parts.fuse = options;
  }

  /**
   * Nothing: its workload says what it is.
   * @internal
   */
  public _describe(): void {}

  /** @internal */
  public _model(describer: Describer, firstEndpoint: string): ContainerModel {
    return this._parts.describe(this, this.node.id, `${this.workload._name}-${this.node.id}`, firstEndpoint, describer);
  }
}

guard(PodContainer);

/**
 * A container beside the main one of a workload, once in each of its pods: they share the network, so each reaches the
 * other at localhost, and can share volumes. Whoever reaches the workload reaches its endpoints too.
 *
 * Kubernetes gets a container in the same pod, from 1.29 on one that is started before the main one. Compose gets a
 * service `<workload>-<id>` in the network of a third, `<workload>-pod`, which does nothing and never ends: so a container
 * that is started anew finds the network as it was (`compose/sidecar`). Not for tasks, which would never be complete.
 *
 * @example
 * const proxy = api.addSidecar('auth', { image: Image.fromReference('example/auth-proxy:7.6.0'), env: { UPSTREAM: 'http://localhost:8000' } });
 * proxy.addEndpoint('auth', { port: 4180 });
 */
export class Sidecar extends PodContainer {
  public constructor(workload: Workload, id: string, props: SidecarProps) {
    ({ scope: workload, id, props } = given(Sidecar, new.target, workload, id, props));
    super(workload, id, props.image, props, new.target);
    workload._sidecars.push(this);
  }

  /** Opens a port, under the name of the workload. Names and ports are told apart in the whole workload. */
  public addEndpoint(name: string, options: EndpointOptions): Endpoint {
    return this.workload._addEndpoint(new Endpoint(this.workload, name, options, this.node.id));
  }
}

guard(Sidecar);

/**
 * A container that runs before the main one and has to end well. Several run one after the other, in the order in which
 * they were created. It has to bear being run again: Kubernetes runs it for every new pod, Compose at every `up`.
 *
 * Kubernetes gets an init container; Compose a service `<workload>-<id>` that all others of the workload wait for
 * (`compose/init-container`). What it prepares is handed over in a volume, or in a {@link Scratch} that is `shared`.
 *
 * @example
 * const site = Scratch.shared('site', Size.mebibytes(64));
 * web.addInitContainer('unpack', { image: Image.fromReference('example/site:3.1.0'), command: ['cp', '-R', '/site/.', '/out'], mounts: { '/out': site } });
 * web.addMount('/usr/share/nginx/html', site);
 */
export class InitContainer extends PodContainer {
  public constructor(workload: Workload, id: string, props: InitContainerProps) {
    ({ scope: workload, id, props } = given(InitContainer, new.target, workload, id, props));
    super(workload, id, props.image, props, new.target);
    workload._initContainers.push(this);
  }
}

guard(InitContainer);
