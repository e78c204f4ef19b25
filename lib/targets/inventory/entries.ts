import { askedExpressions } from '../../model/connections';
import type { ContainerModel, SecurityModel } from '../../model/container';
import { publicAddresses, type EndpointModel, type ExposureModel } from '../../model/endpoint';
import { visitLeaves } from '../../model/expression';
import { endpointOf, peerAt, workloadAt, type StackGraph } from '../../model/graph';
import type { ImageModel } from '../../model/image';
import { secretFilesOf } from '../../model/references';
import type { ConnectionModel } from '../../model/stack';
import type { MountModel, VolumeModel } from '../../model/storage';
import { mainOf, type WorkloadModel } from '../../model/workload';
import type {
  InventoryConnection, InventoryContainer, InventoryEndpoint, InventoryMount, InventoryPublication, InventoryVolume,
} from './document';
import { imageName } from './image-name';

export function containerEntry(container: ContainerModel, workload: WorkloadModel): InventoryContainer {
  const { name, path, image, resources: { cpu, memory }, security, mounts } = container;
  const { kind, replicas, operations, egress, allowedEgress, initContainers, profiles } = workload;
  return {
    construct: path,
    workload: workload.name,
    name,
    role: container === mainOf(workload) ? 'main' : initContainers?.includes(container) ? 'before' : 'beside',
    kind,
    ...(profiles && { profiles }),
    replicas,
    ...(operations.schedule !== undefined && { schedule: operations.schedule }),
    ...imageOf(image),
    cpu,
    memory,
    ...(security.user !== undefined && { user: security.user }),
    groups: [...(security.group === undefined ? [] : [security.group]), ...(security.supplementalGroups ?? [])],
    readOnlyRoot: security.readOnlyRoot,
    privileges: privilegesOf(security),
    egress,
    ...(allowedEgress && { allowedEgress }),
    mounts: mounts.map(mountEntry),
  };
}

export function endpointEntry(endpoint: EndpointModel, { name, path, operations }: WorkloadModel): InventoryEndpoint {
  const { metrics } = operations;
  return {
    construct: path,
    workload: name,
    ...(endpoint.container !== undefined && { container: endpoint.container }),
    name: endpoint.name,
    port: endpoint.port,
    protocol: endpoint.protocol,
    ...(endpoint.exposure && { published: publication(endpoint.exposure) }),
    ...(metrics?.endpoint === endpoint.name && { scrapedFrom: metrics.fromNamespace }),
  };
}

export function connectionEntry({ from, to, endpoint }: ConnectionModel, graph: StackGraph): InventoryConnection {
  return { construct: from, from: workloadAt(graph, from).name, to: peerAt(graph, to).name, endpoint: endpointOf(graph, to, endpoint).name };
}

export function volumeEntry({ name, path, size, storageClass, shared, perReplica, bucket }: VolumeModel): InventoryVolume {
  return {
    construct: path,
    name,
    ...(size !== undefined && { size }),
    ...(storageClass !== undefined && { storageClass }),
    shared,
    ...(perReplica && { perReplica }),
    ...(bucket && { bucket: bucket.provisioning === 'static' ? bucket.bucket : 'dynamic' }),
  };
}

/** The workloads into which each secret and parameter gets: by a variable, a command, a check, a file that they mount, or an image. */
export function usersOf(graph: StackGraph): Map<string, string[]> {
  const users = new Map<string, Set<string>>();
  for (const workload of graph.model.workloads) {
    for (const name of secretFilesOf(workload)) users.set(name, (users.get(name) ?? new Set()).add(workload.name));
    for (const expression of askedExpressions(workload, graph)) {
      visitLeaves(expression, (leaf) => {
        if (leaf.kind !== 'secret' && leaf.kind !== 'parameter') return;
        users.set(leaf.name, (users.get(leaf.name) ?? new Set()).add(workload.name));
      });
    }
  }
  return new Map([...users].map(([name, names]) => [name, [...names]]));
}

function imageOf(image: ImageModel): Pick<InventoryContainer, 'image' | 'build'> {
  const name = imageName(image.reference);
  if (image.kind === 'reference') return { image: name };
  return { image: name, build: { context: image.context, dockerfile: image.build?.dockerfileInline ? '-' : (image.dockerfile ?? 'Dockerfile') } };
}

function privilegesOf({ capabilities, user, rootReason, fuse }: SecurityModel): InventoryContainer['privileges'] {
  return [
    ...capabilities.map(({ name, reason }) => ({ name, reason })),
    ...(user === 0 && rootReason !== undefined ? [{ name: 'root', reason: rootReason }] : []),
    ...(fuse ? [{ name: 'fuse', reason: fuse.reason }] : []),
  ];
}

function mountEntry(mount: MountModel): InventoryMount {
  const { kind, target: path } = mount;
  switch (mount.kind) {
    case 'host-path':
      return { path, kind, of: mount.path, readOnly: mount.readOnly };
    case 'volume':
      return { path, kind, of: mount.volume, readOnly: mount.readOnly };
    case 'image':
      return { path, kind, of: mount.reference, readOnly: true };
    case 'config':
      return { path, kind, of: mount.config, readOnly: true };
    case 'source':
      return { path, kind, of: mount.source, readOnly: mount.readOnly };
    case 'certificate':
    case 'secret':
      return { path, kind, of: mount.secret, readOnly: true };
    case 'shared-scratch':
      return { path, kind, of: mount.name, readOnly: false };
    case 'propagated':
      return { path, kind, of: mount.directory, readOnly: false };
    case 'scratch':
    case 'shared-memory':
      return { path, kind, readOnly: false };
  }
}

function publication(exposure: ExposureModel): InventoryPublication {
  if (exposure.kind === 'host-port') {
    const { reach, address, port, serviceType } = exposure;
    return { reach, ...(serviceType !== undefined && { service: serviceType }), ...(address !== undefined && { address }), ...(port && { port: port.default }) };
  }
  const { certificate, otherHosts } = exposure;
  const [url, ...others] = publicAddresses(exposure);
  const name = certificate?.issuer ?? certificate?.secret;
  return { reach: 'host-name', port: exposure.port.default, url, ...(otherHosts && { otherUrls: others }), ...(name !== undefined && { certificate: name }) };
}
