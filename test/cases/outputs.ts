import { isDeepStrictEqual } from 'node:util';
import { parse, parseAllDocuments } from 'yaml';
import type { Synthesized } from 'cdk8s-compose/testing';
import { asReported, reportedIn } from '../diagnostics/report-reading';
import type { VerifyFinding } from '../../lib/cli/verdict';
import { verifySynthesis } from '../../lib/cli/verify';
import { FilesInMemory } from '../../lib/testing/files-in-memory';
import { operatorsVariables } from '../../lib/verify/compose/interpolation';
import { judgeProject } from '../../lib/verify/compose/judge';
import { operatorsObjects } from '../../lib/verify/kubernetes/operators-objects';
import { judged } from '../verify/judged';
import { validateInventory, validateModel, validateReport } from '../verify/model-schema';
import { at, fields } from '../../lib/verify/untyped';

/** The outputs of one stack, under names that are the same in every folder of goldens. */
export function goldensOf<Content>(stack: string, files: ReadonlyMap<string, Content>): Map<string, Content> {
  return new Map([...files].map(([file, content]) => [goldenName(stack, file), content]));
}

/** `kubernetes/shop.k8s.yaml` is `kubernetes.yaml`, what belongs to Compose is beside it, and `.env` files can be seen. */
function goldenName(stack: string, file: string): string {
  if (stackOf(file) !== stack) throw new Error(`the output ${file} is not named after the stack ${stack}`);
  const name = file.replace(`/${stack}`, '');
  return name.replace(/^kubernetes\.k8s\./, 'kubernetes.').replace(/^compose\//, '').replace(/^\.env\b/, 'env');
}

/** The stack that an output is of: every output has its name after the first folder. None for one of the whole app. */
export function stackOf(file: string): string | undefined {
  return /^[^/]+\/([^/.]+)/.exec(file)?.[1];
}

/** Outputs that say again what others say: in a case they are compared with what they are made of, and have no golden. */
export function isDerived(golden: string): boolean {
  return golden === 'model.json' || golden === 'report.txt' || golden === 'report.json';
}

/** What is wrong with the model and the report of a stack. */
export function derivedProblemsOf({ model, findings }: Synthesized, goldens: ReadonlyMap<string, string>): string[] {
  const json = goldens.get('model.json') ?? '{}';
  const reported = reportedIn(goldens.get('report.txt') ?? '');
  const found = asReported(findings);
  const data = JSON.parse(goldens.get('report.json') ?? '{"findings":[]}') as { readonly findings: readonly { readonly code: string; readonly paths: readonly string[]; readonly message: string }[] };
  const inData = data.findings.flatMap(({ code, paths, message }) => paths.map((path) => `${code} ${path} ${message}`));
  return [
    ...(isDeepStrictEqual(inData.sort(), findings.map(({ code, path, message }) => `${code} ${path} ${message}`).sort()) ? [] : ['report.json does not have what was found']),
    ...validateReport(goldens.get('report.json') ?? '{}').map((problem) => `report.json: ${problem}`),
    ...validateModel(json).map((problem) => `model.json: ${problem}`),
    ...(isDeepStrictEqual(JSON.parse(json), model) ? [] : ['model.json is not the model']),
    ...found.filter((finding) => !reported.includes(finding)).map((finding) => `report.txt does not have: ${finding}`),
    ...reported.filter((finding) => !found.includes(finding)).map((finding) => `report.txt has, and nothing found it: ${finding}`),
  ];
}

/** What `verify` says of the outputs of a stack: whether each is right, and whether they are of one application. */
export function verifiedProblemsOf({ files }: Pick<Synthesized, 'files'>): VerifyFinding[] {
  const { findings, judged: { compared }, notes } = verifySynthesis('.', new FilesInMemory(files));
  if (compared === 0 || notes.length > 0) throw new Error(`verify has compared ${compared} outputs: ${notes.join('; ')}`);
  return [...findings];
}

/** What a strict server, a running cluster, Compose or the engine would have to say about the outputs, read back from their text. */
export function problemsOf(goldens: ReadonlyMap<string, string>, version = '1.35'): string[] {
  const sets = [...goldens].filter(([file]) => /^kubernetes(\.|\/.*\.k8s\.)yaml$/.test(file)).map(([, content]) => content);
  const compose: unknown = parse(goldens.get('compose.yaml')!);
  return [
    ...sets.flatMap((content) => judged(manifestsIn(content), { version, external: operatorsObjects(content) })),
    ...judgeProject(compose, { strict: true }).map(({ code, subject, detail }) => `${code} ${subject}: ${detail}`),
    ...missingFiles(compose, goldens),
    ...undescribedVariables(compose, goldens.get('env.example')!),
    ...[...goldens].flatMap(([file, content]) => (/^inventory\b/.test(file) ? validateInventory(content) : [])),
  ];
}

function manifestsIn(content: string): unknown[] {
  return parseAllDocuments(content).map((document) => {
    if (document.errors.length > 0) throw document.errors[0];
    return document.toJS() as unknown;
  });
}

function missingFiles(compose: unknown, goldens: ReadonlyMap<string, string>): string[] {
  const overlays = [...goldens].filter(([file]) => /^compose\..+\.yaml$/.test(file)).map(([, content]): unknown => parse(content));
  const mounted = [compose, ...overlays].flatMap((document) => Object.values(fields(at(document, 'configs')))).map((config) => String(at(config, 'file')).replace(/^\.\//, ''));
  const written = [...goldens.keys()].filter((file) => file.startsWith('files/'));
  return [
    ...mounted.filter((file) => !goldens.has(file)).map((file) => `compose.yaml mounts ${file}, which is not written`),
    ...written.filter((file) => !mounted.includes(file)).map((file) => `${file} is written, but compose.yaml does not know it`),
  ];
}

function undescribedVariables(compose: unknown, example: string): string[] {
  const described = new Set([...example.matchAll(/^(?:# )?([A-Za-z_][A-Za-z0-9_]*)=/gm)].map(([, name]) => name));
  return operatorsVariables(compose).filter((name) => !described.has(name)).map((name) => `env.example does not describe ${name}`);
}
