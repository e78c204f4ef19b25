import type { Expression } from '../model/expression';
import { endpointOf, peerAt, type StackGraph } from '../model/graph';
import { hostName } from '../model/replicas';

/** The text of an expression that holds neither parameters nor secrets: the same for every target. */
export function renderText(expression: Expression, graph: StackGraph): string {
  switch (expression.kind) {
    case 'literal':
      return expression.text;
    case 'host':
      return hostName(peerAt(graph, expression.peer), expression);
    case 'port':
      return String(endpointOf(graph, expression.peer, expression.endpoint).port);
    case 'text':
      return textOfParts(expression.parts, graph);
    case 'published-port':
      throw new Error(`the published port of ${expression.peer} has no text at synthesis`);
    default:
      throw new Error(`${expression.kind} ${expression.name} has no text at synthesis`);
  }
}

function textOfParts(parts: readonly Expression[], graph: StackGraph): string {
  let text = '';
  for (let at = 0; at < parts.length; at++) text += renderText(parts[at], graph);
  return text;
}
