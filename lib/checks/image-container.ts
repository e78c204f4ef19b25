import type { Findings } from '../diagnostics/findings';
import { literalText, type Expression } from '../model/expression';
import type { ContainerInWorkload, StackGraph } from '../model/graph';
import { hostName } from '../model/replicas';
import type { ImageFact, ImageFactsModel } from '../model/image-facts';
import type { ContainerModel, ProcessModel } from '../model/container';
import { mainOf, type WorkloadModel } from '../model/workload';

/** A container, and what is known of the image that it starts. */
export interface KnownContainer extends Pick<ContainerModel, 'path' | 'process' | 'health' | 'noHealth' | 'mounts' | 'resources' | 'security'>, Pick<WorkloadModel, 'endpoints'> {
  /** How the container is run: an init container ends, as a task does. */
  readonly kind: WorkloadModel['kind'];
  readonly facts: ImageFactsModel;
  /** The text that a value is in it, as far as synthesis knows; a parameter is what it is by default. */
  readonly textOf: (value: Expression) => string | undefined;
  /** Whether a value may be nothing at all, because the operator need not give it. */
  readonly mayBeEmpty: (value: Expression) => boolean;
}

/** One comparison of a container with what is known of its image. */
export type ImageRule = (container: KnownContainer, findings: Findings) => void;

export function knownContainer({ container, workload }: ContainerInWorkload, facts: ImageFactsModel, graph: StackGraph): KnownContainer {
  const isMain = container === mainOf(workload);
  const endpoints = workload.endpoints.filter((endpoint) => (endpoint.container === undefined ? isMain : endpoint.container === container.name));
  const kind = workload.initContainers?.includes(container) ? 'task' : workload.kind;
  return { ...container, endpoints, kind, facts, textOf: (value) => textOf(value, graph), mayBeEmpty: (value) => mayBeEmpty(value, graph) };
}

/** What stands behind a fact, for a message. */
export function per({ source }: ImageFact): string {
  return `(${source})`;
}

/** The value of a variable or option that may put something elsewhere. */
export function settingOf(name: string, { process, textOf: text }: KnownContainer): { readonly value: string | undefined } | undefined {
  if (!name.startsWith('-')) {
    const variable = process.environment.find((candidate) => candidate.name === name);
    return variable && { value: text(variable.value) };
  }
  const words = givenWords(process);
  for (const [at, word] of words.entries()) {
    const option = text(word);
    if (option === name && at + 1 < words.length) return { value: text(words[at + 1]) };
    if (option?.startsWith(`${name}=`)) return { value: option.slice(name.length + 1) };
  }
  return undefined;
}

/** Every word of the command that the stack gives, its entry point first. */
export function givenWords({ entrypoint = [], command = [], wrapped }: ProcessModel): readonly Expression[] {
  return wrapped === true ? command : [...entrypoint, ...command];
}

function textOf(value: Expression, graph: StackGraph): string | undefined {
  switch (value.kind) {
    case 'literal':
      return value.text;
    case 'host':
      return graph.peers.has(value.peer) ? hostName(graph.peers.get(value.peer)!, value) : undefined;
    case 'port':
      return graph.peers.get(value.peer)?.endpoints.find(({ name }) => name === value.endpoint)?.port.toString();
    case 'parameter':
      return graph.parameters.get(value.name)?.default;
    case 'text': {
      const parts = value.parts.map((part) => textOf(part, graph));
      return parts.includes(undefined) ? undefined : parts.join('');
    }
    default:
      return undefined;
  }
}

function mayBeEmpty(value: Expression, graph: StackGraph): boolean {
  if (value.kind === 'secret') return graph.secrets.get(value.name)?.optional ?? false;
  if (value.kind === 'parameter') return (graph.parameters.get(value.name)?.default ?? '') === '';
  if (value.kind === 'text') return value.parts.every((part) => mayBeEmpty(part, graph));
  return literalText(value) === '';
}
