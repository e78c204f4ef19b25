import type { ManifestCode } from '../../../lib/verify/kubernetes/codes';
import type { ManifestSettings } from '../../../lib/verify/kubernetes/judge';
import { deploymentWith, documents, DEPLOYMENT_YAML, type Place } from '../fixtures';

/** Manifests with one mistake, and manifests close to them with none. */
export interface Fault {
  readonly code: ManifestCode;
  /** What the bad ones are told, in part. */
  readonly message: string;
  readonly bad: readonly unknown[];
  readonly good: readonly unknown[];
  readonly settings?: Partial<ManifestSettings>;
  /** By what: objects that are too short to be complete are judged by rules alone, and those of the schema by nothing else. @default 'rules' */
  readonly by?: 'rules' | 'schema' | 'all';
}

/** A fault as two texts of YAML. */
export type Row = readonly [code: ManifestCode, message: string, bad: string, good: string];

type Options = Pick<Fault, 'settings' | 'by'>;

/** Faults that are fields of one place of a Deployment; `beside` are documents both stacks have. */
export function inDeployment(place: Place, rows: readonly Row[], beside = '', options: Options = {}): Fault[] {
  const stack = (yaml: string): unknown[] => [deploymentWith(place, yaml), ...documents(beside)];
  return rows.map(([code, message, bad, good]) => ({ code, message, bad: stack(bad), good: stack(good), ...options }));
}

/** Faults that are whole documents beside a Deployment without fault. */
export function besideDeployment(rows: readonly Row[], options: Options = {}): Fault[] {
  const stack = (yaml: string): unknown[] => documents(`${DEPLOYMENT_YAML}---\n${yaml}`);
  return rows.map(([code, message, bad, good]) => ({ code, message, bad: stack(bad), good: stack(good), ...options }));
}

/** Faults of documents that stand alone. */
export function alone(rows: readonly Row[], options: Options = {}): Fault[] {
  return rows.map(([code, message, bad, good]) => ({ code, message, bad: documents(bad), good: documents(good), ...options }));
}
