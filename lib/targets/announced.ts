import type { ContainerModel } from '../model/container';
import { hostAddress, isNodePort, publicAddresses, type EndpointModel, type PublicExposure } from '../model/endpoint';
import type { UlimitModel } from '../model/word-values';
import { isOptional, mayBeUnset, peerAt } from '../model/graph';
import type { StartCondition } from '../model/workload';
import { placesOf, type About, type NamedContainer, type Said } from './announcing';
import type { ComposeCodes } from './compose/codes';
import type { KubernetesCodes } from './kubernetes/codes';

/*
 * What each finding of the targets says that the outputs differ in, in the words of who compares them (`lib/verify/agreement`).
 * A code without a row does not compile. A row that announces what is none is found by every comparison.
 */

type Row = (about: About) => readonly Said[];

/** What no output says, or both say alike: why it is worth a word to a person stands in the finding. */
export const NOTHING: Row = () => [];

/** An error, with which nothing is written. */
const NEVER: Row = NOTHING;

/** What the finding itself says, where what it is about is there: a choice of profiles may leave it out. */
const ITSELF: Row = ({ finding: { differs = [], path }, graph, own: containers, all, volume: about }) => {
  const isThere = path === graph.model.path || about !== undefined || containers.length + all.length > 0;
  return isThere ? differs.map(({ workload, ...said }) => ({ of: workload, ...said })) : [];
};

const unordered = (items: readonly unknown[]): string => items.map(String).sort().join(' ');

/** The device by which file systems in user space are mounted. */
const FUSE = '/dev/fuse';

/** Whether a container may do what an administrator may, mounting among it. */
function isAdmin({ privileged, security: { capabilities } }: ContainerModel): boolean {
  return privileged !== undefined || capabilities.some(({ name }) => name === 'SYS_ADMIN');
}

/** Whether a container has all that mounting by it takes: no output says whether `allowFuse` or its own words gave it. */
function canMountByFuse(container: ContainerModel): boolean {
  const { devices = [], unconfinedAppArmor, security: { fuse } } = container;
  return fuse !== undefined || (isAdmin(container) && unconfinedAppArmor !== undefined && devices.some(({ path }) => path === FUSE));
}

/** Of each container of the path. */
const own = (say: (named: NamedContainer, about: About) => Omit<Said, 'of'> | readonly Omit<Said, 'of'>[] | undefined): Row => (about) => about.own.flatMap((named) => withName(named.key, say(named, about)));

/** Of the main container of the workload of the path. */
const main: typeof own = (say) => (about) => {
  const [named] = about.all;
  return named === undefined ? [] : withName(named.key, say(named, about));
};

/** Of every container of the workload of the path. */
const each: typeof own = (say) => (about) => about.all.flatMap((named) => withName(named.key, say(named, about)));

function withName(of: string, said: Omit<Said, 'of'> | readonly Omit<Said, 'of'>[] | undefined): Said[] {
  if (said === undefined) return [];
  return Array.isArray(said) ? (said as readonly Omit<Said, 'of'>[]).map((each) => ({ of, ...each })) : [{ of, ...(said as Omit<Said, 'of'>) }];
}

/** Of each endpoint of the workload of the path. */
const endpoints = (say: (endpoint: EndpointModel) => Omit<Said, 'of'> | undefined): Row => main(({ workload }) => workload.endpoints.flatMap((endpoint) => say(endpoint) ?? []));

/** Where it answers on the host, unless the operator chooses that. */
const hostOf = ({ exposure }: EndpointModel): { compose?: string } => (exposure?.port?.setting !== undefined || exposure?.chosenAddress ? {} : { compose: `${hostAddress(exposure ?? {})}:${exposure?.port?.default}` });

/** A slash at the end of a path means nothing. */
const served = (exposure: PublicExposure): string => unordered(publicAddresses({ ...exposure, path: exposure.path.replace(/(?<=.)\/$/, '') }));

