import { textOf, type Expression } from '../../model/expression';
import { endpointOf, peerAt, type StackGraph } from '../../model/graph';
import { hostName } from '../../model/replicas';

/** Kubernetes turns `$$` into `$` anywhere in environment values, commands, arguments and exec probes. */
export function escapeDollar(text: string): string {
  return text.includes('$') ? text.replaceAll('$', '$$$$') : text;
}

/**
 * The value as Kubernetes expands it. Parameters and secrets become `$(NAME)`, where `variables` says by which variable
 * of the container each is known.
 */
export function expand(expression: Expression, graph: StackGraph, variables: ReadonlyMap<string, string>): string {
  switch (expression.kind) {
    case 'literal':
      return escapeDollar(expression.text);
    case 'host':
      return hostName(peerAt(graph, expression.peer), expression);
    case 'port':
      return String(endpointOf(graph, expression.peer, expression.endpoint).port);
    case 'published-port':
      return String(endpointOf(graph, expression.peer, expression.endpoint).exposure!.port!.default);
    case 'parameter':
    case 'secret':
      return `$(${variables.get(expression.name)!})`;
    case 'text':
      return textOf(expression.parts, (part) => expand(part, graph, variables));
  }
}
