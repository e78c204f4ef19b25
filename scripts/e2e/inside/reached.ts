import type { StartCondition } from '../../../lib/model/workload';

/** How far something has to be before another is started, in a sentence about it. */
export const REACHED: Readonly<Record<StartCondition, string>> = { started: 'was started', healthy: 'was healthy', completed: 'had ended well' };
