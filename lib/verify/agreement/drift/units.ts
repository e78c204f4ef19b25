import { mapMatches, type Cluster, type Container, type Manifest, type Pod } from '../../kubernetes/manifests';
import type { Place } from '../../problem';
import { at, fields, mappings, plain, texts, type Fields } from '../../untyped';
import { handOverOf } from '../compose-services';
import { placeOfContainer, runningContainers } from '../kubernetes-access';
import { repositoryOf } from './images';

/** A container of a pod, on Kubernetes. */
export interface Unit {
  readonly pod: Pod;
  readonly container: Container;
  /** The first container, one that runs beside it, or one that ends before they start. */
  readonly role: 'main' | 'beside' | 'before';
  /** `Deployment/api`, or `Deployment/api container "exporter"`. */
  readonly label: string;
  /** The subject that it stands in, and where there. */
  readonly subject: string;
  readonly place: Place;
  /** Services that lead to its pod. */
  readonly services: readonly Manifest[];
}

/** A service of a Compose project. */
export interface ServiceUnit {
  readonly name: string;
  /** With the values of variables, as far as they are known. */
  readonly body: Fields;
  /** Whether none of its profiles is on. */
  readonly isOff: boolean;
}

/** Every container on Kubernetes that somebody may have a service of Compose for. */
export function unitsOf(cluster: Cluster): Unit[] {
  return cluster.pods.filter((pod) => !isTest(pod)).flatMap((pod) => {
    const services = cluster.ofKind('Service').filter(({ namespace, spec }) => namespace === pod.owner.namespace && Object.keys(fields(spec['selector'])).length > 0 && mapMatches(spec['selector'], pod.labels));
    const [main, ...beside] = runningContainers(pod);
    const before = pod.containers.filter((container) => container.init && !beside.includes(container) && container !== main && !isHelper(container));
    const unit = (container: Container, role: Unit['role']): Unit => ({
      pod,
      container,
      role,
      label: role === 'main' ? pod.owner.label : `${pod.owner.label} ${container.title}`,
      subject: pod.owner.subject,
      place: [...pod.owner.within, ...placeOfContainer(pod, container)],
      services,
    });
    return [...(main ? [unit(main, 'main')] : []), ...beside.map((container) => unit(container, 'beside')), ...before.map((container) => unit(container, 'before'))];
  });
}

/** What Helm runs where somebody asks whether a release works. */
function isTest({ owner }: Pod): boolean {
  return plain(at(owner.body, 'metadata', 'annotations', 'helm.sh/hook')).startsWith('test');
}

const WAITS = /\b(?:until|nslookup|nc -\w*z|pg_isready|wait-for|wait4x|dockerize|k8s-wait-for|kubectl wait)\b/;
const PREPARES = /^(?:chown|chmod|cp|mkdir|sysctl|sleep|rm|touch)$/;

/** Whether an init container only waits for a peer, or prepares a volume: what the engine does by itself. */
function isHelper({ name, body }: Container): boolean {
  return name.startsWith('wait-for-') || helps([...texts(body['command']), ...texts(body['args'])]);
}

/** The same of a service that ends. */
export function isHelperService({ body }: ServiceUnit): boolean {
  const restart = plain(body['restart'] ?? 'no');
  return handOverOf(body) !== undefined || (restart === 'no' || restart.startsWith('on-failure')) && helps([...texts(body['entrypoint']), ...texts(body['command'])]);
}

function helps(words: readonly string[]): boolean {
  const script = words.join(' ');
  const program = /^(?:\/bin\/)?(?:ba|a)?sh$/.test(words[0] ?? '') ? (words.at(-1) ?? '').trim().split(/\s+/)[0] : (words[0] ?? '').split('/').at(-1)!;
  return WAITS.test(script) || PREPARES.test(program);
}

const PROXIES = /(?:^|\/)(?:nginx|traefik|caddy|haproxy|envoy|httpd|nginx-proxy|nginx-unprivileged|openresty)$/;

/** Whether a service stands before others where a cluster has an ingress controller. */
export function isProxy({ body }: ServiceUnit): boolean {
  return PROXIES.test(repositoryOf(body['image'])) && mappings(body['ports']).length > 0;
}

/** The name of a host in an init container that waits for it, for every one of a pod. */
export function waitedHosts(pod: Pod): readonly string[] {
  return pod.containers.filter(({ init }) => init).flatMap(({ body }) => {
    const script = [...texts(body['command']), ...texts(body['args'])].join(' ');
    if (!WAITS.test(script)) return [];
    return [...script.matchAll(/(?:\bnc (?:-\S+ (?:\d+ )?)*|\bnslookup |(?:-h|--host)[ =]|\/\/|\btcp:\/\/)([a-z0-9][a-z0-9.-]*)/g)].map(([, host]) => host);
  });
}
