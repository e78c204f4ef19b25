import type { ContainerModel } from './container';
import { literal, type Expression } from './expression';
import type { BuiltImage } from './image';
import type { PeerModel } from './peer';
import type { VolumeModel } from './storage';

/** What was said of fields of which the operator has the last word, by the names of the properties: `resources.memory.limit`. */
export type ChosenFields = Readonly<Record<string, Expression>>;

/** A text about a container, but not in it, of which the operator may choose parts: what it is, and where it stands. */
export interface ChosenField {
  readonly field: string;
  readonly chosen: Expression;
}

/** Every such text, whether there is anything to choose in it or not; of an image only where there is. */
export function choicesOf({ image, process, mounts, chosen: said }: ContainerModel, volumes: ReadonlyMap<string, VolumeModel>): readonly ChosenField[] {
  let fields: ChosenField[] | undefined;
  const add = (field: string, chosen: Expression | undefined): void => void (chosen && (fields ??= []).push({ field, chosen }));
  add('the image', image.chosen);
  if (image.kind === 'build') addBuild(image, add);
  if (said) for (const [field, chosen] of Object.entries(said)) add(`the property ${field}`, chosen);
  if (process.sources) for (const { file, name } of process.sources) add(`the file for ${name}`, file);
  for (const mount of mounts) {
    if (mount.kind === 'host-path') add(`the path of the host at ${mount.target}`, mount.chosen ?? literal(mount.path));
    else if (mount.kind === 'volume') addVolume(volumes.get(mount.volume), add);
  }
  return fields ?? NONE;
}

const NONE: readonly ChosenField[] = [];

function addVolume(volume: VolumeModel | undefined, add: (field: string, chosen: Expression) => void): void {
  if (volume?.hostPath) add(`the hostPath of ${volume.name}`, volume.hostPath);
  if (volume?.chosenName) add(`the name that the engine has for ${volume.name}`, volume.chosenName);
}

function addBuild({ chosenArgs = {}, chosenParts, build }: BuiltImage, add: (field: string, chosen: Expression | undefined) => void): void {
  for (const [name, chosen] of Object.entries(chosenArgs)) add(`the build argument ${name}`, chosen);
  add('the name of the Dockerfile', chosenParts?.dockerfile);
  add('the stage of the Dockerfile', chosenParts?.target);
  add('the Dockerfile', build?.dockerfileInline);
  for (const tag of build?.tags ?? []) add('a tag of the build', tag);
  for (const cache of [...(build?.cacheFrom ?? []), ...(build?.cacheTo ?? [])]) add('a cache of the build', cache);
}

/** The same of the endpoints of a workload: where on the host of Compose they answer. */
export function endpointChoices({ endpoints }: Pick<PeerModel, 'endpoints'>): readonly ChosenField[] {
  if (endpoints.every(({ exposure }) => exposure?.chosenAddress === undefined)) return NONE;
  return endpoints.flatMap(({ name, exposure }) => (exposure?.chosenAddress ? [{ field: `the address of the endpoint "${name}"`, chosen: exposure.chosenAddress }] : []));
}
