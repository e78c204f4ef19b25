import { textOf, type Expression } from '../model/expression';
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
      return textOf(expression.parts, (part) => renderText(part, graph));
    case 'published-port':
      throw new Error(`the published port of ${expression.peer} has no text at synthesis`);
    default:
      throw new Error(`${expression.kind} ${expression.name} has no text at synthesis`);
  }
}
