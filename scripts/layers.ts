import * as path from 'node:path';

/** Files of one layer, and what they may import of ours; paths are below `lib/`, without extension. */
interface Layer {
  readonly files: RegExp;
  readonly mayImport: readonly RegExp[];
}

const MODEL = /^model\//;
const DIAGNOSTICS = /^diagnostics\//;
const EMIT = /^emit\//;
const SHARED_BY_TARGETS = /^targets\/[^/]+$/;

/** The first layer that a file matches is its own. */
const LAYERS: readonly Layer[] = [
  { files: MODEL, mayImport: [MODEL] },
  { files: DIAGNOSTICS, mayImport: [DIAGNOSTICS, MODEL] },
  { files: EMIT, mayImport: [EMIT] },
  { files: /^checks\//, mayImport: [/^checks\//, MODEL, DIAGNOSTICS] },
  // A construct carries its escape hatches; it knows nothing else of any target.
  { files: /^constructs\//, mayImport: [/^constructs\//, MODEL, /^targets\/[^/]+\/options$/, /^targets\/kubernetes\/default-object$/] },
  { files: SHARED_BY_TARGETS, mayImport: [SHARED_BY_TARGETS, MODEL, DIAGNOSTICS] },
  { files: /^targets\/kubernetes\//, mayImport: [/^targets\/kubernetes\//, SHARED_BY_TARGETS, MODEL, DIAGNOSTICS, EMIT] },
  { files: /^targets\/compose\//, mayImport: [/^targets\/compose\//, SHARED_BY_TARGETS, MODEL, DIAGNOSTICS, EMIT] },
  { files: /^testing\//, mayImport: [/^(?!index$)/] },
  // These put the pipeline together.
  { files: /^(?:app|stack|synthesis|outputs|overlays)$/, mayImport: [/^(?!index$|testing\/)/] },
  { files: /^index$/, mayImport: [/^(?!testing\/)/] },
];

/** Whether a file of `lib/` may import another; both are absolute or relative to the repository, with or without `.ts`. */
export function mayImport(from: string, to: string): boolean {
  const layer = LAYERS.find(({ files }) => files.test(below(from)));
  return layer !== undefined && layer.mayImport.some((allowed) => allowed.test(below(to)));
}

function below(file: string): string {
  const relative = path.relative(path.resolve(__dirname, '../lib'), path.resolve(__dirname, '..', file));
  return relative.split(path.sep).join('/').replace(/\.ts$/, '');
}
