import { captureTrace, type OnStack, type Trace } from '../model/trace';

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
  try {
    const result: unknown = change(lowered);
    return result instanceof Promise ? 'it is asynchronous, and nothing waits for it' : undefined;
  } catch (error) {
    return `it throws: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`;
  }
}
