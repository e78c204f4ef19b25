import { dotenvValue, type DotenvEntry } from '../../emit/dotenv';
import { choicesIn, type ChoiceModel } from '../../model/choice';
import type { StackGraph } from '../../model/graph';

/** What Compose reads the active profiles from. */
const VARIABLE = 'COMPOSE_PROFILES';

/** How the operator of the Compose file chooses; nothing where there is nothing to choose. A default choice is made already. */
export function profileEntries({ model, parameters }: StackGraph): DotenvEntry[] {
  const choices = choicesIn(model);
  if (choices.length === 0) return [];
  const usual = choices.find((choice) => (choice as Partial<ChoiceModel>).isDefault);
  const comment = [
    'What runs beside what always does: profiles, with commas between them. Before a change `docker compose down`, which keeps the',
    'volumes: what is left out goes on running otherwise.',
    ...choices.map((choice) => `  ${choice.name ?? '(none)'}: ${[`${VARIABLE}=${choice.profiles.join(',')}`, ...parametersOf(choice, parameters)].join(' ')}`),
  ];
  return [{ name: VARIABLE, comment, required: false, value: usual?.profiles.join(',') ?? '', ...(usual && usual.profiles.length > 0 && { isSet: true }) }];
}

/** Those of one variable have one value. */
function parametersOf({ parameters = {} }: Partial<ChoiceModel>, known: StackGraph['parameters']): string[] {
  return [...new Set(Object.entries(parameters).map(([name, value]) => `${known.get(name)?.setting ?? name}=${dotenvValue(name, value)}`))];
}
