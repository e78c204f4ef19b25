import { readTemplate } from '../../compose/interpolation';
import { clusterOfSubjects } from '../../kubernetes/manifests';
import type { Place, Problem, Subject } from '../../problem';
import { at, fields, items, text } from '../../untyped';
import { readCompose, resolved, type ComposeProject } from '../compose-reading';
import { hasSymbol, symbolOf } from '../operator';
import { withoutUsualNames } from '../usual-names';
import { accessDrift } from './access-drift';
import { Calls } from './calls';
import { maskOf, problemsOf, type Found } from './findings';
import { healthDrift } from './health-drift';
import { mountDrift, sameVolumes } from './mount-drift';
import { mountsOfService, mountsOfUnit, type Mount } from './mounts';
import { isRoute, namesInCompose, namesOnKubernetes } from './peers';
import { pairsOf, type Pair, type Pairing, type SaidPair } from './pairs';
import { labelDrift, processDrift } from './process-drift';
import { settingsDrift } from './settings-drift';
import { isHelperService, isProxy, unitsOf, type ServiceUnit, type Unit } from './units';
import { isSecretName, storeOf, variablesOfService, variablesOfUnit, withoutFileVariables, type Variables } from './variables';

/** Two sides that nobody has made of one description. */
export interface HandWritten {
  readonly manifests: readonly Subject[];
  /** With the services of every profile. */
  readonly project: ComposeProject;
  /** Services that none of their profiles turns on. */
  readonly off?: ReadonlySet<string>;
  /** The content of a file that is a text, by the path that the project has for it. */
  readonly read?: (path: string) => string | undefined;
  /** Whether there is a file, a text or not. */
  readonly isFile?: (path: string) => boolean;
  /** Subjects of which it is said already that they lead nowhere. */
  readonly astray?: ReadonlySet<string>;
  /** Pairs that somebody has named. */
  readonly said?: readonly SaidPair[];
}

/** How far two sides have drifted from each other. */
export interface Drift {
  readonly problems: readonly Problem[];
  /** What was taken for the same though it has another name: a sentence each. */
  readonly matches: readonly string[];
  /** Pairs that were named and cannot be. */
  readonly impossible: readonly string[];
}

/** In what two sides differ that somebody has written by hand. Nothing throws, whatever they are. */
export function driftOf({ manifests, project, off = new Set(), read = () => undefined, isFile = (path) => read(path) !== undefined, astray = new Set(), said }: HandWritten): Drift {
  const cluster = clusterOfSubjects(manifests);
  const units = unitsOf(cluster);
  const operator = operatorOf(project);
  const document = fields(resolved(project.template, operator));
  const services = Object.entries(fields(document['services'])).map(([name, body]): ServiceUnit => ({ name, body: fields(body), isOff: off.has(name) }));
  const entrance = cluster.ofKind('Ingress')[0] ?? cluster.manifests.find(isRoute);
  const all = pairsOf(services, units, text(document['name']) ?? '', said);
  const proxies = entrance === undefined ? [] : all.services.flatMap(({ one }) => (isProxy(one) ? [one] : []));
  const pairing: Pairing = { ...all, services: all.services.filter(({ one }) => !proxies.includes(one)) };
  const { pairs } = pairing;
  const readFile = (path: string): string | undefined => project.files.get(path) ?? read(path);
  const compose = readCompose(withoutUsualNames(project), operator);
  const calls = new Calls();
  const secrets: string[] = [];
  const mounted = pairs.map(({ service, unit }) => ({ kubernetes: mountsOfUnit(cluster, unit), compose: mountsOfService(service, { document, read: readFile, isFile, variable: (name) => operator.get(name) }) }));
  const volumes = sameVolumes(mounted);
  const found = pairs.flatMap((pair, index): Found[] => {
    const { service, unit } = pair;
    const mounts = mounted[index];
    const [ofUnit, ofService] = [variablesOfUnit(cluster, unit), variablesOfService(service, (file) => readFile(file) !== undefined)];
    const kubernetes = withoutFileVariables(ofUnit, ofService, secretIn(mounts.kubernetes));
    const inService = withoutFileVariables(ofService, ofUnit, secretIn(mounts.compose));
    secrets.push(...secretsIn(kubernetes), ...secretsIn(inService), ...[...mounts.kubernetes.values(), ...mounts.compose.values()].flatMap(({ kind, content }) => (kind === 'secret' && content !== undefined ? [content.trim()] : [])));
    const names = { withPort: namesOnKubernetes(cluster, units, pairs, unit), onKubernetes: namesOnKubernetes(cluster, units, pairs, unit, (server, port) => calls.note(`${server}:${port}`, true)), inCompose: namesInCompose(services, pairs, service) };
    calls.by(pair);
    return [
      ...processDrift({ pair, kubernetes, compose: inService, ...names, mounts, calls }),
      ...mountDrift({ ...mounts, ...names, read: readFile, calls, volumes }),
      ...healthDrift(pair, valuesOf(kubernetes), valuesOf(inService)),
      ...settingsDrift(pair, cluster, compose),
      ...labelDrift(pair),
    ].map((finding) => ({ finding, pair }));
  });
  found.push(...accessDrift({ cluster, units, pairs, compose, calls, astray, hasProxy: proxies.length > 0, namesOf: ({ unit }) => namesOnKubernetes(cluster, units, pairs, unit) }));
  for (const { kind, namespace, name } of cluster.ofKind('Secret')) secrets.push(...[...storeOf(cluster, kind as 'Secret', namespace, name).values.values()]);
  for (const [name, value] of project.variables ?? []) if (isSecretName(name)) secrets.push(value);
  const masked = maskOf(secrets.filter((secret) => !hasSymbol(secret) && secret.length >= SHORTEST));
  return { problems: [...lonelyProblems(pairing), ...problemsOf(found, masked)], matches: [...pairs.flatMap(matchText), ...proxies.map(({ name }) => `services.${name} is ${entrance.label}, by what it does`)], impossible: pairing.impossible };
}

