import type { Problem, Subject } from '../problem';
import { shown } from '../untyped';
import { readCompose, type ComposeProject } from './compose-reading';
import type { Difference, Side } from './difference';
import { differencesOf } from './differences';
import { readKubernetes } from './kubernetes-reading';
import { UNSET, type ComposeReading, type KubernetesReading } from './reading';

/** Two outputs of what should be one system. */
export interface Outputs {
  readonly manifests: readonly Subject[];
  readonly project: ComposeProject;
  /** What the operator sets, by name; if missing, what matters of it is tried. */
  readonly operator?: ReadonlyMap<string, string>;
  /** What was asked to be on all networks of the Compose host beside its host name, as `workload endpoint`. */
  readonly open?: ReadonlySet<string>;
}

/** Where two outputs do not agree. */
export function compareOutputs({ manifests, project, operator = new Map(), open }: Outputs): Problem[] {
  const [kubernetes, compose] = [readKubernetes(manifests, operator), readCompose(project, operator)];
  return differencesOf(kubernetes, compose, open).map((difference) => problemOf(difference, kubernetes, compose));
}

function problemOf(difference: Difference, kubernetes: KubernetesReading, compose: ComposeReading): Problem {
  const { workload, aspect, what, side } = difference;
  const of = workload === '' ? what : workload;
  const subjects = [['kubernetes', kubernetes.subjects.get(of)], ['compose', compose.subjects.get(of)]] as const;
  const known = subjects.filter((entry): entry is readonly [Side, string] => entry[1] !== undefined);
  const [[main, subject], ...others] = (side === undefined ? known : [...known].sort(([a], [b]) => Number(b === side) - Number(a === side))).concat([['kubernetes', '']]);
  const place = { kubernetes, compose }[main].places.get(`${workload} ${what}`) ?? [];
  const related = others.flatMap(([, name]) => (name === '' ? [] : [name]));
  return { code: `agreement/${aspect}`, subject, place, detail: detailOf(difference), ...(related.length > 0 && { related }) };
}

function detailOf({ workload, what, kubernetes, compose, says, side }: Difference): string {
  if (says !== undefined) return `${side === 'kubernetes' ? 'Kubernetes' : 'Compose'}: ${workload === '' ? '' : `${workload}: `}${says}`;
  return `${workload === '' ? '' : `${workload}: `}${what} is ${said(kubernetes)} on Kubernetes, ${said(compose)} in Compose`;
}

function said(value: string | undefined): string {
  return value === undefined ? 'not there' : value === UNSET ? 'not set' : shown(value);
}
