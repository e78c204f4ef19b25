import type { Findings } from '../diagnostics/findings';
import { choicesOf } from '../model/choices';
import { textOf, type Expression } from '../model/expression';
import type { StackGraph } from '../model/graph';
import type { MetadataModel } from '../model/word-values';
import { mainOf } from '../model/workload';
import { isSecretName, namedSecret, secretArgument, secretForm, secretSetting } from '../model/secret-shapes';

/** A secret's value never appears in an output: neither under a telling name nor in a telling form, whatever it is part of. */
export function checkPlainSecrets(graph: StackGraph, findings: Findings): void {
  const report = (path: string, field: string, value: string): void => findings.report('model/plain-secret', path, { field, value });
  // The words of commands are much the same in all containers.
  const forms = new Map<string, string | undefined>();
  const formOf = (text: string): string | undefined => {
    if (!forms.has(text)) forms.set(text, secretForm(text));
    return forms.get(text);
  };
  const inspect = (path: string, field: string, text: string, name = '', find = namedSecret): void => {
    const form = formOf(text);
    const named = form === undefined && isSecretName(name) && text !== '' && !/^(true|false|\d{1,5})$/.test(text) ? text : undefined;
    const found = named ?? (form === undefined ? find(text) : undefined);
    if (form !== undefined) report(path, field, form);
    else if (found !== undefined) report(path, field, masked(found));
  };
  // So are commands as a whole.
  const known = new Map<string, readonly string[]>();
  const inspectWords = (path: string, field: string, words: readonly Expression[]): void => {
    const texts = words.map(literalParts);
    const command = texts.join('\0');
    let found = known.get(command);
    if (!found) known.set(command, (found = secretsIn(texts, formOf)));
    for (const value of found) report(path, field, value);
  };
  const inspectNotes = (path: string, what: string, said: MetadataModel | undefined): void => {
    if (said) for (const [name, value] of Object.entries(said)) inspect(path, `the ${what} ${name}`, value, name.slice(name.lastIndexOf('/') + 1));
  };
  for (const { container: { process, health, image, path } } of graph.containers) {
    for (const { name, value } of process.environment) inspect(path, `the variable ${name}`, literalParts(value), value.kind === 'literal' ? name : '');
    const { entrypoint = [], command = [] } = process;
    inspectWords(path, 'the command', entrypoint.length === 0 ? command : entrypoint.concat(command));
    if (health?.check.kind === 'exec') inspectWords(path, 'the health command', health.check.command);
    if (health?.check.kind === 'http') for (const { name, value } of health.check.headers ?? []) inspect(path, `the header ${name} of its check`, value, name);
    if (image.kind === 'build') inspect(path, 'the build context', image.context);
    if (image.kind === 'build') for (const [name, value] of Object.entries(image.args)) inspect(path, `the build argument ${name}`, value, name);
  }
  for (const { container, workload } of graph.containers) {
    for (const { field, chosen } of choicesOf(container, graph.volumes)) inspect(container.path, field, literalParts(chosen));
    if (container !== mainOf(workload)) continue;
    inspectNotes(workload.path, 'label', workload.labels);
    inspectNotes(workload.path, 'annotation', workload.annotations);
  }
  for (const { name, path, default: value } of graph.model.parameters) inspect(path, `the default of ${name}`, value ?? '', name);
  for (const { fileName, path, content, encoding } of graph.model.configFiles) if (encoding === undefined) inspect(path, `the file ${fileName}`, literalParts(content), '', secretSetting);
  for (const { path, files } of graph.model.sandboxes ?? []) for (const { name, content } of files) inspect(path, `the file ${name}`, literalParts(content), '', secretSetting);
}

/** Those of a command: of a telling form, or behind what tells of one. */
function secretsIn(texts: readonly string[], formOf: (text: string) => string | undefined): readonly string[] {
  const argument = secretArgument(texts.filter((text) => formOf(text) === undefined));
  return texts.flatMap((text) => formOf(text) ?? []).concat(argument === undefined ? [] : [masked(argument)]);
}

/** What the user wrote out; a value in between stands as a space, which no secret contains. */
function literalParts(expression: Expression): string {
  if (expression.kind === 'literal') return expression.text;
  return expression.kind === 'text' ? textOf(expression.parts, literalParts) : ' ';
}

/** Enough to find it, not enough to use it. */
function masked(text: string): string {
  return `${text.slice(0, 2)}${'*'.repeat(Math.min(8, Math.max(1, text.length - 2)))}`;
}
