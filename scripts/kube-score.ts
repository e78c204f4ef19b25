/**
 * Scores all manifests of `dist/kubernetes` with kube-score (`KUBE_SCORE`, by default the one on the PATH). Ends with 1 if something
 * critical is neither cured nor answered in `kube-score/answers.ts`, if an answer answers nothing any more, or if nothing was scored; with 2 where there is no kube-score.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { isFields } from '../lib/verify/untyped';
import { DEFAULT_SETTINGS } from '../lib/targets/kubernetes/settings';
import { ANSWERS, KUBE_SCORE, type Answer } from './kube-score/answers';
import { judge } from './kube-score/judge';

const DIRECTORY = join('dist', 'kubernetes');
const PROGRAM = process.env['KUBE_SCORE'] ?? 'kube-score';

process.exitCode = main();

function main(): number {
  if (spawnSync(PROGRAM, ['version']).status !== 0) {
    console.error(`there is no ${PROGRAM}: go install github.com/zegl/kube-score/cmd/kube-score@${KUBE_SCORE}`);
    return 2;
  }
  const files = readdirSync(DIRECTORY).filter((file) => file.endsWith('.yaml'));
  const counts = new Map<Answer, number>(ANSWERS.map((answer) => [answer, 0]));
  let [objects, open] = [0, 0];
  for (const file of files) {
    const report = score(join(DIRECTORY, file));
    const verdict = judge(report, manifestsIn(join(DIRECTORY, file)));
    objects += report.length;
    open += verdict.open.length;
    for (const line of verdict.open) console.log(`OPEN  ${file}: ${line}`);
    for (const [answer, count] of verdict.answered) counts.set(answer, counts.get(answer)! + count);
  }
  for (const [{ check, where }, count] of counts) console.log(`${String(count).padStart(5)} ${check}: ${where}${count === 0 ? ' -- ANSWERS NOTHING' : ''}`);
  const stale = [...counts.values()].filter((count) => count === 0).length;
  console.log(`${files.length} stacks, ${objects} objects: ${[...counts.values()].reduce((sum, count) => sum + count, 0)} critical findings answered, ${open} open, ${stale} answers without a finding`);
  return open > 0 || stale > 0 || objects === 0 ? 1 : 0;
}

/** It ends with 1 where something is critical, and prints the same. */
function score(file: string): unknown[] {
  const { stdout, stderr } = spawnSync(PROGRAM, ['score', '--kubernetes-version', `v${DEFAULT_SETTINGS.version}`, '--output-format', 'json', file], { encoding: 'utf8', maxBuffer: 1 << 28 });
  try {
    return JSON.parse(stdout) as unknown[];
  } catch {
    throw new Error(`${file}: ${stderr || 'kube-score printed nothing'}`);
  }
}

function manifestsIn(file: string) {
  return parseAllDocuments(readFileSync(file, 'utf8')).map((document): unknown => document.toJS()).filter(isFields);
}
