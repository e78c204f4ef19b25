import { mapProject } from '../import/project';
import type { LeftOver } from '../import/program';
import type { Raw } from '../import/raw';
import { build, type Built } from './build';
import { worst, type Verdict } from './judge/place';
import { judgeService } from './judge/service';
import { judgeTop } from './judge/top';
import type { ReadFile } from './read';

/** How a service can be said: as it stands, in another form, with an escape hatch, or not. */
export type ServiceLevel = 'exact' | 'typed' | 'hatch' | 'none';

/** What was found of one service. */
export interface SurveyedService {
  readonly service: string;
  readonly level: ServiceLevel;
  readonly verdicts: readonly Verdict[];
  /** Why the mapping could not say something. */
  readonly leftOver: readonly LeftOver[];
  /** What the library found against it. */
  readonly refused: readonly string[];
  /** Codes of what Kubernetes has no way to do. */
  readonly unsupportedOnKubernetes: readonly string[];
  /** Attributes of the output that the file does not have. */
  readonly added: readonly string[];
}

/** What was found of one file. */
export interface SurveyedFile {
  readonly name: string;
  readonly services: readonly SurveyedService[];
  /** What stands outside of the services. */
  readonly top: readonly Verdict[];
  readonly isTyped: boolean;
}

/** Says a file in words of this library, and looks for each of its attributes in what comes of it. */
export function surveyFile(file: ReadFile, unsupported: ReadonlySet<string>): SurveyedFile {
  const project = mapProject({ ...file, name: nameOf(file) });
  const typed = withAllChoices(build(project));
  const judged = new Map([...file.services.keys()].map((service) => [service, judgeService(service, file, typed)]));
  const hatched = withHatches(file, judged, project);
  const services = project.services.map(({ service, id, leftOver }): SurveyedService => {
    const verdicts = judged.get(service) ?? [];
    const level = worst(verdicts.map((verdict) => verdict.level));
    const isHatched = level === 'none' && hatched !== undefined && judgeService(service, file, hatched).every((verdict) => verdict.level !== 'none');
    const codes = typed.findings.filter(({ path, code }) => path === `${project.id}/${id}` && unsupported.has(code)).map(({ code }) => code);
    const added = Object.keys(typed.compose?.services[id] ?? {}).filter((attribute) => file.services.get(service)?.[attribute] === undefined);
    return { service, added, level: isHatched ? 'hatch' : level, verdicts, leftOver, refused: typed.refused.get(service) ?? [], unsupportedOnKubernetes: [...new Set(codes)] };
  });
  const top = judgeTop(file, typed);
  const isTyped = services.every(({ level }) => level === 'exact' || level === 'typed') && top.every(({ level }) => level !== 'none');
  return { name: file.name, services, top, isTyped };
}

/** The same with every attribute that was not found given to `compose.customize`; undefined if there is none. */
function withHatches(file: ReadFile, judged: ReadonlyMap<string, readonly Verdict[]>, project: Parameters<typeof build>[0]): Built | undefined {
  const hatches = new Map<string, Raw>();
  for (const [service, verdicts] of judged) {
    const raw = file.services.get(service) ?? {};
    const lacking = verdicts.filter(({ level }) => level === 'none').map(({ attribute }) => attribute);
    const isWhole = lacking.includes('the whole service');
    const attributes = Object.keys(raw).filter((attribute) => isWhole || lacking.some((name) => name.split(/[ .:]/)[0] === attribute || (attribute === 'volumes' && /^(?:bind|named volume)/.test(name))));
    if (attributes.length > 0) hatches.set(service, Object.fromEntries(attributes.map((attribute) => [attribute, raw[attribute]])));
  }
  if (hatches.size === 0) return undefined;
  // Of a service that is refused nothing is said but what runs.
  const services = project.services.map((service) => {
    const isWhole = (judged.get(service.service) ?? []).some(({ attribute }) => attribute === 'the whole service');
    return isWhole ? { ...service, statements: service.statements.filter(({ option: [first] }) => first === 'image'), calls: [] } : service;
  });
  return withAllChoices(build({ ...project, services }, hatches));
}

/** What Kubernetes has with any choice of profiles. */
function withAllChoices(built: Built): Built {
  const objects = built.outputs.filter(({ path }) => path.startsWith('kubernetes/')).flatMap(({ parts }) => parts.flatMap(({ object }) => (object ? [object.value as Built['kubernetes'][number]] : [])));
  return { ...built, kubernetes: objects };
}

function nameOf({ top, name, directory }: ReadFile): string {
  if (typeof top.name === 'string') return top.name;
  return directory === '.' ? name.replace(/\.ya?ml$/, '') : (directory.split('/').at(-1) ?? directory);
}
