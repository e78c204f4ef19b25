import type { ImageVariable } from '../model/image-facts';
import { per, type ImageRule, type KnownContainer } from './image-container';

/** The variables without which a program ends are set, to something that it takes. */
export const checkVariables: ImageRule = (container, findings) => {
  for (const variable of container.facts.variables ?? []) {
    const problem = problemOf(variable, container);
    if (problem !== undefined) findings.report('model/image-variable', container.path, { value: [variable.name, ...(variable.alternatives ?? [])].join(' or '), problem, source: per(variable) });
  }
};

function problemOf({ name, alternatives = [], optional = false, pattern }: ImageVariable, { process, textOf, mayBeEmpty }: KnownContainer): string | undefined {
  const set = process.environment.filter((variable) => variable.name === name || alternatives.includes(variable.name));
  if (!optional) {
    // What the operator's own variables are called, nobody knows.
    if (set.length === 0) return process.sources ? undefined : 'is not set';
    if (set.every(({ value }) => mayBeEmpty(value))) return 'may be empty';
  }
  const own = pattern === undefined ? undefined : set.find((variable) => variable.name === name);
  const text = own && textOf(own.value);
  // A value that may be left out is not judged by what it is then.
  if (text === undefined || (optional && text === '') || matches(text, pattern!)) return undefined;
  return `does not match ${pattern}`;
}

function matches(text: string, pattern: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(text);
  } catch {
    // Reported as a fact that nothing can be compared with.
    return true;
  }
}
