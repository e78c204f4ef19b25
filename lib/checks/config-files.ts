import type { Findings } from '../diagnostics/findings';
import { literalText, visitLeaves, type Expression } from '../model/expression';
import { isExecutable, modeProblem, octal } from '../model/file-mode';
import type { StackGraph } from '../model/graph';

/** A ConfigMap holds 1 MiB, its metadata included. */
const MAX_BYTES = 1_000_000;

/** A config file is known at synthesis and small enough for a ConfigMap. */
export function checkConfigFiles(graph: StackGraph, findings: Findings): void {
  for (const { content, encoding, mode, path } of graph.model.configFiles) {
    const rule = mode === undefined ? undefined : (modeProblem(mode) ?? executionProblem(mode));
    if (rule !== undefined) findings.report('model/invalid-operation', path, { field: 'mode', value: String(mode), rule });
    if (encoding !== undefined) {
      checkBytes(content, path, findings);
      continue;
    }
    let length = 0;
    visitLeaves(content, (leaf) => {
      if (leaf.kind === 'literal') length += leaf.text.length;
      if (leaf.kind === 'published-port') findings.report('model/config-value', path, { value: 'a published port' });
      if (leaf.kind === 'parameter' || leaf.kind === 'secret') findings.report('model/config-value', path, { value: `the ${leaf.kind} ${leaf.name}` });
    });
    // A code unit takes at most three bytes, and hardly any file is near the limit.
    const bytes = 3 * length > MAX_BYTES ? bytesIn(content) : length;
    if (bytes > MAX_BYTES) findings.report('model/config-too-large', path, { value: bytes });
  }
}

function bytesIn(content: Expression): number {
  let bytes = 0;
  visitLeaves(content, (leaf) => {
    if (leaf.kind === 'literal') bytes += Buffer.byteLength(leaf.text);
  });
  return bytes;
}

/** The file is root's, whoever the user of the container is. */
function executionProblem(mode: number): string | undefined {
  return isExecutable(mode) && (mode & 0o001) === 0 ? `the file is not of the container's user, who can execute it only if everyone may: 0o755, and this is 0o${octal(mode).slice(1)}` : undefined;
}

/** Base64 as both targets take it, and small enough once it is decoded. */
function checkBytes(content: Expression, path: string, findings: Findings): void {
  const text = literalText(content);
  const bytes = Buffer.from(text ?? '', 'base64');
  if (text === undefined) findings.report('model/config-value', path, { value: 'a value inside of base64' });
  else if (bytes.toString('base64') !== text) findings.report('model/invalid-operation', path, { field: 'content', value: JSON.stringify(text.length > 20 ? `${text.slice(0, 20)}...` : text), rule: 'it has to be base64 on one line, with its padding' });
  else if (bytes.length > MAX_BYTES) findings.report('model/config-too-large', path, { value: bytes.length });
}
