import type { StackGraph } from '../../model/graph';
import { contentHash } from '../content-hash';
import type { Origin, OutputObject } from '../output';
import { renderText } from '../render-text';
import type { LoweringContext } from '../target';
import type { ComposeCodes } from './codes';
import { SECTIONS, type ComposeDocument, type Section } from './document';
import { isComposeFragments } from './fragments';
import { lowerNetworks } from './network';
import { isComposeHatch } from './options';
import { lowerService } from './service';
import { lowerVolumeOwners } from './volume-owner';

/** An entry of the Compose file, or a file beside it, with the construct that it comes from. */
export interface ComposeOutput extends OutputObject {
  readonly section: Section | 'files';
  /** Name in the section; of a file the path beside `compose.yaml`. */
  readonly key: string;
}

/** The entries of one project, in the order of the file. */
export function lowerProject(graph: StackGraph, context: LoweringContext<ComposeCodes>): ComposeOutput[] {
  const { model } = graph;
  const { findings } = context;
  const networks = lowerNetworks(graph);
  const contents = new Map(model.configFiles.map((file) => [file.name, renderText(file.content, graph)]));
  const hashes = new Map([...contents].map(([name, content]) => [name, contentHash(content)]));
  const services = model.workloads.map((workload): ComposeOutput => {
    const service = lowerService(workload, networks.of(workload), graph, hashes);
    const open = workload.egress ? [] : networks.openOf(workload);
    if (open.length > 0) findings.report('compose/egress-open', workload.path, { detail: open.join(', ') });
    const hatch = context.construct(workload.path);
    if (!isComposeHatch(hatch)) return entry('services', workload.name, workload.path, service);
    const { result, isCustomized } = hatch.compose._apply(service, workload.path, findings);
    return entry('services', workload.name, workload.path, result, isCustomized ? 'customized' : 'lowered');
  });
  const workloads = new Map(model.workloads.map(({ name, path }) => [name, path]));
  return [
    ...services,
    ...lowerVolumeOwners(graph).map(({ name, service, volume }) => entry('services', name, volume.path, service)),
    ...model.configFiles.map(({ name, path, fileName }) => entry('configs', name, path, { file: `./${besidePath(name, fileName)}` })),
    ...Object.entries(networks.declared).map(([name, network]) => entry('networks', name, workloads.get(name) ?? model.path, network)),
    ...model.volumes.map(({ name, path }) => entry('volumes', name, path, {})),
    ...fragmentsOf(graph, context),
    ...model.configFiles.map(({ name, path, fileName }) => entry('files', besidePath(name, fileName), path, contents.get(name)!)),
  ];
}

/** What the user has added as it stands. */
function fragmentsOf({ model }: StackGraph, { chart }: LoweringContext): ComposeOutput[] {
  if (!isComposeFragments(chart)) return [];
  return chart.compose._fragments().flatMap((fragment) =>
    SECTIONS.flatMap((section) => Object.entries(fragment[section] ?? {}).map(([key, value]) => entry(section, key, model.path, value, 'raw'))),
  );
}

function entry(section: ComposeOutput['section'], key: string, construct: string, value: unknown, origin: Origin = 'lowered'): ComposeOutput {
  return { name: section === 'files' ? key : `${section}.${key}`, section, key, construct, origin, value };
}

function besidePath(name: string, fileName: string): string {
  return `files/${name}/${fileName}`;
}

/** The entries as the document that they make up. */
export function documentOf(objects: readonly ComposeOutput[], graph: StackGraph): ComposeDocument {
  const document: Record<string, Record<string, unknown>> = { services: {} };
  for (const section of SECTIONS) {
    for (const object of objects) if (object.section === section) (document[section] ??= {})[object.key] = object.value;
  }
  return { name: graph.model.name, ...document } as unknown as ComposeDocument;
}
