import type { ComposeDocument } from 'cdk8s-compose';
import type { Raw } from '../../import/raw';
import type { ReadFile } from '../read';
import { judgeAttribute } from './attributes';
import { pairNames } from './names';
import { judgePeers } from './networks';
import { verdict, type Place, type Verdict } from './place';

/** The outputs of a stack, as far as they are looked at. */
export interface Outputs {
  readonly compose?: ComposeDocument;
  /** Objects for Kubernetes. */
  readonly kubernetes: readonly { readonly kind: string; readonly metadata: { readonly name?: string } }[];
}

/** What was found of every attribute of a service. */
export function judgeService(service: string, file: ReadFile, { compose, kubernetes }: Outputs): Verdict[] {
  const raw = file.services.get(service) ?? {};
  const names = pairNames(file.services.keys(), Object.keys(compose?.services ?? {}), 'service');
  const name = names.get(service);
  if (compose === undefined || name === undefined) return [verdict('the whole service', 'none')];
  const place: Place = {
    raw, names, document: compose, output: compose.services[name], services: file.services, top: file.top, directory: file.directory,
    servicePorts: portsOf(name, kubernetes),
  };
  const verdicts = Object.entries(raw).flatMap(([attribute, value]) => {
    if (attribute.startsWith('x-')) return [];
    if (isTaggedAway(value)) return [verdict('!reset', (compose.services[name] as unknown as Raw)[attribute] === undefined ? 'typed' : 'none', attribute)];
    return judgeAttribute(attribute, value, place);
  });
  if (name !== service) verdicts.push(verdict('name of the service', 'typed', name));
  if (raw.image === undefined && raw.build === undefined) verdicts.push(verdict('neither image nor build', 'typed'));
  return [...verdicts, ...judgePeers(place)];
}

/** What a second file takes away: the output may say nothing of it, as Compose says nothing of it for this file. */
function isTaggedAway(value: unknown): boolean {
  return value === '!reset';
}

function portsOf(name: string, objects: Outputs['kubernetes']): ReadonlySet<string> {
  const service = objects.find(({ kind, metadata }) => kind === 'Service' && metadata.name === name) as { spec?: { ports?: readonly Raw[] } } | undefined;
  return new Set((service?.spec?.ports ?? []).map(({ port, protocol = 'TCP' }) => `${String(port)}/${String(protocol).toLowerCase()}`));
}
