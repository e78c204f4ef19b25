import { builtinModules } from 'node:module';
import { tsImport } from 'tsx/esm/api';

const { arrayLoops } = await tsImport('./scripts/bundle/array-loops.ts', import.meta.url);

/** What package.json promises, by the file of `build/lib` that it becomes. */
const ENTRY_POINTS = { index: 'lib/index.ts', 'testing/index': 'lib/testing/index.ts', 'target/index': 'lib/target/index.ts', 'cli/main': 'lib/cli/main.ts' };

/** Loaded by its path, once it is needed: it is beside the chunk that loads it (`lib/verify/late.ts`). */
const LATE = { 'chunks/judges': 'lib/verify/judges.ts' };

/*
 * The package in a few files in place of some four hundred: a program that uses it spends a third of the time on loading.
 * Code that entry points share is in `chunks/`, once.
 */
export default {
  input: { ...ENTRY_POINTS, ...LATE },
  platform: 'node',
  plugins: [arrayLoops('tsconfig.build.json')],
  external: [...builtinModules, /^node:/, /^[a-z@][^:]*$/],
  output: {
    dir: 'build/lib',
    format: 'cjs',
    exports: 'named',
    chunkFileNames: 'chunks/[name].js',
    // Classes are known by their names, and two files may have the same for something of their own.
    keepNames: true,
    // They are in the types. One sign beyond Latin-1 in them makes V8 keep a whole file at two bytes a sign.
    comments: { jsdoc: false },
    sourcemap: true,
  },
  // Nearly all of the time is the compiler's, which has to know all types.
  checks: { bundlerTimings: false },
};
