import { inDeployment, type Fault } from './fault';

const CONFIG = '{ apiVersion: v1, kind: ConfigMap, metadata: { name: settings, namespace: shop }, data: { MODE: fast, app.conf: "" } }';

const all: Fault[] = [];
const add = (faults: readonly Fault[]): number => all.push(...faults);

function volumes(): void {
  const pod = (volume: string, mount: string): string => `{ volumes: [${volume}], containers: [{ name: web, volumeMounts: [${mount}] }] }`;
  add(inDeployment('pod', [
    ['manifest/duplicate', 'two volumes are called "v"', 'volumes: [{ name: v, emptyDir: {} }, { name: v, emptyDir: {} }]', 'volumes: [{ name: v, emptyDir: {} }, { name: w, emptyDir: {} }]'],
    ['manifest/invalid-name', 'must be named by an RFC 1123 label', 'volumes: [{ name: my_data, emptyDir: {} }]', 'volumes: [{ name: my-data, emptyDir: {} }]'],
    ['manifest/volume', 'fieldPath "spec.nodeName" is none of', 'volumes: [{ name: v, downwardAPI: { items: [{ path: a, fieldRef: { fieldPath: spec.nodeName } }] } }]',
      'volumes: [{ name: v, downwardAPI: { items: [{ path: a, fieldRef: { fieldPath: metadata.labels } }] } }]'],
    ['manifest/volume', 'needs either fieldRef or resourceFieldRef', 'volumes: [{ name: v, projected: { sources: [{ downwardAPI: { items: [{ path: a }] } }] } }]',
      'volumes: [{ name: v, projected: { sources: [{ downwardAPI: { items: [{ path: a, resourceFieldRef: { resource: limits.cpu } }] } }] } }]'],
    ['manifest/volume', 'needs exactly one source (got readOnly, emptyDir)', 'volumes: [{ name: v, readOnly: true, emptyDir: {} }]', 'volumes: [{ name: v, emptyDir: {} }]'],
    ['manifest/duplicate', '/data is mounted twice', pod('{ name: v, emptyDir: {} }', '{ name: v, mountPath: /data }, { name: v, mountPath: /data/ }'),
      pod('{ name: v, emptyDir: {} }', '{ name: v, mountPath: /data }, { name: v, mountPath: /data/sub }')],
    ['manifest/missing-reference', 'mounts "w", which is neither', pod('{ name: v, emptyDir: {} }', '{ name: w, mountPath: /data }'), pod('{ name: v, emptyDir: {} }', '{ name: v, mountPath: /data }')],
    ['manifest/volume', 'a volume at / hides the whole image', pod('{ name: v, emptyDir: {} }', '{ name: v, mountPath: / }'), pod('{ name: v, emptyDir: {} }', '{ name: v, mountPath: /v }')],
    ['manifest/volume', 'both subPath and subPathExpr', pod('{ name: v, emptyDir: {} }', '{ name: v, mountPath: /v, subPath: a, subPathExpr: a }'),
      pod('{ name: v, emptyDir: {} }', '{ name: v, mountPath: /v, subPath: a }')],
    ['manifest/volume', 'Bidirectional propagation', pod('{ name: v, emptyDir: {} }', '{ name: v, mountPath: /v, mountPropagation: Bidirectional }'),
      pod('{ name: v, emptyDir: {} }', '{ name: v, mountPath: /v, mountPropagation: HostToContainer }')],
    ['manifest/missing-reference', 'ConfigMap "other", which does not exist', 'volumes: [{ name: v, configMap: { name: other } }]', 'volumes: [{ name: v, projected: { sources: [{ configMap: { name: settings } }] } }]'],
    ['manifest/missing-reference', 'ConfigMap/settings has no key "app_conf"', 'volumes: [{ name: v, configMap: { name: settings, items: [{ key: app_conf, path: a }] } }]',
      'volumes: [{ name: v, configMap: { name: settings, items: [{ key: app.conf, path: a }] } }]'],
    ['manifest/missing-reference', 'has no file "app_conf"', pod('{ name: v, configMap: { name: settings } }', '{ name: v, mountPath: /etc/app.conf, subPath: app_conf }'),
      pod('{ name: v, configMap: { name: settings } }', '{ name: v, mountPath: /etc/app.conf, subPath: app.conf }')],
    ['manifest/missing-reference', 'PersistentVolumeClaim "data", which does not exist', 'volumes: [{ name: v, persistentVolumeClaim: { claimName: data } }]', 'volumes: [{ name: v, secret: { secretName: outside } }]'],
  ], CONFIG));
}

volumes();

export const VOLUME_FAULTS: readonly Fault[] = all;
