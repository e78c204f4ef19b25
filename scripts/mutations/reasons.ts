import { at, fields, items, mappings, texts, type Fields } from '../../lib/verify/untyped';
import { placeOf, type Mutant } from './outputs';

/** Why nobody can notice a change, or nobody should. */
export interface Reason {
  readonly name: string;
  /** A sentence that who runs the outputs agrees with. */
  readonly why: string;
  readonly covers: (mutant: Mutant) => boolean;
}

/** A place, the ways in which it is changed there, and what stood there. */
type Row = readonly [place: RegExp, how: RegExp, before?: unknown];

function rows(name: string, why: string, all: readonly Row[], and: (mutant: Mutant) => boolean = () => true): Reason {
  return {
    name,
    why,
    covers: (mutant) => {
      const place = placeOf(mutant);
      return all.some(([where, how, before]) => where.test(place) && how.test(mutant.how) && (before === undefined || JSON.stringify(before) === JSON.stringify(mutant.before))) && and(mutant);
    },
  };
}

/** The mapping or list that is around a place, so many steps up. */
function around({ document, place }: Mutant, steps: number): unknown {
  return place.slice(0, place.length - steps).reduce<unknown>((node, step) => (node as Readonly<Record<string | number, unknown>>)[step], document);
}

const NOT_SAID = /^(removed|emptied)$/;
const WORKLOAD = '(Deployment|StatefulSet|DaemonSet|Job|CronJob)';
const CONTAINER = String.raw`spec\.(jobTemplate\.spec\.)?template\.spec\.(containers|initContainers)\.#`;
const inWorkload = (rest: string): RegExp => new RegExp(`^${WORKLOAD} spec\\.(jobTemplate\\.spec\\.)?template\\.${rest}$`);
const inContainer = (rest: string): RegExp => new RegExp(`^${WORKLOAD} ${CONTAINER}\\.${rest}$`);
const inService = (rest: string): RegExp => new RegExp(`^compose services\\.[^.]+\\.${rest}$`);

/** What a route matches that says nothing. */
const ROOT = { type: 'PathPrefix', value: '/' };

