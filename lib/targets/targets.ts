import { MODEL_CODES, type ModelCodes } from '../diagnostics/model-codes';
import { AGREEMENT_CODES } from '../verify/agreement/codes';
import { PROJECT_CODES } from '../verify/compose/codes';
import { MANIFEST_CODES } from '../verify/kubernetes/codes';
import { Compose } from './compose/compose';
import { Inventory } from './inventory/inventory';
import { Kubernetes } from './kubernetes/kubernetes';
import type { Target } from './target';

const OURS = [new Kubernetes(), new Compose(), new Inventory()] as const;

/** Every target of this package, as it comes. */
export const TARGETS: readonly Target[] = OURS;

/** What a stack is written for unless someone says otherwise: what it can run on. */
export const DEFAULT_TARGETS: readonly Target[] = [OURS[0], OURS[1]];

/** All that every member of a union has, each in its own part. */
type Together<Union> = (Union extends unknown ? (member: Union) => void : never) extends (all: infer All) => void ? All : never;

type Catalogue = ModelCodes & Together<(typeof OURS)[number]['codes']>;

/** Everything that can be found by the targets of this package. */
export const CATALOGUE = Object.assign({}, MODEL_CODES, ...OURS.map(({ codes }) => codes)) as Catalogue;

/** The stable name of a finding about a description, or of what a target makes of one. */
export type CatalogueCode = keyof Catalogue;

/** Everything that their judges can find in what the user wrote or changed, and in what the outputs then no longer agree. */
export const JUDGED = { ...MANIFEST_CODES, ...PROJECT_CODES, ...AGREEMENT_CODES };

/** The stable name of a finding: of this package, or of a policy of the team's own by its name. */
export type Code = CatalogueCode | keyof typeof JUDGED | `policy/${string}`;

/** Whether a text is the name of a finding of this package. */
export function isCode(text: string): boolean {
  return Object.hasOwn(CATALOGUE, text) || Object.hasOwn(JUDGED, text);
}
