import { compareOutputs } from '../verify/agreement/compare';
import { driftOf } from '../verify/agreement/drift/drift';
import { judgeManifests } from '../verify/kubernetes/judge';
import { judgedMinor } from '../verify/kubernetes/version';
import { immutableProblems } from '../verify/kubernetes/update/immutable';
import { operatorsObjects } from '../verify/kubernetes/operators-objects';
import { exampleProblems } from '../verify/compose/example';
import { judgeProject } from '../verify/compose/judge';
import { fileProblem, type LocatedProblem } from '../verify/input/file-problem';
import { readYaml } from '../verify/input/yaml';
import type { Place } from '../verify/problem';
import { composeFilesIn, envFilesOf, manifestFilesIn, type Application } from './application';
import type { VerifyOptions } from './arguments';
import { FilesOnDisk, type Files } from './files';
import { built, resourcesOf } from './kustomize';
import { manifestsIn, together, type ManifestObject, type Manifests } from './manifests';
import { applicationsIn } from './output-folder';
import type { LoadedProject } from '../verify/compose/load/project';
import { projectOf, type Project } from './project';
import { announcedOf, reasonFor, reportIn, type Report } from './report';
import { findingOf, inOrder, inOrderOfWeight, type AcceptedFinding, type Judged, type Verdict, type VerifyFinding, type Where } from './verdict';
import type { World } from './world';

/** Reads what was named, and judges it. */
export function verify(options: VerifyOptions, world: Pick<World, 'directory'>): Verdict {
  return verifyFiles(options, new FilesOnDisk(world.directory));
}

/** The same, of files that may be nowhere but in memory. */
export function verifyFiles(options: JudgingOptions, files: Files): Verdict {
  return new Verification(options, files).run();
}

/** The same, of what a synthesis has written to a folder, with nothing else said. */
export function verifySynthesis(directory: string, files: Files): Verdict {
  return verifyFiles({ directory, kubernetes: [], compose: [], crds: [], envFiles: [], profiles: [], matches: [] }, files);
}

type JudgingOptions = Omit<VerifyOptions, 'format' | 'output'>;

/** What outputs are written for that say nothing of it: the default of the target. */
const WRITTEN_FOR = '1.35';
/** Newer than any: judged by the newest that is known. */
const NEWEST = '1.999';

class Verification {
  private readonly findings: VerifyFinding[] = [];
  private readonly accepted: AcceptedFinding[] = [];
  private readonly notes: string[] = [];
  private readonly matches: string[] = [];
  private readonly known = new Map<string, readonly ManifestObject[]>();
  /** Texts of which every object has been judged by itself: the base of an overlay has that of the stack. */
  private readonly judgedTexts = new Set<string>();
  private crds: readonly unknown[] = [];
  private readonly judged = { stacks: 0, variants: 0, manifests: 0, projects: 0, compared: 0 };

  public constructor(
    private readonly options: JudgingOptions,
    private readonly files: Files,
  ) {}

  public run(): Verdict {
    this.crds = this.options.crds.flatMap((file) => this.definitionsOf(file));
    for (const application of this.applications()) this.judge(application);
    for (const problem of this.files.problems) this.add([problem]);
    if (this.options.kubernetesVersion !== undefined && this.judged.manifests > 0) this.notes.push(...otherVersion(this.options.kubernetesVersion));
    const { manifests, projects } = this.judged;
    const { against, directory } = this.options;
    if (against !== undefined && directory !== undefined && !this.files.isFolder(`${against}/kubernetes`)) {
      this.add([fileProblem('input/nothing', this.files.shown(against), 'there are no manifests of a synthesis in it, to compare with')]);
    }
    if (manifests + projects === 0 && this.findings.length === 0) this.add([this.nothing()]);
    const judged: Judged = { ...this.judged, named: this.options.directory === undefined };
    return { judged, findings: judged.named && judged.compared > 0 ? inOrderOfWeight(this.findings) : inOrder(this.findings), accepted: inOrder(this.accepted), notes: this.notes, matches: this.matches };
  }

  private applications(): Application[] {
    const { directory } = this.options;
    return directory === undefined ? [this.named()] : applicationsIn(directory, this.files, (file) => this.reportOf(file));
  }

  /** The application that the named files are of. */
  private named(): Application {
    const { kubernetes, compose, profiles, envFiles } = this.options;
    const spread = (named: readonly string[], inFolder: (folder: string, files: Files) => string[]): string[] =>
      named.flatMap((file) => {
        if (!this.files.isFolder(file)) return [file];
        const found = inFolder(file, this.files);
        if (found.length === 0) this.add([fileProblem('input/nothing', this.files.shown(file), 'there is no such file in this folder')]);
        return found;
      });
    const composeFiles = spread(compose, (folder) => composeFilesIn(folder, this.files, envFiles.length > 0 ? envFiles : undefined));
    const [folder, ...others] = compose;
    const found = folder !== undefined && others.length === 0 && this.files.isFolder(folder) ? envFilesOf(folder, composeFiles, this.files) : undefined;
    const allEnvFiles = envFiles.length > 0 ? envFiles : found;
    return {
      name: '',
      manifests: spread(kubernetes, manifestFilesIn),
      compose: composeFiles,
      profiles,
      variables: new Map(),
      ...(allEnvFiles && { envFiles: allEnvFiles }),
    };
  }

