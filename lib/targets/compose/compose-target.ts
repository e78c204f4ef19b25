import type { Findings } from '../../diagnostics/findings';
import { contentHash } from '../content-hash';
import { renderText } from '../render-text';
import type { StackGraph } from '../../model/graph';
import type { Hatches, Target } from '../target';
import type { ComposeConfig, ComposeDocument, ComposeVolume } from './document';
import { environmentExample } from './environment-example';
import { lowerNetworks } from './network';
import { isComposeHatch } from './options';
import { lowerService } from './service';
import { COMPOSE_SUPPORT } from './support';
import { lowerVolumeOwners } from './volume-owner';

/** The Compose side of one stack: the document, the files it mounts, and the example of its `.env`. */
export interface ComposeOutput {
  readonly document: ComposeDocument;
  /** Content by path relative to `compose.yaml`. */
  readonly files: ReadonlyMap<string, string>;
  readonly environmentExample: string;
}

export const COMPOSE: Target<ComposeOutput> = {
  name: 'compose',
  support: COMPOSE_SUPPORT,
  lower: lowerCompose,
};

function lowerCompose(graph: StackGraph, hatches: Hatches, findings: Findings): ComposeOutput {
  const { model } = graph;
  const networks = lowerNetworks(graph);
  const contents = new Map(model.configFiles.map((file) => [file.name, renderText(file.content, graph)]));
  const hashes = new Map([...contents].map(([name, content]) => [name, contentHash(content)]));
  const document: ComposeDocument = { name: model.name, services: {} };
  for (const workload of model.workloads) {
    const service = lowerService(workload, networks.of(workload), graph, hashes);
    const open = workload.egress ? [] : networks.openOf(workload);
    if (open.length > 0) findings.report('compose/egress-open', workload.path, { detail: open.join(', ') });
    const hatch = hatches.construct(workload.path);
    document.services[workload.name] = isComposeHatch(hatch) ? hatch.compose._apply(service, workload.path, findings) : service;
  }
  for (const { name, service } of lowerVolumeOwners(graph)) document.services[name] = service;
  const files = new Map<string, string>();
  const configs: Record<string, ComposeConfig> = {};
  for (const { name, fileName } of model.configFiles) {
    const path = `files/${name}/${fileName}`;
    files.set(path, contents.get(name)!);
    configs[name] = { file: `./${path}` };
  }
  const volumes: Record<string, ComposeVolume> = {};
  for (const { name } of model.volumes) volumes[name] = {};
  if (model.configFiles.length > 0) document.configs = configs;
  if (Object.keys(networks.declared).length > 0) document.networks = networks.declared;
  if (model.volumes.length > 0) document.volumes = volumes;
  return { document, files, environmentExample: environmentExample(graph) };
}
