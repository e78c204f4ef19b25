import type { Findings } from '../diagnostics/findings';
import type { StackGraph } from '../model/graph';
import { containersOf, mainOf, type WorkloadModel } from '../model/workload';
import { CONTAINER_WORDS, saidWords, WORKLOAD_WORDS, type Word } from '../model/words';

/** What is said by a word is a value that it can have, and goes with what else is said. */
export function checkWords(graph: StackGraph, findings: Findings): void {
  const check = (words: Readonly<Record<string, Word<never>>>, of: { readonly path: string }): void => {
    for (const name of saidWords(words, of as object)) {
      const value = (of as unknown as Record<string, unknown>)[name];
      const rule = words[name].problem(value as never);
      if (rule !== undefined) findings.report('model/invalid-operation', of.path, { field: name, value: typeof value === 'object' ? JSON.stringify(value) : String(value), rule });
    }
  };
  for (const workload of graph.model.workloads) check(WORKLOAD_WORDS, workload);
  for (const { container } of graph.containers) check(CONTAINER_WORDS, container);
  checkNamespaces(graph, findings);
  checkHosts(graph, findings);
  checkPolicies(graph, findings);
  checkModels(graph, findings);
}

/** The engine of Compose knows one container by a name, and so do peers on its networks. */
export function checkContainerNames(graph: StackGraph, findings: Findings): void {
  const names = new Map(graph.model.workloads.map(({ name, path }) => [name, path]));
  for (const { container, workload } of graph.containers) {
    const { containerName, path } = container;
    if (containerName === undefined) continue;
    const other = names.get(containerName);
    if (other !== undefined && other !== path) findings.report('model/duplicate-name', path, { field: 'containerName', what: 'container', value: containerName, other: `the one at ${other}`, fix: 'Give one of the two another containerName, or none: Compose makes one of the project and the service.' });
    names.set(containerName, other ?? path);
    if (container === mainOf(workload) && workload.replicas > 1) {
      findings.report('model/invalid-operation', path, { field: 'containerName', value: containerName, rule: `only one container can have it, and there are ${workload.replicas} replicas` });
    }
  }
}

/** What belongs to the host is not the pod's as well. */
function checkNamespaces(graph: StackGraph, findings: Findings): void {
  for (const workload of graph.model.workloads) {
    const both = (value: string, rule: string, path = workload.path): void => findings.report('model/contradiction', path, { value, rule });
    for (const name of Object.keys(workload.labels ?? {})) if (workload.annotations?.[name] !== undefined) both(`the label ${name}`, 'an annotation of that name, which is a label in Compose');
    if (workload.hostIpc && workload.shareableIpc) both('hostIpc', 'shareableIpc');
    if (workload.hostIpc && workload.sysctls?.some(({ name }) => !name.startsWith('net.'))) both('hostIpc', 'sysctls of an IPC namespace of its own');
    if (workload.userNamespace) for (const name of ['hostIpc', 'hostPid', 'hostNetwork'] as const) if (workload[name]) both('userNamespace', name);
    if (workload.hostNetwork) for (const [value, rule] of ofHostNetwork(workload)) both(value, rule);
    if (workload.hostPid) for (const { path } of containersOf(workload).filter(({ init }) => init)) both('hostPid', 'init', path);
  }
}

/** What takes a network of one's own. */
function* ofHostNetwork({ endpoints, macAddress, sharedNetworks, extraHosts, sysctls, egress, containers: [main] }: WorkloadModel): Iterable<readonly [string, string]> {
  for (const { name, port, exposure } of endpoints) {
    if (exposure) yield ['hostNetwork', `the publishing of "${name}", whose port is the host's already`];
    if (port < 1024 && main.security.user !== 0) yield ['hostNetwork', `the port ${port} of "${name}", which only root can open on a host`];
  }
  if (macAddress !== undefined) yield ['hostNetwork', 'macAddress, where the network card is the host\'s'];
  if (sharedNetworks) yield ['hostNetwork', 'sharedNetworks'];
  if (extraHosts) yield ['hostNetwork', 'extraHosts, where the file is the host\'s'];
  if (sysctls?.some(({ name }) => name.startsWith('net.'))) yield ['hostNetwork', 'parameters of a network of its own'];
  if (!egress) yield ['hostNetwork', 'egress: false'];
}

/** A name in a container's own hosts file is found before that of a peer. */
function checkHosts(graph: StackGraph, findings: Findings): void {
  const names = new Map(graph.model.workloads.flatMap(({ name, aliases = [], path }) => [name, ...aliases].map((each) => [each, path])));
  for (const { extraHosts = [], path } of graph.model.workloads) {
    for (const { name } of extraHosts) if (names.has(name)) findings.report('model/duplicate-name', path, { field: 'extraHosts', what: 'extra host', value: name, other: `the workload at ${names.get(name)}`, fix: 'Leave the extra host out, by which nobody would reach that workload, or call it something else.' });
  }
}

/** What ends is tried again, what runs is started again, and what is built is built. */
function checkPolicies(graph: StackGraph, findings: Findings): void {
  for (const { kind, operations, restartPolicy, path, containers: [{ chosen }] } of graph.model.workloads) {
    if (restartPolicy === undefined && chosen?.restartPolicy === undefined) continue;
    if (kind === 'task') findings.report('model/invalid-operation', path, { field: 'restartPolicy', value: restartPolicy ?? 'a parameter', rule: 'a task has retries' });
    if (operations.restart) findings.report('model/contradiction', path, { value: 'restartPolicy', rule: 'restart' });
  }
  for (const { container: { image, imagePullPolicy, openFiles, ulimits, path } } of graph.containers) {
    if (openFiles !== undefined && ulimits?.some(({ name }) => name === 'nofile')) findings.report('model/contradiction', path, { value: 'openFiles', rule: 'the limit nofile' });
    if (imagePullPolicy === 'build' && image.kind !== 'build') findings.report('model/invalid-operation', path, { field: 'imagePullPolicy', value: imagePullPolicy, rule: 'only an image of Image.fromBuild can be built' });
  }
}

/** A language model is one thing under its name, whoever uses it; and a log goes one way. */
function checkModels(graph: StackGraph, findings: Findings): void {
  const known = new Map<string, string>();
  for (const { container: { models = [], logDriver, logRotation, path } } of graph.containers) {
    if (logDriver && logRotation) findings.report('model/contradiction', path, { value: 'logDriver', rule: 'logRotation' });
    for (const { name, model, contextSize, runtimeFlags } of models) {
      const said = JSON.stringify({ model, contextSize, runtimeFlags });
      const first = known.get(name) ?? said;
      if (first !== said) findings.report('model/conflicting-statements', path, { value: `the language model ${name}`, first, second: said });
      known.set(name, first);
    }
  }
}
