import { Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { literal } from './expression';
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

/** A construct that those of other stacks can refer to. */
interface IReferable extends IConstruct {
  /** @internal */
  _asPeer(): Pick<OutsidePeerModel, 'name' | 'endpoints'> & { readonly refusal?: string };
}

/** A chart that is a stack, as far as those of other stacks ask. */
interface IStackChart {
  readonly namespace?: string;
  readonly targets: readonly { readonly name: string }[];
}

/** Marks a chart that is a stack. */
export const STACK = Symbol.for('cdk8s-compose.stack');

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

  /** Peers in other stacks of the app that something has referred to. */
  public readonly ofStacks = new Map<IConstruct, OutsidePeerModel>();

  public pathOf(construct: IConstruct): string {
    return this.owns(construct) || this.isPeer(construct) ? construct.node.path : `${OUTSIDE}${construct.node.path}`;
  }

  public nameOf(construct: INamed): string {
    return this.owns(construct) ? construct.resourceName : `${OUTSIDE}${construct.node.path}`;
  }

  /** Whether it is a workload of another stack of the app, which is remembered. */
  private isPeer(construct: IConstruct): boolean {
    if (this.ofStacks.has(construct)) return true;
    const chart = Chart.of(construct);
    if (!('_asPeer' in construct) || !(STACK in chart) || construct.node.root !== this.chart.node.root) return false;
    const { refusal, name, endpoints } = (construct as IReferable)._asPeer();
    const { namespace = '', targets } = chart as unknown as IStackChart;
    const defaultHost = `${name}.${namespace}.svc`;
    this.ofStacks.set(construct, {
      name,
      path: construct.node.path,
      endpoints,
      host: literal(defaultHost),
      defaultHost,
      stack: { name: chart.node.id, namespace, targets: targets.map((target) => target.name), ...(refusal !== undefined && { refusal }) },
    });
    return true;
  }

  private owns(construct: IConstruct): boolean {
    // Most stand right below it; of the others each construct above has to be asked.
    return construct.node.scope === this.chart || Chart.of(construct) === this.chart;
  }
}

/** Marks a reference to a construct of another stack or application: no name or path can begin with it. */
export const OUTSIDE = 'outside:';
