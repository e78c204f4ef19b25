import { byText } from '../../model/connections';
import { isExposed } from '../../model/endpoint';
import { grouped, type StackGraph } from '../../model/graph';
import type { StackModel } from '../../model/stack';
import { containersOf, type WorkloadModel } from '../../model/workload';
import type { Lowered } from '../target';
import { changeCommands, secretsInUrls } from '../secret-notes';
import type { KubernetesObject } from './api';
import type { HTTPRoute } from './gateway-api';
import { classlessHosts, issuerOf } from './ingress';
import type { KubernetesOutput } from './manifest';
import { certificateName, DELETABLE, newSecrets, secretsName } from './names';
import type { KubernetesSettings } from './settings';

const RESOURCES: Readonly<Record<WorkloadModel['kind'], string>> = { service: 'deployment', stateful: 'statefulset', daemon: 'daemonset', task: 'job' };

/** What the operator has to do that no manifest can: said at the top of the file. */
export function kubernetesHeader(graph: StackGraph, settings: KubernetesSettings, objects: readonly KubernetesOutput[]): string[] {
  const { model } = graph;
  return [...choice(graph), ...secrets(model), ...existingSecrets(model), ...secretNotes(graph), ...variableSources(graph), ...existingClaims(model), ...existingAccounts(model, objects), ...pullSecrets(model, objects), ...ingressClasses(model, settings, objects), ...existingGateways(model, objects), ...certificates(model, settings, objects)];
}

/** The commands of all that, as far as it is made before the first apply. */
export function preparations({ graph, objects }: Pick<Lowered<KubernetesOutput>, 'graph' | 'objects'>, settings: KubernetesSettings): string[] {
  const { model } = graph;
  return [...secrets(model), ...variableSources(graph), ...pullSecrets(model, objects), ...certificates(model, settings, objects)].flatMap((line) => (line.startsWith('  kubectl ') ? [line.trim()] : []));
}

/** Which choice it is, and what has to go when it takes the place of another. */
function choice({ chosen, model }: StackGraph): string[] {
  if (!chosen) return [];
  const { name, profiles, leftOut } = chosen;
  const what = name === undefined ? 'What runs without any profile.' : `The choice ${name}: ${profiles.length > 0 ? `what runs with the profiles ${profiles.join(', ')}` : 'what runs without any profile'}.`;
  if (leftOut.length === 0) return [what];
  const names = leftOut.map((workload) => workload.name);
  return [
    `${what} Applied in place of another choice, delete what that one had beside it, which goes on running; claims stay, with their data:`,
    `  kubectl -n ${model.namespace} delete ${DELETABLE} -l 'app.kubernetes.io/part-of=${model.name},app.kubernetes.io/name in (${names.join(', ')})'`,
  ];
}

function secrets(model: StackModel): string[] {
  const required = newSecrets(model).filter((secret) => !secret.optional).map((secret) => secret.name);
  const optional = newSecrets(model).filter((secret) => secret.optional).map((secret) => secret.name);
  if (model.secretStore || required.length + optional.length === 0) return [];
  const command = `  kubectl -n ${model.namespace} create secret generic ${secretsName(model)}`;
  const values = (names: readonly string[]): string => names.map((name) => ` --from-literal=${name}=...`).join('');
  if (required.length === 0) return ['Secrets are created out of band; no pod waits for these, which are optional:', command + values(optional)];
  return [
    'Secrets are created out of band; pods that need one wait until it is there:',
    command + values(required),
    ...(optional.length > 0 ? [`Optional keys: ${optional.join(', ')}`] : []),
  ];
}

/** Those that somebody else makes. */
function existingSecrets({ secrets: all, namespace }: StackModel): string[] {
  const keys = grouped(all.flatMap(({ existing }) => existing ?? []), ({ secret }) => secret);
  if (keys.size === 0) return [];
  const names = [...keys.keys()].sort();
  return [
    `Secrets that have to be there in the namespace ${namespace}: ${names.join(', ')}`,
    ...names.map((name) => `  ${name} with the key ${[...new Set(keys.get(name)!.map(({ key }) => key))].sort().join(', ')}`),
  ];
}

