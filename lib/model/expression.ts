/**
 * A value as the model keeps it: structured until a target renders it, so that escaping, start order and network
 * rules can all be derived from the same object.
 */
export type Expression = Literal | HostRef | PortRef | PublishedPortRef | ParameterRef | SecretRef | TextExpression;

/** Text exactly as the user wrote it, never escaped for any target. */
export interface Literal {
  readonly kind: 'literal';
  readonly text: string;
}

/** The name under which others reach whatever has an endpoint. */
export interface HostRef {
  readonly kind: 'host';
  /** Construct path of the peer. */
  readonly peer: string;
  readonly endpoint: string;
  /** Which of the replicas of a stateful workload, counted from 0; missing for whichever answers. */
  readonly replica?: number;
  /** Set where it may be missing, which the text does not show. */
  readonly optional?: true;
}

/** The port on which peers reach an endpoint. */
export interface PortRef {
  readonly kind: 'port';
  /** Construct path of the peer. */
  readonly peer: string;
  readonly endpoint: string;
  /** Set where it may be missing, which the text does not show. */
  readonly optional?: true;
}

/** The port of the Compose host on which an endpoint is published; on Kubernetes, the number to forward it to. */
export interface PublishedPortRef {
  readonly kind: 'published-port';
  /** Construct path of the peer. */
  readonly peer: string;
  readonly endpoint: string;
  /** Set where it may be missing, which the text does not show. */
  readonly optional?: true;
}

/** A value that the operator may change without synthesizing again. */
export interface ParameterRef {
  readonly kind: 'parameter';
  readonly name: string;
}

/** A value that never appears in an output. */
export interface SecretRef {
  readonly kind: 'secret';
  readonly name: string;
}

/** Several expressions, one after the other. */
export interface TextExpression {
  readonly kind: 'text';
  readonly parts: readonly Expression[];
}

/** What stands in a text and is none itself. */
export type Reference = Exclude<Expression, Literal | TextExpression>;

export function literal(text: string): Literal {
  return { kind: 'literal', text };
}

/** Joins expressions: nested texts are flattened and neighbouring literals merged, so equal texts have equal models. */
export function concat(parts: readonly Expression[]): Expression {
  const flat: Expression[] = [];
  for (const part of parts) append(flat, part);
  if (flat.length === 0) return literal('');
  return flat.length === 1 ? flat[0] : { kind: 'text', parts: flat };
}

function append(into: Expression[], part: Expression): void {
  if (part.kind === 'text') {
    for (const inner of part.parts) append(into, inner);
    return;
  }
  const last = into[into.length - 1];
  if (part.kind === 'literal' && last?.kind === 'literal') into[into.length - 1] = literal(last.text + part.text);
  else if (part.kind !== 'literal' || part.text !== '') into.push(part);
}

/** The same expression with other text where it has text. */
export function mapLiterals(expression: Expression, map: (text: string) => string): Expression {
  if (expression.kind === 'literal') return literal(map(expression.text));
  return expression.kind === 'text' ? concat(expression.parts.map((part) => mapLiterals(part, map))) : expression;
}

/** The same expression for someone who can do without the peers that it names. */
export function withOptionalPeers(expression: Expression): Expression {
  if (expression.kind === 'text') return { ...expression, parts: expression.parts.map(withOptionalPeers) };
  return expression.kind === 'host' || expression.kind === 'port' || expression.kind === 'published-port' ? { ...expression, optional: true } : expression;
}

/** Calls `visit` for every leaf of an expression, in the order of the text. */
export function visitLeaves(expression: Expression, visit: (leaf: Exclude<Expression, TextExpression>) => void): void {
  if (expression.kind === 'text') for (const part of expression.parts) visitLeaves(part, visit);
  else visit(expression);
}

/** What an expression refers to, in the order of the text. */
export function referencesIn(expression: Expression): Reference[] {
  const references: Reference[] = [];
  addReferences(expression, references);
  return references;
}

/** Adds that to what others refer to. */
export function addReferences(expression: Expression, to: Reference[]): void {
  if (expression.kind === 'text') for (const part of expression.parts) addReferences(part, to);
  else if (expression.kind !== 'literal') to.push(expression);
}

/** The texts of some expressions, one after the other. */
export function textOf(parts: readonly Expression[], render: (part: Expression) => string): string {
  let text = '';
  for (const part of parts) text += render(part);
  return text;
}

/** The text of an expression that consists of literals only, otherwise undefined. */
export function literalText(expression: Expression): string | undefined {
  return expression.kind === 'literal' ? expression.text : undefined;
}