  /** The definitions of custom resources in a file, or in the files of a folder. */
  private definitionsOf(named: string): readonly unknown[] {
    const files = this.files.isFolder(named) ? manifestFilesIn(named, this.files) : [named];
    const found = files.flatMap((file) => this.objectsOf(file)).filter(({ value }) => value['kind'] === 'CustomResourceDefinition');
    if (found.length === 0 && this.findings.length === 0) this.add([fileProblem('input/nothing', this.files.shown(named), 'there is no CustomResourceDefinition in it')]);
    return found.map(({ value }) => value);
  }

  private nothing(): LocatedProblem {
    const { directory } = this.options;
    if (directory === undefined) return fileProblem('input/nothing', '', 'nothing stands in the files that are named');
    const shown = this.files.shown(directory);
    return fileProblem('input/nothing', shown, this.files.isFolder(directory) ? `there is nothing of a synthesis in ${shown}: no compose/<stack>/compose.yaml and no kubernetes/<stack>.k8s.yaml` : `there is no folder ${shown}`);
  }

  private judge(application: Application): void {
    const manifests = this.manifestsOf(application);
    const project = projectOf(application, this.files);
    this.findLost(application, { kubernetes: (manifests?.subjects.length ?? 0) > 0, compose: project !== undefined });
    if (!manifests && !project) return;
    this.judged[application.variant === undefined ? 'stacks' : 'variants']++;
    if (manifests) this.judgeObjects(application, manifests);
    if (project) this.judgeProject(application, project);
    if (manifests && manifests.subjects.length > 0 && project) this.compare(application, manifests, project);
  }

  /** What was written, by its report, and is not there any more: half of a stack agrees with nothing. */
  private findLost({ name, variant, report }: Application, isThere: { readonly kubernetes: boolean; readonly compose: boolean }): void {
    if (variant !== undefined || !report) return;
    const files = { kubernetes: `kubernetes/${name}.k8s.yaml`, compose: `compose/${name}/compose.yaml` } as const;
    for (const [target, file] of Object.entries(files) as [keyof typeof files, string][]) {
      if (report.targets.includes(target) && !isThere[target]) this.add([fileProblem('input/nothing', this.files.shown(`${this.options.directory}/${file}`), `the report of ${name} says that it was written, and there is nothing in it`)]);
    }
  }

  private judgeObjects(application: Application, { subjects, changed, where }: Manifests): void {
    this.judged.manifests += subjects.length;
    const version = this.versionOf(application);
    // Whoever applies several objects of one name to one cluster has to do so by --server-side, as our outputs say.
    const external = new Set(application.manifests.concat(application.component ?? []).flatMap((file) => [...operatorsObjects(this.files.read(file) ?? '')]));
    this.add(judgeManifests(subjects, { version, external, crds: this.crds, ...(changed && { only: changed }), serverSideApply: application.isWritten === true }), where, application.report);
    const before = this.appliedBefore(application);
    if (before.length > 0) this.add(immutableProblems(together(before).subjects, subjects, { version }), where);
  }

  /** Of Kubernetes. */
  private versionOf({ report, isWritten }: Application): string {
    return this.options.kubernetesVersion ?? report?.version ?? (isWritten ? WRITTEN_FOR : NEWEST);
  }

  /** The objects of the same application as they were applied before; none where nobody asked, or where it is new. */
  private appliedBefore({ manifests, component }: Application): readonly ManifestObject[] {
    const { against, directory } = this.options;
    if (against === undefined) return [];
    if (directory === undefined) return (this.files.isFolder(against) ? manifestFilesIn(against, this.files) : [against]).flatMap((file) => this.objectsOf(file));
    const [old = [], oldComponent = []] = [manifests, component === undefined ? [] : [component]].map((files) => files.map((file) => against + file.slice(directory.length)).filter((file) => this.files.isFile(file)));
    const objects = old.flatMap((file) => this.objectsOf(file));
    if (component === undefined) return objects;
    const result = oldComponent.length > 0 ? this.withComponent(objects, oldComponent[0]) : undefined;
    return result && 'objects' in result ? result.objects : [];
  }

  private judgeProject({ report, variant, isWritten, compose }: Application, project: Project): void {
    this.judged.projects++;
    const problems = judgeProject(project.judged, { hasFile: (file) => this.files.isFile(file) });
    this.add([...project.problems, ...problems], (subject, place) => project.where(projectPlace(subject, place)), report);
    const [file = ''] = compose;
    const example = file.replace(/[^/]*$/, '.env.example');
    const isRead = project.problems.every(({ code }) => !code.startsWith('input/')) && compose.every((each) => this.files.read(each) !== undefined);
    if (isWritten && isRead && variant === undefined && this.files.isFile(example)) this.add([...exampleProblems({ file: this.files.shown(example), text: this.files.read(example) ?? '', project })], undefined, report);
  }

