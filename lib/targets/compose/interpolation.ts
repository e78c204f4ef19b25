import { textOf, type Expression } from '../../model/expression';
import { endpointOf, isOptional, peerAt, type StackGraph } from '../../model/graph';
import { hostName } from '../../model/replicas';
import { parameterVariable, portVariable } from './variables';

/** Compose interpolates every string of the file, at any depth: a `$` that is meant as such is doubled. */
export function escapeDollar(text: string): string {
  return text.includes('$') ? text.replaceAll('$', '$$$$') : text;
}

/** The value as Compose resolves it: `${NAME:-default}` for parameters, `${NAME:?message}` for secrets. */
export function interpolate(expression: Expression, graph: StackGraph): string {
  switch (expression.kind) {
    case 'literal':
      return escapeDollar(expression.text);
    case 'host':
      return hostName(peerAt(graph, expression.peer), expression);
    case 'port':
      return String(endpointOf(graph, expression.peer, expression.endpoint).port);
    case 'published-port': {
      const endpoint = endpointOf(graph, expression.peer, expression.endpoint);
      const port = endpoint.exposure!.port!;
      return `\${${portVariable(peerAt(graph, expression.peer), endpoint, port)}:-${port.default}}`;
    }
    case 'parameter': {
      const parameter = graph.parameters.get(expression.name)!;
      const { default: value = '', chosen, required: isRequired } = parameter;
      if (isRequired) return required(parameterVariable(parameter));
      return `\${${parameterVariable(parameter)}:-${chosen ? interpolate(chosen, graph) : escapeDollar(value)}}`;
    }
    case 'secret':
      return isOptional(expression.name, graph) ? `\${${expression.name}:-}` : required(expression.name);
    case 'text':
      return textOf(expression.parts, (part) => interpolate(part, graph));
  }
}

/** A variable without which Compose refuses to start anything. */
export function required(variable: string): string {
  return `\${${variable}:?set ${variable}, see .env.example}`;
}
