import type { Findings } from '../diagnostics/findings';
import type { StackGraph } from '../model/graph';
import { containersOf } from '../model/workload';

const LABEL = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
/** What is no name of a host may begin with a digit. */
const PLAIN_LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/;
/** Programs that take their settings from the environment have dots in them: `discovery.type`. */
const ENVIRONMENT = /^[A-Za-z_][-.A-Za-z0-9_]*$/;
/** What the engine of Compose takes as the name of a volume. */
const ENGINE_NAME = /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/;
const FILE_NAME = /^[-._a-zA-Z0-9]{1,253}$/;

/** Leaves room for what Kubernetes appends to the names of StatefulSets and Jobs. */
const MAX_LABEL = 52;
/** An IANA service name. */
const MAX_PORT_NAME = 15;
const MAX_NAME = 63;

/** Names that a container finds in its own hosts file, before it asks anybody: peers under them would reach themselves. */
const OWN_HOSTS: ReadonlySet<string> = new Set(['localhost', 'ip6-localhost', 'ip6-loopback', 'ip6-localnet', 'ip6-mcastprefix', 'ip6-allnodes', 'ip6-allrouters']);

/** Every name has to be one that both targets can carry, and only one thing can have it. */
export function checkNames(graph: StackGraph, findings: Findings): void {
  const { model } = graph;
  const label = (what: string, value: string, path: string, max: number): void => {
    if (!LABEL.test(value) || value.length > max) {
      findings.report('model/invalid-name', path, { what, value, rule: `a label of at most ${max} lower-case letters, digits and "-" that begins with a letter` });
    }
  };
  const plainLabel = (what: string, value: string, path: string): void => {
    if (!PLAIN_LABEL.test(value) || value.length > MAX_NAME) {
      findings.report('model/invalid-name', path, { what, value, rule: `a label of at most ${MAX_NAME} lower-case letters, digits and "-" that begins with a letter or digit` });
    }
  };
  const variable = (what: string, value: string, path: string): void => {
    if (!VARIABLE.test(value)) findings.report('model/invalid-name', path, { what, value, rule: 'made of letters, digits and "_", not beginning with a digit' });
  };

  label('stack', model.name, model.path, MAX_LABEL);
  label('namespace', model.namespace, model.path, MAX_NAME);
  for (const workload of model.workloads) {
    label('workload', workload.name, workload.path, MAX_LABEL);
    if (OWN_HOSTS.has(workload.name)) {
      const rule = 'a name under which peers reach it: every container has that name for itself';
      findings.report('model/invalid-name', workload.path, { what: 'workload', value: workload.name, rule });
    }
    for (const endpoint of workload.endpoints) {
      label('endpoint', endpoint.name, workload.path, MAX_PORT_NAME);
      if (endpoint.name.includes('--')) findings.report('model/invalid-name', workload.path, { what: 'endpoint', value: endpoint.name, rule: 'free of "--"' });
    }
    unique('endpoint', workload.endpoints.map(({ name }) => ({ name, path: workload.path })), findings, 'Give one of the two endpoints another name.');
    for (const { name, path } of containersOf(workload).slice(1)) {
      label('container', name, path, MAX_LABEL);
      if (`${workload.name}-${name}`.length > MAX_NAME) findings.report('model/invalid-name', path, { what: 'container', value: name, rule: `together with "${workload.name}-" at most ${MAX_NAME} characters` });
    }
    unique('container', containersOf(workload), findings);
  }
  for (const { container: { process, mounts, path } } of graph.containers) {
    for (const { name } of process.environment) {
      if (!ENVIRONMENT.test(name)) findings.report('model/invalid-name', path, { what: 'environment variable', value: name, rule: 'made of letters, digits, "_", "." and "-", not beginning with a digit' });
    }
    for (const mount of mounts) if (mount.kind === 'shared-scratch') label('shared scratch', mount.name, path, MAX_LABEL);
  }
  for (const { name, path, engineName, hostPath } of model.volumes) {
    plainLabel('volume', name, path);
    if (engineName === undefined) continue;
    if (!ENGINE_NAME.test(engineName)) findings.report('model/invalid-name', path, { what: 'volume of the engine', value: engineName, rule: 'made of letters, digits, "_", "." and "-", beginning with a letter or digit' });
    if (hostPath) findings.report('model/meaningless-property', path, { value: 'the property engineName', rule: 'it lies in a directory of the host' });
  }
  unique('volume of the engine', model.volumes.flatMap(({ engineName, path }) => (engineName === undefined ? [] : [{ name: engineName, path }])), findings, 'Give one of the two another engineName, or mount one volume in both places.');
  for (const file of model.configFiles) {
    plainLabel('config file', file.name, file.path);
    if (!FILE_NAME.test(file.fileName) || file.fileName.startsWith('..') || file.fileName === '.') {
      findings.report('model/invalid-name', file.path, { what: 'file name', value: file.fileName, rule: 'made of letters, digits, "-", "_" and "."' });
    }
  }
  for (const parameter of model.parameters) variable('parameter', parameter.name, parameter.path);
  for (const secret of model.secrets) variable('secret', secret.name, secret.path);

  unique('workload', model.workloads, findings);
  unique('volume', model.volumes, findings);
  unique('config file', model.configFiles, findings);
  unique('parameter or secret', [...model.parameters, ...model.secrets], findings);
}

const ALIAS_FIX = 'Leave the alias out of one of the two, or call it something else there; if peers are to reach either of them by it, in turn, put them into profiles that are never active together.';

/** By another name peers reach one workload as well, and no other: it is no name of a service of Compose, or of a Service. */
export function checkAliases({ model: { workloads } }: StackGraph, findings: Findings): void {
  if (workloads.every(({ aliases }) => aliases === undefined)) return;
  const holders = new Map<string, string>();
  for (const workload of workloads) {
    const { name, path } = workload;
    holders.set(name, path);
    for (const container of containersOf(workload).slice(1)) holders.set(`${name}-${container.name}`, container.path);
    if (workload.containers.length > 1) holders.set(`${name}-pod`, path);
  }
  for (const { aliases = [], path } of workloads) {
    for (const alias of aliases) {
      const other = holders.get(alias);
      if (other !== undefined) findings.report('model/duplicate-name', path, { field: 'aliases', what: 'alias', value: alias, other: `the one at ${other}`, fix: ALIAS_FIX });
      else if (OWN_HOSTS.has(alias)) findings.report('model/invalid-name', path, { what: 'alias', value: alias, rule: 'a name under which peers reach it: every container has that name for itself' });
      holders.set(alias, other ?? path);
    }
  }
}

function unique(what: string, items: readonly { readonly name: string; readonly path: string }[], findings: Findings, fix?: string): void {
  const seen = new Map<string, string>();
  for (const { name, path } of items) {
    const other = seen.get(name);
    // Two constructs with one id under one scope are reported where the second was created.
    if (other !== undefined && !isReplacement(other, path)) {
      findings.report('model/duplicate-name', path, { what, value: name, other: `the one at ${other}`, ...(fix !== undefined && { fix }) });
    }
    if (other === undefined) seen.set(name, path);
  }
}

function isReplacement(first: string, second: string): boolean {
  return / \(\d+\)$/.test(second) && second.replace(/ \(\d+\)$/, '') === first.replace(/ \(\d+\)$/, '');
}
