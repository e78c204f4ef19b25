import type { Codes } from '../diagnostics/declaration';
import { AGREEMENT_CODES } from './agreement/codes';
import { PROJECT_CODES } from './compose/codes';
import { INPUT_CODES } from './input/codes';
import { MANIFEST_CODES } from './kubernetes/codes';

/** Everything that the judges of written outputs can find: `manifest/...`, `project/...`, `agreement/...`, `input/...`. */
export const VERIFY_CODES = {
  ...MANIFEST_CODES,
  ...AGREEMENT_CODES,
  ...INPUT_CODES,
  ...PROJECT_CODES,
} as const satisfies Codes;

/** The stable name of what a judge finds. */
export type VerifyCode = keyof typeof VERIFY_CODES;
