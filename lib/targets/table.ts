/**
 * An object whose keys are names in a stack, so that hardly two of them have the same. For each new key of a literal V8 keeps a
 * hidden class, in a list that it goes through at the next one; what has no prototype is a table from the start.
 */
export function emptyTable<T>(): Record<string, T> {
  return Object.create(null) as Record<string, T>;
}
