import { Chart } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import { given, guard } from '../border/guard';
import { markDescribable, type IDescribable, type StackDraft } from '../model/draft';
import type { MountModel, VolumeModel } from '../model/storage';
import { captureTrace, setTrace } from '../model/trace';
import type { Describer, INamed, IValue } from '../model/value';
import { chosenText } from './chosen-text';
import { ContentEncoding } from './content-encoding';
import { freeId } from './identity';
import { reportMeaningless } from './meaningless';
import { bytesOf, type ISize } from './quantity';
import type { SelinuxRelabel } from './relabel';
import { readContent } from './read-file';
import { toExpression } from './value';

/** Something that a workload can have at a path of its file system. */
export interface IMountable {
  /** @internal */
  _toMount(target: string, describer: Describer): MountModel;
}

/** `postgres` / `data` in a stack becomes `postgres-data`. */
export function nameInStack(construct: IConstruct, id: string): string {
  const scopes = construct.node.scopes.slice(construct.node.scopes.indexOf(Chart.of(construct)) + 1, -1);
  return [...scopes.map((scope) => scope.node.id), id].join('-');
}

/** How much a volume holds, and who may write to it. */
export interface VolumeProps {
  /**
   * Name of the volume in the outputs.
   * @default - the ids on the way to it in the stack, with "-" between them
   */
  readonly name?: string;

  /** What Kubernetes asks for. Compose volumes have no size (`compose/volume-size`). */
  readonly size: ISize;

  /** @default - the cluster's default class */
  readonly storageClass?: string;

  /**
   * Whether several workloads, or several replicas of one, mount it at once. Kubernetes then asks for `ReadWriteMany`,
   * which not every storage class has.
   * @default false - one writer; Kubernetes never starts a second before the first has stopped
   */
  readonly shared?: boolean;

  /**
   * Whether each replica of the one stateful workload that mounts it has a volume of its own, of this size. Kubernetes makes a claim
   * for each from a template of the StatefulSet, `<volume>-<workload>-0` and so on; they stay when there are fewer replicas, and nothing of
   * the template can be changed (`kubernetes/claim-template`). In Compose all containers of a service have the same volume, so it
   * runs one (`compose/volume-per-replica`).
   *
   * @example
   * new Workload(stack, 'etcd', {
   *   image, kind: WorkloadKind.STATEFUL, replicas: 3,
   *   mounts: { '/data': new Volume(stack, 'data', { size: Size.gibibytes(8), perReplica: true }) },
   * });
   *
   * @default false - one volume, whoever mounts it
   */
  readonly perReplica?: boolean;

  /**
   * Directory of Compose's host in which it lies, absolute or relative to `compose.yaml`, such as `./data`; it may have
   * parameters in it, each with a default. Compose makes it if it is not there. One that is empty is handed over to the
   * user of the container; one that has something in it keeps its owner (`compose/host-directory`). Kubernetes has a claim
   * all the same (`kubernetes/host-directory`).
   * @default - a volume of the engine's own
   */
  readonly hostPath?: string | IValue;

  /**
   * What the engine of Compose calls it, where others are to find it by that name, in any project; it may have parameters in
   * it, each with a default. Kubernetes calls it by its name in the namespace (`kubernetes/volume-name`). Means nothing for one with a `hostPath`.
   * @default - the name of the project and its own, with "_" between them
   */
  readonly engineName?: string | IValue;

  /**
   * How the engine of Compose labels the directory of its host anew, where SELinux asks for that. For one with a `hostPath`;
   * a cluster labels its volumes by itself.
   * @default - not at all
   */
  readonly relabel?: SelinuxRelabel;

  /**
   * Whether the image has the mounted directory, owned by the user that the container runs as. Compose gives a new
   * volume the owner of that directory, or root if there is none. Means nothing for one with a `hostPath`.
   * @default false - Compose hands the volume to the user in a step of its own (`compose/volume-owner`), Kubernetes by `fsGroup`
   */
  readonly ownedByImage?: boolean;
}

/**
 * Durable storage: one volume in Compose, one claim in Kubernetes. Both survive the removal of the containers.
 *
 * @example
 * const results = new Volume(stack, 'results', { size: Size.gibibytes(5) });
 * new Workload(stack, 'worker', { image, mounts: { '/app/results': results } });
 */
export class Volume extends Construct implements IMountable, INamed, IDescribable {
  public readonly resourceName: string;