/** What is served at a host on Kubernetes, and by a port in Compose. A gateway is its own row. */
const entrance: Row = (about) => (about.workload?.gateway ? [] : endpoints((endpoint) => {
  const { name, exposure } = endpoint;
  return exposure?.kind === 'public' ? { what: `entrance ${name}`, kubernetes: served(exposure), ...hostOf(endpoint) } : undefined;
})(about));

/** A way out for all, where Kubernetes has one for some or none. */
const egress: Row = main(({ workload }) => (workload.gateway ? undefined : { what: 'egress', kubernetes: 'limited', compose: 'open' }));

/** One container in place of several. */
const one: Row = main(({ workload }) => ({ what: 'replicas', kubernetes: String(workload.replicas), compose: '1' }));

const volume = (say: (volume: NonNullable<About['volume']>) => readonly Omit<Said, 'of'>[]): Row => (about) => withName('', about.volume && say(about.volume));

const CONDITIONS: Readonly<Record<StartCondition, string>> = { started: 'service_started', healthy: 'service_healthy', completed: 'service_completed_successfully' };

const STARTS_LATER: Row = each(({ workload: { startAfter } }, { graph }) => startAfter.filter((edge) => edge.implied || !edge.enforced).map((edge) => ({ what: `starts after ${peerAt(graph, edge.workload).name}`, compose: CONDITIONS[edge.condition] })));

/** On a network all see each other; Kubernetes lets in who is a peer. */
const sharedNetwork: Row = ({ graph, workload }) => {
  if (!workload || workload.hostNetwork) return [];
  const peers = (graph.incoming.get(workload.path) ?? []).flatMap(({ from }) => graph.workloads.get(from) ?? []).filter((peer) => !peer.hostNetwork);
  const members = [...new Set([workload, ...peers])].filter(({ gateway }) => !gateway);
  const isCalledBy = (server: string, client: string): boolean => (graph.incoming.get(server) ?? []).some(({ from }) => from === client);
  return members.flatMap((server) => members.filter((client) => client !== server && !isCalledBy(server.path, client.path)).map((client) => ({ of: server.name, what: `called by ${client.name}`, kubernetes: 'no', compose: 'yes' })));
};

const limits = (all: readonly UlimitModel[]): string => unordered(all.map(({ name, soft, hard }) => `${name}=${soft}:${hard}`));

