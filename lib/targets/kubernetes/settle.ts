import type { StackGraph } from '../../model/graph';
import { contentHash } from '../content-hash';
import { fingerprint } from '../fingerprint';
import { renderText } from '../render-text';
import type { Job } from './api';
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
    const { data, binaryData } = value as { readonly data?: Readonly<Record<string, unknown>>; readonly binaryData?: unknown };
    const [own, other] = file.encoding === undefined ? [data, binaryData] : [binaryData as typeof data, data];
    if (other === undefined && own?.[file.fileName] === text && Object.keys(own).length === 1) continue;
    changes.set(`checksum/${file.name}`, contentHash(fingerprint(binaryData === undefined ? data : { data, binaryData })));
  }
  return changes.size === 0 ? [...objects] : objects.map((object) => rewritten(object, [...changes.keys()], (text, key) => changes.get(key) ?? text, graph));
}

/** A Job is named by its template, which names the Jobs that it waits for. */
function nameJobs(objects: readonly KubernetesOutput[], graph: StackGraph): KubernetesOutput[] {
  const tasks = graph.model.workloads.filter(({ kind }) => kind === 'task');
  if (tasks.length === 0) return [...objects];
  // The name of one task may end with that of another.
  const longestFirst = [...tasks].sort((a, b) => b.name.length - a.name.length);
  const jobs = new Map(longestFirst.flatMap(({ name, path }) => {
    const job = objects.find(({ construct, value }) => construct === path && value.kind === 'Job')?.value;
    return job ? [[jobPlaceholder(name), job] as const] : [];
  }));
  const names = new Map<string, string>();
  const nameOf = (placeholder: string, job: KubernetesOutput['value']): string => {
    const known = names.get(placeholder);
    if (known !== undefined) return known;
    let template = fingerprint((job as Job).spec?.template);
    for (const [other, awaited] of jobs) {
      if (other !== placeholder && template.includes(other)) template = template.replaceAll(other, nameOf(other, awaited));
    }
    const name = job.metadata.name!.replace(placeholder, `${placeholder.slice(0, placeholder.indexOf('<'))}${contentHash(template).slice(0, 8)}`);
    names.set(placeholder, name);
    return name;
  };
  const texts = [...jobs].flatMap(([placeholder, job]): [string, string][] => {
    const name = nameOf(placeholder, job);
    // A callback may have put something before the name or after it.
    const unsettled = job.metadata.name!;
    return unsettled !== placeholder && unsettled.includes(placeholder) ? [[unsettled, name], [placeholder, name]] : [[placeholder, name]];
  });
  const settled = (text: string): string => texts.reduce((before, [from, to]) => (before.includes(from) ? before.replaceAll(from, to) : before), text);
  return objects.map((object) => rewritten(object, [...jobs.keys()], settled, graph));
}

/**
 * The same object with other texts, if it has one of the marks. What no file can hold stays as it is, and is found when it
 * is written.
 */
function rewritten(object: KubernetesOutput, marks: readonly string[], change: (text: string, key: string) => string, graph: StackGraph): KubernetesOutput {
  const text = fingerprint(object.value);
  if (!marks.some((mark) => text.includes(mark))) return object;
  const value = changed(object.value, change, '', []) as KubernetesOutput['value'];
  return value === object.value ? object : { ...object, value, name: objectName(value, graph.model.namespace) };
}

function changed(value: unknown, change: (text: string, key: string) => string, key: string, above: readonly object[]): unknown {
  if (typeof value === 'string') return change(value, key);
  if (typeof value !== 'object' || value === null || above.includes(value)) return value;
  const within = [...above, value];
  if (Array.isArray(value)) {
    const items = value.map((item) => changed(item, change, key, within));
    return items.some((item, at) => item !== value[at]) ? items : value;
  }
  if (!isPlain(value)) return value;
  const entries = Object.entries(value).map(([name, item]) => [name, changed(item, change, name, within)] as const);
  return entries.some(([name, item]) => item !== (value as Record<string, unknown>)[name]) ? Object.fromEntries(entries) : value;
}

/** Also an object literal of another realm, such as a copy made by the engine in a Jest sandbox: its prototype has none itself. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
