import type { ContainerModel, EnvironmentVariable, ProcessModel } from '../../model/container';
import { hostAddress } from '../../model/endpoint';
import type { Expression } from '../../model/expression';
import { isOptional, type StackGraph } from '../../model/graph';
import { mainOf, type WorkloadModel } from '../../model/workload';
import { reasonNotes } from '../../model/privilege-reasons';
import { joined, lowerWords } from '../words';
import { lowerBuild } from './build';
import { lowerWatch } from './checkout-watch';
import { chosenAttributes, chosenTexts, userText, withChosen, type ChosenTexts } from './chosen';
import type { ComposeDeploy, ComposePort, ComposeService } from './document';
import { lowerHealthcheck, lowerImageHealthcheck } from './healthcheck';
import { escapeDollar, interpolate } from './interpolation';
import { addMounts } from './mount';
import { metricsLabels } from './operations';
import { logRotationOf, type ComposeSettings } from './settings';
import { byteSize, cores, goDuration } from './units';
import { parameterVariable, portVariable } from './variables';
import { CONTAINER_WORDS, lowerLogRotation, type PodAttributes, type SaidOfService } from './words';

/** What a service has because of its place among those of the same workload. */
export interface Place {
  readonly replicas: number | string;
  /** Where it is reached, for the one that has the network. */
  readonly ports: ComposePort[];
  readonly dependencies: NonNullable<ComposeService['depends_on']>;
  readonly network: Partial<ComposeService>;
  readonly lifecycle: Pick<ComposeService, 'profiles' | 'restart'>;
  readonly deploy: Pick<ComposeDeploy, 'mode' | 'restart_policy' | 'update_config'>;
  /** What the words of the workload come to. */
  readonly ofPod: PodAttributes;
}

/** One container as a Compose service; the attributes come in the order in which one reads them. */
export function lowerService(container: ContainerModel, workload: WorkloadModel, place: Place, graph: StackGraph, configHashes: ReadonlyMap<string, string>, settings: ComposeSettings): ComposeService {
  const isMain = container === mainOf(workload);
  const texts = chosenTexts(container, graph);
  const { deploy, ...said } = lowerSaid(container, place.ofPod, isMain, texts);
  const head = lowerHead(container, workload, place, graph, configHashes, settings, texts);
  const service = withRun(joined(head, said), container, place, (deploy ?? {}) as Partial<ComposeDeploy>, texts);
  return joined(service, chosenAttributes(texts, isMain) as Partial<ComposeService>);
}

/** What its words and those of its workload come to. */
function lowerSaid(container: ContainerModel, { each = {}, main = {} }: PodAttributes, isMain: boolean, texts: ChosenTexts): SaidOfService {
  return joined<SaidOfService>(each, isMain ? main : {}, lowerWords(CONTAINER_WORDS, withChosen(container, texts)));
}

/** All but how it is run. */
function lowerHead(container: ContainerModel, workload: WorkloadModel, place: Place, graph: StackGraph, configHashes: ReadonlyMap<string, string>, settings: ComposeSettings, texts: ChosenTexts): Omit<ComposeService, 'deploy'> {
  const { image, process, health, imageHealth } = container;
  const isMain = container === mainOf(workload);
  const healthcheck = health ? lowerHealthcheck(workload, health, graph, settings, texts) : imageHealth && lowerImageHealthcheck(imageHealth, settings, texts);
  const head: Omit<ComposeService, 'deploy'> = { image: image.chosen ? interpolate(image.chosen, graph) : escapeDollar(image.reference) };
  if (image.kind === 'build') head.build = lowerBuild(image, isMain ? workload.name : `${workload.name}-${container.name}`, graph);
  addProcess(head, process, graph);
  if (place.ports.length > 0) head.ports = place.ports;
  addMounts(head, container, workload, graph, texts);
  if (healthcheck) head.healthcheck = healthcheck;
  addNeighbours(head, place);
  addLabels(head, container, isMain ? metricsLabels(workload) : {}, graph, configHashes);
  addSecurity(head, container, texts);
  const rotation = logRotationOf(settings);
  if (rotation && !container.logDriver) Object.assign(head, lowerLogRotation(rotation));
  if (container.watch) head.develop = { watch: lowerWatch(container.watch, graph) };
  return head;
}

function addNeighbours(to: Partial<ComposeService>, { dependencies, network }: Place): void {
  if (Object.keys(dependencies).length > 0) to.depends_on = dependencies;
  Object.assign(to, network);
}

/**
 * Adds how it is run and ended, and with what; each attribute by its name, as V8 makes a table of an object that gets a dozen by copying,
 * which is larger, and slower to read.
 */
function withRun(to: Partial<ComposeService>, { lifecycle: { stopSignal, stopGracePeriod }, resources }: ContainerModel, place: Place, said: Partial<ComposeDeploy>, texts: ChosenTexts): ComposeService {
  const { profiles, restart } = place.lifecycle;
  if (profiles) to.profiles = profiles;
  if (restart !== undefined) to.restart = restart;
  if (stopSignal !== undefined) to.stop_signal = stopSignal;
  // Compose cuts it down to whole seconds.
  to.stop_grace_period = texts.stopGracePeriod ?? goDuration(Math.ceil(stopGracePeriod / 1000) * 1000);
  to.deploy = joined(lowerDeploy(place, lowerResources(resources, texts)), said);
  return to as ComposeService;
}

