import { loadProject } from '../../../lib/verify/compose/load/load';
import type { LoadedProject, ProjectSources } from '../../../lib/verify/compose/load/project';
import { at } from '../../../lib/verify/untyped';

/** Files of a project, by their paths below `/app`. */
export type FilesOfProject = Readonly<Record<string, string>>;

/** Loads a project from files that are nowhere but in a test; the first ones are those of Compose that are named. */
export function loaded(files: FilesOfProject, options: Partial<ProjectSources> & { readonly named?: readonly string[] } = {}): LoadedProject {
  const { named = [Object.keys(files)[0]], ...sources } = options;
  const texts = new Map(Object.entries(files).map(([path, text]) => [`/app/${path}`, text]));
  return loadProject({ files: named.map((path) => `/app/${path}`), read: (path) => texts.get(path), ...sources });
}

/** `code line: detail` of each problem. */
export function problemsIn({ problems }: LoadedProject): string[] {
  return problems.map(({ code, origin, detail }) => `${code} ${(origin?.file ?? '').replace('/app/', '')}:${origin?.line ?? ''} ${detail}`);
}

export function serviceOf(project: LoadedProject, name: string, from: 'document' | 'template' = 'document'): Record<string, unknown> {
  return at(project[from], 'services', name) as Record<string, unknown>;
}
