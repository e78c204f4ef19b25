/** What the kubelet makes of a string with `$(NAME)` in it; a name that it does not know stays as it is. */
export function expand(template: string, variables: ReadonlyMap<string, string>): string {
  return template.replace(/\$(?:(\$)|\(([^)]*)\))/g, (found, dollar: string | undefined, name: string | undefined) =>
    dollar ?? variables.get(name!) ?? found);
}

/** The names that the kubelet would look up in a string. */
export function referencesIn(template: string): string[] {
  return [...template.matchAll(/\$(?:(\$)|\(([^)]*)\))/g)].flatMap(([, , name]) => (name === undefined ? [] : [name]));
}