/** Said whoever makes the Secret: a person, or a store. */
function secretNotes(graph: StackGraph): string[] {
  const { secrets: all, namespace } = graph.model;
  const inUrls = secretsInUrls(graph);
  const names = all.filter(({ name }) => inUrls.has(name)).map(({ name }) => name);
  const run = ({ kind, name }: WorkloadModel, hasInput: boolean): string =>
    `kubectl -n ${namespace} exec -i${hasInput ? '' : 't'} ${RESOURCES[kind]}/${name} --`;
  const changes = all.flatMap((secret) => changeCommands(secret, graph, run).map((command) => `  ${secret.name}: ${command}`));
  return [
    ...(names.length > 0 ? [`Letters and digits only, as they become part of URLs: ${names.join(', ')}`] : []),
    ...(changes.length > 0 ? ['Read on an empty volume only. Later, while it runs, before the key is changed and the pods that use it are restarted (kubectl rollout restart):', ...changes] : []),
  ];
}

function variableSources({ containers, model }: StackGraph): string[] {
  const sources = new Map(containers.flatMap(({ container }) => (container.process.sources ?? []).map((source) => [`${source.kind} ${source.name}`, source])));
  if (sources.size === 0) return [];
  const all = [...sources.values()].sort(byText(({ kind, name }) => `${name} ${kind}`));
  return [
    'Objects with variables are created out of band, here from files with lines NAME=value, whose quotes would become part of the value:',
    ...all.map(({ kind, name }) => `  kubectl -n ${model.namespace} create ${kind === 'secret' ? 'secret generic' : 'configmap'} ${name} --from-env-file=${name}.env`),
  ];
}

function existingClaims({ volumes, namespace }: StackModel): string[] {
  const claims = volumes.flatMap(({ existing }) => existing?.claim ?? []);
  return claims.length === 0 ? [] : [`Claims that have to be there in the namespace ${namespace}: ${claims.join(', ')}`];
}

/** Those that pods run as and that are not made here. */
function existingAccounts({ namespace }: StackModel, objects: readonly KubernetesOutput[]): string[] {
  const made = new Set<string | undefined>();
  const used = new Set<string>();
  for (const { origin, value } of objects) {
    if (origin === 'raw') continue;
    if (value.kind === 'ServiceAccount') made.add(value.metadata.name);
    const name = podIn(value)?.serviceAccountName;
    if (name !== undefined) used.add(name);
  }
  const names = [...used].filter((name) => name !== 'default' && !made.has(name)).sort();
  return names.length === 0 ? [] : [`Service accounts that have to be there in the namespace ${namespace}: ${names.join(', ')}`];
}

function podIn(value: KubernetesObject): PodOfOwner | undefined {
  const { spec } = value as { readonly spec?: PodOwner & { readonly jobTemplate?: { readonly spec?: PodOwner } } };
  return (spec?.template ?? spec?.jobTemplate?.spec?.template)?.spec;
}

interface PodOfOwner {
  readonly serviceAccountName?: string;
  readonly imagePullSecrets?: readonly { readonly name?: string }[];
}

interface PodOwner {
  readonly template?: { readonly spec?: PodOfOwner };
}

/** In the order in which pods name them first. */
function pullSecrets({ namespace }: StackModel, objects: readonly KubernetesOutput[]): string[] {
  const imagePullSecrets = new Set<string>();
  for (const { value } of objects) podIn(value)?.imagePullSecrets?.forEach(({ name }) => void (name !== undefined && imagePullSecrets.add(name)));
  if (imagePullSecrets.size === 0) return [];
  return [
    'Secrets with which nodes pull images are created out of band:',
    ...[...imagePullSecrets].map((name) => `  kubectl -n ${namespace} create secret docker-registry ${name} --docker-server=... --docker-username=... --docker-password=...`),
  ];
}

