import * as ts from 'typescript';
import { FEATURES } from '../lib/model/features';
import type { Codes } from '../lib/diagnostics/declaration';
import { CATALOGUE, TARGETS } from '../lib/targets/targets';
import { VERIFY_CODES } from '../lib/verify/codes';
import { mayImport } from '../scripts/layers';
import { COMMAND, ENTRY_POINTS, filesBelow, importOf, importsOf, nodesOf, parse, textOf, type Import } from './sources';

const LIBRARY = filesBelow('lib');
const SOURCES = new Map(LIBRARY.map((file) => [file, parse(file)]));
const IMPORTS = [...SOURCES.values()].flatMap(importsOf);
const APPS = [...filesBelow('apps'), ...filesBelow('examples')].filter((file) => file.endsWith('.ts'));
const INDEX = SOURCES.get('lib/index.ts')!;

describe('imports', () => {
  test('lead to files that exist', () => {
    expect(IMPORTS.filter(({ to }) => !SOURCES.has(to))).toEqual([]);
  });

  test('respect the layers of scripts/layers.ts', () => {
    expect(IMPORTS.filter(({ from, to }) => !mayImport(from, to)).map(arrow)).toEqual([]);
  });

  test('are free of circles', () => {
    expect(circles(IMPORTS.filter(({ typeOnly }) => !typeOnly))).toEqual([]);
  });

  test('leave no file unused', () => {
    const used = new Set(IMPORTS.map(({ to }) => to));
    expect(LIBRARY.filter((file) => !used.has(file) && !ENTRY_POINTS.includes(file) && file !== COMMAND)).toEqual([]);
  });
});

describe('files', () => {
  const lines = new Map(LIBRARY.map((file) => [file, textOf(file).split('\n').length - 1]));

  test('have at most 400 lines, and half of them about 100 or less', () => {
    const sorted = [...lines.values()].sort((a, b) => a - b);
    expect([...lines].filter(([, count]) => count > 400)).toEqual([]);
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThanOrEqual(100);
  });

  test('are named after what they are about', () => {
    expect(LIBRARY.filter((file) => /(^|\/)(utils?|helpers?|common|misc|shared)(\/|\.ts$)/.test(file))).toEqual([]);
    expect(LIBRARY.filter((file) => !/^[a-z0-9-]+(\/[a-z0-9-]+)*\.ts$/.test(file))).toEqual([]);
  });

  test('have no barrel but the entry points', () => {
    expect(LIBRARY.filter((file) => file.endsWith('/index.ts'))).toEqual(ENTRY_POINTS);
  });

  test('do not silence the compiler', () => {
    expect([...LIBRARY, ...APPS].filter((file) => /\bas any\b|@ts-(ignore|expect-error|nocheck)|eslint-disable/.test(textOf(file)))).toEqual([]);
  });
});

describe('the public API', () => {
  test('has no default exports', () => {
    const defaults = [...SOURCES].filter(([, source]) => [...nodesOf(source)].some((node) => ts.isExportAssignment(node) || node.kind === ts.SyntaxKind.DefaultKeyword && ts.isModifier(node)));
    expect(defaults.map(([file]) => file)).toEqual([]);
  });

  test('is a list of named exports', () => {
    for (const statement of INDEX.statements) {
      expect(ts.isExportDeclaration(statement) && statement.exportClause !== undefined && ts.isNamedExports(statement.exportClause)).toBe(true);
    }
  });

  test('shows how to use each of its constructs and values', () => {
    const classes = publicDeclarations().filter(ts.isClassDeclaration).filter((node) => /^lib\/(constructs|synthesis)\//.test(node.getSourceFile().fileName));
    expect(classes.length).toBeGreaterThan(15);
    expect(classes.filter((node) => !hasTag(node, 'example')).map((node) => node.name?.text)).toEqual([]);
  });

  test('describes each property, and says what an optional one is by default', () => {
    const properties = publicDeclarations()
      .filter(ts.isInterfaceDeclaration)
      .filter((node) => /(Props|Options|Resources)$/.test(node.name.text))
      .flatMap((node) => node.members.filter(ts.isPropertySignature).map((property) => ({ name: `${node.name.text}.${property.name.getText()}`, property })));
    expect(properties.length).toBeGreaterThan(80);
    expect(properties.filter(({ property }) => ts.getJSDocCommentsAndTags(property).length === 0).map(({ name }) => name)).toEqual([]);
    expect(properties.filter(({ property }) => property.questionToken && !hasTag(property, 'default')).map(({ name }) => name)).toEqual([]);
    expect(properties.filter(({ property }) => !property.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ReadonlyKeyword)).map(({ name }) => name)).toEqual([]);
  });
});

