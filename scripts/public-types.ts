import * as path from 'node:path';
import * as ts from 'typescript';

/*
 * `lib/border/public-calls.ts` and `public-types.ts`: what users may give to the classes of the package, from the exported
 * types. The guard of `lib/border` reads them, so a property is guarded as soon as it has a type.
 */

const ROOT = path.resolve(__dirname, '..');
const LIBRARY = path.join(ROOT, 'lib') + path.sep;
/** What targets write is theirs: nobody else gives it to anything but an escape hatch, whose result is checked where it is used. */
const OUTPUTS = /[\\/]targets[\\/]\w+[\\/](?:document|api|api-types|fragments)\.ts$/;

/** The texts of both files. */
export function publicTypes(): { readonly calls: string; readonly types: string } {
  return new PublicTypes().texts();
}

const HEADER = [
  '/*',
  ' * Made by `npm run docs` from the exported types, and not edited by hand: what users may give to what, in the notation of',
  ' * `notation.ts`.',
  ' */',
  '',
];

class PublicTypes {
  private readonly checker: ts.TypeChecker;
  private readonly exported: readonly ts.Symbol[];
  private readonly types = new Map<string, string>();
  private readonly enums = new Map<string, string>();
  private readonly classes = new Map<string, readonly string[]>();

  public constructor() {
    const { options } = ts.parseJsonConfigFileContent(ts.readConfigFile(path.join(ROOT, 'tsconfig.json'), (file) => ts.sys.readFile(file)).config, ts.sys, ROOT);
    const index = path.join(LIBRARY, 'index.ts');
    const program = ts.createProgram([index], { ...options, types: ['node'] });
    this.checker = program.getTypeChecker();
    this.exported = this.checker.getExportsOfModule(this.checker.getSymbolAtLocation(program.getSourceFile(index)!)!).map((symbol) => (symbol.flags & ts.SymbolFlags.Alias ? this.checker.getAliasedSymbol(symbol) : symbol));
  }

  public texts(): { readonly calls: string; readonly types: string } {
    for (const symbol of this.exported) {
      const declaration = symbol.valueDeclaration;
      // Errors are thrown by us, and made by nobody else.
      if (declaration && ts.isClassDeclaration(declaration) && !symbol.name.endsWith('Error')) this.addClass(declaration);
      if (declaration && ts.isFunctionDeclaration(declaration)) this.classes.set(symbol.name, [`call${this.parameters(declaration)}${this.returnText(declaration)}`]);
    }
    const calls = [
      ...HEADER,
      '/** What can be called, by the name of its class: the constructor as `new`, static methods, methods. Of a function: `call`. */',
      'export const CALLS: Readonly<Record<string, readonly string[]>> = {',
      ...sorted(this.classes).map(([name, signatures]) => `  ${name}: [${signatures.length < 2 ? signatures.map(quoted).join('') : `\n${signatures.map((call) => `    ${quoted(call)},`).join('\n')}\n  `}],`),
      '};',
      '',
    ];
    const types = [
      ...HEADER,
      '/** Interfaces: those of values, and those of properties. */',
      'export const TYPES: Readonly<Record<string, string>> = {',
      ...sorted(this.types).map(([name, text]) => `  ${name}: ${quoted(text)},`),
      '};',
      '',
      '/** The values of enums, by the name of their members. */',
      'export const ENUMS: Readonly<Record<string, Readonly<Record<string, string>>>> = {',
      ...sorted(this.enums).map(([name, text]) => `  ${name}: ${text},`),
      '};',
      '',
    ];
    return { calls: calls.join('\n'), types: types.join('\n') };
  }

