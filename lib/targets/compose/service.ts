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
import { lowerMounts } from './mount';
import { metricsLabels } from './operations';
import { logRotationOf, type ComposeSettings } from './settings';
import { byteSize, cores, goDuration } from './units';
import { parameterVariable, portVariable } from './variables';
import { CONTAINER_WORDS, lowerLogRotation, POD_WORDS, type SaidOfService } from './words';

/** What a service has because of its place among those of the same workload. */
export interface Place {
  readonly replicas: number | string;
  /** Where it is reached, for the one that has the network. */
  readonly ports: ComposePort[];
  readonly dependencies: NonNullable<ComposeService['depends_on']>;
  readonly network: Partial<ComposeService>;
  readonly lifecycle: Partial<ComposeService>;
  readonly deploy: Pick<ComposeDeploy, 'mode' | 'restart_policy' | 'update_config'>;
}

/** One container as a Compose service; the attributes come in the order in which one reads them. */
export function lowerService(container: ContainerModel, workload: WorkloadModel, place: Place, graph: StackGraph, configHashes: ReadonlyMap<string, string>, settings: ComposeSettings): ComposeService {
  const { image, process, health, imageHealth } = container;
  const isMain = container === mainOf(workload);
  const texts = chosenTexts(container, graph);
  const healthcheck = health ? lowerHealthcheck(workload, health, graph, settings, texts) : imageHealth && lowerImageHealthcheck(imageHealth, settings, texts);
  const rotation = logRotationOf(settings);
  const ofPod = lowerWords(POD_WORDS, withChosen(workload, chosenTexts(mainOf(workload), graph)));
  const { deploy, ...said } = joined<SaidOfService>(ofPod.each ?? {}, isMain ? (ofPod.main ?? {}) : {}, lowerWords(CONTAINER_WORDS, withChosen(container, texts)));
  const head: Omit<ComposeService, 'deploy'> = {
    image: image.chosen ? interpolate(image.chosen, graph) : escapeDollar(image.reference),
    ...(image.kind === 'build' && { build: lowerBuild(image, isMain ? workload.name : `${workload.name}-${container.name}`, graph) }),
    ...lowerProcess(process, graph),
    ...(place.ports.length > 0 && { ports: place.ports }),
    ...lowerMounts(container, workload, graph, texts),
    ...(healthcheck && { healthcheck }),
    ...lowerNeighbours(place),
    ...lowerLabels(container, workload, isMain ? metricsLabels(workload) : {}, configHashes),
    ...lowerSecurity(container, texts),
    ...(rotation && !container.logDriver && lowerLogRotation(rotation)),
    ...(container.watch && { develop: { watch: lowerWatch(container.watch, graph) } }),
  };
  const service = Object.assign({}, joined(head, said), joined(lowerRun(container, place, texts), deploy ? { deploy: deploy as ComposeDeploy } : {}));
  return joined<ComposeService>(service, chosenAttributes(texts, isMain) as Partial<ComposeService>);
}

function lowerNeighbours({ dependencies, network }: Place): Partial<ComposeService> {
  return Object.keys(dependencies).length > 0 ? { depends_on: dependencies, ...network } : network;
}

/** How it is run and ended, and with what. */
function lowerRun({ lifecycle: { stopSignal, stopGracePeriod }, resources }: ContainerModel, place: Place, texts: ChosenTexts): Pick<ComposeService, 'stop_grace_period' | 'deploy'> {
  return Object.assign({}, place.lifecycle, {
    ...(stopSignal !== undefined && { stop_signal: stopSignal }),
    // Compose cuts it down to whole seconds.
    stop_grace_period: texts.stopGracePeriod ?? goDuration(Math.ceil(stopGracePeriod / 1000) * 1000),
    deploy: { ...(place.deploy.mode === undefined && { replicas: place.replicas }), ...place.deploy, resources: lowerResources(resources, texts) },
  });
}

function lowerProcess({ entrypoint, command, workingDirectory, environment, sources }: ProcessModel, graph: StackGraph): Partial<ComposeService> {
  const words = (list: readonly Expression[]): string[] => list.map((word) => interpolate(word, graph));
  return {
    ...(entrypoint && { entrypoint: words(entrypoint) }),
    ...(command && { command: words(command) }),
    ...(workingDirectory !== undefined && { working_dir: escapeDollar(workingDirectory) }),
    ...(environment.length > 0 && {
      environment: Object.fromEntries(environment.map((variable) => [variable.name, lowerVariable(variable, graph)])),
    }),
    ...(sources && { env_file: sources.map(({ file, optional }) => ({ path: interpolate(file, graph), required: !optional })) }),
  };
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
  return { limits: { ...(cpus !== undefined && { cpus }), ...(most !== undefined && { memory: most }) }, reservations };
}

function lowerSecurity(container: ContainerModel, texts: ChosenTexts): Partial<ComposeService> {
  const { user, group, supplementalGroups, readOnlyRoot } = container.security;
  const attributes: Partial<ComposeService> = {};
  if (user !== undefined) attributes.user = userText(user, group, texts);
  if (supplementalGroups) attributes.group_add = supplementalGroups.map((group, at) => texts[`supplementalGroups.${at}`] ?? String(group));
  if (readOnlyRoot) attributes.read_only = true;
  attributes.cap_drop = ['ALL'];
  return Object.assign(attributes, lowerPrivileges(container));
}

/** What it may do beyond the hardened default. AppArmor's default profile denies mount(2) even to those who have the capability. */
function lowerPrivileges({ security: { capabilities, fuse }, privileged, privilegeEscalation }: ContainerModel): Pick<ComposeService, 'cap_add' | 'devices' | 'security_opt'> {
  const options = [...((privileged ?? privilegeEscalation) ? [] : ['no-new-privileges:true']), ...(fuse ? ['apparmor:unconfined'] : [])];
  const names = new Set([...capabilities.map(({ name }) => name), ...(fuse ? ['SYS_ADMIN'] : [])]);
  return {
    ...(names.size > 0 && { cap_add: [...names] }),
    ...(fuse && { devices: ['/dev/fuse:/dev/fuse'] }),
    ...(options.length > 0 && { security_opt: options }),
  };
}

/** Why it has its privileges; and hashes of its config files, so that `up` replaces the container when one has changed. */
function lowerLabels(container: ContainerModel, workload: WorkloadModel, metrics: Record<string, string>, configHashes: ReadonlyMap<string, string>): Pick<ComposeService, 'labels'> {
  const labels: Record<string, string> = { ...metrics };
  for (const mount of container.mounts) if (mount.kind === 'config') labels[`checksum/${mount.config}`] = configHashes.get(mount.config)!;
  for (const [name, reason] of Object.entries(reasonNotes(container, workload))) labels[name] = escapeDollar(reason);
  return Object.keys(labels).length > 0 ? { labels } : {};
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