function lowerDeploy({ deploy, replicas }: Place, resources: ComposeDeploy['resources']): ComposeDeploy {
  const number: Partial<ComposeDeploy> = {};
  if (deploy.mode === undefined) number.replicas = replicas;
  return Object.assign(number, deploy, { resources });
}

function addProcess(to: Partial<ComposeService>, { entrypoint, command, workingDirectory, environment, sources }: ProcessModel, graph: StackGraph): void {
  const words = (list: readonly Expression[]): string[] => list.map((word) => interpolate(word, graph));
  if (entrypoint) to.entrypoint = words(entrypoint);
  if (command) to.command = words(command);
  if (workingDirectory !== undefined) to.working_dir = escapeDollar(workingDirectory);
  if (environment.length > 0) to.environment = lowerEnvironment(environment, graph);
  if (sources) to.env_file = sources.map(({ file, optional }) => ({ path: interpolate(file, graph), required: !optional }));
}

function lowerEnvironment(environment: readonly EnvironmentVariable[], graph: StackGraph): Record<string, string | null> {
  return Object.fromEntries(environment.map((variable) => [variable.name, lowerVariable(variable, graph)]));
}

/**
 * The value, or null, which hands on the operator's variable of the same name: only so is it unset, not empty, when there is none.
 */
function lowerVariable({ name, value }: EnvironmentVariable, graph: StackGraph): string | null {
  if (value.kind !== 'secret' && value.kind !== 'parameter') return interpolate(value, graph);
  const parameter = graph.parameters.get(value.name);
  const isHandedOn = (parameter ? parameterVariable(parameter) : value.name) === name && isOptional(value.name, graph);
  return isHandedOn ? null : interpolate(value, graph);
}

function lowerResources({ cpu, memory }: ContainerModel['resources'], texts: ChosenTexts): ComposeDeploy['resources'] {
  const reservations = { cpus: texts['resources.cpu.request'] ?? cores(cpu.request), memory: texts['resources.memory.request'] ?? byteSize(memory.request) };
  const cpus = texts['resources.cpu.limit'] ?? (cpu.limit === undefined ? undefined : cores(cpu.limit));
  const most = texts['resources.memory.limit'] ?? (memory.limit === undefined ? undefined : byteSize(memory.limit));
  if (cpus === undefined && most === undefined) return { reservations };
  const limits: NonNullable<ComposeDeploy['resources']['limits']> = {};
  if (cpus !== undefined) limits.cpus = cpus;
  if (most !== undefined) limits.memory = most;
  return { limits, reservations };
}

function addSecurity(attributes: Partial<ComposeService>, container: ContainerModel, texts: ChosenTexts): void {
  const { user, group, supplementalGroups, readOnlyRoot } = container.security;
  if (user !== undefined) attributes.user = userText(user, group, texts);
  if (supplementalGroups) attributes.group_add = supplementalGroups.map((group, at) => texts[`supplementalGroups.${at}`] ?? String(group));
  if (readOnlyRoot) attributes.read_only = true;
  attributes.cap_drop = ['ALL'];
  addPrivileges(attributes, container);
}

/** What it may do beyond the hardened default. AppArmor's default profile denies mount(2) even to those who have the capability. */
function addPrivileges(to: Partial<ComposeService>, { security: { capabilities, fuse }, privileged, privilegeEscalation }: ContainerModel): void {
  const names = capabilities.map(({ name }) => name);
  const added = fuse ? [...new Set([...names, 'SYS_ADMIN'])] : names;
  if (added.length > 0) to.cap_add = added;
  if (fuse) to.devices = ['/dev/fuse:/dev/fuse'];
  const options = (privileged ?? privilegeEscalation) ? [] : ['no-new-privileges:true'];
  if (fuse) options.push('apparmor:unconfined');
  if (options.length > 0) to.security_opt = options;
}

/** Why it has its privileges; and hashes of its config files, so that `up` replaces the container when one has changed. */
function addLabels(to: Partial<ComposeService>, container: ContainerModel, labels: Record<string, string>, { privileges }: StackGraph, configHashes: ReadonlyMap<string, string>): void {
  for (const mount of container.mounts) if (mount.kind === 'config') labels[`checksum/${mount.config}`] = configHashes.get(mount.config)!;
  for (const [name, reason] of Object.entries(reasonNotes(container, privileges))) labels[name] = escapeDollar(reason);
  if (Object.keys(labels).length > 0) to.labels = labels;
}

/** Where it is reached from outside; without an address on all of them. */
export function lowerPorts(workload: WorkloadModel, graph: StackGraph): ComposePort[] {
  return workload.endpoints.flatMap((endpoint) => {
    const { name, port, protocol, exposure } = endpoint;
    if (!exposure) return [];
    const address = exposure.chosenAddress ? interpolate(exposure.chosenAddress, graph) : exposure.reach === 'all' ? undefined : hostAddress(exposure);
    return {
      name,
      target: port,
      ...(exposure.port && { published: `\${${portVariable(workload, endpoint, exposure.port)}:-${exposure.port.default}}` }),
      ...(address !== undefined && { host_ip: address }),
      protocol,
    };
  });
}
