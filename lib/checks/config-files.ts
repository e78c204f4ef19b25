import type { Findings } from '../diagnostics/findings';
import { visitLeaves } from '../model/expression';
import type { StackGraph } from '../model/graph';

/** A ConfigMap holds 1 MiB, its metadata included. */
const MAX_BYTES = 1_000_000;

/** A config file is known at synthesis and small enough for a ConfigMap. */
export function checkConfigFiles(graph: StackGraph, findings: Findings): void {
  for (const { content, path } of graph.model.configFiles) {
    let bytes = 0;
    visitLeaves(content, (leaf) => {
      if (leaf.kind === 'literal') bytes += Buffer.byteLength(leaf.text);
      if (leaf.kind === 'published-port') findings.report('model/config-value', path, { value: 'a published port' });
      if (leaf.kind === 'parameter' || leaf.kind === 'secret') findings.report('model/config-value', path, { value: `the ${leaf.kind} ${leaf.name}` });
    });
    if (bytes > MAX_BYTES) findings.report('model/config-too-large', path, { value: bytes });
  }
}
