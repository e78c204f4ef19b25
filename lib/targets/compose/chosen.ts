import type { ContainerModel } from '../../model/container';
import type { StackGraph } from '../../model/graph';
import type { ContainerWords, WorkloadWords } from '../../model/words';
import { interpolate } from './interpolation';
import type { SaidOfService } from './words';

/** What the operator chooses of a container, as Compose interpolates it, by the names of the properties. */
export type ChosenTexts = Readonly<Record<string, string>>;

const NONE: ChosenTexts = {};

export function chosenTexts({ chosen }: ContainerModel, graph: StackGraph): ChosenTexts {
  if (!chosen) return NONE;
  return Object.fromEntries(Object.entries(chosen).map(([field, expression]) => [field, interpolate(expression, graph)]));
}

/** Words that Compose takes as they are, whether text or number: with the variables in place of what their defaults make. */
const TAKEN_AS_THEY_ARE = ['containerName', 'hostname', 'imagePullPolicy', 'openFiles', 'pidsLimit', 'platform', 'restartPolicy', 'runtimeClass'] as const satisfies readonly (keyof WorkloadWords | keyof ContainerWords)[];

/** What is said by words, with the variables of the operator. */
export function withChosen<W extends WorkloadWords & ContainerWords>(said: W, texts: ChosenTexts): W {
  if (texts === NONE) return said;
  const chosen: Record<string, unknown> = {};
  for (const name of TAKEN_AS_THEY_ARE) if (texts[name] !== undefined) chosen[name] = texts[name];
  if (said.gpus && texts['gpus.count'] !== undefined) chosen.gpus = { ...said.gpus, count: texts['gpus.count'] };
  if (said.extraHosts) chosen.extraHosts = said.extraHosts.map(({ name, address }) => ({ name, address: texts[`extraHosts.${name}`] ?? address }));
  return { ...said, ...chosen };
}

/** Attributes that hold something else than the field: an amount in other units, a text that is escaped. */
export function chosenAttributes(texts: ChosenTexts, isMain: boolean): SaidOfService {
  if (texts === NONE) return {};
  const options = below('logDriver.')(texts) ?? only({ 'max-size': texts['logRotation.maxSize'], 'max-file': texts['logRotation.files'] });
  const labels = isMain ? below('labels.', 'annotations.')(texts) : undefined;
  return {
    ...only({ working_dir: texts.workingDirectory, shm_size: texts.sharedMemory }),
    ...(labels && { labels }),
    ...(options && { logging: { options } as never }),
  };
}

function only<T extends Record<string, string | undefined>>(attributes: T): { [K in keyof T]?: string } | undefined {
  const given = Object.entries(attributes).filter(([, value]) => value !== undefined);
  return given.length > 0 ? (Object.fromEntries(given) as { [K in keyof T]?: string }) : undefined;
}

/** Texts of fields that are parts of others, by the names that they have there. */
function below(...prefixes: readonly string[]): (texts: ChosenTexts) => Record<string, string> | undefined {
  return (texts) => {
    const found = Object.entries(texts).flatMap(([field, text]) => prefixes.flatMap((prefix) => (field.startsWith(prefix) ? [[field.slice(prefix.length), text] as const] : [])));
    return found.length > 0 ? Object.fromEntries(found) : undefined;
  };
}

/** The user and the group of a container, by their numbers. */
export function userText(user: number, group: number | undefined, texts: ChosenTexts): string {
  return `${texts['user.uid'] ?? user}:${texts['user.gid'] ?? group}`;
}