describe('every diagnostic', () => {
  const declared: Codes = { ...CATALOGUE, ...VERIFY_CODES };
  const codes = Object.keys(declared);

  test('is reported by the library', () => {
    const literals = new Set<string>();
    for (const [file, source] of SOURCES) {
      if (/(?:^|[/-])codes\.ts$/.test(file)) continue;
      // The comparator says the aspect alone; the list of them says nothing.
      const isComparator = file.startsWith('lib/verify/agreement/') || file === 'lib/diagnostics/aspects.ts';
      for (const node of nodesOf(source)) {
        if (!ts.isStringLiteral(node)) continue;
        literals.add(node.text);
        if (isComparator && !ts.isArrayLiteralExpression(node.parent)) literals.add(`agreement/${node.text}`);
      }
    }
    expect(codes.filter((code) => !literals.has(code))).toEqual([]);
  });

  test('is shown by a test', () => {
    const texts = filesBelow('test').map(textOf);
    expect(codes.filter((code) => !texts.some((text) => text.includes(code)))).toEqual([]);
  });

  test('that is an error says what was expected; no other does', () => {
    const wrong = codes.filter((code) => (declared[code].severity === 'error') !== ('expected' in declared[code]));
    expect(wrong).toEqual([]);
  });

  test('begins with the word of who finds it', () => {
    const judged = Object.keys(VERIFY_CODES).filter((code) => !/^(?:manifest|project|agreement|input)\/[a-z]+(?:-[a-z]+)*$/.test(code));
    expect(judged).toEqual([]);
    expect(Object.keys(CATALOGUE).filter((code) => Object.hasOwn(VERIFY_CODES, code))).toEqual([]);
  });
});

describe.each(TARGETS.map(({ name, support, codes }) => ({ name, support, codes })))('the target $name', ({ name, support, codes }) => {
  test('decides every feature', () => {
    expect(Object.keys(support).sort()).toEqual([...FEATURES].sort());
  });

  test('stops nobody because of a feature that it does not have', () => {
    const decided = Object.values(support).flatMap((decision) => (decision.level === 'native' ? [] : [decision.code]));
    expect(decided.filter((code) => codes[code]?.severity === 'error')).toEqual([]);
  });

  test('reports in codes of its own', () => {
    const decided = Object.values(support).flatMap((decision) => (decision.level === 'native' ? [] : [decision.code]));
    expect(decided.filter((code) => !Object.hasOwn(codes, code))).toEqual([]);
    expect(Object.keys(codes).filter((code) => !code.startsWith(`${name}/`))).toEqual([]);
  });
});

function arrow({ from, to }: Import): string {
  return `${from} -> ${to}`;
}

function hasTag(node: ts.Node, name: string): boolean {
  return ts.getJSDocTags(node).some(({ tagName }) => tagName.text === name);
}

/** What the entry point exports, where it is declared. */
function publicDeclarations(): ts.DeclarationStatement[] {
  return INDEX.statements.filter(ts.isExportDeclaration).flatMap((statement) => {
    const { to } = importOf(statement)!;
    const names = new Set((statement.exportClause as ts.NamedExports).elements.map((element) => element.name.text));
    const declared = SOURCES.get(to)!.statements.filter((node) => ts.isClassDeclaration(node) || ts.isInterfaceDeclaration(node));
    return declared.filter((node) => names.has(node.name!.text));
  });
}

/** Circles of imports, each as the files in it; found by taking away, again and again, what imports nothing that is left. */
function circles(imports: readonly Import[]): string[] {
  let rest = imports;
  for (;;) {
    const importing = new Set(rest.map(({ from }) => from));
    const imported = new Set(rest.map(({ to }) => to));
    const next = rest.filter(({ from, to }) => importing.has(to) && imported.has(from));
    if (next.length === rest.length) return rest.map(arrow);
    rest = next;
  }
}
