import type { Reporter } from '../../diagnostics/findings';
import type { StackGraph } from '../../model/graph';
import { isImageReference } from '../../model/image';
import type { ComposeCodes } from './codes';

/** What the operator of the machines decides once, for all stacks of an app. */
export interface ComposeSettings {
  readonly ownerImage: string;
  readonly podImage: string;
  readonly logRotation: boolean;
}

export const DEFAULT_SETTINGS: ComposeSettings = {
  ownerImage: 'busybox:1.36.1',
  podImage: 'busybox:1.36.1',
  logRotation: true,
};

/** Finds settings that no engine takes. */
export function checkSettings(settings: ComposeSettings, { model }: StackGraph, findings: Reporter<ComposeCodes>): void {
  const { ownerImage, podImage } = settings;
  for (const [name, image] of Object.entries({ ownerImage, podImage })) {
    if (!isImageReference(image)) findings.report('compose/setting', model.path, { detail: `${name} is ${JSON.stringify(image)}` });
  }
}
