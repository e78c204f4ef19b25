import { guard } from '../../border/guard';
import { captureTrace, type Trace } from '../../model/trace';
import type { ComposeConfigAttributes, ComposeModelAttributes, ComposeNetworkAttributes, ComposeSecretAttributes, ComposeServiceAttributes, ComposeVolumeAttributes } from './specification';

/** Part of a Compose file, as the Compose Specification has it. */
export interface ComposeFragment {
  readonly services?: Readonly<Record<string, ComposeServiceAttributes>>;
  readonly networks?: Readonly<Record<string, ComposeNetworkAttributes>>;
  readonly volumes?: Readonly<Record<string, ComposeVolumeAttributes>>;
  readonly configs?: Readonly<Record<string, ComposeConfigAttributes>>;
  readonly secrets?: Readonly<Record<string, ComposeSecretAttributes>>;
  readonly models?: Readonly<Record<string, ComposeModelAttributes>>;
}

/** A fragment, and the line that added it. */
interface AddedFragment {
  readonly fragment: ComposeFragment;
  readonly trace: Trace;
}

/** A fragment, and the line that added it. */
interface AddedFragment {
  readonly fragment: ComposeFragment;
  readonly trace: Trace;
}

/** What only the Compose file of a stack has. */
export class ComposeFragments {
  private readonly fragments: AddedFragment[] = [];

  /**
   * Adds services, networks, volumes, configs, secrets and models as they stand: a `$` in them is Compose's own. It cannot replace what
   * the model describes (`compose/fragment`).
   *
   * @example
   * stack.compose.addFragment({ services: { mailpit: { image: 'axllent/mailpit:v1.21', networks: ['backend'] } } });
   */
  public addFragment(fragment: ComposeFragment): void {
    this.fragments.push({ fragment, trace: captureTrace(this.addFragment) });
  }

  /** @internal */
  public _fragments(): readonly AddedFragment[] {
    return this.fragments;
  }
}

guard(ComposeFragments);

/** Whether a chart has fragments for its Compose file. */
export function isComposeFragments(chart: unknown): chart is { readonly compose: ComposeFragments } {
  return typeof chart === 'object' && chart !== null && 'compose' in chart && chart.compose instanceof ComposeFragments;
}
