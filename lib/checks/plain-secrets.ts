import type { Findings } from '../diagnostics/findings';
import type { Expression } from '../model/expression';
import type { StackGraph } from '../model/graph';

const SECRET_NAME = /(^|_)(PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|CREDENTIALS?|API_?KEY|SECRET_?KEY|ACCESS_?KEY|PRIVATE_?KEY|SIGNING_?KEY|ENCRYPTION_?KEY)$/i;
const SECRET_TEXT = [
  { what: 'a URL with a password', pattern: /:\/\/[^/\s:@]*:[^/\s@]+@/ },
  { what: 'a private key', pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----/ },
  { what: 'a provider key', pattern: /\b(sk-[A-Za-z0-9_-]{16,}|AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{30,}|xox[abprs]-[A-Za-z0-9-]{10,})/ },
];

/** A secret's value never appears in an output: neither under a telling name nor in a telling form. */
export function checkPlainSecrets(graph: StackGraph, findings: Findings): void {
  const inspect = (path: string, field: string, text: string, name = ''): void => {
    const form = SECRET_TEXT.find(({ pattern }) => pattern.test(text));
    if (form) findings.report('model/plain-secret', path, { field, value: form.what });
    else if (SECRET_NAME.test(name) && text !== '' && !/^(true|false|\d{1,5})$/.test(text)) {
      findings.report('model/plain-secret', path, { field, value: masked(text) });
    }
  };
  for (const { container: { process, health, image, path } } of graph.containers) {
    for (const { name, value } of process.environment) inspect(path, `the variable ${name}`, literalParts(value), value.kind === 'literal' ? name : '');
    for (const word of [...(process.entrypoint ?? []), ...(process.command ?? [])]) inspect(path, 'the command', literalParts(word));
    if (health?.check.kind === 'exec') for (const word of health.check.command) inspect(path, 'the health command', literalParts(word));
    if (image.kind === 'build') for (const [name, value] of Object.entries(image.args)) inspect(path, `the build argument ${name}`, value, name);
  }
  for (const { name, path, default: value } of graph.model.parameters) inspect(path, `the default of ${name}`, value ?? '', name);
  for (const { fileName, path, content } of graph.model.configFiles) inspect(path, `the file ${fileName}`, literalParts(content));
  for (const { path, files } of graph.model.sandboxes ?? []) for (const { name, content } of files) inspect(path, `the file ${name}`, literalParts(content));
}

/** What the user wrote out; a value in between stands as a space, which no secret contains. */
function literalParts(expression: Expression): string {
  if (expression.kind === 'literal') return expression.text;
  return expression.kind === 'text' ? expression.parts.map(literalParts).join('') : ' ';
}

/** Enough to find it, not enough to use it. */
function masked(text: string): string {
  return `${text.slice(0, 2)}${'*'.repeat(Math.min(8, Math.max(1, text.length - 2)))}`;
}
