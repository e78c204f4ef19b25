import { loadProject } from '../verify/compose/load/load';
import type { LoadedProject } from '../verify/compose/load/project';
import type { LocatedProblem, Origin } from '../verify/input/file-problem';
import type { Place } from '../verify/problem';
import type { Fields } from '../verify/untyped';
import type { Application } from './application';
import type { Files } from './files';

/** A Compose project, as far as it is judged. */
export interface Project extends Pick<LoadedProject, 'template' | 'files' | 'problems' | 'where' | 'used'> {
  /** With the values of variables where somebody has given them, else with the variables. */
  readonly judged: Fields;
  /** With the services of every profile, where nobody has said in what the outputs may differ. */
  readonly whole?: LoadedProject;
  /** The content of a file that is a text, by the path that the project has for it. */
  readonly read: (path: string) => string | undefined;
  readonly isFile: (path: string) => boolean;
}

/**
 * The Compose project of an application; undefined where it has none. What the operator has to set, and the files of variables that he
 * has to put beside what a synthesis has written, are no problem of the files, unless a file of variables is there that should.
 */
export function projectOf({ compose, profiles, envFiles, isWritten }: Application, files: Files): Project | undefined {
  const [first] = compose;
  if (first === undefined) return undefined;
  const isSet = isWritten !== true && (envFiles !== undefined || files.isFile(`${folderOf(first)}/.env`));
  const read = (file: string): string | undefined => (files.isFile(file) || compose.includes(file) ? files.read(file) : undefined);
  const sources = { files: compose, usualName: files.folderName(first), ...(envFiles && { envFiles }), read };
  // None is on of those that nobody has named; the operator's file of variables may name others.
  const loaded = loadProject({ ...sources, ...((isWritten === true || profiles.length > 0) && { profiles }) });
  const shown = (origin: Origin | undefined): Origin | undefined => origin && { ...origin, file: files.shown(origin.file) };
  const isOperators = ({ code, place }: LocatedProblem): boolean => code === 'project/variable' || (isWritten === true && code === 'project/missing-file' && place[0] === 'env_file');
  const problems = isSet ? loaded.problems : loaded.problems.filter((problem) => !isOperators(problem));
  return {
    template: loaded.template,
    judged: isSet ? loaded.document : loaded.template,
    files: loaded.files,
    problems: problems.map((problem): LocatedProblem => ({ ...problem, origin: shown(problem.origin) })),
    used: new Map([...loaded.used].map(([name, { origin, ...variable }]) => [name, { ...variable, ...(origin && { origin: shown(origin) }) }])),
    where: (place: Place) => shown(loaded.where(place)),
    ...(isWritten !== true && { whole: wholeOf(loaded, () => loadProject({ ...sources, profiles: ['*'] }), shown) }),
    read: (path) => files.peek(path),
    isFile: (path) => files.isFile(path),
  };
}

function wholeOf(loaded: LoadedProject, loadAll: () => LoadedProject, shown: (origin: Origin | undefined) => Origin | undefined): LoadedProject {
  const all = Object.keys(loaded.disabled).length === 0 ? loaded : loadAll();
  return { ...all, disabled: loaded.disabled, where: (place) => shown(all.where(place)) };
}

function folderOf(file: string): string {
  return file.slice(0, Math.max(file.lastIndexOf('/'), 0)) || '.';
}
