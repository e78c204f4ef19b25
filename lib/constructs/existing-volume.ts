import { Construct } from 'constructs';
import { given, guard } from '../border/guard';
import { markDescribable, type IDescribable, type StackDraft } from '../model/draft';
import type { MountModel } from '../model/storage';
import { captureTrace, setTrace } from '../model/trace';
import type { Describer, INamed, IValue } from '../model/value';
import { freeId } from './identity';
import { engineNameOf, nameInStack, type IMountable } from './storage';

/** What a volume is called that is there already. */
export interface ExistingVolumeProps {
  /**
   * What the engine of Compose calls it: `docker volume ls`. It may have parameters in it, each with a default.
   * @default - the id
   */
  readonly volumeName?: string | IValue;

  /**
   * Name of the claim in the stack's namespace.
   * @default - the name that the engine of Compose has for it, by the defaults of what the operator chooses of that
   */
  readonly claimName?: string;

  /**
   * Whether several workloads, or several replicas of one, mount it at once; the claim then has to allow that.
   * @default false - Kubernetes never starts a second before the first has stopped
   */
  readonly shared?: boolean;
}

/**
 * Durable storage that somebody else has made: an external volume in Compose, a claim that is there on Kubernetes. Neither
 * target makes it, and neither starts anything without it. Whoever has made it has to let the user of the container write to it;
 * on Kubernetes the volumes of a pod get the group of that user.
 *
 * @example
 * const models = new ExistingVolume(stack, 'models', { volumeName: 'ollama_models', claimName: 'ollama-models', shared: true });
 * new Workload(stack, 'inference', { image, mounts: { '/root/.ollama/models': models.readOnly() } });
 */
export class ExistingVolume extends Construct implements IMountable, INamed, IDescribable {
  public readonly resourceName: string;

  public constructor(scope: Construct, id: string, private readonly props: ExistingVolumeProps = {}) {
    ({ scope, id, props } = given(ExistingVolume, new.target, scope, id, props));
    super(scope, freeId(scope, id, ExistingVolume));
    this.resourceName = nameInStack(this, id);
    setTrace(this, captureTrace(ExistingVolume));
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
    const { volumeName = this.node.id, shared = false } = this.props;
    const named = engineNameOf(volumeName, draft);
    const { claimName = named.engineName ?? '' } = this.props;
    draft.volumes.push({ name: this.resourceName, path: this.node.path, ...named, existing: { claim: claimName }, shared, ownedByImage: true });
  }
}

guard(ExistingVolume);
