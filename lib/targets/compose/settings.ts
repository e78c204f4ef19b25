import type { Reporter } from '../../diagnostics/findings';
import type { StackGraph } from '../../model/graph';
import { isImageReference } from '../../model/image';
import type { ComposeCodes } from './codes';

/** What the operator of the machines decides once, for all stacks of an app. */
export interface ComposeSettings {
  readonly ownerImage: string;
  readonly podImage: string;
  /** Major version. */
  readonly engine: number;
  /** Of Compose; undefined where nobody has said which. */
  readonly version: string | undefined;
  readonly logRotation: boolean;
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

/** Finds settings that no engine takes. */
export function checkSettings(settings: ComposeSettings, { model }: StackGraph, findings: Reporter<ComposeCodes>): void {
  const { ownerImage, podImage, engine, version } = settings;
  for (const [name, image] of Object.entries({ ownerImage, podImage })) {
    if (!isImageReference(image)) findings.report('compose/setting', model.path, { detail: `${name} is ${JSON.stringify(image)}` });
  }
  if (version !== undefined && (!VERSION.test(version) || isOlder(version, OLDEST_COMPOSE))) findings.report('compose/setting', model.path, { detail: `version is ${JSON.stringify(version)}` });
  if (!Number.isInteger(engine) || engine < OLDEST_ENGINE) findings.report('compose/setting', model.path, { detail: `engine is ${JSON.stringify(engine)}` });
}