function matchText({ service, unit, by }: Pair): string[] {
  return by === undefined ? [] : [`services.${service.name} is ${unit.label}, by ${by}`];
}

/** Each is said once, with what it may be; two that may be each other are one sentence. */
function lonelyProblems({ services, units }: Pairing): Problem[] {
  const near = (side: string, labels: readonly string[]): string => (labels.length === 0 ? '' : `; the nearest ${side} ${labels.length === 1 ? 'is' : 'are'} ${labels.join(', ')}`);
  const placeOf = (unit: Unit): Place => (unit.role === 'main' ? unit.pod.owner.within : unit.place);
  const said = new Set<Unit>();
  const ofServices = services.filter(({ one }) => !isHelperService(one)).map(({ one, nearest }): Problem => {
    const [unit, ...others] = nearest;
    const isMutual = unit && others.length === 0 && units.some((each) => each.one === unit && each.nearest.length === 1 && each.nearest[0] === one);
    if (!isMutual) return { code: 'agreement/workload', subject: `services.${one.name}`, place: [], detail: `it is in Compose alone${near('on Kubernetes', nearest.map(({ label }) => label))}` };
    said.add(unit);
    const { pod: { owner }, role, container } = unit;
    const name = `${owner.kind.toLowerCase()}/${owner.name}${role === 'main' ? '' : `/${container.name}`}`;
    return { code: 'agreement/workload', subject: unit.subject, place: placeOf(unit), detail: `${role === 'main' ? 'it' : container.title} is on Kubernetes alone, and ${one.name} in Compose alone; if the two are one, say --match ${one.name}=${name}`, related: [`services.${one.name}`] };
  });
  const ofUnits = units.filter(({ one }) => !said.has(one)).map(({ one, nearest }): Problem => ({ code: 'agreement/workload', subject: one.subject, place: placeOf(one), detail: `${one.role === 'main' ? 'it' : one.container.title} is on Kubernetes alone${near('in Compose', nearest.map(({ name }) => `services.${name}`))}` }));
  return [...ofServices, ...ofUnits];
}

/** A shorter secret is no secret, and would hide what it is a part of. */
const SHORTEST = 6;

/** What variables of the project are: the values of its file, and symbols for what has no default. */
function operatorOf({ template, variables = new Map() }: ComposeProject): ReadonlyMap<string, string> {
  const open = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value === 'string') namesWithoutDefault(value, open);
    else for (const item of Array.isArray(value) ? items(value) : Object.values(fields(value))) visit(item);
  };
  visit(template);
  for (const service of Object.values(fields(template['services']))) for (const [name, value] of Object.entries(fields(at(service, 'environment')))) if (value === null) open.add(name);
  return new Map([...[...open].map((name) => [name, symbolOf(name)] as const), ...variables]);
}

function namesWithoutDefault(template: string, open: Set<string>): void {
  if (!template.includes('$')) return;
  for (const part of readTemplate(template).parts) {
    if (typeof part === 'string') continue;
    if (part.operator === '' || part.operator.endsWith('?')) open.add(part.name);
    else namesWithoutDefault(part.operand, open);
  }
}

const valuesOf = ({ all }: Variables): ReadonlyMap<string, string> => new Map([...all].map(([name, { value }]) => [name, value]));

function secretsIn({ all }: Variables): string[] {
  return [...all.values()].filter(({ isSecret, value }) => isSecret && !hasSymbol(value)).map(({ value }) => value);
}

/** Takes the secret that is mounted at a path out of the mounts. */
function secretIn(mounts: Map<string, Mount>): (path: string) => string | undefined {
  return (path) => {
    const mount = mounts.get(path);
    if (mount?.kind !== 'secret' && mount?.kind !== 'file') return undefined;
    mounts.delete(path);
    return mount.content ?? symbolOf(path);
  };
}
