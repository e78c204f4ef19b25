import type { Reporter } from '../../diagnostics/findings';
import type { ModelCodes } from '../../diagnostics/model-codes';
import { areTogether } from '../../model/choice';
import { grouped, usesSource, type StackGraph } from '../../model/graph';
import { hasTool, toolsOf } from '../../model/image-tools';
import { secretFilesOf } from '../../model/references';
import { containersOf, type WorkloadModel } from '../../model/workload';
import type { ComposeCodes } from './codes';
import { hasPod, podName, serviceName } from './pod';
import { setterOf } from './reserved-variables';
import { copiesForAnyUser, type ComposeSettings } from './settings';
import { sharedVolumes } from './shared-volume';
import { TASK_COMPLETION, unawaitedTasks } from './task-completion';
import { needsOwner, ownerName } from './volume-owner';
import { certificateVariable, parameterVariable, portVariable, secretFileVariable, sharedMountVariable, sourceVariable } from './variables';

const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/;
const CERTIFICATE = 'the variable of a certificate';

type AnyReporter = Reporter<ModelCodes & ComposeCodes>;

/** What the model allows and a Compose project cannot have. */
export function checkForCompose(graph: StackGraph, settings: ComposeSettings, findings: AnyReporter): void {
  checkVariables(graph, findings);
  checkAddedNames(graph, findings);
  checkHostNetworks(graph, findings);
  checkCircles(graph, findings);
  checkSleepers(graph, findings);
  checkSynced(graph, settings, findings);
}

/** The engine copies nothing into a container whose root is read-only, into a tmpfs of it neither; an old one only where the user is a name, or the image's. */
function checkSynced({ containers }: StackGraph, settings: ComposeSettings, findings: AnyReporter): void {
  for (const { container: { security: { readOnlyRoot, user, group }, watch = [], path } } of containers) {
    const detail = watch.flatMap(({ target }) => target ?? []).join(', ');
    if (detail === '') continue;
    if (readOnlyRoot) findings.report('compose/watch-read-only', path, { detail });
    if (user !== undefined && !copiesForAnyUser(settings)) findings.report('compose/watch-user', path, { detail, user: `${user}:${group}` });
  }
}

/** Whoever sleeps in a container takes a program of its image for it. */
function checkSleepers({ containers }: StackGraph, findings: AnyReporter): void {
  for (const { container: { image: { facts }, postStart = [], preStop = [], path } } of containers) {
    const tools = facts && toolsOf(facts);
    if (!tools || hasTool(tools, 'sleep') || ![...postStart, ...preStop].some(({ sleep }) => sleep !== undefined)) continue;
    findings.report('compose/hook-tool', path, { detail: [...tools].sort().join(', ') || 'nothing' });
  }
}

/** A project joins networks that are there. */
function checkCircles({ model }: StackGraph, findings: AnyReporter): void {
  const callers = new Set(model.callers?.map(({ stack }) => stack));
  const both = new Set((model.outside ?? []).flatMap(({ stack }) => (stack && callers.has(stack.name) ? [stack.name] : [])));
  for (const detail of both) findings.report('compose/stack-circle', model.path, { detail });
}

/** Names of peers are known on networks of the application only. */
function checkHostNetworks(graph: StackGraph, findings: AnyReporter): void {
  for (const { hostNetwork, path } of graph.model.workloads) {
    if (!hostNetwork) continue;
    const peers = (graph.outgoing.get(path) ?? []).flatMap(({ to }) => graph.workloads.get(to) ?? []).filter((peer) => !peer.hostNetwork);
    if (peers.length > 0) findings.report('compose/host-network-peer', path, { detail: [...new Set(peers.map(({ name }) => name))].join(', ') });
  }
}

