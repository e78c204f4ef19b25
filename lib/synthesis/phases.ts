import { channel } from 'node:diagnostics_channel';

/** What a run has done since the phase before. */
export type Phase = 'validate' | 'collect' | 'check' | 'lower' | 'report' | 'emit';

const CHANNEL = channel('cdk8s-compose:phase');

/** Tells whoever measures a run, such as the benchmark, that a phase has ended; costs nothing while nobody listens. */
export function ended(phase: Phase): void {
  if (CHANNEL.hasSubscribers) CHANNEL.publish(phase);
}
