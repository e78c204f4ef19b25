import { isChecked, type ContainerModel } from '../../model/container';
import { volumesPerReplica, workloadAt, type StackGraph } from '../../model/graph';
import { mainOf, sidecarsOf, type StartCondition, type WorkloadModel } from '../../model/workload';
import { joined, lowerWords } from '../words';
import { chosenTexts, withChosen } from './chosen';
import type { ComposeCondition, ComposeService } from './document';
import { aliasesOf, hostNetworkOf, joining } from './network';
import { lowerDeployOperations, lowerOperations, profiles } from './operations';
import { lowerPorts, lowerService, type Place } from './service';
import type { ComposeSettings } from './settings';
import { volumeOwnersOf } from './volume-owner';
import { POD_WORDS } from './words';

const CONDITIONS: Record<StartCondition, ComposeCondition> = {
  started: 'service_started',
  healthy: 'service_healthy',
  completed: 'service_completed_successfully',
};

/** Attempts after which an init container counts as failed, as for a task. */
const INIT_ATTEMPTS = 3;

/** A service, with the construct that it comes from. */
export interface PodService {
  readonly name: string;
  readonly construct: string;
  readonly service: ComposeService;
}

type Dependencies = NonNullable<ComposeService['depends_on']>;

/** The name of the service of a container. */
export function serviceName(workload: WorkloadModel, container: ContainerModel): string {
  return container === mainOf(workload) ? workload.name : `${workload.name}-${container.name}`;
}

/** The name of the service that has the network of a workload with sidecars. */
export function podName(workload: WorkloadModel): string {
  return `${workload.name}-pod`;
}

/** Whether the network of a workload is that of a service of its own. */
export function hasPod(workload: WorkloadModel): boolean {
  return workload.containers.length > 1;
}

/**
 * A workload as services: its containers, and where there are several at once, one more that has their network. It does
 * nothing and never ends: a container that shares the network of another loses it when that one is started anew.
 */
export function lowerPod(workload: WorkloadModel, networks: readonly string[], graph: StackGraph, hashes: ReadonlyMap<string, string>, settings: ComposeSettings): PodService[] {
  const { initContainers = [] } = workload;
  const main = mainOf(workload);
  const texts = chosenTexts(main, graph);
  const said = lowerWords(POD_WORDS, withChosen(workload, texts));
  const running = { ...lowerOperations(workload, graph.model), ...said.running };
  const ports = lowerPorts(workload, graph);
  const lower = (container: ContainerModel, place: Place): PodService =>
    ({ name: serviceName(workload, container), construct: container.path, service: lowerService(container, workload, place, graph, hashes, settings) });
  const before = (container: ContainerModel, after: readonly ContainerModel[]): Dependencies => {
    const dependencies: Dependencies = {};
    for (const { workload: peer, condition, restart, optional } of workload.startAfter) {
      dependencies[workloadAt(graph, peer).name] = { condition: CONDITIONS[condition], ...(restart && { restart }), ...(optional && { required: false }) };
    }
    for (const name of volumeOwnersOf(container, workload, graph)) dependencies[name] = { condition: CONDITIONS.completed };
    const last = after.at(-1);
    if (last) dependencies[serviceName(workload, last)] = { condition: CONDITIONS.completed };
    return dependencies;
  };

  const ofNetwork = (joins: Partial<ComposeService>, more: Partial<ComposeService> = {}): Partial<ComposeService> =>
    joined<Partial<ComposeService>>(workload.hostNetwork ? {} : joins, hostNetworkOf(workload, graph), more);

  const inits = initContainers.map((container, at) =>
    lower(container, {
      // Nothing is prepared for a workload without replicas.
      replicas: Math.min(workload.replicas, 1),
      ports: [],
      dependencies: before(container, initContainers.slice(0, at)),
      network: ofNetwork(joining(networks), ofPodsNetwork(said.network)),
      lifecycle: { ...profiles(workload, graph.model), restart: `on-failure:${INIT_ATTEMPTS}` },
      deploy: {},
      ofPod: said,
    }));
  if (!hasPod(workload)) {
    // A published host port can be held by one container only, and a volume that each is to have for itself by one, too, whatever the operator chooses.
    const hasOwnVolumes = volumesPerReplica(workload, graph).length > 0;
    const most = hasOwnVolumes || ports.some(({ published }) => published !== undefined) ? Math.min(workload.replicas, 1) : workload.replicas;
    const replicas = most === workload.replicas && !hasOwnVolumes ? (texts.replicas ?? most) : most;
    const network = ofNetwork(joining(networks, aliasesOf(workload, graph)), said.network);
    return [lower(main, { replicas, ports, dependencies: before(main, initContainers), network, lifecycle: running, deploy: lowerDeployOperations(workload), ofPod: said }), ...inits];
  }
  const inPod = (container: ContainerModel, beside: readonly ContainerModel[]): PodService =>
    lower(container, {
      replicas: Math.min(workload.replicas, 1),
      ports: [],
      dependencies: {
        [podName(workload)]: { condition: CONDITIONS.started, restart: true },
        ...before(container, initContainers),
        ...Object.fromEntries(beside.map((other) => [serviceName(workload, other), { condition: CONDITIONS[isChecked(other) ? 'healthy' : 'started'] }])),
      },
      network: { network_mode: `service:${podName(workload)}` },
      lifecycle: running,
      deploy: lowerDeployOperations(workload),
      ofPod: said,
    });
  const sidecars = sidecarsOf(workload);
  const aliases = [workload.name, ...aliasesOf(workload, graph)];
  const pod: PodService = { name: podName(workload), construct: workload.path, service: lowerHolder(workload, ports, ofNetwork(joining(networks, aliases), said.network), graph, settings) };
  return [inPod(main, sidecars), ...sidecars.map((sidecar) => inPod(sidecar, [])), ...inits, pod];
}

/** What all containers of a pod have by its network: not a card or a domain, which Compose alone has, and one at a time. */
function ofPodsNetwork({ mac_address: _card, domainname: _domain, ...network }: Partial<ComposeService> = {}): Partial<ComposeService> {
  return network;
}

/** Killed at once when it is stopped: it has nothing to finish. */
function lowerHolder(workload: WorkloadModel, ports: ReturnType<typeof lowerPorts>, network: Partial<ComposeService>, { model }: StackGraph, { podImage }: ComposeSettings): ComposeService {
  return {
    image: podImage,
    command: ['tail', '-f', '/dev/null'],
    ...(ports.length > 0 && { ports }),
    ...network,
    user: '65534:65534',
    read_only: true,
    cap_drop: ['ALL'],
    security_opt: ['no-new-privileges:true'],
    ...profiles(workload, model),
    restart: 'unless-stopped',
    stop_signal: 'SIGKILL',
    deploy: {
      // Also of a workload without replicas: where it is missing, Compose 2 starts nothing of the whole project.
      replicas: 1,
      resources: { limits: { cpus: '0.1', memory: '16m' }, reservations: { cpus: '0.01', memory: '8m' } },
    },
  };
}
