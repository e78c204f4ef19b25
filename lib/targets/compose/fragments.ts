import type { Findings } from '../../diagnostics/findings';
import type { ComposeDocument } from './document';

/** Part of a Compose file, as the Compose Specification has it. */
export interface ComposeFragment {
  readonly services?: Readonly<Record<string, object>>;
  readonly networks?: Readonly<Record<string, object>>;
  readonly volumes?: Readonly<Record<string, object>>;
  readonly configs?: Readonly<Record<string, object>>;
}

const SECTIONS = ['services', 'networks', 'volumes', 'configs'] as const;

/** What only the Compose file of a stack has. */
export class ComposeFragments {
  private readonly fragments: ComposeFragment[] = [];

  /**
   * Adds services, networks, volumes and configs as they stand: a `$` in them is Compose's own. It cannot replace what
   * the model describes (`compose/fragment`).
   *
   * @example
   * stack.compose.addFragment({ services: { mailpit: { image: 'axllent/mailpit:v1.21', networks: ['backend'] } } });
   */
  public addFragment(fragment: ComposeFragment): void {
    this.fragments.push(fragment);
  }

  /** @internal */
  public _apply(document: ComposeDocument, path: string, findings: Findings): void {
    for (const fragment of this.fragments) {
      for (const section of SECTIONS) {
        const into = document[section];
        for (const [name, value] of Object.entries(fragment[section] ?? {})) {
          if (into && name in into) findings.report('compose/fragment', path, { detail: `${section}.${name}` });
          else Object.assign(document, { [section]: { ...document[section], [name]: value } });
        }
      }
    }
  }
}
