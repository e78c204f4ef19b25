import { clusterOf, mapMatches, type Cluster, type Manifest, type Pod } from '../kubernetes/manifests';
import type { Subject } from '../problem';
import { at, fields, isFields, items, mappings, texts, type Fields } from '../untyped';
import type { ComposeProject } from './compose-reading';

/*
 * Files that nobody has made of one description leave unsaid what everyone takes for granted. Here it is said, in the words in
 * which outputs of ours say it, so that one comparator reads both. Ports are called by their numbers: names are each side's own.
 */

/** Manifests with the defaults of an API server. */
export function explicitManifests(manifests: readonly Subject[]): Subject[] {
  const cluster = clusterOf(manifests.map(({ value }) => value));
  return manifests.map(({ name, value }) => ({ name, value: isFields(value) ? explicitManifest(value, cluster) : value }));
}

function explicitManifest(manifest: Fields, cluster: Cluster): unknown {
  const pod = cluster.pods.find(({ owner }) => owner.body === manifest);
  if (pod) return replaced(manifest, pod.spec, podSpec(pod.spec));
  const known = cluster.manifests.find(({ body }) => body === manifest);
  switch (known?.kind) {
    case 'Service':
      return { ...manifest, spec: { type: 'ClusterIP', ...known.spec, ports: servicePorts(cluster, known) } };
    case 'NetworkPolicy':
      return mapped(manifest, 'ports', (port) => (port['port'] === undefined ? port : { protocol: 'TCP', ...port, port: numberOf(port['port'], cluster.pods) }));
    case 'Ingress':
      return mapped(manifest, 'service', (service) => {
        const behind = cluster.find('Service', known.namespace, String(service['name']));
        const chosen = mappings(behind?.spec['ports']).find(({ name }) => name !== undefined && name === at(service['port'], 'name'));
        return chosen ? { ...service, port: { number: chosen['port'] } } : service;
      });
    default:
      return manifest;
  }
}

function servicePorts(cluster: Cluster, { namespace, spec }: Manifest): Fields[] {
  const behind = cluster.pods.filter(({ owner, labels }) => owner.namespace === namespace && mapMatches(spec['selector'], labels));
  return mappings(spec['ports']).map((port) => {
    const target = numberOf(port['targetPort'] ?? port['port'], behind);
    return { protocol: 'TCP', ...port, targetPort: target, name: String(target) };
  });
}

/** A value with all mappings below a key replaced, at any depth. */
function mapped(value: unknown, key: string, change: (fields: Fields) => Fields): unknown {
  if (Array.isArray(value)) return items(value).map((item) => mapped(item, key, change));
  if (!isFields(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]): readonly [string, unknown] => {
    if (name !== key) return [name, mapped(field, key, change)];
    return [name, isFields(field) ? change(field) : items(field).map((item) => (isFields(item) ? change(item) : item))];
  }));
}

/** The manifest with another pod specification, wherever its kind has one. */
function replaced(value: unknown, old: unknown, by: unknown): unknown {
  if (value === old) return by;
  return isFields(value) ? Object.fromEntries(Object.entries(value).map(([key, field]) => [key, replaced(field, old, by)])) : value;
}

function podSpec(spec: Fields): Fields {
  const containers = (key: string): Fields => (spec[key] === undefined ? {} : { [key]: mappings(spec[key]).map(explicitContainer) });
  // Variables of Services are everywhere, and nobody misses them.
  return { enableServiceLinks: false, terminationGracePeriodSeconds: 30, ...spec, securityContext: { seccompProfile: { type: 'RuntimeDefault' }, ...fields(spec['securityContext']) }, ...containers('containers'), ...containers('initContainers') };
}

const PROBES = ['startupProbe', 'readinessProbe', 'livenessProbe'] as const;

function explicitContainer(container: Fields): Fields {
  const ports = mappings(container['ports']);
  const named = (port: unknown): unknown => ports.find(({ name }) => name === port)?.['containerPort'] ?? port;
  const probes = PROBES.filter((probe) => isFields(container[probe])).map((probe): readonly [string, Fields] => {
    const asked = Object.entries(fields(container[probe])).map(([key, how]): readonly [string, unknown] => [key, isFields(how) && 'port' in how ? { path: '/', ...how, port: named(how['port']) } : how]);
    return [probe, Object.fromEntries(asked)];
  });
  return {
    ...container,
    ...(ports.length > 0 && { ports: ports.map((port) => ({ protocol: 'TCP', ...port, name: String(port['containerPort']) })) }),
    ...Object.fromEntries(probes),
  };
}

function numberOf(target: unknown, pods: readonly Pod[]): unknown {
  const ports = pods.flatMap(({ containers }) => containers.flatMap(({ body }) => mappings(body['ports'])));
  return ports.find(({ name }) => name === target)?.['containerPort'] ?? target;
}

/** A project with the defaults of the engine. */
export function explicitProject(project: ComposeProject): ComposeProject {
  const { template } = project;
  const services = Object.entries(fields(template['services'])).map(([name, service]) => [name, explicitService(fields(service))]);
  return { ...project, template: { ...template, services: Object.fromEntries(services) } };
}

function explicitService(service: Fields): Fields {
  const { healthcheck, ports } = service;
  return {
    stop_grace_period: '10s',
    ...service,
    ...(ports !== undefined && { ports: mappings(ports).map((port) => ({ protocol: 'tcp', ...port, name: String(port['target']) })) }),
    ...(isFields(healthcheck) && { healthcheck: { interval: '30s', timeout: '30s', retries: 3, ...healthcheck, ...(healthcheck['test'] !== undefined && { test: explicitTest(healthcheck['test']) }) } }),
  };
}

/** A command without anything that only a shell understands is the same without one; `|| exit 1` says what an end says anyway. */
function explicitTest(test: unknown): unknown {
  const [form, line] = items(test);
  if (form !== 'CMD-SHELL' || typeof line !== 'string') return test;
  const command = line.replace(/\s*\|\|\s*exit 1\s*;?\s*$/, '').trim();
  return ['CMD', ...(/[|&;<>()$`\\"'*?[\]#~{}\n]/.test(command) ? ['/bin/sh', '-c', line] : texts(command.split(/\s+/)))];
}

/** Compose calls what has no name of its own after the project; that is no name which anyone has said. */
export function withoutUsualNames(project: ComposeProject): ComposeProject {
  const { template } = project;
  const sections = SECTIONS.filter((section) => template[section] !== undefined).map((section): readonly [string, Fields] => [section, Object.fromEntries(Object.entries(fields(template[section])).map(([key, entry]): readonly [string, unknown] => {
    const { name, ...rest } = fields(entry);
    return [key, name === `${String(template['name'])}_${key}` ? rest : entry];
  }))]);
  return { ...project, template: { ...template, ...Object.fromEntries(sections) } };
}

const SECTIONS = ['networks', 'volumes', 'configs', 'secrets'] as const;
