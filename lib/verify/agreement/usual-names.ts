import { fields, type Fields } from '../untyped';
import type { ComposeProject } from './compose-reading';

/** Compose calls what has no name of its own after the project; that is no name which anyone has said. */
export function withoutUsualNames(project: ComposeProject): ComposeProject {
  const { template } = project;
  const sections = SECTIONS.filter((section) => template[section] !== undefined).map((section): readonly [string, Fields] => [section, Object.fromEntries(Object.entries(fields(template[section])).map(([key, entry]): readonly [string, unknown] => {
    const { name, ...rest } = fields(entry);
    return [key, name === `${String(template['name'])}_${key}` ? rest : entry];
  }))]);
  return { ...project, template: { ...template, ...Object.fromEntries(sections) } };
}

const SECTIONS = ['networks', 'volumes', 'configs', 'secrets'] as const;
