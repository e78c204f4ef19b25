import type { IConstruct } from 'constructs';
import { grouped } from '../model/graph';
import { Scopes } from '../model/scopes';
import { partsOf, severityOf, type Alike, type Batch } from './alike';
import { Findings } from './findings';

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
 * What was found, after every acknowledgement of these constructs has been applied.
 *
 * @param isOut whether a code cannot be found at a path, because its target takes no part there: then nothing is said of
 * an acknowledgement without a use
 */
export function applyAcknowledgements(constructs: readonly IConstruct[], found: readonly Batch[], isOut: (code: string, path: string) => boolean = () => false): readonly Batch[] {
  const given = constructs.flatMap((construct) =>
    ((construct as { [ACKNOWLEDGEMENTS]?: Acknowledgement[] })[ACKNOWLEDGEMENTS] ?? []).map((entry) => ({ ...entry, path: construct.node.path, used: false })),
  );
  if (given.length === 0) return found;
  const byPlace = grouped(given, ({ code, path }) => `${code} ${path}`);
  const places = new Map([...grouped(given, ({ code }) => code)].map(([code, entries]) => [code, new Scopes(entries.map(({ path }) => path))]));
  const reasonAt = (code: string, path: string): string | undefined => {
    const outermost = places.get(code)!.outermost(path);
    if (outermost === undefined) return undefined;
    const [entry] = byPlace.get(`${code} ${outermost}`)!;
    entry.used = true;
    return entry.reason;
  };
  const applied = found.map((each) => accepted(each, (code) => places.has(code), reasonAt));
  const unused = new Findings();
  // While something is wrong nothing is lowered, so only what the model's own checks find has been looked for.
  const isSought = applied.some((each) => each.some((alike) => severityOf(alike) === 'error')) ? (code: string) => code.startsWith('model/') : () => true;
  for (const { code, path, used } of given) if (!used && isSought(code) && !isOut(code, path)) unused.report('model/unused-acknowledgement', path, { value: code });
  return [...applied, unused.together];
}

/** What is accepted at some of its places only comes apart there. */
function accepted(found: Batch, isGiven: (code: string) => boolean, reasonAt: (code: string, path: string) => string | undefined): Batch {
  return partsOf(found, (alike) => (isGiven(alike.code) && canBeAcknowledged(alike) ? byReason(alike, reasonAt) : [alike]));
}

function byReason(alike: Alike, reasonAt: (code: string, path: string) => string | undefined): Alike[] {
  const reasons = new Map<string | undefined, string[]>();
  for (const path of alike.paths) {
    const reason = reasonAt(alike.code, path);
    const known = reasons.get(reason);
    if (known) known.push(path);
    else reasons.set(reason, [path]);
  }
  return [...reasons].map(([reason, paths]) => (reason === undefined ? { ...alike, paths } : { ...alike, paths, acknowledged: reason }));
}

function canBeAcknowledged(alike: Alike): boolean {
  return severityOf(alike) === 'warning' || alike.waivable === true;
}
