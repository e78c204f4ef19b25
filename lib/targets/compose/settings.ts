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
  readonly logRotation: boolean;
}

export const DEFAULT_SETTINGS: ComposeSettings = {
  ownerImage: 'busybox:1.36.1',
  podImage: 'busybox:1.36.1',
  engine: 25,
  logRotation: true,
};

/** The first that has what these files need beside the interval at the start. */
const OLDEST_ENGINE = 20;

/** Engines before 25 refuse to start a service that says how often it is checked while it starts. */
export function knowsStartInterval({ engine }: ComposeSettings): boolean {
  return engine >= 25;
}

/** Finds settings that no engine takes. */
export function checkSettings(settings: ComposeSettings, { model }: StackGraph, findings: Reporter<ComposeCodes>): void {
  const { ownerImage, podImage, engine } = settings;
  for (const [name, image] of Object.entries({ ownerImage, podImage })) {
    if (!isImageReference(image)) findings.report('compose/setting', model.path, { detail: `${name} is ${JSON.stringify(image)}` });
  }
  if (!Number.isInteger(engine) || engine < OLDEST_ENGINE) findings.report('compose/setting', model.path, { detail: `engine is ${JSON.stringify(engine)}` });
}
