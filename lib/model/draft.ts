import { Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { OutsidePeerModel } from './outside';
import type { SandboxModel } from './sandbox';
import type { ConnectionModel, SecretStoreModel, SourceModel, ParameterModel, SecretModel } from './stack';
import type { ConfigFileModel, VolumeModel } from './storage';
import type { Describer, INamed } from './value';
import type { WorkloadModel } from './workload';

const DESCRIBABLE = Symbol.for('cdk8s-compose.describable');

/** A construct that is part of the model. */
export interface IDescribable extends IConstruct {
  /**
   * Adds itself to the model.
   * @internal
   */
  _describe(draft: StackDraft): void;
}

export function markDescribable(construct: IDescribable): void {
  Object.defineProperty(construct, DESCRIBABLE, { value: true });
}

export function isDescribable(construct: IConstruct): construct is IDescribable {
  return DESCRIBABLE in construct;
}

/** Collects what the constructs of one stack say of themselves. */
export class StackDraft implements Describer {
  /** As their constructs describe them; what follows from references is added afterwards. */
  public readonly workloads: WorkloadModel[] = [];
  /** Connections that nothing in anybody's configuration names. */
  public readonly connections: ConnectionModel[] = [];
  public readonly outside: OutsidePeerModel[] = [];
  public readonly volumes: VolumeModel[] = [];
  public readonly configFiles: ConfigFileModel[] = [];
  public readonly parameters: ParameterModel[] = [];
  public readonly secrets: SecretModel[] = [];
  public readonly sandboxes: SandboxModel[] = [];

  public constructor(
    private readonly chart: IConstruct,
    public readonly source: SourceModel,
    public readonly secretStore: SecretStoreModel | undefined,
  ) {}

  public pathOf(construct: IConstruct): string {
    return this.owns(construct) ? construct.node.path : `${OUTSIDE}${construct.node.path}`;
  }

  public nameOf(construct: INamed): string {
    return this.owns(construct) ? construct.resourceName : `${OUTSIDE}${construct.node.path}`;
  }

  private owns(construct: IConstruct): boolean {
    return Chart.of(construct) === this.chart;
  }
}

/** Marks a reference to a construct of another stack or application: no name or path can begin with it. */
export const OUTSIDE = 'outside:';
