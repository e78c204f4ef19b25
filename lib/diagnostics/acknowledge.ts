import type { IConstruct } from 'constructs';
import { grouped } from '../model/graph';
import { Findings, type Finding } from './findings';

const ACKNOWLEDGEMENTS = Symbol.for('cdk8s-compose.acknowledgements');

interface Acknowledgement {
  readonly code: string;
  readonly reason: string;
}

/** Accepts a finding for a construct and all below it, whoever declares the code. */
export function acknowledgeCode(construct: IConstruct, code: string, reason: string): void {
  const holder = construct as IConstruct & { [ACKNOWLEDGEMENTS]?: Acknowledgement[] };
  if (!holder[ACKNOWLEDGEMENTS]) Object.defineProperty(holder, ACKNOWLEDGEMENTS, { value: [] });
  holder[ACKNOWLEDGEMENTS]!.push({ code, reason });
}

/**
 * The findings after every acknowledgement in the tree of `root` has been applied.
 *
 * @param isOut whether a code cannot be found at a path, because its target takes no part there: then nothing is said of
 * an acknowledgement without a use
 */
export function applyAcknowledgements(root: IConstruct, findings: readonly Finding[], isOut: (code: string, path: string) => boolean = () => false): Finding[] {
  const given = root.node.findAll().flatMap((construct) =>
    ((construct as { [ACKNOWLEDGEMENTS]?: Acknowledgement[] })[ACKNOWLEDGEMENTS] ?? []).map((entry) => ({ ...entry, path: construct.node.path, used: false })),
  );
  if (given.length === 0) return [...findings];
  const byPlace = grouped(given, ({ code, path }) => `${code} ${path}`);
  const applied = findings.map((finding): Finding => {
    const entry = scopesOf(finding.path).flatMap((path) => byPlace.get(`${finding.code} ${path}`) ?? []).at(0);
    if (!entry || !canBeAcknowledged(finding)) return finding;
    entry.used = true;
    return { ...finding, severity: 'info', acknowledged: entry.reason };
  });
  const unused = new Findings();
  for (const { code, path, used } of given) if (!used && !isOut(code, path)) unused.report('model/unused-acknowledgement', path, { value: code });
  return [...applied, ...unused.all];
}

/** The paths of the app, of each scope on the way, and of the construct itself. */
function scopesOf(path: string): string[] {
  const ids = path.split('/');
  return ['', ...ids.map((_, at) => ids.slice(0, at + 1).join('/'))];
}

function canBeAcknowledged({ severity, waivable }: Finding): boolean {
  return severity === 'warning' || waivable === true;
}