  public constructor(scope: Construct, id: string, private readonly props: VolumeProps) {
    ({ scope, id, props } = given(Volume, new.target, scope, id, props));
    super(scope, freeId(scope, id, Volume));
    this.resourceName = props.name ?? nameInStack(this, id);
    setTrace(this, captureTrace(Volume));
    if (props.relabel && props.hostPath === undefined) reportMeaningless(this, 'the property relabel', 'a volume of the engine\'s own has the label that containers need; it is for one with a `hostPath`', Volume);
    markDescribable(this);
  }

  /** The same volume, mounted so that it cannot be written to. */
  public readOnly(): IMountable {
    return { _toMount: (target, describer) => ({ ...this._toMount(target, describer), readOnly: true }) };
  }

  /** @internal */
  public _toMount(target: string, describer: Describer): MountModel {
    return { kind: 'volume', target, volume: describer.nameOf(this), readOnly: false };
  }

  /** @internal */
  public _describe(draft: StackDraft): void {
    draft.volumes.push({
      name: this.resourceName,
      path: this.node.path,
      size: bytesOf(this.props.size),
      ...(this.props.storageClass !== undefined && { storageClass: this.props.storageClass }),
      ...(this.props.engineName !== undefined && engineNameOf(this.props.engineName, draft)),
      shared: this.props.shared ?? false,
      ...(this.props.perReplica && { perReplica: true as const }),
      ownedByImage: this.props.ownedByImage ?? false,
      ...(this.props.hostPath !== undefined && { hostPath: toExpression(this.props.hostPath, draft), ...(this.props.relabel && { relabel: this.props.relabel }) }),
    });
  }
}

guard(Volume);

/** What the engine calls a volume where nobody is asked, and what the operator chooses of it. */
export function engineNameOf(name: string | IValue, describer: Describer): Pick<VolumeModel, 'engineName' | 'chosenName'> {
  const { text, chosen } = chosenText(name, describer);
  return { engineName: text, ...(chosen && { chosenName: chosen }) };
}

/** What a config file says. */
export interface ConfigFileProps {
  /**
   * Name of the config in the outputs, which is not that of the file.
   * @default - the ids on the way to it in the stack, with "-" between them
   */
  readonly name?: string;

  /**
   * The file's content. It may name hosts and ports; parameters and secrets belong in the environment, because neither
   * target can put them into a file (`model/config-value`).
   */
  readonly content: string | IValue;

  /**
   * What `content` is written in: `BASE64` for a file that is no text, such as a key store.
   *
   * @example
   * new ConfigFile(stack, 'keys', { content: '//4=', encoding: ContentEncoding.BASE64 });
   *
   * @default ContentEncoding.TEXT
   */
  readonly encoding?: ContentEncoding;

  /**
   * Permission bits of the file, `0o755` for a script. Kubernetes gives it these, and to a file that not everyone may read the
   * group of the container's user, who always may. In Compose it can be executed if these say so, and everyone may read it
   * (`compose/config-mode`).
   *
   * @example
   * new ConfigFile(stack, 'start', { fileName: 'start.sh', content: '#!/bin/sh\nexec server\n', mode: 0o755 });
   *
   * @default 0o444
   */
  readonly mode?: number;

  /**
   * Name of the file in the outputs.
   * @default - the id
   */
  readonly fileName?: string;
}

/** Which file is read. */
export interface ConfigFileFromFileProps {
  /** Absolute, or relative to the working directory of the program. */
  readonly path: string;

  /**
   * Name of the config in the outputs, which is not that of the file.
   * @default - the ids on the way to it in the stack, with "-" between them
   */
  readonly name?: string;

  /**
   * Name of the file in the outputs.
   * @default - that of the file
   */
  readonly fileName?: string;
}

/**
 * A file that is known at synthesis, mounted read-only without hiding its siblings. Kubernetes gets a ConfigMap whose
 * hash rolls the pods, Compose a file beside `compose.yaml`. Each is at most 1 MB (`model/config-too-large`).
 *
 * @example
 * const rules = new ConfigFile(stack, 'rules', { fileName: 'rules.json', content: '{}' });
 * new Workload(stack, 'worker', { image, mounts: { '/etc/worker/rules.json': rules } });
 */
export class ConfigFile extends Construct implements IMountable, INamed, IDescribable {
  /**
   * The same of a file that is read at synthesis, text or not; one that can be executed here can be executed there. What cannot
   * be read is an error (`model/unreadable-file`).
   *
   * @example
   * const config = ConfigFile.fromFile(stack, 'config', { path: 'librechat.yaml' });
   * new Workload(stack, 'chat', { image, mounts: { '/app/librechat.yaml': config } });
   */
  public static fromFile(scope: Construct, id: string, props: ConfigFileFromFileProps): ConfigFile {
    const { path, name, fileName = path.slice(path.lastIndexOf('/') + 1) } = props;
    const content = readContent(scope, path, ConfigFile.fromFile) ?? { content: '' };
    return new ConfigFile(scope, id, { ...content, fileName, ...(name !== undefined && { name }) });
  }