export const ANNOUNCED: Readonly<Record<keyof ComposeCodes | keyof KubernetesCodes, Row>> = {
  'compose/public-host': entrance,
  'compose/public-on-host': entrance,
  // Who compares takes no object of the operator's by its name.
  'compose/env-file': NOTHING,
  // The other side of `kubernetes/host-directory`.
  'compose/host-directory': NOTHING,
  'compose/hook-sleep': NOTHING,
  'compose/hook-tool': NOTHING,
  'compose/watch-read-only': NOTHING,
  'compose/watch-user': NOTHING,
  'compose/published-replicas': one,
  // The same text in both; who answers is not in it.
  'compose/replica-name': NOTHING,
  'compose/volume-per-replica': main(({ workload }) => (workload.replicas > 1 ? { what: 'replicas', kubernetes: String(workload.replicas), compose: '1' } : undefined)),
  'compose/sidecar-replicas': one,
  'compose/setting': NEVER,
  'compose/reserved-variable': NEVER,
  'compose/egress-open': egress,
  'compose/egress-allowed': egress,
  'compose/outside-peer': egress,
  'compose/stack-peer': (about) => [...each(() => ({ what: 'shared networks' }))(about), ...(about.workload?.egress === false ? egress(about) : [])],
  'compose/stack-caller': each(() => ({ what: 'shared networks' })),
  'compose/stack-circle': NEVER,
  'compose/liveness': own(({ container: { health } }) => (health?.liveness ? { what: 'liveness probe', kubernetes: 'yes' } : undefined)),
  'compose/start-interval': own(({ container: { health } }) => (health ? { what: 'start interval', kubernetes: String(Math.max(1, Math.ceil(health.startInterval / 1000))) } : undefined)),
  'compose/newer-version': NOTHING,
  'compose/version': NEVER,
  'compose/engine': NEVER,
  'compose/target-setting': ITSELF,
  'compose/user-namespace': (about) => (about.isReported('kubernetes/user-namespace') ? [] : each(() => ({ what: 'user namespace', kubernetes: 'yes' }))(about)),
  'compose/volume-size': volume(({ name, size, storageClass }) => [
    ...(size === undefined ? [] : [{ what: `volume ${name} size`, kubernetes: String(size) }]),
    ...(storageClass === undefined ? [] : [{ what: `volume ${name} class`, kubernetes: storageClass }]),
  ]),
  // On Kubernetes the group of the pod does that.
  'compose/volume-owner': NOTHING,
  'compose/volume-user': own(({ container: { mounts } }, { graph }) => mounts.flatMap((mount) => {
    const written = mount.kind === 'volume' && !mount.readOnly ? graph.volumes.get(mount.volume) : undefined;
    return written && !written.ownedByImage ? [{ what: `owner of ${written.name}` }] : [];
  })),
  'compose/bucket': volume(({ name, bucket }) => (bucket?.provisioning === 'static' ? [{ what: `volume ${name} bucket` }] : [])),
  // Both say it; the engine does not act on it.
  'compose/cpu-request': NOTHING,
  'compose/shared-network': sharedNetwork,
  'compose/secret-store': ({ graph: { model } }) => (model.secrets.length > 0 ? [{ of: '', what: 'objects ExternalSecret' }] : []),
  'compose/optional-value': own(({ container }, { graph }) => container.process.environment.flatMap(({ name, value }) =>
    ((value.kind === 'secret' || value.kind === 'parameter') && value.name !== name && mayBeUnset(value.name, graph) ? [{ what: `env ${name}`, compose: '' }] : []))),
  'compose/disruption': main(({ workload }) => (workload.kind === 'task' || workload.gateway ? undefined : { what: 'disruption', kubernetes: 'at most 1 fewer' })),
  'compose/cluster-object': ({ finding }) => {
    const [, kind, name] = /^(\S+) (\S+) was added/.exec(finding.message) ?? [];
    return kind === undefined ? [] : [{ of: '', what: `object ${kind}/${name}` }];
  },
  'compose/sandbox': NOTHING,
  'compose/overlay': NEVER,
  'compose/sidecar': NOTHING,
  'compose/init-container': NOTHING,
  'compose/shared-scratch': NOTHING,
  'compose/propagation': own(({ container: { mounts } }) => mounts.flatMap((mount) => (mount.kind === 'propagated' ? [{ what: `mount ${mount.target}` }] : []))),
  // The other side of `kubernetes/restart`.
  'compose/restart-delay': NOTHING,
  'compose/rolling-update': main(({ workload: { operations: { rollingUpdate: update } } }) => update && { what: 'update', kubernetes: `${update.maxSurge} more, ${update.maxUnavailable} fewer, ${Math.ceil(update.settleTime / 1000)} s apart` }),
  'compose/host-shared-memory': own(({ container: { mounts } }) => mounts.flatMap((mount) => (mount.kind === 'shared-memory' ? [{ what: 'mount /dev/shm', kubernetes: `memory ${mount.size}` }] : []))),
  'compose/host-network': NOTHING,
  'compose/host-network-peer': NEVER,
  // The other side of `kubernetes/shared-network`.
  'compose/joined-network': NOTHING,
  'compose/secret-mode': NOTHING,
  'compose/config-mode': NOTHING,
  'compose/annotations': NOTHING,
  'compose/metrics': NOTHING,
  'compose/autoscaling': main(({ workload: { operations: { autoscaling } } }) => autoscaling && { what: 'autoscaling', kubernetes: `to ${autoscaling.maxReplicas} at ${autoscaling.cpuUtilization} %` }),
  'compose/schedule': main(({ workload: { operations: { schedule } } }) => (schedule === undefined ? undefined : { what: 'schedule', kubernetes: `${schedule} Etc/UTC` })),
  'compose/customize': NEVER,
  'compose/patch': NEVER,
  'compose/fragment': NEVER,
  'compose/fragment-shape': NEVER,

  'kubernetes/refused': NEVER,
  'kubernetes/build': own(({ container: { image, imagePullPolicy } }) => [
    ...(image.kind === 'build' ? [{ what: 'build' }] : []),
    ...(imagePullPolicy === 'build' ? [{ what: 'pulled', compose: 'build' }] : []),
  ]),
  'kubernetes/chosen-image': own(({ container: { image } }) => ({ what: 'image', kubernetes: image.reference })),
  // Who compares takes no host name that cannot be a pod's.
  'kubernetes/hostname': NOTHING,
  'kubernetes/host-directory': volume(({ name }) => [{ what: `volume ${name}`, kubernetes: 'durable' }]),
  'kubernetes/chosen-host-path': own(({ container: { mounts } }) => mounts.flatMap((mount) => (mount.kind === 'host-path' && mount.chosen ? [{ what: `mount ${mount.target}` }] : []))),
  'kubernetes/source-mount': own(({ container: { mounts } }) => mounts.flatMap((mount) => (mount.kind === 'source' ? [mount.target, ...mount.keep].map((target) => ({ what: `source ${target}` })) : []))),
  'kubernetes/host-port': (about) => (about.workload?.gateway ? [] : endpoints((endpoint) => (endpoint.exposure?.kind === 'host-port' && endpoint.exposure.serviceType === undefined ? { what: `published ${endpoint.name}`, ...hostOf(endpoint) } : undefined))(about)),
  'kubernetes/node-port': endpoints((endpoint) => {
    const { name, exposure } = endpoint;
    return exposure?.kind === 'host-port' && exposure.serviceType === 'NodePort' && exposure.port && !isNodePort(exposure.port.default) ? { what: `outside ${name}`, kubernetes: `NodePort any for ${endpoint.port}/${endpoint.protocol}`, ...hostOf(endpoint) } : undefined;
  }),
  'kubernetes/left-behind': NOTHING,
  'kubernetes/kept': NOTHING,
  'kubernetes/claim': NOTHING,
  'kubernetes/claim-template': NOTHING,
  'kubernetes/replicas-handed-over': NOTHING,
  'kubernetes/two-autoscalers': NEVER,
  'kubernetes/scaled-writer': NEVER,
  'kubernetes/server-side': NOTHING,
  'kubernetes/gateway': main(({ workload }) => [
    { what: 'workload', compose: `services.${workload.name}` },
    ...workload.endpoints.flatMap(({ exposure }) => (exposure?.kind === 'public' ? [{ what: 'entrance', kubernetes: served(exposure) }] : [])),
  ]),
  'kubernetes/start-order': STARTS_LATER,
  'kubernetes/sync-wave': STARTS_LATER,
  'kubernetes/restart-with-peer': each(({ workload: { startAfter } }, { graph }) => startAfter.filter((edge) => edge.restart).map((edge) => ({ what: `again with ${peerAt(graph, edge.workload).name}`, compose: 'yes' }))),
  'kubernetes/image-healthcheck': own(() => ({ what: 'check of the image' })),
  // Each choice is compared by itself.
  'kubernetes/profiles': NOTHING,
  'kubernetes/task-wait': NOTHING,
  'kubernetes/setting': NEVER,
  'kubernetes/reserved-namespace': NEVER,
  'kubernetes/wait-endpoint': NEVER,
  'kubernetes/stop-signal': own(({ container: { lifecycle } }) => ({ what: 'stop signal', ...(lifecycle.stopSignal !== undefined && { compose: lifecycle.stopSignal }) })),
  // Who compares counts whole seconds, too.
  'kubernetes/duration-rounded': NOTHING,
  'kubernetes/scratch': NOTHING,
  // A variable that only other texts need is none that the program is told of.
  'kubernetes/composed-value': NOTHING,
  'kubernetes/optional-text': own((named, { graph }) => placesOf(named, (leaf, whole) => (leaf.kind === 'parameter' || leaf.kind === 'secret') && isOptional(leaf.name, graph) && (whole.kind === 'text' || named.container.process.environment.every(({ value }) => value !== whole)))),
  'kubernetes/ingress-class': NOTHING,
  'kubernetes/target-setting': ITSELF,
  'kubernetes/user-namespace': NOTHING,
  // Who compares takes it for that program in any case.
  'kubernetes/hook-sleep': NOTHING,
  'kubernetes/image-volume': NEVER,
  'kubernetes/drain': NOTHING,
  'kubernetes/shared-storage-class': NOTHING,
  'kubernetes/ingress-limits': NOTHING,
  'kubernetes/strip-prefix': NEVER,
  'kubernetes/own-gateway': NEVER,
  'kubernetes/gateway-made': ITSELF,
  // With which certificate and by which listeners a Gateway serves it stands in no output.
  'kubernetes/gateway-certificate': NOTHING,
  'kubernetes/gateway-listeners': NOTHING,
  'kubernetes/gateway-limits': ITSELF,
  'kubernetes/gateway-redirect': ITSELF,
  'kubernetes/egress-policy': NOTHING,
  'kubernetes/outside-name': NOTHING,
  'kubernetes/existing-secret': ({ graph: { model }, finding: { path }, containers }) => {
    const { name, existing } = model.secrets.find((each) => each.path === path) ?? {};
    const readers = containers.filter((named) => placesOf(named, (leaf) => leaf.kind === 'secret' && leaf.name === name).length > 0);
    return existing ? readers.map(({ workload }) => ({ of: '', what: `source of ${existing.key} in ${workload.name}`, kubernetes: `Secret/${existing.secret}` })) : [];
  },
  'kubernetes/existing-key': ({ graph: { model }, finding: { path }, containers }) => {
    const secret = model.secrets.find((each) => each.path === path)?.name;
    return containers.flatMap((named) => [
      ...placesOf(named, (leaf) => leaf.kind === 'secret' && leaf.name === secret),
      ...named.container.mounts.flatMap((mount) => (mount.kind === 'secret' && mount.secret === secret ? [{ of: named.key, what: `mount ${mount.target}` }] : [])),
    ]);
  },
  'kubernetes/api-server-egress': NOTHING,
  'kubernetes/host-network-egress': NOTHING,
  'kubernetes/network-policy': NOTHING,
  'kubernetes/pod-security': NOTHING,
  'kubernetes/sandbox': NOTHING,
  'kubernetes/published-port': own((named) => placesOf(named, ({ kind }) => kind === 'published-port')),
  'kubernetes/container-name': own(({ container: { containerName } }) => ({ what: 'container name', ...(containerName !== undefined && { compose: containerName }) })),
  'kubernetes/domainname': main(({ workload: { domainname } }) => ({ what: 'domain', ...(domainname !== undefined && { compose: domainname }) })),
  'kubernetes/mac-address': main(({ workload: { macAddress } }) => ({ what: 'network card', ...(macAddress !== undefined && { compose: macAddress }) })),
  'kubernetes/dotted-alias': NOTHING,
  'kubernetes/shared-network': each(() => ({ what: 'shared networks' })),
  'kubernetes/volume-name': volume(({ name, engineName }) => [{ what: `volume ${name} name`, ...(engineName !== undefined && { compose: engineName }) }]),
  'kubernetes/restart-policy': main(({ workload: { restartPolicy } }) => (restartPolicy === 'no' ? { what: 'runs', kubernetes: 'for ever', compose: 'once, tried again 0 times' } : { what: 'started again', compose: 'on-failure' })),
  'kubernetes/host-gateway': NOTHING,
  'kubernetes/nameservers': NOTHING,
  'kubernetes/runtime-class': NOTHING,
  'kubernetes/platform-variant': NOTHING,
  'kubernetes/platform-wasm': NOTHING,
  'kubernetes/unsafe-sysctls': NOTHING,
  'kubernetes/device': own(({ container }) => {
    const { devices = [], privileged } = container;
    const mounts = canMountByFuse(container);
    const paths = devices.map(({ path }) => path).filter((path) => !mounts || path !== FUSE);
    return [
      // Of one that a plugin offers no output says which it is.
      ...(paths.length > 0 && devices.every(({ devicePlugin }) => devicePlugin === undefined) ? [{ what: 'devices', compose: unordered(paths) }] : []),
      ...(privileged || mounts ? [] : [{ what: 'capabilities' }]),
      // Who has this capability is told nothing of escalation in either.
      ...(mounts || isAdmin(container) ? [] : [{ what: 'privilege escalation', compose: 'no' }]),
    ];
  }),
  'kubernetes/all-gpus': NOTHING,
  'kubernetes/ulimits': own(({ container: { ulimits = [] } }) => ({ what: 'limits', compose: limits(ulimits) })),
  'kubernetes/pids-limit': own(({ container: { pidsLimit } }) => ({ what: 'processes', compose: String(pidsLimit) })),
  'kubernetes/host-network': NOTHING,
  'kubernetes/shareable-ipc': each(() => ({ what: 'open to others', compose: 'yes' })),
  'kubernetes/open-files': own(({ container: { openFiles } }) => ({ what: 'open files', compose: `${openFiles} to ${openFiles}` })),
  'kubernetes/init': NOTHING,
  'kubernetes/restart': (about) => about.all.filter(({ container, workload }) => workload.containers.includes(container)).flatMap(({ key, workload: { operations: { restart } } }) =>
    (restart ? [{ of: key, what: 'restart', compose: `${restart.attempts} attempts, ${restart.delay} ms apart` }] : [])),
  'kubernetes/log-rotation': own(({ container: { logRotation } }) => ({ what: 'log files', ...(logRotation && { compose: `${logRotation.files} of ${logRotation.maxSize}` }) })),
  'kubernetes/log-driver': own(({ container: { logDriver } }) => ({ what: 'log driver', ...(logDriver && { compose: JSON.stringify([logDriver.driver, logDriver.options]) }) })),
  'kubernetes/api-socket': own(() => ({ what: 'apiSocket', compose: 'yes' })),
  'kubernetes/models': own(() => ({ what: 'language models' })),
  'kubernetes/rolling-update': NEVER,
  'kubernetes/sidecar': NOTHING,
  // What one container of a pod asks for, who compares takes to be all the others'.
  'kubernetes/pod-groups': NOTHING,
  'kubernetes/customize': NEVER,
  'kubernetes/left-out': NOTHING,
  'kubernetes/patch': NEVER,
  'kubernetes/duplicate-object': NEVER,

  // Who compares takes the defaults of all but variables, words, images and paths.
  'kubernetes/chosen-value': NOTHING,
  'kubernetes/group-names': own(({ container: { groupNames = [] } }) => ({ what: 'groups by name', compose: unordered(groupNames) })),
  // One command of several needs a shell on Kubernetes.
  'kubernetes/hook-settings': own(({ container: { postStart = [], preStop = [] } }) => [...(postStart.length > 1 ? [{ what: 'postStart' }] : []), ...(preStop.length > 1 ? [{ what: 'preStop' }] : [])]),
  'kubernetes/watch': own(() => ({ what: 'watched' })),
  'kubernetes/relabel': NOTHING,
  // Only while one of the two is set and the other is not.
  'kubernetes/derived-default': NOTHING,
  'kubernetes/parameter-variable': ({ parameter, containers }) => (parameter ? containers.flatMap((named) => placesOf(named, (leaf) => leaf.kind === 'parameter' && leaf.name === parameter.name)) : []),
  // Nothing starts in Compose before it has a value.
  'kubernetes/required-parameter': NOTHING,
};