  private compare(application: Application, manifests: Manifests, project: Project): void {
    const { variables, isWritten, report, reportFile, choice } = application;
    if (isWritten && !report) {
      // What is wrong with one that is there has been said.
      if (reportFile !== undefined && !this.files.isFile(reportFile)) this.add([fileProblem('input/nothing', this.files.shown(reportFile), 'it is not there, so nobody can tell whether both outputs agree: it says in what they may differ')]);
      return;
    }
    this.judged.compared++;
    if (!report) return this.compareHandWritten(manifests, project, project.whole!);
    const problems = compareOutputs({
      manifests: manifests.subjects,
      project,
      // Whatever cluster somebody asks for: the two were written for one.
      version: report.version ?? this.versionOf(application),
      announcements: announcedOf(report, choice),
      ...(variables.size > 0 && { operator: variables }),
    });
    this.add(problems, (subject, place) => manifests.where(subject, place) ?? project.where(projectPlace(subject, place)));
  }

  private compareHandWritten(manifests: Manifests, project: Project, whole: LoadedProject): void {
    const { problems, matches, impossible } = driftOf({ manifests: manifests.subjects, project: whole, off: new Set(Object.keys(whole.disabled)), read: (path) => project.read(path), isFile: (path) => project.isFile(path), astray: new Set(this.findings.flatMap(({ code, subject }) => (code === 'manifest/port' || code === 'manifest/selector' ? [subject] : []))), said: this.options.matches });
    this.add(problems, (subject, place) => manifests.where(subject, place) ?? whole.where(projectPlace(subject, place)));
    this.add(impossible.map((why) => fileProblem('input/nothing', '', `--match ${why}`)));
    this.matches.push(...matches);
  }

  private reportOf(file: string): Report | undefined {
    const report = reportIn(file, this.files);
    if (report && 'code' in report) this.add([report]);
    return report && 'code' in report ? undefined : report;
  }

  private manifestsOf({ name, variant, manifests, component }: Application): Manifests | undefined {
    if (manifests.length === 0) return undefined;
    const objects = manifests.flatMap((file) => this.objectsOf(file));
    const texts = manifests.map((file) => this.files.read(file) ?? '');
    if (component === undefined) {
      for (const text of texts) this.judgedTexts.add(text);
      return together(objects);
    }
    const result = this.withComponent(objects, component);
    const isKnown = texts.every((text) => this.judgedTexts.has(text));
    if ('objects' in result) return together(result.objects, isKnown ? new Set(objects) : undefined);
    this.notes.push(`${name} with ${variant}: ${this.files.shown(component)}: ${result.why}`);
    return undefined;
  }

  private withComponent(base: readonly ManifestObject[], component: string): ReturnType<typeof built> {
    const folder = component.slice(0, component.lastIndexOf('/'));
    const shown = this.files.shown(component);
    const read = readYaml(this.files.read(component) ?? '', shown, 'kubernetes');
    this.add(read.problems);
    const [document] = read.documents;
    if (!document) return { why: 'it cannot be read' };
    const resources = resourcesOf(document.value).flatMap((file) => this.objectsOf(`${folder}/${file}`));
    return built(base, document.value, resources, { file: shown });
  }

  /** The objects of a file; what is wrong with it is said once. */
  private objectsOf(file: string): readonly ManifestObject[] {
    const before = this.known.get(file);
    if (before) return before;
    const text = this.files.read(file);
    const { objects, problems, others } = text === undefined ? { objects: [], problems: [], others: [] } : manifestsIn(text, this.files.shown(file));
    this.add(problems);
    for (const other of others) this.notes.push(`${this.files.shown(file)}: ${other}`);
    this.known.set(file, objects);
    return objects;
  }

  /** @param report in which problems may have been accepted */
  private add(problems: readonly LocatedProblem[], where: Where = () => undefined, report?: Report): void {
    for (const problem of problems) {
      const finding = findingOf(problem, where);
      const reason = report && reasonFor(problem, report);
      if (reason === undefined) this.findings.push(finding);
      else this.accepted.push({ ...finding, reason });
    }
  }
}

/** `services.api` and what is in it as a place of the document. */
function projectPlace(subject: string, place: Place): Place {
  const dot = subject.indexOf('.');
  if (subject === '') return place;
  return dot === -1 ? [subject, ...place] : [subject.slice(0, dot), subject.slice(dot + 1), ...place];
}

/** Says by which version manifests are judged in place of one that is not known. */
function otherVersion(version: string): string[] {
  const [asked, minor] = [Number(version.split('.')[1]), judgedMinor(version)];
  return asked === minor ? [] : [`by Kubernetes ${version}, but by 1.${minor}, the ${asked < minor ? 'oldest' : 'newest'} whose API is known`];
}