/** What somebody gets who says nothing. */
const DEFAULTS: readonly Row[] = [
  [/ports\.#\.protocol$/, /^removed$/, 'TCP'],
  [/^compose .*ports\.#\.protocol$/, /^removed$/, 'tcp'],
  [/Probe\.httpGet\.scheme$/, NOT_SAID, 'HTTP'],
  [/Probe\.successThreshold$/, /^removed$/, 1],
  [/Probe\.failureThreshold$/, /^removed$/, 3],
  [/Probe\.periodSeconds$/, /^removed$/, 10],
  [/Probe\.timeoutSeconds$/, /^removed$/, 1],
  [/^(Deployment|StatefulSet) spec\.replicas$/, /^removed$/, 1],
  [/^Deployment spec\.strategy\.type$/, /^removed$/, 'RollingUpdate'],
  [/^NetworkPolicy spec\.policyTypes$/, /^removed$/, ['Ingress']],
  [/^NetworkPolicy spec\.policyTypes\.#$/, /^removed$/, 'Ingress'],
  [/^HTTPRoute spec\.rules\.#\.matches\.#\.path\.type$/, /^removed$/, 'PathPrefix'],
  [/^HTTPRoute spec\.rules\.#\.matches\.#\.path\.value$/, /^removed$/, '/'],
  [/^HTTPRoute spec\.rules\.#\.matches\.#\.path$/, /^removed$/, ROOT],
  [/^HTTPRoute spec\.rules\.#\.matches\.#$/, /^removed$/, { path: ROOT }],
  [/^HTTPRoute spec\.rules\.#\.matches$/, /^removed$/, [{ path: ROOT }]],
  [/^Gateway spec\.listeners\.#\.tls\.mode$/, /^removed$/, 'Terminate'],
  [/^RoleBinding roleRef\.apiGroup$/, NOT_SAID, 'rbac.authorization.k8s.io'],
  [inWorkload(String.raw`spec\.terminationGracePeriodSeconds`), /^removed$/, 30],
  [/serviceAccountToken\.expirationSeconds$/, /^removed$/, 3600],
  [inContainer(String.raw`securityContext\.allowPrivilegeEscalation`), /^removed$/, true],
  [inService(String.raw`deploy\.replicas`), /^removed$/, 1],
  [/^compose .*volumes\.#\.bind$/, /^removed$/, { create_host_path: false }],
];

/** Lists in which one thing twice is that thing. */
const SETS: readonly Row[] = [
  [/\.(drop|add|policyTypes|accessModes|hosts|apiGroups|resources|resourceNames|verbs)\.#$/, /^twice$/],
  [/^NetworkPolicy spec\.(in|e)gress\.#(\.(from|to)\.#|\.ports\.#)?$/, /^twice$/],
  [/^Ingress spec\.tls\.#$/, /^twice$/],
  [/^(HTTPRoute spec\.rules\.#\.backendRefs|Gateway spec\.listeners\.#\.tls\.certificateRefs)\.#$/, /^twice$/],
  [/^(Role rules|RoleBinding subjects)\.#$/, /^twice$/],
  [/projected\.sources\.#(\.configMap\.items\.#|\.downwardAPI\.items\.#)?$/, /^twice$/],
  [inService(String.raw`(cap_add|cap_drop|security_opt|configs|volumes|tmpfs|ports|devices|networks)\.#`), /^twice$/],
];

const ORDERLESS: readonly Row[] = [
  [inWorkload(String.raw`spec\.volumes\.#`), /^swapped$/],
  [inContainer(String.raw`(volumeMounts|ports)\.#`), /^swapped$/],
  [/projected\.sources\.#$/, /^swapped$/],
  [/^NetworkPolicy spec\.(in|e)gress\.#(\.(from|to)\.#|\.ports\.#)?$/, /^swapped$/],
  [/^Service spec\.ports\.#$/, /^swapped$/],
  [/^(HTTPRoute spec\.(hostnames|parentRefs|rules\.#\.filters)|Gateway spec\.listeners)\.#$/, /^swapped$/],
  [/\.verbs\.#$/, /^swapped$/],
  [inService(String.raw`(cap_add|cap_drop|security_opt|configs|volumes|tmpfs|ports|devices|networks)\.#`), /^swapped$/],
];

/** The service or container around a place of a Compose file. */
const serviceOf = ({ document, place }: Mutant): Fields => fields(at(document, 'services', String(place[1])));

/** A step that hands a volume over and ends. */
const isHandOver = (mutant: Mutant): boolean => mutant.place[0] === 'services' && String(mutant.place[1]).endsWith('-owner') && serviceOf(mutant)['network_mode'] === 'none' && serviceOf(mutant)['restart'] === 'no';

/** The nginx that stands in Compose for an Ingress that leads to several workloads. */
const isProxy = (mutant: Mutant): boolean => mutant.place[0] === 'services' && mutant.place[1] === 'proxy' && mappings(serviceOf(mutant)['configs']).some(({ target }) => target === '/etc/nginx/nginx.conf');

/** A step that waits for a peer and ends. */
const isWait = ({ document, place }: Mutant): boolean => {
  const index = place.indexOf('initContainers');
  const container = place.slice(0, index + 2).reduce<unknown>((node, step) => (node as Readonly<Record<string | number, unknown>>)[step], document);
  return index !== -1 && String(at(container, 'name')).startsWith('wait-for-');
};

/** Whether everyone on a network meets a service on another one, too. */
const meetElsewhere = (mutant: Mutant): boolean => {
  const others = texts(serviceOf(mutant)['networks']).filter((network) => network !== mutant.before);
  const members = Object.entries(fields(at(mutant.document, 'services'))).filter(([name, service]) => name !== mutant.place[1] && texts(at(service, 'networks')).includes(String(mutant.before)));
  return members.every(([, service]) => texts(at(service, 'networks')).some((network) => others.includes(network)));
};

/** Whether everyone on a network has a way out by another one. */
const haveOtherWays = ({ document, place }: Mutant): boolean => {
  const isInternal = (network: string): boolean => at(document, 'networks', network, 'internal') === true;
  const members = Object.values(fields(at(document, 'services'))).map((service) => texts(at(service, 'networks'))).filter((networks) => networks.includes(String(place[1])));
  return members.every((networks) => networks.some((network) => !isInternal(network)));
};

/** Whether neither of two variables that have changed places stands in the other. */
const areIndependent = (mutant: Mutant): boolean => {
  const list = items(around(mutant, 1));
  const index = Number(mutant.place.at(-1));
  const [a, b] = [fields(list[index - 1]), fields(list[index])];
  return !String(b['value']).includes(`$(${String(a['name'])})`) && !String(a['value']).includes(`$(${String(b['name'])})`);
};

const isSmall = ({ document }: Mutant): boolean => Number(at(document, 'spec', 'replicas') ?? 1) < 4;

export const REASONS: readonly Reason[] = [
  rows('default', 'What is taken away is what the API server, the engine or Compose puts there.', DEFAULTS),
  rows('default pull policy', 'Of an image with a tag that stays, a kubelet asks when it is missing, whether that is said or not.', [[inContainer('imagePullPolicy'), NOT_SAID, 'IfNotPresent']]),
  rows('default of an update', 'A quarter of fewer than four pods is one more and none fewer, which is what was said.', [[/^Deployment spec\.strategy(\.rollingUpdate(\.maxSurge|\.maxUnavailable)?)?$/, /^removed$/]], isSmall),
  rows('update', 'Compose takes a container away before it starts the next, Kubernetes the other way round; who may not do so, because two would write to one volume, is looked at.', [[/^Deployment spec\.strategy\.type$/, /^(removed|changed|emptied)$/, 'Recreate']]),
  rows('default port', 'A Service leads to the port that it has itself, if it says no other.', [[/^Service spec\.ports\.#\.targetPort$/, /^removed$/]], (mutant) => fields(around(mutant, 1))['port'] === mutant.before),
  rows('name of a port of pods', 'Who asks for a pod of a StatefulSet by its name knows the port: the name of it in a Service without an address is for questions that nobody here asks.', [[/^Service spec\.ports\.#\.name$/, /^(changed|removed)$/]], ({ document }) => at(document, 'spec', 'clusterIP') === 'None'),
  rows('default name', 'A project without a name is called after its folder, which has this one.', [[/^compose name$/, NOT_SAID]]),
  rows('default level', 'A namespace without a level holds its pods to none.', [[/^Namespace metadata\.labels\.pod-security\.kubernetes\.io\/enforce$/, /^removed$/, 'privileged']]),
  rows('profile of a privileged container', 'The runtime gives a privileged container no seccomp profile of its own accord, and what its pod said was for no other.', [[inWorkload(String.raw`spec\.securityContext\.seccompProfile`), /^removed$/]],
    ({ document }) => mappings(at(document, 'spec', 'template', 'spec', 'containers')).every((container) => at(container['securityContext'], 'privileged') === true)),
  rows('set', 'The same thing twice is that thing.', SETS),
  rows('order', 'Nothing depends on which comes first.', ORDERLESS),
  rows('order of variables', 'Neither of the two refers to the other.', [[inContainer(String.raw`env\.#`), /^swapped$/]], areIndependent),
  rows('order of waits', 'A pod that waits for two peers has waited for both, whichever came first.', [[inWorkload(String.raw`spec\.initContainers\.#`), /^swapped$/]], isWait),
  rows('order of routes', 'An ingress controller takes the longest path that fits.', [[/^Ingress spec\.rules\.#\.http\.paths\.#$/, /^swapped$/], [/^HTTPRoute spec\.rules\.#$/, /^swapped$/]]),
  rows('label of somebody\'s own', 'A label that nothing selects by is a note of whoever has put it there, for tools that only they know.', [[/^[A-Z]\w+ metadata\.labels\.added$/, /^added$/]]),
  rows('name that nothing refers to', 'Policies, budgets, bindings, Ingresses and HTTPRoutes work under any name.', [[/^(NetworkPolicy|PodDisruptionBudget|RoleBinding|Ingress|HTTPRoute|HorizontalPodAutoscaler) metadata\.name$/, /^changed$/]]),
  rows('spread over nodes', 'Over how many nodes and zones replicas are spread is said to a scheduler; Compose has one machine for all of them.', [[inWorkload(String.raw`spec\.topologySpreadConstraints(\..*)?`), /./]]),
  rows('name of a step', 'Nothing refers to a container that waits by its name.', [[inWorkload(String.raw`spec\.initContainers\.#\.name`), /^changed$/]], isWait),
  rows('system in a selector', 'In a namespace that one system has to itself every pod has this label, so the others pick the same ones.',
    [[/[sS]elector(\.matchLabels)?\.app\.kubernetes\.io\/part-of$/, /^removed$/]], (mutant) => fields(around(mutant, 1))['app.kubernetes.io/name'] !== undefined),
  rows('message', 'What Compose says of a variable that is missing is a sentence for people.', [[/^compose /, /^another message$/]]),
  rows('checksum of parameters', 'It has pods replaced when a parameter changes; Compose compares nothing but its own files, and whoever wrote it alone can tell what it is of.',
    [[inWorkload(String.raw`metadata\.annotations\.checksum/[^.]+-parameters`), /^(removed|changed|emptied)$/]]),
  rows('checksums of parameters alone', 'As of the single one.', [[inWorkload(String.raw`metadata\.annotations`), /^removed$/]], ({ before }) => Object.keys(fields(before)).every((key) => /^checksum\/.*-parameters$/.test(key))),
  rows('how fast a group is set', 'Files of a volume get the same group, whether those that have it are looked at again or not.', [[inWorkload(String.raw`spec\.securityContext\.fsGroupChangePolicy`), /^removed$/]]),
  rows('mode of a file', 'Compose mounts a file with the mode that it has on the machine; that the program can read it is looked at.', [[/volumes\.#\.(configMap|projected)\.defaultMode$/, /^(removed|changed)$/, 0o444]]),
  rows('read-only in any case', 'No kubelet lets anyone write to a mounted ConfigMap or token.', [[inContainer(String.raw`volumeMounts\.#\.readOnly`), /^(removed|changed)$/, true]], isOfKubelet),
  rows('said twice', 'The pod and its account say both that there is no token of the API, and the pod has the last word.',
    [[/^ServiceAccount automountServiceAccountToken$/, /^(removed|changed)$/, false], [inWorkload(String.raw`spec\.automountServiceAccountToken`), /^removed$/, false]]),
  rows('time of a token', 'A kubelet renews a token before its time is over.', [[/serviceAccountToken\.expirationSeconds$/, /^changed$/]]),
  rows('level that warns', 'It warns whoever applies a pod, and lets it in.', [[/^Namespace metadata\.labels\.pod-security\.kubernetes\.io\/warn$/, /^removed$/]]),
  rows('volume for more', 'Where several machines may write to a volume one may.', [[/^PersistentVolumeClaim spec\.accessModes\.#$/, /^changed$/, 'ReadWriteOnce']]),
  rows('ingress controller', 'What serves the public address, with which certificate and limits, or which of the Gateways that are there: Compose has a port on the machine in its place.',
    [[/^Ingress spec\.(ingressClassName|tls\.#\.secretName)$/, /^(removed|changed|emptied)$/], [/^Ingress metadata\.annotations(\.nginx\.ingress\.kubernetes\.io\/proxy-[a-z-]+)?$/, /^(removed|changed|emptied)$/], [/^(Ingress|Gateway) metadata\.annotations\.added$/, /^added$/],
      [/^HTTPRoute spec\.parentRefs\.#\.(name|namespace|sectionName)$/, /^(removed|changed)$/], [/^Gateway metadata\.annotations(\.(?!cert-manager\.io\/).*)?$/, /^(removed|changed|emptied)$/]]),
  rows('parameter that nobody has', 'Whoever knows what is to come may add it before the program that reads it.', [[/^ConfigMap data\.added$/, /^added$/]], ({ subject }) => subject.endsWith('-parameters')),
  rows('step that hands over', 'A step of Compose alone, for what a kubelet does itself: with which tool, and how much that may take, is no word about the application. What it may do is looked at.',
    [[inService(String.raw`image`), /^(changed|emptied)$/], [inService(String.raw`deploy(\.resources(\..*)?)?`), /^(removed|changed)$/], [inService(String.raw`command\.#`), /^(changed|emptied)$/, 'hand-over']], isHandOver),
  rows('step that waits', 'A step of Kubernetes alone, for what Compose does itself: with which tool, and how much that may take, is no word about the application. What it asks for and what it may do is looked at.',
    [[inContainer(String.raw`(image|imagePullPolicy)`), /^(changed|emptied|removed)$/], [inContainer(String.raw`resources(\..*)?`), /^(removed|changed)$/]], isWait),
  rows('proxy', 'A container of Compose alone, for what an ingress controller does: how often it is asked, what it may take and how its logs are kept is no word about the application. Where it leads, what it takes and may do is looked at.',
    [[inService(String.raw`(healthcheck|logging|stop_grace_period|deploy|ports\.#\.name|tmpfs)(\..*)?`), /./], [inService(String.raw`labels\.added`), /^added$/], [inService(String.raw`image`), /^(changed|emptied)$/], [inService(String.raw`ports\.#\.published`), /^another default$/], [inService(String.raw`volumes\.#\.source`), /^(changed|another variable)$/],
      [inService(String.raw`depends_on\.[^.]+\.condition`), /^(removed|changed)$/]], isProxy),
  rows('wait for a port', 'Kubernetes waits until a port is open, which is more than started and less than healthy.', [[inService(String.raw`depends_on\.[^.]+\.condition`), /^(removed|changed)$/, 'service_healthy']]),
  rows('end by hand', 'Both start a container again whatever it ended with; they differ in what somebody has stopped by hand, and Kubernetes has no such thing.', [[inService('restart'), /^changed$/, 'unless-stopped']]),
  rows('escalation of who may mount', 'With SYS_ADMIN Kubernetes takes escalation for granted, and says nothing that Compose could be held against.', [[inService(String.raw`security_opt\.#`), /^(removed|changed|emptied)$/, 'no-new-privileges:true']], (mutant) => texts(serviceOf(mutant)['cap_add']).includes('SYS_ADMIN')),
  rows('quiet client', 'A client that says more asks the same.', [[inService(String.raw`healthcheck\.test\.#`), /^(removed|twice)$/, '-q'], [inService(String.raw`healthcheck\.test\.#`), /^twice$/, '-fsS']]),
  rows('network too many', 'Whoever is on this network meets the service on another one, too.', [[inService(String.raw`networks\.#`), /^removed$/]], meetElsewhere),
  rows('network with other ways out', 'Whether a network leads out does not matter to those who have another one that does.', [[/^compose networks\.[^.]+\.internal$/, /^(removed|changed)$/]], haveOtherWays),
  rows('build', 'No cluster builds an image, and whoever reads both files is told no more than that Compose does.', [[inService(String.raw`build\.(context|dockerfile)`), /./]]),
  rows('words of an announcement', 'The code and the kind of a difference say who announced it; what differs, and how, is looked at.', [[/^report #\.(code|aspect)$/, /^(changed|emptied)$/], [/^report #\.added$/, /^added$/]]),
  rows('order of announcements', 'A report says what differs in whatever order, and may say it twice.', [[/^report #$/, /^(swapped|twice)$/]]),
  rows('announcement of any value', 'An announcement without a value is one of whatever value: of what only the operator knows there is none.', [[/^report #\.(kubernetes|compose)$/, /^removed$/]]),
];

/** Whether a mount is of what a kubelet writes, and nobody else. */
function isOfKubelet(mutant: Mutant): boolean {
  const index = mutant.place.indexOf('spec', mutant.place.indexOf('template'));
  const pod = mutant.place.slice(0, index + 1).reduce<unknown>((node, step) => (node as Readonly<Record<string | number, unknown>>)[step], mutant.document);
  const volume = mappings(at(pod, 'volumes')).find(({ name }) => name === fields(around(mutant, 1))['name']);
  return volume?.['configMap'] !== undefined || volume?.['projected'] !== undefined;
}
