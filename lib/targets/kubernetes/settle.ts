import type { StackGraph } from '../../model/graph';
import { contentHash } from '../content-hash';
import { renderText } from '../render-text';
import type { ConfigMap, Job } from './api';
import { jobPlaceholder } from './controller';
import type { KubernetesOutput } from './manifest';
import { objectName } from './object-name';

/**
 * Names and checksums are made of what is written, escape hatches included: a Job that a patch has changed is another
 * Job, and a ConfigMap that a callback has changed rolls the pods that read it.
 */
export function settleHashes(objects: readonly KubernetesOutput[], graph: StackGraph): KubernetesOutput[] {
  return nameJobs(rollWithConfigMaps(objects, graph), graph);
}

function rollWithConfigMaps(objects: readonly KubernetesOutput[], graph: StackGraph): KubernetesOutput[] {
  const changes = new Map<string, string>();
  for (const { origin, value } of objects) {
    const file = value.kind === 'ConfigMap' && origin === 'customized' ? graph.configFiles.get(value.metadata.name ?? '') : undefined;
    if (!file) continue;
    const text = renderText(file.content, graph);
    const { data } = value as ConfigMap;
    if (data[file.fileName] === text && Object.keys(data).length === 1) continue;
    changes.set(`"checksum/${file.name}":"${contentHash(text)}"`, `"checksum/${file.name}":"${contentHash(JSON.stringify(data))}"`);
  }
  return changes.size === 0 ? [...objects] : objects.map((object) => rewritten(object, changes, graph));
}

/** A Job is named by its template, which names the Jobs that it waits for. */
function nameJobs(objects: readonly KubernetesOutput[], graph: StackGraph): KubernetesOutput[] {
  const tasks = graph.model.workloads.filter(({ kind }) => kind === 'task');
  if (tasks.length === 0) return [...objects];
  const jobs = new Map(tasks.flatMap(({ name, path }) => {
    const job = objects.find(({ construct, value }) => construct === path && value.kind === 'Job')?.value as Job | undefined;
    return job ? [[jobPlaceholder(name), job] as const] : [];
  }));
  const names = new Map<string, string>();
  const nameOf = (placeholder: string, job: Job): string => {
    const known = names.get(placeholder);
    if (known !== undefined) return known;
    let template = JSON.stringify(job.spec.template);
    for (const [other, awaited] of jobs) {
      if (other !== placeholder && template.includes(other)) template = template.replaceAll(other, nameOf(other, awaited));
    }
    const name = job.metadata.name.replace(placeholder, `${placeholder.slice(0, placeholder.indexOf('<'))}${contentHash(template).slice(0, 8)}`);
    names.set(placeholder, name);
    return name;
  };
  for (const [placeholder, job] of jobs) nameOf(placeholder, job);
  return objects.map((object) => rewritten(object, names, graph));
}

/** The same object with some texts in place of others. */
function rewritten(object: KubernetesOutput, texts: ReadonlyMap<string, string>, graph: StackGraph): KubernetesOutput {
  const before = JSON.stringify(object.value);
  let after = before;
  for (const [from, to] of texts) if (after.includes(from)) after = after.replaceAll(from, to);
  if (after === before) return object;
  const value = JSON.parse(after) as KubernetesOutput['value'];
  return { ...object, value, name: objectName(value, graph.model.namespace) };
}
