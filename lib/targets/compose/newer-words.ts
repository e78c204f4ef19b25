import type { Reporter } from '../../diagnostics/findings';
import type { ContainerModel } from '../../model/container';
import type { StackGraph } from '../../model/graph';
import type { ComposeCodes } from './codes';
import { isOlder, OLDEST_COMPOSE, type ComposeSettings } from './settings';

/** What an older Compose does not know, and so refuses the whole file for. */
interface NewerWord {
  readonly attribute: string;
  /** The first release whose schema has it: that of the compose-go that it is built with. */
  readonly version: string;
  readonly isUsed: (container: ContainerModel) => boolean;
}

const hasImageMount = ({ mounts }: ContainerModel): boolean => mounts.some(({ kind }) => kind === 'image');

/** The first that mounts the content of images. */
const IMAGE_MOUNT_ENGINE = 28;

const NEWER_WORDS: readonly NewerWord[] = [
  { attribute: 'build.entitlements', version: '2.27.1', isUsed: ({ image }) => image.kind === 'build' && image.build?.entitlements !== undefined },
  { attribute: 'post_start', version: '2.30.0', isUsed: ({ postStart }) => postStart !== undefined },
  { attribute: 'pre_stop', version: '2.30.0', isUsed: ({ preStop }) => preStop !== undefined },
  { attribute: 'develop.watch with the action restart', version: '2.32.0', isUsed: ({ watch }) => watch?.some(({ action }) => action === 'restart') === true },
  { attribute: 'develop.watch with include', version: '2.34.0', isUsed: ({ watch }) => watch?.some(({ include }) => include !== undefined) === true },
  { attribute: 'volumes of the type image', version: '2.35.0', isUsed: hasImageMount },
  { attribute: 'models', version: '2.38.0', isUsed: ({ models }) => models !== undefined },
  { attribute: 'use_api_socket', version: '2.38.0', isUsed: ({ apiSocket }) => apiSocket !== undefined },
];

/** Finds what takes a newer engine, and attributes that take a newer Compose than the one that is stated, or than the oldest that reads everything else, where none is. */
export function reportNewerWords(graph: StackGraph, { version: stated, engine }: ComposeSettings, findings: Reporter<ComposeCodes>): void {
  for (const { container } of graph.containers) {
    if (engine < IMAGE_MOUNT_ENGINE && hasImageMount(container)) findings.report('compose/engine', container.path, { value: engine, detail: `the content of images from ${IMAGE_MOUNT_ENGINE}` });
    for (const { attribute, version, isUsed } of NEWER_WORDS) {
      if (!isUsed(container) || !isOlder(stated ?? OLDEST_COMPOSE, version)) continue;
      if (stated === undefined) findings.report('compose/newer-version', container.path, { detail: `${attribute} from ${version}` });
      else findings.report('compose/version', container.path, { value: stated, detail: `${attribute} from ${version}` });
    }
  }
}