/** What the operator sets in `.env` has a name that a shell takes, and each name has one meaning. */
function checkVariables(graph: StackGraph, findings: AnyReporter): void {
  const { model } = graph;
  const taken = new Map<string, string>(model.secrets.map(({ name, path }) => [name, path]));
  for (const parameter of model.parameters) {
    const name = parameterVariable(parameter);
    const other = model.secrets.find((secret) => secret.name === name);
    // Of one name they are found whatever they are written for.
    if (other && name !== parameter.name) findings.report('model/duplicate-name', parameter.path, { what: 'variable', value: name, other: `the secret at ${other.path}`, fix: 'Give the parameter another variable.' });
    // Several of them may have one.
    taken.set(name, parameter.path);
  }
  const notReserved = (what: string, value: string, path: string): void => {
    const who = setterOf(value);
    if (who !== undefined) findings.report('compose/reserved-variable', path, { what, value, who });
  };
  for (const { name, setting, path } of model.parameters) if (setting === undefined) notReserved('parameter', name, path);
  for (const { name, path } of model.secrets) notReserved('secret', name, path);
  const variable = (what: string, value: string, path: string): void => {
    notReserved(what, value, path);
    if (!VARIABLE.test(value)) findings.report('model/invalid-name', path, { what, value, rule: 'made of letters, digits and "_", not beginning with a digit' });
  };
  for (const { setting, path } of model.parameters) if (setting !== undefined) variable('variable', setting, path);
  const claim = (what: string, value: string, path: string, owner: string): void => {
    const other = taken.get(value);
    // Several workloads may have one certificate.
    if (other !== undefined && (other !== owner || owner !== CERTIFICATE)) findings.report('model/duplicate-name', path, { what, value, other, fix: 'Give one of the two another variable.' });
    taken.set(value, other ?? owner);
  };
  variable('source variable', sourceVariable(model), model.path);
  if (usesSource(graph)) claim('source variable', sourceVariable(model), model.path, 'the source variable of the stack');
  for (const { container: { mounts, path }, workload: { name } } of graph.containers) {
    for (const mount of mounts) {
      if (mount.kind === 'propagated' && mount.mounter) variable('directory variable', sharedMountVariable(mount), path);
      if (mount.kind !== 'certificate') continue;
      variable('certificate variable', certificateVariable(mount), path);
      claim(`certificate variable of ${name},`, certificateVariable(mount), path, CERTIFICATE);
    }
  }
  const files = new Set(model.workloads.flatMap((workload) => [...secretFilesOf(workload)]));
  for (const secret of model.secrets) {
    if (!files.has(secret.name)) continue;
    variable('file variable', secretFileVariable(secret), secret.path);
    claim(`file variable of the secret ${secret.name},`, secretFileVariable(secret), secret.path, `the file of ${secret.path}`);
  }
  const ports = new Map<string, { readonly workload: WorkloadModel; readonly port: number }[]>();
  for (const workload of model.workloads) {
    for (const endpoint of workload.endpoints) {
      if (!endpoint.exposure?.port) continue;
      const owner = `${workload.name}.${endpoint.name}`;
      const name = portVariable(workload, endpoint, endpoint.exposure.port);
      variable('host port variable', name, workload.path);
      // Where never both run, one can take the place of the other.
      const { default: port } = endpoint.exposure.port;
      const holders = ports.get(name) ?? [];
      ports.set(name, [...holders, { workload, port }]);
      const isAlternative = holders.length > 0 && holders.every((holder) => holder.port === port && !areTogether([holder.workload, workload], model));
      if (!isAlternative) claim(`host port variable of ${owner},`, name, workload.path, owner);
    }
  }
}

/** The services and volumes that this target adds have names of their own. */
function checkAddedNames(graph: StackGraph, findings: AnyReporter): void {
  const { model } = graph;
  const workloads = new Map(model.workloads.map((workload) => [workload.name, workload.path]));
  const added = new Map<string, string>();
  const volumes = new Map(model.volumes.map((volume) => [volume.name, volume.path]));
  const report = (path: string, what: string, value: string, other: string): void => findings.report('model/duplicate-name', path, { what, value, other });
  const add = (name: string, of: string, path: string): void => {
    const [workload, other] = [workloads.get(name), added.get(name)];
    if (workload !== undefined) report(workload, 'workload', name, of);
    else if (other !== undefined) report(path, 'Compose service', name, other);
    added.set(name, other ?? of);
  };
  for (const { name, path } of model.volumes.filter(needsOwner)) add(ownerName(name), `the Compose service that hands over the volume ${name}`, path);
  if (unawaitedTasks(graph).length > 0) add(TASK_COMPLETION, 'the Compose service that waits for the tasks', model.path);
  const shared = grouped(sharedVolumes(graph), (volume) => volume.workload.path);
  for (const workload of model.workloads) {
    if (hasPod(workload)) add(podName(workload), `the Compose service that has the network of ${workload.name}`, workload.path);
    for (const container of containersOf(workload).slice(1)) add(serviceName(workload, container), `the Compose service of the container ${container.name} of ${workload.name}`, container.path);
    for (const { name } of shared.get(workload.path) ?? []) {
      const path = volumes.get(name);
      if (path !== undefined) report(path, 'volume', name, `the Compose volume that containers of ${workload.name} share`);
      add(ownerName(name), `the Compose service that hands over the volume ${name}`, workload.path);
    }
  }
}
