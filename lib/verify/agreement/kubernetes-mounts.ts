import { quantityOf } from '../kubernetes/quantity';
import { at, fields, isFields, items, mappings, text, type Fields } from '../untyped';
import type { ReadContainer } from './kubernetes-container';

/** Where the token of the API is looked for; whether there has to be one is looked at. */
const API_ACCESS = '/var/run/secrets/kubernetes.io/serviceaccount';

/**
 * Reads what is mounted into a container.
 *
 * @returns the group of the volumes that it may write to; undefined if there are none
 */
export function readMounts({ pages, cluster, operator, workload, pod: { owner, spec }, container: { body } }: ReadContainer): string | undefined {
  const volumes = new Map(mappings(spec['volumes']).map((volume) => [volume['name'], volume]));
  const templates = mappings(owner.spec['volumeClaimTemplates']).map((claim) => text(at(claim, 'metadata', 'name')) ?? '');
  let group: string | undefined;
  for (const template of templates) pages.volume(template);
  for (const [index, mount] of items(body['volumeMounts']).map(fields).entries()) {
    const volume = fields(volumes.get(mount['name']));
    const { persistentVolumeClaim: claim, configMap, emptyDir, secret, hostPath, projected, image } = volume;
    const template = templates.find((candidate) => candidate === mount['name']);
    const path = String(mount['mountPath']);
    const readOnly = mount['readOnly'] === true || at(claim, 'readOnly') === true ? ', read-only' : '';
    const set = (value: string): void => pages.fact(`mount ${path}`, value, 'volumeMounts', index);
    const below = text(mount['subPath']);
    if (below !== undefined && !isFields(configMap) && !isFields(secret)) pages.fact(`mount ${path} below`, below, 'volumeMounts', index);
    if (template !== undefined || isFields(claim)) {
      set(`volume ${template ?? String(at(claim, 'claimName'))}${readOnly}`);
      if (readOnly === '') group = String(at(spec['securityContext'], 'fsGroup'));
    } else if (isFields(configMap)) {
      const file = cluster.find('ConfigMap', owner.namespace, String(configMap['name']))?.body;
      const content = text(at(file, 'data', String(mount['subPath'])) ?? at(file, 'binaryData', String(mount['subPath'])));
      if (!isReadable(configMap, spec)) pages.fault('file', `${path} cannot be read`);
      if (content === undefined) pages.fault('file', `there is no file ${String(configMap['name'])}/${String(mount['subPath'])}`);
      set(`file ${content ?? ''}`);
    } else if (isFields(secret) && secret['items'] !== undefined) {
      const [item] = mappings(secret['items']).filter((candidate) => candidate['path'] === mount['subPath']);
      if (!operator.has(String(item?.['key']))) pages.fault('file', `there is no secret ${String(item?.['key'])}`);
      if (!isReadable(secret, spec) || readOnly === '') pages.fault('file', `${path} cannot be read, or can be written to`);
      set(`secret ${String(item?.['key'])}`);
    } else if (isFields(secret)) {
      pages.only(`mount ${path}`, `certificate ${String(secret['secretName'])}${readOnly}`, 'volumeMounts', index);
    } else if (isFields(projected) && path !== API_ACCESS) {
      pages.only(`mount ${path}`, `projected ${String(mount['name'])}`, 'volumeMounts', index);
    } else if (isFields(image)) {
      // Nobody can write to it, whether that is said or not.
      set(`image ${String(image['reference'])}`);
    } else if (isFields(hostPath)) {
      set(`host ${String(hostPath['path'])}${readOnly}`);
    } else if (isFields(emptyDir)) {
      const isShared = emptyDir['medium'] !== 'Memory';
      const size = quantityOf(emptyDir['sizeLimit']);
      set(isShared ? `shared ${workload}-${String(mount['name']).replace(/^shared-/, '')}` : `memory ${size ?? 'of any size'}`);
      if (isShared && size === undefined && mount['mountPropagation'] === undefined) pages.fault('mount', `${path} has no limit`);
    }
  }
  const scratch = mappings(body['volumeMounts']).filter((mount) => isFields(at(volumes.get(mount['name']), 'emptyDir'))).map((mount) => mount['name']);
  if (new Set(scratch).size < scratch.length) pages.fault('mount', 'two scratch directories are one');
  return group;
}

/** A file of the kubelet's is root's, and of the group that the pod says. */
function isReadable(source: Fields, pod: Fields): boolean {
  return (Number(source['defaultMode']) & 0o004) !== 0 || at(pod['securityContext'], 'fsGroup') !== undefined;
}
