import { isExecutable } from '../../model/file-mode';
import type { StackGraph } from '../../model/graph';
import { secretFilesOf } from '../../model/references';
import type { SecretModel } from '../../model/stack';
import type { ConfigFileModel, VolumeModel } from '../../model/storage';
import { containersOf, type WorkloadModel } from '../../model/workload';
import { configContents } from '../config-content';
import type { Origin, OutputFile, OutputObject } from '../output';
import type { LoweringContext } from '../target';
import { buildSecrets } from './build';
import { chosenTexts } from './chosen';
import type { ComposeCodes } from './codes';
import { SECTIONS, type ComposeDocument, type ComposeVolume, type Section } from './document';
import { isComposeFragments } from './fragments';
import { entriesOf, fragmentProblems } from './fragment-shape';
import { escapeDollar, interpolate } from './interpolation';
import { lowerNetworks } from './network';
import { isComposeHatch } from './options';
import { lowerPod, podName } from './pod';
import type { ComposeSettings } from './settings';
import { sharedVolumes } from './shared-volume';
import { lowerTaskCompletion, TASK_COMPLETION } from './task-completion';
import { secretFile, secretFileVariable } from './variables';
import { lowerVolumeOwners } from './volume-owner';

/** An entry of the Compose file, or a file beside it, with the construct that it comes from. */
export interface ComposeOutput extends OutputObject {
  readonly section: Section | 'files';
  /** Name in the section; of a file the path beside `compose.yaml`. */
  readonly key: string;
  /** Of a file: what its value is written in, and whether it can be executed. */
  readonly file?: Pick<OutputFile, 'encoding' | 'isExecutable'>;
}

/** The entries of one project, in the order of the file. */
export function lowerProject(graph: StackGraph, settings: ComposeSettings, context: LoweringContext<ComposeCodes>): ComposeOutput[] {
  const { model } = graph;
  const { findings } = context;
  const networks = lowerNetworks(graph);
  const contents = configContents(graph);
  const hashes = new Map([...contents].map(([name, { hash }]) => [name, hash]));
  const services = model.workloads.flatMap((workload) => {
    const joined = networks.of(workload);
    const open = workload.egress || workload.allowedEgress || graph.callsOutside.has(workload.path) ? [] : joined.filter(networks.isOpen);
    if (open.length > 0) findings.report('compose/egress-open', workload.path, { detail: open.join(', ') });
    if (workload.hostIpc) reportSharedMemory(workload, findings);
    return lowerPod(workload, joined, graph, hashes, settings).map(({ name, construct, service }): ComposeOutput => {
      const hatch = name === podName(workload) ? undefined : context.construct(construct);
      if (!isComposeHatch(hatch)) return entry('services', name, construct, service);
      const { result, changedBy } = hatch.compose._apply(service, construct, findings);
      return changedBy ? { ...entry('services', name, construct, result, 'customized'), trace: changedBy.trace } : entry('services', name, construct, result);
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
    ...Object.entries(networks.declared).map(([name, network]) => entry('networks', name, workloads.get(name) ?? model.path, network.external ? network : { ...network, ...labels })),
    ...model.volumes.filter(({ hostPath }) => !hostPath).map((volume) => entry('volumes', volume.name, volume.path, volumeOf(volume, graph, labels))),
    ...secretsAsFiles(graph).map((secret) => entry('secrets', secret.name, secret.path, { file: `\${${secretFileVariable(secret)}:-${escapeDollar(secretFile(secret))}}` })),
    ...sharedVolumes(graph).map(({ name, workload }) => entry('volumes', name, workload.path, labels)),
    ...buildSecrets(graph).map(({ name, construct, value }) => entry('secrets', name, construct, value)),
    ...modelsOf(graph),
    ...fragmentsOf(graph, context),
    ...model.configFiles.map((file) => fileEntry(file, contents.get(file.name)!.text)),
  ];
}

/** The engine passes over the size of what is the host's. */
function reportSharedMemory(workload: WorkloadModel, findings: LoweringContext<ComposeCodes>['findings']): void {
  for (const { path, mounts } of containersOf(workload)) {
    for (const mount of mounts) if (mount.kind === 'shared-memory') findings.report('compose/host-shared-memory', path, { detail: `${Math.round(mount.size / 1024 ** 2)} MiB` });
  }
}

function volumeOf({ engineName, chosenName, existing }: VolumeModel, graph: StackGraph, labels: ComposeVolume): ComposeVolume {
  const name = chosenName ? interpolate(chosenName, graph) : engineName;
  return existing ? { name, external: true } : { ...(name !== undefined && { name }), ...labels };
}

/** The secrets that a container has as a file. */
function secretsAsFiles({ model }: StackGraph): SecretModel[] {
  if (model.secrets.length === 0) return [];
  const names = new Set(model.workloads.flatMap((workload) => [...secretFilesOf(workload)]));
  return model.secrets.filter(({ name }) => names.has(name));
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

function fileEntry({ name, path, fileName, encoding, mode }: ConfigFileModel, text: string): ComposeOutput {
  const file = { ...(encoding !== undefined && { encoding }), ...(mode !== undefined && isExecutable(mode) && { isExecutable: true }) };
  return { ...entry('files', besidePath(name, fileName), path, text), ...(Object.keys(file).length > 0 && { file }) };
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
