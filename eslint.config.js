require('tsx/cjs');
const path = require('node:path');
const tseslint = require('typescript-eslint');
const { mayImport } = require('./scripts/layers');

/** The layers of `lib/`, as `scripts/layers.ts` has them; `test/architecture.test.ts` checks the same table. */
const layers = {
  create: (context) => {
    const check = ({ source }) => {
      if (!source?.value.startsWith('.')) return;
      if (!mayImport(context.filename, path.resolve(path.dirname(context.filename), source.value))) {
        context.report({ node: source, message: `This layer may not import "${source.value}", see scripts/layers.ts.` });
      }
    };
    return { ImportDeclaration: check, ExportNamedDeclaration: check, ExportAllDeclaration: check };
  },
};

module.exports = [
  { ignores: ['build/', 'dist/', 'coverage/', '**/*.d.ts'] },
  ...tseslint.configs.recommended.map((config) => ({ ...config, files: ['**/*.ts'] })),
  {
    files: ['**/*.ts'],
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'max-lines': ['error', 400],
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true, named: true, defaultFrom: true, namedFrom: true, namespaceFrom: true } }],
      eqeqeq: 'error',
      'object-shorthand': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  ...tseslint.configs.recommendedTypeCheckedOnly.map((config) => ({ ...config, files: ['lib/**/*.ts'] })),
  {
    files: ['lib/**/*.ts'],
    languageOptions: { parserOptions: { project: './tsconfig.build.json', tsconfigRootDir: __dirname } },
    plugins: { compose: { rules: { layers } } },
    rules: {
      'compose/layers': 'error',
      'no-console': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      // Methods are passed to Error.captureStackTrace, which only compares them.
      '@typescript-eslint/unbound-method': 'off',
      // What interpolates a value on purpose does so to report it.
      '@typescript-eslint/no-base-to-string': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    // Values are interpolated for what that reports.
    files: ['test/**/*.ts'],
    rules: { '@typescript-eslint/no-unused-expressions': 'off' },
  },
  {
    files: ['test/**/*.ts'],
    ignores: ['test/fast-check.ts'],
    rules: { 'no-restricted-imports': ['error', { paths: [{ name: 'fast-check', message: 'Take it from test/fast-check.ts, which knows the seed.' }] }] },
  },
  {
    // What judges loads where something has to be judged.
    files: ['lib/verify/late.ts'],
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  {
    // The benchmark loads modules while its clock runs.
    files: ['bench/**/*.ts'],
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  {
    files: ['apps/**/*.ts', 'examples/**/*.ts'],
    rules: {
      'no-restricted-imports': ['error', { patterns: [{ regex: '/lib(/|$)', message: 'A system uses the public API: import from "cdk8s-compose".' }] }],
    },
  },
];
