import type { StackGraph } from '../../model/graph';
import { containersOf, type WorkloadModel } from '../../model/workload';
import { contentHash } from '../content-hash';
import type { Origin, OutputObject } from '../output';
import { renderText } from '../render-text';
import type { LoweringContext } from '../target';
import { buildSecrets } from './build';
import { chosenTexts } from './chosen';
import type { ComposeCodes } from './codes';
import { SECTIONS, type ComposeDocument, type Section } from './document';
import { isComposeFragments } from './fragments';
import { entriesOf, fragmentProblems } from './fragment-shape';
import { escapeDollar } from './interpolation';
import { lowerNetworks } from './network';
import { isComposeHatch } from './options';
import { lowerPod, podName } from './pod';
import type { ComposeSettings } from './settings';
import { sharedVolumes } from './shared-volume';
import { lowerTaskCompletion, TASK_COMPLETION } from './task-completion';
import { lowerVolumeOwners } from './volume-owner';

/** An entry of the Compose file, or a file beside it, with the construct that it comes from. */
export interface ComposeOutput extends OutputObject {
  readonly section: Section | 'files';
  /** Name in the section; of a file the path beside `compose.yaml`. */
  readonly key: string;
}

/** The entries of one project, in the order of the file. */
export function lowerProject(graph: StackGraph, settings: ComposeSettings, context: LoweringContext<ComposeCodes>): ComposeOutput[] {
  const { model } = graph;
  const { findings } = context;
  const networks = lowerNetworks(graph);
  const contents = new Map(model.configFiles.map((file) => [file.name, renderText(file.content, graph)]));
  const hashes = new Map([...contents].map(([name, content]) => [name, contentHash(content)]));
  const services = model.workloads.flatMap((workload) => {
    const open = workload.egress ? [] : networks.openOf(workload);
    if (open.length > 0) findings.report('compose/egress-open', workload.path, { detail: open.join(', ') });
    if (workload.hostIpc) reportSharedMemory(workload, findings);
    return lowerPod(workload, networks.of(workload), graph, hashes, settings).map(({ name, construct, service }): ComposeOutput => {
      const hatch = name === podName(workload) ? undefined : context.construct(construct);
      if (!isComposeHatch(hatch)) return entry('services', name, construct, service);
      const { result, isCustomized } = hatch.compose._apply(service, construct, findings);
      return entry('services', name, construct, result, isCustomized ? 'customized' : 'lowered');
    });
  });
  const workloads = new Map(model.workloads.map(({ name, path }) => [name, path]));
  const labels = labelsOf(graph);
  const completion = lowerTaskCompletion(graph, settings);
  return [
    ...services,
    ...(completion ? [entry('services', TASK_COMPLETION, model.path, completion)] : []),
    ...lowerVolumeOwners(graph, settings).map(({ name, service, construct }) => entry('services', name, construct, service)),
    ...model.configFiles.map(({ name, path, fileName }) => entry('configs', name, path, { file: `./${besidePath(name, fileName)}` })),
    ...Object.entries(networks.declared).map(([name, network]) => entry('networks', name, workloads.get(name) ?? model.path, { ...network, ...labels })),
    ...model.volumes.filter(({ hostPath }) => !hostPath).map(({ name, path }) => entry('volumes', name, path, labels)),
    ...sharedVolumes(graph).map(({ name, workload }) => entry('volumes', name, workload.path, labels)),
    ...buildSecrets(graph).map(({ name, construct, value }) => entry('secrets', name, construct, value)),
    ...modelsOf(graph),
    ...fragmentsOf(graph, context),
    ...model.configFiles.map(({ name, path, fileName }) => entry('files', besidePath(name, fileName), path, contents.get(name)!)),
  ];
}

/** The engine passes over the size of what is the host's. */
function reportSharedMemory(workload: WorkloadModel, findings: LoweringContext<ComposeCodes>['findings']): void {
  for (const { path, mounts } of containersOf(workload)) {
    for (const mount of mounts) if (mount.kind === 'shared-memory') findings.report('compose/host-shared-memory', path, { detail: `${Math.round(mount.size / 1024 ** 2)} MiB` });
  }
}

/** The language models that containers use, each once. */
function modelsOf(graph: StackGraph): ComposeOutput[] {
  const found = new Map<string, ComposeOutput>();
  for (const { container } of graph.containers) {
    const { models = [], path } = container;
    const texts = chosenTexts(container, graph);
    for (const { name, model, contextSize, runtimeFlags } of models) {
      const value = { model: texts[`models.${name}.model`] ?? escapeDollar(model), ...(contextSize !== undefined && { context_size: contextSize }), ...(runtimeFlags && { runtime_flags: runtimeFlags.map(escapeDollar) }) };
      if (!found.has(name)) found.set(name, entry('models', name, path, value));
    }
  }
  return [...found.values()];
}

/** What is said of the stack, of what it has beside its services. */
function labelsOf({ model }: StackGraph): { labels?: Record<string, string> } {
  const said = Object.entries({ ...model.labels, ...model.annotations }).map(([name, value]) => [name, escapeDollar(value)] as const);
  return said.length > 0 ? { labels: Object.fromEntries(said) } : {};
}

/** What the user has added as it stands. */
function fragmentsOf({ model }: StackGraph, { chart, findings }: LoweringContext<ComposeCodes>): ComposeOutput[] {
  if (!isComposeFragments(chart)) return [];
  return chart.compose._fragments().flatMap(({ fragment, trace }) => {
    for (const detail of fragmentProblems(fragment)) findings.report('compose/fragment-shape', model.path, { detail }, trace);
    return SECTIONS.flatMap((section) => entriesOf((fragment as typeof fragment | undefined)?.[section]).map(([key, value]) => ({ ...entry(section, key, model.path, value, 'raw'), trace })));
  });
}

function entry(section: ComposeOutput['section'], key: string, construct: string, value: unknown, origin: Origin = 'lowered'): ComposeOutput {
  return { name: section === 'files' ? key : `${section}.${key}`, section, key, construct, origin, value };
}

function besidePath(name: string, fileName: string): string {
  return `files/${name}.${fileName}`;
}

/** The entries as the document that they make up. */
export function documentOf(objects: readonly ComposeOutput[], graph: StackGraph): ComposeDocument {
  const document: Record<string, Record<string, unknown>> = { services: {} };
  for (const section of SECTIONS) {
    for (const object of objects) if (object.section === section) (document[section] ??= {})[object.key] = object.value;
  }
  return { name: graph.model.name, ...document } as unknown as ComposeDocument;
}
