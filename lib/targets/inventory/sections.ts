import type { StackGraph } from '../../model/graph';
import type { Origin, OutputObject } from '../output';
import type { InventoryDocument, InventorySection } from './document';
import { imageName } from './image-name';
import { connectionEntry, containerEntry, endpointEntry, usersOf, volumeEntry } from './entries';

/** An entry of the document, and the list that it is in. */
export interface InventoryOutput extends OutputObject {
  readonly section: InventorySection;
}

/** Everything that the model says a stack consists of. */
export function lowerSections(graph: StackGraph): InventoryOutput[] {
  const { model } = graph;
  const users = usersOf(graph);
  const store = model.secretStore && `${model.secretStore.kind} ${model.secretStore.name}`;
  return [
    ...graph.containers.map(({ container, workload }) => {
      const value = containerEntry(container, workload);
      return entry('containers', value.role === 'main' ? value.name : `${value.workload}.${value.name}`, value);
    }),
    ...graph.containers.flatMap(({ container: { mounts, path } }) =>
      mounts.flatMap((mount) => (mount.kind === 'image' ? [entry('otherImages', `${path} ${mount.target}`, { construct: path, image: imageName(mount.reference) })] : []))),
    ...model.workloads.flatMap((workload) =>
      workload.endpoints.map((endpoint) => entry('endpoints', `${workload.name}.${endpoint.name}`, endpointEntry(endpoint, workload)))),
    ...model.connections.map((connection) => {
      const value = connectionEntry(connection, graph);
      return entry('connections', `${value.from}.${value.to}.${value.endpoint}`, value);
    }),
    ...(model.outside ?? []).map(({ name, path, defaultHost, cidr, endpoints }) => entry('outside', name, {
      construct: path,
      name,
      ...(defaultHost !== undefined && { host: defaultHost }),
      ...(cidr !== undefined && { cidr }),
      endpoints: endpoints.map(({ name: of, port, protocol }) => ({ name: of, port, protocol })),
    })),
    ...model.volumes.map((volume) => entry('volumes', volume.name, volumeEntry(volume))),
    ...model.secrets.map(({ name, path, description, optional }) =>
      entry('secrets', name, { construct: path, name, description, optional, ...(store !== undefined && { store }), usedBy: users.get(name) ?? [] })),
    ...model.parameters.map(({ name, path, description, setting, default: value }) =>
      entry('parameters', name, { construct: path, name, description, ...(setting !== undefined && { variable: setting }), ...(value !== undefined && { default: value }), usedBy: users.get(name) ?? [] })),
    ...(model.sandboxes ?? []).map(({ name, path }) => entry('sandboxes', name, { construct: path, name })),
  ];
}

/** One entry, under a name that no other has. */
export function entry<S extends InventorySection>(section: S, name: string, value: InventoryDocument[S][number], origin: Origin = 'lowered'): InventoryOutput {
  return { section, name: `${section}.${name}`, construct: value.construct, origin, value };
}
