import { exitCodeOf, titleOf, type AcceptedFinding, type Related, type Verdict, type VerifyFinding } from '../verdict';
import { EXIT } from '../world';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** For code scanning: the Static Analysis Results Interchange Format, 2.1.0. */
export function asSarif(verdict: Verdict, version: string): string {
  const all: readonly (VerifyFinding & Partial<AcceptedFinding>)[] = [...verdict.findings, ...verdict.accepted];
  const codes = [...new Set(all.map(({ code }) => code))].sort();
  const rules = codes.map((code) => {
    const { expected, fix } = all.find((finding) => finding.code === code)!;
    return {
      id: code,
      shortDescription: { text: `${titleOf(code)}.` },
      fullDescription: { text: `Expected: ${expected}.` },
      help: { text: `Expected: ${expected}. ${fix}` },
      defaultConfiguration: { level: 'error' },
    };
  });
  const log = {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [{
      tool: { driver: { name: 'cdk8s-compose', semanticVersion: version, rules } },
      invocations: [{
        executionSuccessful: exitCodeOf(verdict) !== EXIT.UNREADABLE,
        exitCode: exitCodeOf(verdict),
        toolExecutionNotifications: [...verdict.notes.map((text) => `Not judged: ${text}`), ...verdict.matches.map((text) => `Matched: ${text}`)].map((text) => ({ level: 'note', message: { text } })),
      }],
      columnKind: 'utf16CodeUnits',
      results: all.map((finding) => resultOf(finding, codes.indexOf(finding.code))),
    }],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function resultOf({ code, message, fix, reason, related = [], ...place }: VerifyFinding & Partial<AcceptedFinding>, ruleIndex: number): object {
  const location = locationOf(place);
  const others = related.map((other, id) => ({ id, message: { text: other.subject }, ...locationOf(other) }));
  return {
    ruleId: code,
    ruleIndex,
    level: 'error',
    message: { text: `${message} ${fix}` },
    ...(location && { locations: [location] }),
    ...(others.length > 0 && { relatedLocations: others }),
    ...(reason !== undefined && { suppressions: [{ kind: 'external', justification: reason }] }),
  };
}

/** Code scanning shows nothing without a line, so what is about a whole file is at its first. */
function locationOf({ file, line, subject }: Related): object | undefined {
  if (file === undefined && subject === '') return undefined;
  return {
    ...(file !== undefined && { physicalLocation: { artifactLocation: { uri: uriOf(file) }, region: { startLine: line ?? 1 } } }),
    ...(subject !== '' && { logicalLocations: [{ fullyQualifiedName: subject }] }),
  };
}

/** A relative reference; a first part with a colon would be a scheme. */
function uriOf(file: string): string {
  const uri = file.split('/').map(encodeURIComponent).join('/');
  return file.startsWith('/') ? `file://${uri}` : uri;
}
