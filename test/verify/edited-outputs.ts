import * as fs from 'node:fs';
import * as path from 'node:path';
import { ROOT } from '../sources';
import type { PlantedFault } from './planted-outputs';

const GOLDENS = path.join(ROOT, 'test/apps/ai-society/ai-society');

/** The goldens of ai-society as `synth` writes them. */
export function outputs(): Map<string, string> {
  const places: Readonly<Record<string, string>> = { 'kubernetes.yaml': 'kubernetes/ai-society.k8s.yaml', 'report.json': 'report/ai-society.json', 'model.json': 'model/ai-society.json', 'env.example': 'compose/ai-society/.env.example' };
  const goldens = fs.readdirSync(GOLDENS, { recursive: true, encoding: 'utf8' }).filter((file) => fs.statSync(path.join(GOLDENS, file)).isFile());
  return new Map(goldens.map((file) => [places[file] ?? `compose/ai-society/${file}`, fs.readFileSync(path.join(GOLDENS, file), 'utf8')]));
}

const placeOf = (file: PlantedFault['file']): string => (file === 'kubernetes.yaml' ? 'kubernetes/ai-society.k8s.yaml' : `compose/ai-society/${file}`);

/** The outputs as nobody has edited them, by their paths. */
export function writtenOutputs(): Record<string, string> {
  return inFolder(outputs());
}

/** The outputs with one edit, which changes the first such text after where it begins. */
export function editedOutputs({ file, in: before, from, to }: PlantedFault): Record<string, string> {
  const files = outputs();
  const text = files.get(placeOf(file))!;
  const start = text.indexOf(before);
  const at = text.indexOf(from, start);
  if (start === -1 || at === -1) throw new Error(`there is no ${JSON.stringify(start === -1 ? before : from)} in ${file}`);
  files.set(placeOf(file), text.slice(0, at) + to + text.slice(at + from.length));
  return inFolder(files);
}

/** The outputs with an announcement of a difference that there is not. */
export function staleOutputs(): Record<string, string> {
  const files = outputs();
  const report = JSON.parse(files.get('report/ai-society.json')!) as { differences: object[] };
  const difference = { workload: 'redis', aspect: 'replicas', what: 'replicas', kubernetes: '3', compose: '1', code: 'compose/published-replicas' };
  files.set('report/ai-society.json', JSON.stringify({ ...report, differences: [...report.differences, difference] }));
  return inFolder(files);
}

function inFolder(files: ReadonlyMap<string, string>): Record<string, string> {
  return Object.fromEntries([...files].map(([name, content]) => [`dist/${name}`, content]));
}
