import type { ImageFactsModel } from './image-facts';

/** Directories of the `PATH` that images have. */
const ON_PATH = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];

/** Programs in an image; undefined if nothing is known of them. */
export function toolsOf({ tools }: ImageFactsModel): ReadonlySet<string> | undefined {
  return tools && new Set(tools.flatMap(({ names }) => names));
}

/** Whether one of them answers to a name or an absolute path. */
export function hasTool(tools: ReadonlySet<string>, program: string): boolean {
  if (tools.has(program)) return true;
  const [, directory, name] = /^(.*)\/([^/]+)$/.exec(program) ?? [];
  return directory === undefined ? ON_PATH.some((folder) => tools.has(`${folder}/${program}`)) : ON_PATH.includes(directory) && tools.has(name);
}
