import type { Reporter } from '../../diagnostics/findings';
import type { StackGraph } from '../../model/graph';
import { isImageReference } from '../../model/image';
import type { LogRotationModel } from '../../model/operations';
import type { ComposeCodes } from './codes';

/** How much of each log an engine keeps. */
export interface LogFiles {
  /** Size of one file, as engines write it: `50m`. */
  readonly maxSize: string;
  /** How many of them. */
  readonly files: number;
}

const SIZE = /^([1-9]\d*)([kmg])$/;

const UNITS: Readonly<Record<string, number>> = { k: 1024, m: 1024 ** 2, g: 1024 ** 3 };

/** As much as a kubelet keeps. */
const KUBELETS_ROTATION: LogRotationModel = { maxSize: 10 * 1024 ** 2, files: 5 };

/** What is kept of a log of which nobody says more; undefined where the engine decides. */
export function logRotationOf({ logRotation }: ComposeSettings): LogRotationModel | undefined {
  if (typeof logRotation === 'boolean') return logRotation ? KUBELETS_ROTATION : undefined;
  const [, number, unit] = SIZE.exec(logRotation.maxSize) ?? [];
  return { maxSize: Number(number) * (UNITS[unit] ?? NaN), files: logRotation.files };
}

/** What the operator of the machines decides once, for all stacks of an app. */
export interface ComposeSettings {
  readonly ownerImage: string;
  readonly podImage: string;
  /** Major version. */
  readonly engine: number;
  /** Of Compose; undefined where nobody has said which. */
  readonly version: string | undefined;
  readonly logRotation: boolean | LogFiles;
}

export const DEFAULT_SETTINGS: ComposeSettings = {
  ownerImage: 'busybox:1.36.1',
  podImage: 'busybox:1.36.1',
  engine: 25,
  version: undefined,
  logRotation: true,
};

/** The first that has what these files need beside the interval at the start. */
const OLDEST_ENGINE = 20;

/** The oldest Compose that reads everything that is written without a word about newer ones. */
export const OLDEST_COMPOSE = '2.26';

const VERSION = /^\d+\.\d+(\.\d+)?$/;

/** Whether a version comes before another one; what one does not say of the patch is the first. */
export function isOlder(version: string, than: string): boolean {
  const [one, other] = [version, than].map((text) => text.split('.').map(Number));
  const [at] = [0, 1, 2].filter((index) => (one[index] ?? 0) !== (other[index] ?? 0));
  return at !== undefined && (one[at] ?? 0) < (other[at] ?? 0);
}

/** Engines before 25 refuse to start a service that says how often it is checked while it starts. */
export function knowsStartInterval({ engine }: ComposeSettings): boolean {
  return engine >= 25;
}

/** Engines before 28 look for the user of a container, as it is written, among the names of its image. */
export function copiesForAnyUser({ engine }: ComposeSettings): boolean {
  return engine >= 28;
}

/** Finds settings that no engine takes. */
export function checkSettings(settings: ComposeSettings, { model }: StackGraph, findings: Reporter<ComposeCodes>): void {
  const { ownerImage, podImage, engine, version, logRotation } = settings;
  for (const [name, image] of Object.entries({ ownerImage, podImage })) {
    if (!isImageReference(image)) findings.report('compose/setting', model.path, { detail: `${name} is ${JSON.stringify(image)}` });
  }
  if (typeof logRotation !== 'boolean') {
    const { maxSize, files } = logRotation;
    if (!SIZE.test(maxSize)) findings.report('compose/setting', model.path, { detail: `logRotation.maxSize is ${JSON.stringify(maxSize)}` });
    if (!Number.isInteger(files) || files < 1) findings.report('compose/setting', model.path, { detail: `logRotation.files is ${files}` });
  }
  if (version !== undefined && (!VERSION.test(version) || isOlder(version, OLDEST_COMPOSE))) findings.report('compose/setting', model.path, { detail: `version is ${JSON.stringify(version)}` });
  if (!Number.isInteger(engine) || engine < OLDEST_ENGINE) findings.report('compose/setting', model.path, { detail: `engine is ${JSON.stringify(engine)}` });
}
