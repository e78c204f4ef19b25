import * as path from 'node:path';

/**
 * Files of one layer, and what they may import of ours; paths are below `lib/`, without extension. What the first group of
 * `files` matches stands in `mayImport` as `$1`.
 */
interface Layer {
  readonly files: RegExp;
  readonly mayImport: readonly (RegExp | string)[];
}

const MODEL = /^model\//;
const DIAGNOSTICS = /^diagnostics\//;
const EMIT = /^emit\//;
const QUOTING = /^quoting\//;
/** The judges of what is written: they know the formats, and nothing of how the product makes them. */
const VERIFY = /^verify\//;
/** The one thing of the model that is about no model. */
const NEAREST_NAME = /^model\/nearest-name$/;
/** What judges find. */
const PROBLEM = /^verify\/problem$/;
const SHARED_BY_TARGETS = /^targets\/[^/]+$/;
/** What users attach to a construct for one target; the construct carries it and knows nothing else of the target. */
const CARRIED_BY_CONSTRUCTS = /^targets\/[^/]+\/(?:options|fragments|default-object|api)$/;

/** What guards the values of the user's program on their way in. */
const BORDER = /^border\//;

/** The first layer that a file matches is its own. */
const LAYERS: readonly Layer[] = [
  { files: MODEL, mayImport: [MODEL] },
  { files: DIAGNOSTICS, mayImport: [DIAGNOSTICS, MODEL] },
  { files: BORDER, mayImport: [BORDER, MODEL, DIAGNOSTICS] },
  { files: EMIT, mayImport: [EMIT] },
  { files: QUOTING, mayImport: [QUOTING] },
  { files: VERIFY, mayImport: [VERIFY, DIAGNOSTICS, NEAREST_NAME] },
  { files: /^cli\//, mayImport: [/^cli\//, VERIFY, DIAGNOSTICS, EMIT, NEAREST_NAME] },
  { files: /^checks\//, mayImport: [/^checks\//, MODEL, DIAGNOSTICS] },
  { files: /^constructs\//, mayImport: [/^constructs\//, BORDER, MODEL, QUOTING, CARRIED_BY_CONSTRUCTS] },
  { files: /^targets\/targets$/, mayImport: [/^targets\//, DIAGNOSTICS, /^verify\/[^/]+\/codes$/] },
  // A row for each code of ours, which the compiler demands.
  { files: /^targets\/announced$/, mayImport: [SHARED_BY_TARGETS, /^targets\/[^/]+\/codes$/, MODEL, DIAGNOSTICS] },
  { files: /^(targets\/[^/]+\/)judge$/, mayImport: ['$1', SHARED_BY_TARGETS, VERIFY] },
  { files: SHARED_BY_TARGETS, mayImport: [PROBLEM, SHARED_BY_TARGETS, MODEL, DIAGNOSTICS, QUOTING] },
  { files: /^(targets\/[^/]+\/)/, mayImport: ['$1', SHARED_BY_TARGETS, BORDER, MODEL, DIAGNOSTICS, QUOTING, EMIT] },
  // The pipeline knows targets by their contract; only the list of them knows what there is.
  { files: /^synthesis\//, mayImport: [/^synthesis\//, /^checks\//, /^constructs\//, BORDER, MODEL, DIAGNOSTICS, EMIT, VERIFY, SHARED_BY_TARGETS, CARRIED_BY_CONSTRUCTS] },
  { files: /^testing\//, mayImport: [/^(?!index$)/] },
  // What a target of another package may import.
  { files: /^target\/index$/, mayImport: [PROBLEM, SHARED_BY_TARGETS, BORDER, MODEL, DIAGNOSTICS, EMIT] },
  { files: /^index$/, mayImport: [/^(?!testing\/)/] },
];

/** Whether a file of `lib/` may import another; both are absolute or relative to the repository, with or without `.ts`. */
export function mayImport(from: string, to: string): boolean {
  for (const { files, mayImport: allowed } of LAYERS) {
    const layer = files.exec(below(from));
    if (layer) return allowed.some((files) => (typeof files === 'string' ? below(to).startsWith(files.replace('$1', layer[1])) : files.test(below(to))));
  }
  return false;
}

function below(file: string): string {
  const relative = path.relative(path.resolve(__dirname, '../lib'), path.resolve(__dirname, '..', file));
  return relative.split(path.sep).join('/').replace(/\.ts$/, '');
}
