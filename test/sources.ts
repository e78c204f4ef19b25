import * as fs from 'node:fs';
import * as path from 'node:path';
import * as ts from 'typescript';

/** The repository. */
export const ROOT = path.resolve(__dirname, '..');

/** What users of the package can import; the rest of `lib/` is nobody's but ours. */
export const ENTRY_POINTS: readonly string[] = ['lib/index.ts', 'lib/target/index.ts', 'lib/testing/index.ts'];

/** What the package's command runs. */
export const COMMAND = 'lib/cli/main.ts';

/** Every file below a folder of the repository, relative to it, with `/`; sorted. */
export function filesBelow(folder: string): string[] {
  return fs
    .readdirSync(path.join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(ROOT, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort();
}

export function textOf(file: string): string {
  return fs.readFileSync(path.join(ROOT, file), 'utf8');
}

/** A TypeScript file, parsed but not type-checked. */
export function parse(file: string): ts.SourceFile {
  return ts.createSourceFile(file, textOf(file), ts.ScriptTarget.ES2022, true);
}

/** Every node of a file, the outer ones first. */
export function* nodesOf(node: ts.Node): Generator<ts.Node> {
  yield node;
  const children: ts.Node[] = [];
  ts.forEachChild(node, (child) => void children.push(child));
  for (const child of children) yield* nodesOf(child);
}

/** One file that another imports or re-exports from, by its path in the repository. */
export interface Import {
  readonly from: string;
  readonly to: string;
  /** Erased by the compiler. */
  readonly typeOnly: boolean;
}

/** The imports of a file that lead to other files of the repository. */
export function importsOf(source: ts.SourceFile): Import[] {
  return source.statements.flatMap((statement) => importOf(statement) ?? []);
}

export function importOf(statement: ts.Statement): Import | undefined {
  if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return undefined;
  const specifier = statement.moduleSpecifier;
  if (!specifier || !ts.isStringLiteral(specifier) || !specifier.text.startsWith('.')) return undefined;
  const from = statement.getSourceFile().fileName;
  return { from, to: `${path.posix.join(path.posix.dirname(from), specifier.text)}.ts`, typeOnly: isTypeOnly(statement) };
}

function isTypeOnly(statement: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
  if (ts.isExportDeclaration(statement)) {
    const named = statement.exportClause && ts.isNamedExports(statement.exportClause) ? statement.exportClause.elements : undefined;
    return statement.isTypeOnly || named?.every((element) => element.isTypeOnly) === true;
  }
  const { importClause } = statement;
  if (!importClause) return false;
  const named = importClause.namedBindings && ts.isNamedImports(importClause.namedBindings) ? importClause.namedBindings.elements : undefined;
  return importClause.phaseModifier === ts.SyntaxKind.TypeKeyword || (!importClause.name && named?.every((element) => element.isTypeOnly) === true);
}
