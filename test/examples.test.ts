import * as ts from 'typescript';
import * as library from '../lib/index';
import * as testing from '../lib/testing/index';
import { filesBelow, nodesOf, parse, ROOT, textOf } from './sources';

/*
 * Code in documentation is code: what the docstrings and the Markdown files show has to compile, with nothing declared
 * but what the library exports and what `examples-prelude.d.ts` takes for granted.
 */

interface Example {
  /** Virtual file of the program. */
  readonly file: string;
  /** Where it is written. */
  readonly origin: string;
  readonly code: string;
}

const IMPORTS = [
  `import { ${Object.keys(library).join(', ')} } from 'cdk8s-compose';`,
  `import { ${Object.keys(testing).join(', ')} } from 'cdk8s-compose/testing';`,
  "import { ApiObject, JsonPatch } from 'cdk8s';",
  '',
].join('\n');
const PRELUDE = `${ROOT}/test/examples-prelude.d.ts`;
const DOCUMENTS = ['README.md', 'CONTRIBUTING.md', ...filesBelow('docs'), ...filesBelow('apps'), ...filesBelow('examples')].filter((file) => file.endsWith('.md'));

const examples = [...docstringExamples(), ...documentExamples()];
const problems = compile(examples);

test.each(examples)('$origin', ({ file }) => {
  expect(problems.get(file) ?? []).toEqual([]);
});

/** Each `@example` of a docstring. */
function docstringExamples(): Example[] {
  return filesBelow('lib').flatMap((file) => {
    const source = parse(file);
    const found = [...nodesOf(source)].flatMap((node) => ts.getJSDocTags(node).filter((tag) => tag.tagName.text === 'example' && tag.parent.parent === node));
    return found.map((tag): Example => {
      const { line } = source.getLineAndCharacterOfPosition(tag.getStart());
      const code = ts.getTextOfJSDocComment(tag.comment) ?? '';
      return example(`${file}:${line + 1}`, `${IMPORTS}{\n${code}\n}\n`);
    });
  });
}

/** Each TypeScript block of a Markdown file: it shows its imports itself, or it is a piece that needs none of its own. */
function documentExamples(): Example[] {
  return DOCUMENTS.flatMap((document) => {
    const text = textOf(document);
    return [...text.matchAll(/^```(?:ts|typescript)\n(.*?)^```/gms)].map((match): Example => {
      const line = text.slice(0, match.index).split('\n').length;
      return example(`${document}:${line}`, `${match[1].includes('import ') ? '' : IMPORTS}${match[1]}\nexport {};\n`);
    });
  });
}

function example(origin: string, code: string): Example {
  return { file: `${ROOT}/test/example-${origin.replace(/[^A-Za-z0-9]+/g, '-')}.ts`, origin, code };
}

/** Type-checks all examples in one program, as strictly as the library itself; problems by virtual file. */
function compile(all: readonly Example[]): Map<string, string[]> {
  const { config } = ts.readConfigFile(`${ROOT}/tsconfig.json`, (file) => ts.sys.readFile(file)) as { config: object };
  const { options } = ts.parseJsonConfigFileContent({ ...config, files: [], include: [] }, ts.sys, ROOT);
  const host = ts.createCompilerHost({ ...options, noEmit: true });
  const codes = new Map(all.map(({ file, code }) => [file, code]));
  const { fileExists, readFile } = host;
  host.fileExists = (file) => codes.has(file) || fileExists(file);
  host.readFile = (file) => codes.get(file) ?? readFile(file);
  const program = ts.createProgram([PRELUDE, ...codes.keys()], { ...options, noEmit: true, noUnusedLocals: false, noUnusedParameters: false }, host);
  const found = new Map<string, string[]>();
  for (const file of codes.keys()) {
    const source = program.getSourceFile(file);
    const messages = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map((diagnostic) => {
      const line = source?.getLineAndCharacterOfPosition(diagnostic.start ?? 0).line ?? 0;
      return `${ts.flattenDiagnosticMessageText(diagnostic.messageText, ' ')}: ${source?.text.split('\n')[line].trim()}`;
    });
    found.set(file, messages);
  }
  return found;
}