  private addClass(node: ts.ClassDeclaration): void {
    const name = node.name!.text;
    if (this.classes.has(name)) return;
    const calls: string[] = [];
    this.classes.set(name, calls);
    for (const member of node.members) {
      if (isHidden(member)) continue;
      if (ts.isConstructorDeclaration(member)) calls.push(`new${this.parameters(member)}`);
      if (ts.isMethodDeclaration(member)) {
        const isStatic = member.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword);
        calls.push(`${isStatic ? 'static ' : ''}${member.name.getText()}${this.parameters(member)}${this.returnText(member)}`);
      }
    }
    const base = node.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)?.types[0];
    const baseClass = base && this.checker.getTypeAtLocation(base).symbol?.valueDeclaration;
    if (baseClass && ts.isClassDeclaration(baseClass) && isOurs(baseClass)) this.addClass(baseClass);
  }

  private returnText(node: ts.SignatureDeclaration): string {
    const text = this.typeText(this.checker.getReturnTypeOfSignature(this.checker.getSignatureFromDeclaration(node)!));
    return text === 'void' ? '' : `: ${text}`;
  }

  private parameters(node: ts.SignatureDeclaration): string {
    const texts = node.parameters.map((parameter) => {
      // A code that nobody knows is found as one that nothing was found of.
      const isCode = parameter.type?.getText() === 'Code';
      const type = this.checker.getTypeAtLocation(parameter);
      const optional = parameter.questionToken !== undefined || parameter.initializer !== undefined;
      return `${parameter.dotDotDotToken ? '...' : ''}${parameter.name.getText()}${optional ? '?' : ''}: ${isCode ? 'string' : this.typeText(type)}`;
    });
    return `(${texts.join(', ')})`;
  }

  private typeText(type: ts.Type): string {
    const { checker } = this;
    if (type.flags & ts.TypeFlags.VoidLike && !(type.flags & ts.TypeFlags.Undefined)) return 'void';
    if (type.flags & ts.TypeFlags.StringLiteral && !(type.flags & ts.TypeFlags.EnumLiteral)) return `'${(type as ts.StringLiteralType).value}'`;
    if (type.symbol && type.symbol.flags & (ts.SymbolFlags.Enum | ts.SymbolFlags.EnumMember)) return this.enumText(type);
    if (type.flags & ts.TypeFlags.Boolean) return 'boolean';
    if (type.isUnion()) return this.unionText(type);
    if (type.flags & ts.TypeFlags.StringLike) return 'string';
    if (type.flags & ts.TypeFlags.NumberLike) return 'number';
    if (type.flags & ts.TypeFlags.BooleanLike) return 'boolean';
    if (type.flags & ts.TypeFlags.NonPrimitive) return 'object';
    if (checker.isArrayType(type)) return this.elementText(checker.getTypeArguments(type as ts.TypeReference)[0]);
    if (!(type.flags & ts.TypeFlags.Object)) return 'unknown';
    if (type.getCallSignatures().length > 0) return 'function';
    return this.objectText(type);
  }

  private unionText(type: ts.UnionType): string {
    // The compiler takes a boolean apart into its two values.
    const texts = type.types.filter(({ flags }) => !(flags & ts.TypeFlags.Undefined)).map((each) => this.typeText(each));
    return [...new Set(texts)].join(' | ');
  }

  private elementText(element: ts.Type): string {
    const text = this.typeText(element);
    return text.includes(' | ') ? `(${text})[]` : `${text}[]`;
  }

  private enumText(type: ts.Type): string {
    const symbol = type.symbol.flags & ts.SymbolFlags.EnumMember ? (this.checker.getTypeAtLocation(type.symbol.valueDeclaration!.parent) as ts.Type).symbol : type.symbol;
    const node = symbol.valueDeclaration as ts.EnumDeclaration;
    this.enums.set(symbol.name, `{ ${node.members.map((member) => `${member.name.getText()}: ${member.initializer!.getText()}`).join(', ')} }`);
    return symbol.name;
  }

  private objectText(type: ts.Type): string {
    const declaration = type.symbol?.declarations?.[0];
    const index = this.checker.getIndexTypeOfType(type, ts.IndexKind.String);
    if (index) return `{${this.typeText(index)}}`;
    if (!declaration) return 'unknown';
    if (!isOurs(declaration)) return OF_OTHERS.get(type.symbol.name) ?? (type.getProperties().every((property) => isOurs(property.valueDeclaration)) ? this.membersText(type.getProperties(), declaration) : 'unknown');
    if (OUTPUTS.test(declaration.getSourceFile().fileName) && ts.isInterfaceDeclaration(declaration)) return 'object';
    if (ts.isClassDeclaration(declaration)) {
      this.addClass(declaration);
      return type.symbol.name;
    }
    if (!ts.isInterfaceDeclaration(declaration)) return this.membersText(type.getProperties(), declaration);
    this.addInterface(declaration, type);
    return type.symbol.name;
  }

  private addInterface(node: ts.InterfaceDeclaration, type: ts.Type): void {
    const name = node.name.text;
    if (this.types.has(name)) return;
    this.types.set(name, '');
    const methods = node.members.filter(ts.isMethodSignature).filter(({ questionToken }) => !questionToken);
    if (methods.length > 0) {
      this.types.set(name, `with ${methods.map((method) => method.name.getText()).join(', ')}`);
      return;
    }
    const bases = (node.heritageClauses ?? []).flatMap(({ types }) => types.map((base) => this.typeText(this.checker.getTypeAtLocation(base))));
    const own = type.getProperties().filter((property) => property.declarations?.some(({ parent }) => parent === node));
    this.types.set(name, [...bases, this.membersText(own, node)].join(' & '));
  }

  private membersText(properties: readonly ts.Symbol[], at: ts.Node): string {
    const members = properties.map((property) => {
      const optional = property.flags & ts.SymbolFlags.Optional ? '?' : '';
      return `${property.name}${optional}: ${this.typeText(this.checker.getTypeOfSymbolAtLocation(property, at))}`;
    });
    return members.length === 0 ? '{ }' : `{ ${members.join(', ')} }`;
  }
}

/** Types of the construct tree and of cdk8s that users hand over. */
const OF_OTHERS: ReadonlyMap<string, string> = new Map([
  ['Construct', 'Construct'],
  ['IConstruct', 'Construct'],
  ['JsonPatch', 'JsonPatch'],
  ['TemplateStringsArray', 'string[]'],
]);

function isOurs(node: ts.Node | undefined): boolean {
  return node !== undefined && path.resolve(node.getSourceFile().fileName).startsWith(LIBRARY);
}

/** Nobody outside can call it. */
function isHidden(member: ts.ClassElement): boolean {
  const modifiers = ts.canHaveModifiers(member) ? ts.getModifiers(member) : undefined;
  return modifiers?.some(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword || kind === ts.SyntaxKind.ProtectedKeyword) === true
    || ts.getJSDocTags(member).some(({ tagName }) => tagName.text === 'internal')
    || member.name?.getText().startsWith('_') === true;
}

function quoted(text: string): string {
  return text.includes("'") ? JSON.stringify(text) : `'${text}'`;
}

function sorted<T>(map: ReadonlyMap<string, T>): [string, T][] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1));
}
