import MagicString from 'magic-string';
import * as ts from 'typescript';

/*
 * Where V8 does not compile a function, and in a short program it compiles few, each step of `for...of` makes an object, and so
 * does each place of a list that is taken apart by its places: a fifth of all that a synthesis allocates. The sources keep what
 * reads best; the bundle counts, and looks places up (docs/decisions/bundle.md).
 */

/** What rolldown asks of a plug-in, as far as this one answers. */
export interface ArrayLoops {
  readonly name: string;
  buildStart(): void;
  transform(code: string, id: string): { readonly code: string; readonly map: string } | undefined;
}

/**
 * Writes the loops over lists of all sources of a compilation.
 *
 * @param configFile of the compiler, which knows what is a list
 */
export function arrayLoops(configFile: string): ArrayLoops {
  let program: ts.Program | undefined;
  return {
    name: 'array-loops',
    buildStart() {
      program = programOf(configFile);
    },
    transform(code, id) {
      if (!program || !id.endsWith('.ts')) return undefined;
      const source = program.getSourceFile(id);
      // Otherwise its loops would stay what they are, and nobody would know.
      if (source?.text !== code) throw new Error(`${id} is not what the compiler has read`);
      const text = withArrayLoops(source, program.getTypeChecker());
      return text && { code: text.toString(), map: text.generateMap({ source: id, hires: 'boundary' }).toString() };
    },
  };
}

function programOf(configFile: string): ts.Program {
  const onUnRecoverableConfigFileDiagnostic = ({ messageText }: ts.Diagnostic): never => {
    throw new Error(ts.flattenDiagnosticMessageText(messageText, '\n'));
  };
  const { fileNames, options } = ts.getParsedCommandLineOfConfigFile(configFile, {}, { ...ts.sys, onUnRecoverableConfigFileDiagnostic })!;
  return ts.createProgram(fileNames, options);
}

/** The same program with its loops over lists, and what takes lists apart, written as V8 runs them best; nothing if it has none. */
export function withArrayLoops(source: ts.SourceFile, checker: ts.TypeChecker): MagicString | undefined {
  const text = new MagicString(source.text);
  let loops = 0;
  const visit = (node: ts.Node): void => {
    if (isLoop(node) && isList(checker.getTypeAtLocation(node.expression), checker)) count(node, text, source, ++loops);
    if (ts.isArrayBindingPattern(node) && isByPlaces(node) && isList(checker.getTypeAtLocation(node), checker)) lookUp(node, text, source);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return text.hasChanged() ? text : undefined;
}

type Loop = ts.ForOfStatement & { readonly initializer: ts.VariableDeclarationList };

function isLoop(node: ts.Node): node is Loop {
  return ts.isForOfStatement(node) && !node.awaitModifier && ts.isVariableDeclarationList(node.initializer);
}

/** Of a set or a map, which may grow meanwhile, or of what is made step by step, only its iterator knows what comes. */
function isList(type: ts.Type, checker: ts.TypeChecker): boolean {
  const known = checker.getBaseConstraintOfType(type) ?? type;
  return known.isUnion() ? known.types.every((each) => isList(each, checker)) : checker.isArrayType(known) || checker.isTupleType(known);
}

/**
 * `for (const each of all) use(each);` becomes `for (let list = all, i = 0; i < list.length; i++) { const each = list[i]; use(each); }`.
 * What a program without types gives in place of a list, and is none, is still gone through as `for...of` does.
 */
function count({ initializer, expression, statement }: Loop, text: MagicString, source: ts.SourceFile, number: number): void {
  const [list, i] = [`list$${number}`, `i$${number}`];
  const [from, to, over, start] = [initializer.getStart(source), initializer.end, expression.getStart(source), statement.getStart(source)];
  const isBlock = ts.isBlock(statement);
  text.remove(to, over);
  // `in` means something else here, unless it is in brackets.
  text.appendLeft(over, `let ${list} = (`);
  text.prependRight(expression.end, `), ${i} = ${list}.length === undefined ? (${list} = [...${list}], 0) : 0; ${i} < ${list}.length; ${i}++`);
  text.move(from, to, isBlock ? start + 1 : start);
  text.prependRight(from, isBlock ? ' ' : '{ ');
  text.appendLeft(to, ` = ${list}[${i}]; `);
  if (!isBlock) text.appendLeft(statement.end, ' }');
}

/** What is left over makes a list of its own. */
function isByPlaces({ elements }: ts.ArrayBindingPattern): boolean {
  const taken = elements.filter((element) => !ts.isOmittedExpression(element));
  return taken.length > 0 && taken.every(({ dotDotDotToken }) => !dotDotDotToken);
}

/** `[first, , third = 1]` becomes `{ 0: first, 2: third = 1 }`. */
function lookUp(pattern: ts.ArrayBindingPattern, text: MagicString, source: ts.SourceFile): void {
  let end = pattern.getStart(source);
  let before = '{ ';
  for (const [place, element] of pattern.elements.entries()) {
    if (ts.isOmittedExpression(element)) continue;
    text.update(end, element.getStart(source), `${before}${place}: `);
    end = element.end;
    before = ', ';
  }
  text.update(end, pattern.end, ' }');
}
