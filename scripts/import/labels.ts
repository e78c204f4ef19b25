import type { ServiceDraft } from './drafts';
import { pairsOf } from './raw';
import { parseTemplate } from './template';

const NAME = /^(?:[a-z0-9][-a-z0-9.]*\/)?[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const VALUE = /^(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/;

/** What is said for others to read: what a cluster can select by is a label, all else an annotation. */
export function mapLabels(value: unknown, service: ServiceDraft): void {
  const pairs = pairsOf(value);
  if (!pairs) return service.leave('neither a list nor a mapping of plain values', value);
  for (const [name, said] of pairs) {
    const template = parseTemplate(said ?? '');
    if (!NAME.test(name)) service.leave('a name that Kubernetes does not take', name, `.${name}`);
    else service.sayChosen([VALUE.test(service.project.variables.known(template)) ? 'labels' : 'annotations', name], said ?? '', (text) => text, `.${name}`);
  }
}