function ingressClasses(model: StackModel, settings: KubernetesSettings, objects: readonly KubernetesOutput[]): string[] {
  const served = new Set(routesIn(objects).map(({ construct }) => construct));
  const byIngress = { ...settings, gateway: {} };
  const hosts = [...new Set(model.workloads.filter((workload) => isExposed(workload) && !served.has(workload.path)).flatMap((workload) => classlessHosts(workload, byIngress)))].sort();
  return hosts.length === 0 ? [] : [`The default class of the cluster serves ${hosts.join(', ')}; \`kubectl get ingressclass\` says whether there is one`];
}

interface Route {
  readonly construct: string;
  readonly value: HTTPRoute;
}

function routesIn(objects: readonly KubernetesOutput[]): Route[] {
  return objects.filter(({ origin, value }) => value.kind === 'HTTPRoute' && origin !== 'raw').map(({ construct, value }) => ({ construct, value: value as HTTPRoute }));
}

/** Of the Gateways that serve routes, those that are not made here, by namespace and name. */
function gatewaysElsewhere({ namespace }: StackModel, objects: readonly KubernetesOutput[]): Map<string, Route[]> {
  const routes = routesIn(objects);
  if (routes.length === 0) return new Map();
  const made = new Set(objects.filter(({ value }) => value.kind === 'Gateway').map(({ value: { metadata } }) => `${metadata.namespace ?? namespace}/${metadata.name}`));
  const all = routes.flatMap((route) => route.value.spec.parentRefs.map((parent) => ({ name: `${parent.namespace ?? namespace}/${parent.name}`, route })));
  return new Map([...grouped(all.filter(({ name }) => !made.has(name)), ({ name }) => name)].map(([name, ofGateway]) => [name, ofGateway.map(({ route }) => route)]));
}

function existingGateways(model: StackModel, objects: readonly KubernetesOutput[]): string[] {
  return [...gatewaysElsewhere(model, objects)].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, routes]) => {
    const hosts = new Set(routes.flatMap(({ value }) => value.spec.hostnames ?? ['any host']));
    const listeners = new Set(routes.flatMap(({ value }) => value.spec.parentRefs.flatMap(({ sectionName }) => sectionName ?? [])));
    const named = listeners.size > 0 ? `, with the listeners ${[...listeners].sort().join(', ')}` : '';
    return `The Gateway ${name} has to be there${named}, to have certificates for those with TLS, and to let in routes of the namespace ${model.namespace} for ${[...hosts].sort().join(', ')}`;
  });
}

function certificates(model: StackModel, settings: KubernetesSettings, objects: readonly KubernetesOutput[]): string[] {
  const elsewhere = new Set([...gatewaysElsewhere(model, objects).values()].flat().map(({ construct }) => construct));
  const names = new Set<string>();
  for (const workload of model.workloads) {
    for (const { exposure } of workload.endpoints) {
      if (exposure?.kind !== 'public' || !exposure.tls || issuerOf(exposure, settings) !== undefined) continue;
      const name = exposure.className === undefined && elsewhere.has(workload.path) ? undefined : certificateName(exposure);
      if (name !== undefined) names.add(name);
    }
    if (workload.gateway) continue;
    for (const { mounts } of containersOf(workload)) for (const mount of mounts) if (mount.kind === 'certificate') names.add(mount.secret);
  }
  if (names.size === 0) return [];
  const until = objects.some(({ value }) => value.kind === 'Gateway') ? 'nobody is served with TLS by the Gateway, and an ingress controller shows one of its own' : 'the ingress controller shows one of its own';
  return [
    `Certificates are created out of band, by hand or by cert-manager; until then ${until}:`,
    ...[...names].sort().map((name) => `  kubectl -n ${model.namespace} create secret tls ${name} --cert=... --key=...`),
  ];
}
