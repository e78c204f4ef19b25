import type { IConstruct } from 'constructs';
import { grouped } from '../model/graph';
import { CATALOGUE, type Code } from './catalogue';
import { Findings, type Finding } from './findings';

const ACKNOWLEDGEMENTS = Symbol.for('cdk8s-compose.acknowledgements');

interface Acknowledgement {
  readonly code: Code;
  readonly reason: string;
}

/**
 * Accepts a finding for a construct and all below it: a warning, or one of the few errors that can be wrong. It stays
 * in the report, as information, with the reason. An acknowledgement of something that is not found is a finding itself.
 *
 * @example
 * acknowledge(backend, 'compose/liveness', 'the watchdog on the host restarts it');
 */
export function acknowledge(construct: IConstruct, code: Code, reason: string): void {
  const holder = construct as IConstruct & { [ACKNOWLEDGEMENTS]?: Acknowledgement[] };
  if (!holder[ACKNOWLEDGEMENTS]) Object.defineProperty(holder, ACKNOWLEDGEMENTS, { value: [] });
  holder[ACKNOWLEDGEMENTS]!.push({ code, reason });
}

/** The findings after every acknowledgement in the tree of `root` has been applied. */
export function applyAcknowledgements(root: IConstruct, findings: readonly Finding[]): Finding[] {
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
  for (const { code, path, used } of given) if (!used) unused.report('model/unused-acknowledgement', path, { value: code });
  return [...applied, ...unused.all];
}

/** The paths of the app, of each scope on the way, and of the construct itself. */
function scopesOf(path: string): string[] {
  const ids = path.split('/');
  return ['', ...ids.map((_, at) => ids.slice(0, at + 1).join('/'))];
}

function canBeAcknowledged(finding: Finding): boolean {
  const declaration: { readonly waivable?: boolean } = CATALOGUE[finding.code];
  return finding.severity === 'warning' || declaration.waivable === true;
}
