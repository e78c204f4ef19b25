import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { outputsOf } from './measure';
import type { Program } from './sample';

/** Where each program puts its manifests. */
const MANIFESTS: Record<Program, string> = { ours: 'kubernetes', 'hand-written': '.' };

/** What one program has written. */
interface Written {
  /** `kind name` of each Kubernetes object, sorted. */
  readonly objects: readonly string[];
  readonly manifestBytes: number;
  readonly bytes: number;
}

/**
 * Proves that both programs write the same Kubernetes objects, and says how much text that is.
 *
 * @throws Error with the objects that only one of them writes
 */
export function describeOutputs(units: number): string {
  const [ours, byHand] = (['ours', 'hand-written'] as const).map((program) => written(outputsOf(program, units), MANIFESTS[program]));
  const different = [...onlyIn(ours, byHand), ...onlyIn(byHand, ours)];
  if (different.length > 0 || ours.objects.length !== byHand.objects.length) {
    throw new Error(`the programs do not write the same objects: ${different.join(', ') || 'some twice'}`);
  }
  const kinds = new Map<string, number>();
  for (const object of ours.objects) kinds.set(object.split(' ')[0], (kinds.get(object.split(' ')[0]) ?? 0) + 1);
  return [
    `Both write the same ${ours.objects.length} Kubernetes objects for ${units} units:`,
    `${[...kinds].map(([kind, count]) => `${count} ${kind}`).join(', ')}.`,
    `Ours: ${kilobytes(ours.manifestBytes)} of manifests and ${kilobytes(ours.bytes - ours.manifestBytes)} for Compose, model and report;`,
    `by hand: ${kilobytes(byHand.manifestBytes)} of manifests.`,
  ].join(' ');
}

function written(outdir: string, manifests: string): Written {
  const files = readdirSync(outdir, { recursive: true, encoding: 'utf8' }).filter((file) => statSync(join(outdir, file)).isFile());
  const size = (names: readonly string[]): number => names.reduce((sum, name) => sum + statSync(join(outdir, name)).size, 0);
  const yaml = files.filter((file) => file.endsWith('.k8s.yaml') && (manifests === '.' || file.startsWith(manifests)));
  const objects = yaml.flatMap((file) => parseAllDocuments(readFileSync(join(outdir, file), 'utf8')).map((document) => nameOf(document.toJS())));
  return { objects: objects.sort(), manifestBytes: size(yaml), bytes: size(files) };
}

function nameOf(object: { kind: string; metadata: { name: string } }): string {
  return `${object.kind} ${object.metadata.name}`;
}

function onlyIn(one: Written, other: Written): string[] {
  const known = new Set(other.objects);
  return one.objects.filter((object) => !known.has(object));
}

function kilobytes(bytes: number): string {
  return `${Math.round(bytes / 1000)} kB`;
}
