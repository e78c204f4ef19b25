import type { IConstruct } from 'constructs';
import { grouped } from '../model/graph';
import { Scopes } from '../model/scopes';
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
 * The findings after every acknowledgement of these constructs has been applied.
 *
 * @param isOut whether a code cannot be found at a path, because its target takes no part there: then nothing is said of
 * an acknowledgement without a use
 */
export function applyAcknowledgements(constructs: readonly IConstruct[], findings: readonly Finding[], isOut: (code: string, path: string) => boolean = () => false): Finding[] {
  const given = constructs.flatMap((construct) =>
    ((construct as { [ACKNOWLEDGEMENTS]?: Acknowledgement[] })[ACKNOWLEDGEMENTS] ?? []).map((entry) => ({ ...entry, path: construct.node.path, used: false })),
  );
  if (given.length === 0) return [...findings];
  const byPlace = grouped(given, ({ code, path }) => `${code} ${path}`);
  const places = new Map([...grouped(given, ({ code }) => code)].map(([code, entries]) => [code, new Scopes(entries.map(({ path }) => path))]));
  const applied = findings.map((finding): Finding => {
    const outermost = places.get(finding.code)?.outermost(finding.path);
    if (outermost === undefined || !canBeAcknowledged(finding)) return finding;
    const [entry] = byPlace.get(`${finding.code} ${outermost}`)!;
    entry.used = true;
    return { ...finding, severity: 'info', acknowledged: entry.reason };
  });
  const unused = new Findings();
  // While something is wrong nothing is lowered, so only what the model's own checks find has been looked for.
  const isSought = applied.some(({ severity }) => severity === 'error') ? (code: string) => code.startsWith('model/') : () => true;
  for (const { code, path, used } of given) if (!used && isSought(code) && !isOut(code, path)) unused.report('model/unused-acknowledgement', path, { value: code });
  return [...applied, ...unused.all];
}

function canBeAcknowledged({ severity, waivable }: Finding): boolean {
  return severity === 'warning' || waivable === true;
}
