import type { Chart } from 'cdk8s';
import { givenProps, guard, keep } from '../../border/guard';
import type { Reporter } from '../../diagnostics/findings';
import type { ModelCodes } from '../../diagnostics/model-codes';
import type { StackGraph } from '../../model/graph';
import { isImageReference } from '../../model/image';
import { cdk8sObjectsOf } from '../cdk8s-objects';
import type { OutputFile } from '../output';
import type { SupportTable } from '../support';
import type { Lowered, LoweringContext, Target } from '../target';
import { INVENTORY_CODES, type InventoryCodes } from './codes';
import { inventoryFile } from './files';
import { addedImages, imagesOf } from './other-images';
import { lowerSections, type InventoryOutput } from './sections';
import { inventorySupport } from './support';

/** What an inventory cannot find out by itself. */
export interface InventoryProps {
  /**
   * Images of the containers that the other targets add by themselves, as their settings have them: `waitImage` and
   * `kubectlImage` of Kubernetes, `ownerImage` and `podImage` of Compose. Who mirrors images needs them too.
   * @default - not known, which is said of each stack that needs such containers (`inventory/added-images`)
   */
  readonly addedImages?: readonly string[];
}

/**
 * What a stack consists of, as JSON in `inventory/<stack>.json`: every image, published port, secret, parameter, volume
 * and connection, and what each container may do. For a registry mirror, a scanner, a security review.
 *
 * It reads the model, so what an escape hatch changes in one of the other outputs is not in it.
 *
 * @example
 * const app = new App({ targets: [new Kubernetes(), new Compose(), new Inventory({ addedImages: ['busybox:1.36.1'] })] });
 */
export class Inventory implements Target<InventoryOutput, InventoryCodes> {
  public readonly name = 'inventory';
  public readonly title = 'Inventory';
  public readonly codes = INVENTORY_CODES;
  public readonly support: SupportTable;
  public readonly duplicateCode = 'inventory/image';

  private readonly props: InventoryProps;

  public constructor(props: InventoryProps = {}) {
    props = givenProps(Inventory, new.target, props);
    keep(this, props);
    this.props = props;
    this.support = inventorySupport(props.addedImages !== undefined);
  }

  /** @internal */
  public check({ model }: StackGraph, findings: Reporter<ModelCodes & InventoryCodes>): void {
    for (const reference of this.props.addedImages ?? []) {
      if (!isImageReference(reference)) findings.report('inventory/image', model.path, { detail: `"${reference}"` });
    }
  }

  /** @internal */
  public lower(graph: StackGraph, { chart, findings }: LoweringContext<InventoryCodes>): InventoryOutput[] {
    const written = cdk8sObjectsOf(chart as Chart);
    for (const { construct, value } of written) {
      findings.report('inventory/cluster-object', construct, { detail: `${value.kind} ${value.metadata.name ?? ''}`.trim() });
    }
    return [...lowerSections(graph), ...addedImages(this.props.addedImages ?? [], graph.model.path), ...written.flatMap(imagesOf)];
  }

  /** @internal */
  public files(objects: readonly InventoryOutput[], { model }: StackGraph): OutputFile[] {
    return [inventoryFile(model.name, objects)];
  }

  /** @internal */
  public overlay(name: string, base: Lowered<InventoryOutput>, variant: Lowered<InventoryOutput>): OutputFile[] {
    return [inventoryFile(base.graph.model.name, variant.objects, name)];
  }
}

guard(Inventory);
