import { captureTrace, type OnStack, type Trace } from '../model/trace';
import { fingerprint } from './fingerprint';

/** A callback of the user's that changes what was lowered, and the line that gave it. */
export interface Customization<T> {
  readonly change: (lowered: T) => void;
  readonly trace: Trace;
}

/** Remembers a callback with the line that gave it. */
export function customization<T>(change: (lowered: T) => void, below: OnStack): Customization<T> {
  return { change, trace: captureTrace(below) };
}

/** Runs a callback, and says what went wrong with it; undefined if nothing did. */
export function customizationProblem<T>({ change }: Customization<T>, lowered: T): string | undefined {
  const before = fingerprint(lowered);
  try {
    const result: unknown = change(lowered);
    if (typeof result !== 'object' || result === null) return undefined;
    if ('then' in result && typeof result.then === 'function') {
      // What it throws later is of no interest any more, and must not end the program.
      (result.then as (done: undefined, failed: () => void) => unknown)(undefined, () => undefined);
      return 'it is asynchronous, and nothing waits for it';
    }
    // An arrow function gives its last expression back, wanted or not; one that changed nothing meant what it gives.
    return fingerprint(lowered) === before ? 'it returns something and changes nothing: what it returns is not looked at' : undefined;
  } catch (error) {
    return `it throws: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`;
  }
}
