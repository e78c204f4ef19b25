import type { AnnouncedDifference } from '../../diagnostics/report-document';
import { judgedMinor } from '../kubernetes/version';
import type { Problem, Subject } from '../problem';
import { shownPlace } from '../place-text';
import { at, plain, shown } from '../untyped';
import { Announcements } from './announcements';
import { readBoth } from './both-readings';
import type { ComposeProject } from './compose-reading';
import { differenceOf, type Difference, type Side } from './difference';
import { differencesOf } from './differences';
import { EITHER_SCHEME, operatorsOf } from './operator';
import { UNSET, type ComposeReading, type KubernetesReading } from './reading';
import { unreadInManifests, unreadInProject } from './unread/unread-fields';
import { withoutUsualNames } from './usual-names';

/** Two outputs of what should be one system. */
export interface Outputs {
  readonly manifests: readonly Subject[];
  readonly project: ComposeProject;
  /** Of Kubernetes, such as `1.35`. */
  readonly version: string;
  /** What was said to differ, and nothing else may. */
  readonly announcements: readonly AnnouncedDifference[];
  /** What the operator sets, by name; if missing, what matters of it is tried. */
  readonly operator?: ReadonlyMap<string, string>;
}

/** Where two outputs do not agree. Nothing throws, whatever they are. */
export function compareOutputs(outputs: Outputs): Problem[] {
  const { unannounced, stale } = differencesBetween(outputs);
  return [...unannounced.map(({ problem }) => problem()), ...stale.map(staleProblem)];
}

/** Two outputs, held against each other and against what was said of them. */
export interface Comparison {
  readonly unannounced: readonly Found[];
  /** What was announced, and is not so. */
  readonly stale: readonly AnnouncedDifference[];
}

/** The same as data. */
export function differencesBetween({ manifests, project, version, announcements, operator }: Outputs): Comparison {
  const announced = new Announcements(announcements);
  // What somebody has added to manifests of ours is there for Kubernetes alone.
  const foreign = manifests.filter(({ value }) => at(value, 'metadata', 'labels', 'app.kubernetes.io/managed-by') !== 'cdk8s-compose');
  if (foreign.length > 0) manifests = manifests.filter((manifest) => !foreign.includes(manifest));
  project = withoutUsualNames(project);
  const minor = judgedMinor(version);
  const operators = operatorsOf(manifests, project);
  // What he has to set he has set to something, whatever else is known of him.
  const { least, most } = operator ? { least: new Map([...operators.least, ...operator]), most: undefined } : operators;
  const found = compareWith(manifests, project, least, minor, foreign, () => true);
  if (most) {
    const known = new Set(found.map(({ key }) => key));
    found.push(...compareWith(manifests, project, most, minor, foreign, ({ what, kubernetes }) => OF_OPERATORS.test(what) && !kubernetes?.startsWith('memory ')).filter(({ key }) => !known.has(key)));
  }
  found.push(...unreadFields(manifests, project, found));
  for (const { name, value } of foreign) found.push(foundObject(name, `${String(at(value, 'kind'))}/${String(at(value, 'metadata', 'name'))}`));
  const unannounced = found.filter(({ difference }) => !announced.has(difference) && !difference.isUsual);
  // With the values of one operator not everything shows that may.
  const stale = operator ? [] : announced.stale;
  return { unannounced, stale };
}

/** What is made of the operator's values on both sides. Numbers, amounts and names that he chooses in Compose are looked at as their defaults make them. */
const OF_OPERATORS = /^(env |entry point$|command$|image$|mount )/;

/** A difference, and how it is told. */
export interface Found {
  readonly key: string;
  readonly difference: Difference;
  readonly problem: () => Problem;
}

function foundObject(subject: string, label: string): Found {
  const difference = differenceOf(` object ${label}`, 'yes', undefined);
  return { key: label, difference, problem: () => ({ code: 'agreement/workload', subject, place: [], detail: 'it is there on Kubernetes, and nobody has said so' }) };
}

