import { egressInWords } from './egress';
import { hostAddress, isExposed, isNodePort, publicAddresses, type ExposureModel } from './endpoint';
import { ALWAYS, NEVER, some } from './feature-details';
import { mainOf, sidecarsOf, type StartAfterModel, type WorkloadModel } from './workload';

const NO_EXPOSURES: readonly ExposureModel[] = [];

/** Most workloads have none. */
const exposures = ({ endpoints }: WorkloadModel): readonly ExposureModel[] =>
  (isExposed({ endpoints }) ? endpoints.flatMap(({ exposure }) => exposure ?? []) : NO_EXPOSURES);

const isOnLoopback = ({ reach = 'loopback' }: ExposureModel): boolean => reach === 'loopback';

/** A proxy that has the certificate itself. */
const servesTls = (workload: WorkloadModel): boolean => workload.gateway !== undefined && mainOf(workload).mounts.some(({ kind }) => kind === 'certificate');

/** What can be said of what runs together that is no word of its own: with what it is used, nothing if it is not. */
export const WORKLOAD_FEATURES = {
  'workload.service': (w) => some(w.kind === 'service'),
  'workload.stateful': (w) => some(w.kind === 'stateful'),
  'workload.daemon': (w) => some(w.kind === 'daemon'),
  'workload.task': (w) => some(w.kind === 'task'),
  'workload.gateway': (w) => some(w.gateway !== undefined),
  'gateway.strip-prefix': (w) => (w.gateway ?? []).flatMap(({ path, stripPrefix }) => (stripPrefix ? [path] : [])),
  'endpoint.tcp': (w) => some(w.endpoints.some((endpoint) => endpoint.protocol === 'tcp')),
  'endpoint.udp': (w) => some(w.endpoints.some((endpoint) => endpoint.protocol === 'udp')),
  'workload.sidecar': (w) => sidecarsOf(w).map(({ name }) => name),
  'workload.init-container': (w) => (w.initContainers ?? []).map(({ name }) => name),
  'exposure.host-port': (w) => exposures(w).flatMap((e) => (e.kind === 'host-port' && e.serviceType === undefined ? [e.port ? `port ${e.port.default}` : 'a free port'] : [])),
  'exposure.service': (w) => exposures(w).flatMap((e) => (e.kind === 'host-port' && e.serviceType !== undefined ? [`port ${e.port?.default} by a ${e.serviceType}`] : [])),
  'exposure.other-node-port': (w) => exposures(w).flatMap((e) => (e.kind === 'host-port' && e.serviceType === 'NodePort' && e.port && !isNodePort(e.port.default) ? [`port ${e.port.default}`] : [])),
  'exposure.public': (w) => exposures(w).flatMap((e) => (e.kind === 'public' && isOnLoopback(e) && !servesTls(w) ? publicAddresses(e) : [])),
  'exposure.public-on-host': (w) => exposures(w).flatMap((e) => (e.kind === 'public' && !isOnLoopback(e) && !servesTls(w) ? [`${publicAddresses(e).join(', ')} on ${hostAddress(e)}`] : [])),
  'exposure.chosen-address': (w) => exposures(w).flatMap((e) => (e.chosenAddress ? [hostAddress(e)] : [])),
  'exposure.public-tls': (w) => some(exposures(w).some((e) => e.kind === 'public') && servesTls(w)),
  'exposure.certificate': (w) =>
    exposures(w).flatMap((e) => (e.kind === 'public' && e.certificate && !servesTls(w) ? [`the certificate of ${e.certificate.issuer ?? e.certificate.secret}`] : [])),
  'replicas.several': (w) => some(w.replicas > 1, `${w.replicas} replicas`),
  'replicas.published': (w) => some(w.replicas > 1 && exposures(w).some(({ port }) => port !== undefined), `${w.replicas}`),
  'replicas.with-sidecars': (w) => some(w.replicas > 1 && w.containers.length > 1, `${w.replicas} pods`),
  'lifecycle.retries': (w) => some(w.retries > 0),
  'network.peers': () => ALWAYS,
  'network.no-egress': (w) => some(!w.egress),
  'network.allowed-egress': ({ allowedEgress }) => allowedEgress?.map(egressInWords) ?? NEVER,
  'order.reference': (w) => namesOf(w, (edge) => edge.implied),
  'order.explicit': (w) => namesOf(w, (edge) => !edge.implied && !edge.enforced),
  'order.optional': (w) => namesOf(w, (edge) => edge.optional),
  'order.restart': (w) => namesOf(w, (edge) => edge.restart),
  'order.wait': (w) => namesOf(w, (edge) => edge.enforced && edge.condition !== 'completed'),
  'order.wait-for-task': (w) => namesOf(w, (edge) => edge.enforced && edge.condition === 'completed'),
  'operations.restart': ({ operations: { restart } }) => (restart ? [`${restart.attempts} attempts, ${restart.delay / 1000} s apart`] : []),
  'operations.rolling-update': ({ operations: { rollingUpdate: r } }) => (r ? [`at most ${r.maxSurge} more and ${r.maxUnavailable} fewer`] : []),
  'operations.metrics': ({ operations: { metrics } }) => (metrics ? [metrics.path] : []),
  'operations.autoscaling': (w) => (w.operations.autoscaling ? [`${w.replicas} to ${w.operations.autoscaling.maxReplicas} replicas`] : []),
  'operations.schedule': ({ operations: { schedule } }) => (schedule === undefined ? [] : [`"${schedule}"`]),
} satisfies Record<string, (workload: WorkloadModel) => readonly string[]>;

/** The names of those features. */
export type WorkloadFeature = keyof typeof WORKLOAD_FEATURES;

function namesOf({ startAfter }: WorkloadModel, isMeant: (edge: StartAfterModel) => boolean | undefined): readonly string[] {
  let names: string[] | undefined;
  for (const edge of startAfter) if (isMeant(edge)) (names ??= []).push(edge.workload.slice(edge.workload.lastIndexOf('/') + 1));
  return names ?? NEVER;
}
