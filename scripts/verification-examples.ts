import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { run } from '../lib/cli/run';
import type { VerifyFinding } from '../lib/cli/verdict';
import { VERIFY_CODES, type VerifyCode } from '../lib/verify/codes';
import { judgeProject } from '../lib/verify/compose/judge';
import { judgeManifests } from '../lib/verify/kubernetes/judge';
import type { Judgement } from '../lib/verify/problem';
import { MANIFEST_FAULTS } from '../test/verify/faults/all';
import { subjectsOf } from '../test/verify/judged';
import { PLANTED } from '../test/verify/pairs/planted';
import { PLANTED_FAULTS } from '../test/verify/planted-outputs';
import { editedOutputs, staleOutputs } from '../test/verify/edited-outputs';
import { VERIFICATION_INPUTS } from './verification-inputs';

type Files = Readonly<Record<string, string | Uint8Array>>;

/** For each problem in the reference what a judge says of an input that has it: a code without an input stops the generator. */
export function verificationExamples(): Readonly<Record<string, Judgement>> {
  return Object.fromEntries((Object.keys(VERIFY_CODES) as VerifyCode[]).map((code) => [code, exampleOf(code)]));
}

function exampleOf(code: VerifyCode): Judgement {
  const example = judgement(code, ofFiles(code)) ?? ofManifests(code) ?? ofProject(code);
  if (!example) throw new Error(`no input of which verify says ${code}`);
  return example;
}

function ofManifests(code: VerifyCode): Judgement | undefined {
  for (const fault of MANIFEST_FAULTS.filter((each) => each.code === code)) {
    const problem = judgeManifests(subjectsOf(fault.bad), { version: '1.28', ...fault.settings }).find((each) => each.code === code);
    if (problem) return { value: problem.subject, detail: problem.detail };
  }
  return undefined;
}

/** What only synthesis is told, of outputs of its own. */
function ofProject(code: VerifyCode): Judgement | undefined {
  if (code !== 'project/ambiguous-form') return undefined;
  const problem = judgeProject({ services: { api: { image: 'example/shop-api:1.4.2', environment: { DEBUG: false } } } }, { strict: true }).find((each) => each.code === code);
  return problem && { value: problem.subject, detail: problem.detail };
}

function ofFiles(code: VerifyCode): VerifyFinding | undefined {
  const input = VERIFICATION_INPUTS[code];
  if (input) return findingIn(code, input.files, input.arguments);
  if (code === 'agreement/announcement-stale') return findingIn(code, staleOutputs(), []);
  for (const [pair, edits] of Object.entries(PLANTED)) {
    const edit = edits.find((each) => each.code === code);
    if (!edit) continue;
    const files = filesIn(path.resolve(__dirname, '../test/verify/pairs', pair));
    return findingIn(code, { ...files, [edit.file]: files[edit.file].replace(edit.before, () => edit.after) }, ['--compose', '.', '--kubernetes', 'k8s']);
  }
  const planted = PLANTED_FAULTS.find((each) => each.code === code);
  if (!planted || planted.file !== 'kubernetes.yaml') return planted && findingIn(code, editedOutputs(planted), []);
  // One side alone is judged faster.
  return findingIn(code, editedOutputs(planted), code.startsWith('manifest/') ? ['--kubernetes', 'dist/kubernetes/ai-society.k8s.yaml', '--kubernetes-version', '1.28'] : []);
}

function filesIn(folder: string): Record<string, string> {
  const files = fs.readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map(({ parentPath, name }) => path.join(parentPath, name));
  return Object.fromEntries(files.map((file) => [path.relative(folder, file), fs.readFileSync(file, 'utf8')]));
}

function findingIn(code: VerifyCode, files: Files, args: readonly string[]): VerifyFinding | undefined {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'cdk8s-compose-')));
  try {
    for (const [name, content] of Object.entries(files)) {
      fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      fs.writeFileSync(path.join(folder, name), content);
    }
    let printed = '';
    const print = (text: string): void => void (printed += text);
    run(['verify', ...args, '--format', 'json'], { directory: folder, environment: {}, isTerminal: false, print, printError: print });
    return (JSON.parse(printed) as { readonly findings: readonly VerifyFinding[] }).findings.find((finding) => finding.code === code);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

function judgement(code: VerifyCode, finding: VerifyFinding | undefined): Judgement | undefined {
  if (!finding) return undefined;
  const { subject, message, file } = finding;
  // Of a file no line is shown here, so it is said which one it is.
  if (code.startsWith('input/')) return { value: file ?? '', detail: message.charAt(0).toLowerCase() + message.slice(1) };
  return { value: subject, detail: subject !== '' && message.startsWith(`${subject}: `) ? message.slice(subject.length + 2) : message };
}
