import * as path from 'node:path';
import * as ts from 'typescript';
import { COMMAND, ENTRY_POINTS, importOf, parse, ROOT, textOf } from './sources';

/*
 * What users of the package import: every reader of package.json and every tool of ours finds the same entry points, each
 * name has a sentence, and whoever writes a target finds all that its contract names.
 */

const jestConfig = jest.requireActual<{ readonly moduleNameMapper: Record<string, string> }>(path.join(ROOT, 'jest.config.js'));
const manifest = JSON.parse(textOf('package.json')) as {
  readonly bin: string;
  readonly exports: Record<string, string | { readonly types: string; readonly default: string }>;
  readonly typesVersions: { readonly '*': Record<string, readonly string[]> };
};
const { config } = ts.parseConfigFileTextToJson('tsconfig.json', textOf('tsconfig.json')) as { config: { compilerOptions: { paths: Record<string, readonly string[]> } } };

/** `cdk8s-compose/target` of `lib/target/index.ts`. */
const specifierOf = (file: string): string => path.posix.join('cdk8s-compose', path.posix.relative('lib', path.posix.dirname(file)));

describe('every entry point', () => {
  const specifiers = new Map(ENTRY_POINTS.map((file) => [specifierOf(file), file]));
  const built = (file: string, extension: string): string => `./build/${file.replace(/\.ts$/, extension)}`;

  test('is in the exports of the package, with its types, and nothing else that is code', () => {
    const code = Object.entries(manifest.exports).filter(([, target]) => typeof target === 'object');
    expect(Object.fromEntries(code.map(([key, target]) => [path.posix.join('cdk8s-compose', key), target]))).toEqual(
      Object.fromEntries([...specifiers].map(([specifier, file]) => [specifier, { types: built(file, '.d.ts'), default: built(file, '.js') }])),
    );
  });

  test('is found by a compiler that does not read exports', () => {
    const below = [...specifiers].filter(([specifier]) => specifier !== 'cdk8s-compose');
    expect(manifest.typesVersions['*']).toEqual(
      Object.fromEntries(below.map(([specifier, file]) => [specifier.replace('cdk8s-compose/', ''), [built(file, '.d.ts').slice(2)]])),
    );
  });

  test('is the source itself here, for the compiler and for jest', () => {
    expect(config.compilerOptions.paths).toEqual(Object.fromEntries([...specifiers].map(([specifier, file]) => [specifier, [`./${file}`]])));
    expect(jestConfig.moduleNameMapper).toEqual(Object.fromEntries([...specifiers].map(([specifier, file]) => [`^${specifier}$`, `<rootDir>/${file}`])));
  });
});

describe.each(ENTRY_POINTS)('%s', (entryPoint) => {
  const exported = exportsOf(entryPoint);

  test('exports what it says', () => {
    expect(exported.size).toBeGreaterThan(3);
    expect([...exported].filter(([, { declaration }]) => declaration === undefined).map(([name]) => name)).toEqual([]);
  });

  test('has a sentence about everything that it exports', () => {
    const mute = [...exported].filter(([, { declaration }]) => declaration && ts.getJSDocCommentsAndTags(declaration).length === 0);
    expect(mute.map(([name, { file }]) => `${name} of ${file}`)).toEqual([]);
  });
});

test('cdk8s-compose/target exports every type of ours that what it exports names', () => {
  const exported = exportsOf('lib/target/index.ts');
  const missing = [...exported].flatMap(([name, { file, declaration }]) =>
    declaration ? [...typesNamedIn(declaration)].filter((type) => !exported.has(type) && isOurs(type, file)).map((type) => `${type}, named by ${name} of ${file}`) : [],
  );
  expect(missing).toEqual([]);
});

test('the command is that of the package, and can be executed', () => {
  expect(`./${manifest.bin}`).toBe(`./build/${COMMAND.replace(/\.ts$/, '.js')}`);
  expect(textOf(COMMAND)).toMatch(/^#!\/usr\/bin\/env node\n/);
});

interface Exported {
  readonly file: string;
  readonly declaration?: ts.Node;
}

/** What an entry point exports by name, where it is declared. */
function exportsOf(entryPoint: string): Map<string, Exported> {
  const found = new Map<string, Exported>();
  for (const statement of parse(entryPoint).statements.filter(ts.isExportDeclaration)) {
    const { to } = importOf(statement)!;
    const source = parse(to);
    for (const { name } of (statement.exportClause as ts.NamedExports).elements) found.set(name.text, { file: to, declaration: declarationOf(name.text, source) });
  }
  return found;
}

function declarationOf(name: string, source: ts.SourceFile): ts.Node | undefined {
  return source.statements.find((node) => {
    if (ts.isVariableStatement(node)) return node.declarationList.declarations.some((variable) => variable.name.getText() === name);
    return (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) || ts.isEnumDeclaration(node) || ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node)) && node.name?.text === name;
  });
}

/** The types in what users see of a declaration: neither its body nor what is private. */
function* typesNamedIn(node: ts.Node): Generator<string> {
  if (ts.isBlock(node) || ts.canHaveModifiers(node) && node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword)) return;
  if (ts.isTypeReferenceNode(node) && ts.isIdentifier(node.typeName)) yield node.typeName.text;
  if (ts.isExpressionWithTypeArguments(node) && ts.isIdentifier(node.expression)) yield node.expression.text;
  const children: ts.Node[] = [];
  ts.forEachChild(node, (child) => void children.push(child));
  for (const child of children) yield* typesNamedIn(child);
}

/** Whether a name in a file stands for something that the file exports, or takes from another file of ours. */
function isOurs(name: string, file: string): boolean {
  const source = parse(file);
  const declared = declarationOf(name, source);
  if (declared) return ts.canHaveModifiers(declared) && declared.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;
  return source.statements.filter(ts.isImportDeclaration).some((statement) => {
    const bindings = statement.importClause?.namedBindings;
    return importOf(statement) !== undefined && bindings !== undefined && ts.isNamedImports(bindings) && bindings.elements.some((element) => element.name.text === name);
  });
}