  public readonly resourceName: string;

  public constructor(scope: Construct, id: string, private readonly props: ConfigFileProps) {
    ({ scope, id, props } = given(ConfigFile, new.target, scope, id, props));
    super(scope, freeId(scope, id, ConfigFile));
    this.resourceName = props.name ?? nameInStack(this, id);
    setTrace(this, captureTrace(ConfigFile));
    markDescribable(this);
  }

  /** @internal */
  public _toMount(target: string, describer: Describer): MountModel {
    return { kind: 'config', target, config: describer.nameOf(this) };
  }

  /** @internal */
  public _describe(draft: StackDraft): void {
    draft.configFiles.push({
      name: this.resourceName,
      path: this.node.path,
      fileName: this.props.fileName ?? this.node.id,
      content: toExpression(this.props.content, draft),
      ...(this.props.encoding === ContentEncoding.BASE64 && { encoding: this.props.encoding }),
      ...(this.props.mode !== undefined && { mode: this.props.mode }),
    });
  }
}

guard(ConfigFile);

/**
 * A directory that nobody misses. A private one is in memory and empty at every start; what is in it counts against the
 * memory limit, in both targets.
 *
 * @example
 * new Workload(stack, 'worker', { image, mounts: { '/var/cache/worker': Scratch.ofSize(Size.mebibytes(32)) } });
 */
export class Scratch implements IMountable {
  /** A directory of one container that holds at most this much. */
  public static ofSize(size: ISize): Scratch {
    return new Scratch(size);
  }

  /**
   * A directory of one container that holds what the container's memory limit leaves room for: a program that fills it is
   * killed for its memory, where {@link ofSize} would have told it that the disk is full.
   */
  public static ofAnySize(): Scratch {
    return new Scratch(undefined);
  }

  /**
   * A directory in which containers of one workload hand things to each other, writable for all of them. Kubernetes gives
   * each pod an empty one on the node's disk. Compose has no such thing: it is a volume, without a limit, and still holds
   * what the containers before left there (`compose/shared-scratch`).
   *
   * @param name in the workload; mounts of one name are of one directory
   */
  public static shared(name: string, size: ISize): Scratch {
    return new Scratch(undefined, { name, size });
  }

  private constructor(
    private readonly size: ISize | undefined,
    private readonly shared?: { readonly name: string; readonly size: ISize },
  ) {}

  /** @internal */
  public _toMount(target: string): MountModel {
    const { size, shared } = this;
    if (shared) return { kind: 'shared-scratch', target, name: shared.name, size: bytesOf(shared.size) };
    return { kind: 'scratch', target, ...(size && { size: bytesOf(size) }) };
  }
}

guard(Scratch);

/** How a directory of the checkout is mounted. */
export interface SourceDirectoryOptions {
  /**
   * Directories below the mount that keep what the image has there, such as `/app/node_modules`. Compose gives each a volume without a name:
   * after a rebuild it has what it had until `docker compose down`, or `up --renew-anon-volumes`.
   * @default - none
   */
  readonly keep?: readonly string[];

  /** @default false */
  readonly readOnly?: boolean;

  /**
   * How the engine labels it anew, where SELinux asks for that.
   * @default - not at all
   */
  readonly relabel?: SelinuxRelabel;
}

/**
 * A directory of the developer's checkout, mounted over the image's own copy so that changes show at once. Compose
 * only: Kubernetes runs what the image has, and says so (`kubernetes/source-mount`).
 *
 * @example
 * new Workload(stack, 'web', { image, mounts: { '/app': SourceDirectory.at('frontend', { keep: ['/app/node_modules'] }) } });
 */
export class SourceDirectory implements IMountable {
  /** @param path in the checkout, relative to its root, which the operator names by the stack's source variable */
  public static at(path: string, options: SourceDirectoryOptions = {}): SourceDirectory {
    return new SourceDirectory(path, options);
  }

  private constructor(
    private readonly path: string,
    private readonly options: SourceDirectoryOptions,
  ) {}

  /** @internal */
  public _toMount(target: string): MountModel {
    const { readOnly = false, keep = [], relabel } = this.options;
    return { kind: 'source', target, source: this.path, readOnly, keep: [...keep].sort(), ...(relabel && { relabel }) };
  }
}

guard(SourceDirectory);
