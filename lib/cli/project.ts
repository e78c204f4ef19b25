import type { LoadedProject } from '../verify/compose/load/project';
import type { LocatedProblem, Origin } from '../verify/input/file-problem';
import { fileProblem } from '../verify/input/file-problem';
import { readYaml } from '../verify/input/yaml';
import type { Place } from '../verify/problem';
import { at, fields, isFields } from '../verify/untyped';
import type { Application } from './application';
import type { Files } from './files';

/** The part of a loaded project that is judged. */
export type Project = Pick<LoadedProject, 'document' | 'template' | 'files' | 'problems' | 'where'>;

/** The Compose project of an application; undefined where it has none. */
export function projectOf({ compose }: Application, files: Files): Project | undefined {
  const [file] = compose;
  if (file === undefined) return undefined;
  const shown = files.shown(file);
  const text = files.read(file);
  const { documents, problems } = text === undefined ? { documents: [], problems: [] } : readYaml(text, shown, 'compose');
  const [document, another] = documents;
  const wrong: LocatedProblem[] = another ? [fileProblem('input/shape', shown, `it has ${documents.length} documents`, another.lineOf([]))] : [];
  if (document && !isFields(document.value)) wrong.push(fileProblem('input/shape', shown, 'it is no mapping', document.lineOf([])));
  const template = fields(document?.value);
  const folder = file.slice(0, file.lastIndexOf('/'));
  const beside = Object.values(fields(template['configs'])).flatMap((config) => {
    const named = at(config, 'file');
    const content = typeof named === 'string' && files.isFile(`${folder}/${named}`) ? files.read(`${folder}/${named}`) : undefined;
    return content === undefined ? [] : [[named as string, content] as const];
  });
  return {
    template,
    document: template,
    files: new Map(beside),
    problems: [...problems, ...wrong],
    where: (place: Place): Origin | undefined => document && { file: shown, line: document.lineOf(place) },
  };
}
