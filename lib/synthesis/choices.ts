import type { ChoiceModel } from '../model/choice';
import type { Trace } from '../model/trace';

/** Profiles that are active together. */
export interface ChoiceOptions {
  /** The profiles. Workloads without profiles run with every choice. */
  readonly profiles: readonly string[];

  /**
   * What parameters are with this choice, by their names: the value on Kubernetes, and what `.env.example` says that the
   * operator of the Compose file sets together with `COMPOSE_PROFILES`. It counts wherever the parameter is: in variables,
   * images, defaults of other parameters, and numbers, amounts and words that the operator chooses. Those of one `variable`
   * have one value. An empty one is `model/chosen-value` where Compose would take the default.
   * @default - the defaults of the parameters, also where the default choice gives something else
   */
  readonly parameters?: { readonly [name: string]: string };

  /**
   * Whether it is what counts where nobody chooses: `kubernetes/<stack>.k8s.yaml`, and the profiles that `.env.example` sets.
   * One at most.
   * @default false - what counts is what runs without any profile
   */
  readonly isDefault?: boolean;
}

/** A choice as the program has stated it. */
export interface StatedChoice {
  readonly options: ChoiceOptions;
  readonly trace: Trace;
}

/** Choices in the terms of the model. */
export function describeChoices(choices: ReadonlyMap<string, StatedChoice>): ChoiceModel[] {
  return [...choices].map(([name, { options: { profiles, parameters = {}, isDefault } }]) => ({
    name,
    profiles: [...new Set(profiles)].sort(),
    ...(Object.keys(parameters).length > 0 && { parameters: Object.fromEntries(Object.entries(parameters).sort(([a], [b]) => (a < b ? -1 : 1))) }),
    ...(isDefault === true && { isDefault }),
  }));
}
