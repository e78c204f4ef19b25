import type { Findings } from '../diagnostics/findings';
import { choicesOf } from '../model/choices';
import { processExpressions } from '../model/connections';
import { visitLeaves, type Expression } from '../model/expression';
import type { StackGraph } from '../model/graph';
import { mainOf } from '../model/workload';

const NUL = { pattern: /\0/, what: 'a NUL character' };
const HALF_PAIR = { pattern: /\p{Surrogate}/u, what: 'half of a surrogate pair' };

/** The kernel and the engine would cut a text off at a NUL character, and no file can hold half of a surrogate pair. */
export function checkText(graph: StackGraph, findings: Findings): void {
  const inspect = (path: string, field: string, text: string, faults: readonly { readonly pattern: RegExp; readonly what: string }[]): void => {
    for (const { pattern, what } of faults) if (pattern.test(text)) findings.report('model/invalid-text', path, { field, what });
  };
  const inspectLeaves = (path: string, field: string, expression: Expression, faults: typeof ALL): void =>
    visitLeaves(expression, (leaf) => {
      if (leaf.kind === 'literal') inspect(path, field, leaf.text, faults);
    });

  for (const { container, workload } of graph.containers) {
    const { path, image } = container;
    for (const expression of processExpressions(container)) if (isFaulty(expression)) inspectLeaves(workload.path, 'the environment or the command', expression, ALL);
    for (const { field, chosen } of choicesOf(container, graph.volumes)) inspectLeaves(path, field, chosen, ALL);
    if (image.kind === 'build') inspect(path, 'the build context', image.context, ALL);
    if (image.kind === 'build') for (const [name, value] of Object.entries(image.args)) if (!image.chosenArgs?.[name]) inspect(path, `the build argument ${name}`, value, ALL);
    if (container === mainOf(workload)) for (const [name, value] of Object.entries(workload.annotations ?? {})) inspect(workload.path, `the annotation ${name}`, value, ALL);
  }
  for (const [{ path }, reasons] of graph.privileges) for (const { name, reason } of reasons) inspect(path, `the reason for ${name}`, reason, ALL);
  for (const { fileName, path, content } of graph.model.configFiles) if (isFaulty(content)) inspectLeaves(path, `the file ${fileName}`, content, [HALF_PAIR]);
  for (const { name, path, default: value } of graph.model.parameters) inspect(path, `the default of ${name}`, value ?? '', ALL);
}

const ALL = [NUL, HALF_PAIR];
const ANY = /[\0\p{Surrogate}]/u;

/** Hardly any is, and the others need not be looked at piece by piece. */
function isFaulty(expression: Expression): boolean {
  return expression.kind === 'text' ? expression.parts.some(isFaulty) : expression.kind === 'literal' && ANY.test(expression.text);
}
