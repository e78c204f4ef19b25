/** What was given, with the defaults for the rest; a property that is `undefined` was not given. */
export function withDefaults<S extends object>(defaults: S, given: { readonly [K in keyof S]?: S[K] | undefined }): S {
  return { ...defaults, ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) };
}