/** Fields that no reading looks at: what they change, nobody can say of the other output. What is in one output alone is found as a whole. */
function unreadFields(manifests: readonly Subject[], project: ComposeProject, found: readonly Found[]): Found[] {
  const alone = new Set(found.filter(({ difference: { what } }) => what === 'workload').map(({ problem }) => problem().subject));
  const sides = [['kubernetes', unreadInManifests(manifests)], ['compose', unreadInProject(project.template)]] as const;
  return sides.flatMap(([side, unread]) =>
    [...unread].filter(({ subject }) => !alone.has(subject)).map(({ subject, place, value }): Found => {
      const what = shownPlace(place);
      const named = `${subject} ${what}`.trim();
      const other = { kubernetes: 'Compose', compose: 'Kubernetes' }[side];
      return {
        key: `\n${named}`,
        difference: { workload: '', aspect: 'setting', what: named, [side]: plain(value) },
        problem: () => ({ code: 'agreement/setting', subject, place, detail: `${what} is ${shown(value)}, and nothing in ${other} says the same` }),
      };
    }));
}

function compareWith(manifests: readonly Subject[], project: ComposeProject, operator: ReadonlyMap<string, string>, minor: number, foreign: readonly Subject[], isMeant: (difference: Difference) => boolean): Found[] {
  const { kubernetes, compose } = readBoth(manifests, project, operator, minor, foreign);
  return differencesOf(kubernetes, compose).filter(isMeant).map((difference) => ({
    key: `${difference.workload}\n${difference.what}`,
    difference,
    problem: () => problemOf(difference, kubernetes, compose),
  }));
}

/** Aspects of which a difference names another workload, behind its first words. */
const OF_TWO: ReadonlySet<string> = new Set(['isolation', 'order']);

function problemOf(difference: Difference, kubernetes: KubernetesReading, compose: ComposeReading): Problem {
  const { workload, aspect, what, side } = difference;
  const [of, owner] = workload === '' ? [` ${what}`, ` ${what.split(' ').slice(0, 2).join(' ')}`] : [workload, workload];
  const subjects = [['kubernetes', kubernetes.subjects.get(of) ?? kubernetes.subjects.get(owner)], ['compose', compose.subjects.get(of) ?? compose.subjects.get(owner)]] as const;
  const known = subjects.filter((entry): entry is readonly [Side, string] => entry[1] !== undefined);
  const [[main, subject], ...others] = (side === undefined ? known : [...known].sort(([a], [b]) => Number(b === side) - Number(a === side))).concat([['kubernetes', '']]);
  const place = { kubernetes, compose }[main].places.get(`${workload} ${what}`) ?? [];
  // In Compose the other one says as much of what is between two: its networks, and whom it waits for.
  const other = OF_TWO.has(aspect) ? compose.subjects.get(what.slice(what.lastIndexOf(' ') + 1)) : undefined;
  const related = [...others.map(([, name]) => name), other ?? ''].filter((name) => name !== '');
  return { code: `agreement/${aspect}`, subject, place, detail: detailOf(difference), ...(related.length > 0 && { related }) };
}

function staleProblem({ workload, what, kubernetes, compose, code }: AnnouncedDifference): Problem {
  const values = [...(kubernetes === undefined ? [] : [`${shown(kubernetes)} on Kubernetes`]), ...(compose === undefined ? [] : [`${shown(compose)} in Compose`])];
  return { code: 'agreement/announcement-stale', subject: '', place: [], detail: `${code} announces that ${workload === '' ? '' : `${workload}: `}${what} is ${values.join(', ') || 'another'}, and it is not` };
}

function detailOf({ workload, what, kubernetes, compose, says, side }: Difference): string {
  if (says !== undefined) return `${side === 'kubernetes' ? 'Kubernetes' : 'Compose'}: ${workload === '' ? '' : `${workload}: `}${says}`;
  return `${workload === '' ? '' : `${workload}: `}${what} is ${said(kubernetes)} on Kubernetes, ${said(compose)} in Compose`;
}

/** The operator's values by their names. */
function said(value: string | undefined): string {
  return value === undefined ? 'not there' : value === UNSET ? 'not set' : shown(value.replace(/\uE000(\w*)\uE001/g, '<$1>').replaceAll(EITHER_SCHEME, '<http or https>'));
}
