import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { deploymentWith, DEPLOYMENT_YAML } from './fixtures';
import { apiTable, knownMinors, kubernetesApi } from '../../lib/verify/kubernetes/api/api';
import { CONSTRAINTS, REQUIRED, type Constraint } from '../../lib/verify/kubernetes/constraints';
import { SCALARS } from '../../lib/verify/kubernetes/values';
import { judged, schemaSays } from './judged';

const manifest = (yaml: string): unknown => parse(yaml) as unknown;
const configMap = (fields: string): unknown => manifest(`{ apiVersion: v1, kind: ConfigMap, metadata: { name: c }, ${fields} }`);

test('a valid Deployment has no messages', () => {
  expect(schemaSays(manifest(DEPLOYMENT_YAML))).toEqual([]);
});

describe('inside a Deployment', () => {
  test('messages name the object and the path', () => {
    expect(schemaSays(deploymentWith('container', 'env: [{ name: A, value: yes, valu: 1 }]'))).toEqual([
      'Deployment/web: spec.template.spec.containers[0].env[0].valu: unknown field; did you mean value?',
    ]);
  });

  test('what validation requires beyond the OpenAPI document is required', () => {
    expect(schemaSays(manifest('{ apiVersion: apps/v1, kind: Deployment, metadata: { name: web } }')))
      .toEqual(['Deployment/web: spec: required field is missing']);
  });
});

describe('other kinds', () => {
  test('ConfigMap values are strings', () => {
    expect(schemaSays(configMap('data: { PORT: 80, ON: yes }'))).toEqual(['ConfigMap/c: data.PORT: must be text (got 80)']);
    expect(schemaSays(configMap('data: { PORT: "80" }'))).toEqual([]);
  });

  test('an unknown kind or version of a built-in group is refused, a custom resource is not', () => {
    expect(schemaSays(manifest('{ apiVersion: apps/v1beta1, kind: Deployment, metadata: { name: a } }')))
      .toEqual(['Deployment/a: apps/v1beta1 Deployment is gone since Kubernetes 1.16; it is in apps/v1']);
    expect(schemaSays(manifest('{ apiVersion: v1, kind: Pods, metadata: { name: a } }'))).toHaveLength(1);
    expect(judged(['text'])).toEqual([expect.stringContaining('must be a mapping')]);
    const external = '{ apiVersion: external-secrets.io/v1beta1, kind: ExternalSecret, metadata: { name: a }, spec: { any: thing } }';
    expect(schemaSays(manifest(external))).toEqual([]);
    expect(schemaSays(manifest(external.replace('name: a', 'name: a, label: {}'))))
      .toEqual(['ExternalSecret/a: metadata.label: unknown field; did you mean labels?']);
  });
});

describe('the table of the API', () => {
  const minors = knownMinors();

  test('knows the versions 1.28 to 1.37, each from a release', () => {
    expect(minors).toEqual([28, 29, 30, 31, 32, 33, 34, 35, 36, 37]);
    expect(apiTable().releases).toEqual(minors.map((minor) => expect.stringMatching(new RegExp(`^1\\.${minor}\\.\\d+$`))));
  });

  test('says when kinds and fields came and went, which feature gates they hang on, and what values they take', () => {
    const { types, kinds } = apiTable();
    expect(types['core.v1.PodSpec']?.['hostUsers']).toEqual([{ type: 'boolean', off: 'UserNamespacesSupport', until: 32 }, { type: 'boolean', since: 33 }]);
    expect(types['core.v1.Container']?.['restartPolicy']).toContainEqual({ type: 'string', off: 'SidecarContainers', until: 28 });
    expect(types['core.v1.ServicePort']?.['protocol']).toEqual({ type: 'string', enum: ['SCTP', 'TCP', 'UDP'] });
    expect(types['core.v1.ServicePort']?.['port']).toEqual({ type: 'int32', required: true });
    expect(types['core.v1.PersistentVolumeClaimSpec']?.['resources']).toEqual([{ type: 'core.v1.ResourceRequirements', until: 28 }, { type: 'core.v1.VolumeResourceRequirements', since: 29 }]);
    expect(kinds).toContainEqual({ apiVersion: 'apps/v1', kind: 'Deployment', type: 'apps.v1.Deployment', namespaced: true });
    expect(kinds).toContainEqual({ apiVersion: 'flowcontrol.apiserver.k8s.io/v1beta3', kind: 'FlowSchema', type: 'flowcontrol.v1beta3.FlowSchema', until: 31 });
  });

  test('every constraint speaks of a field that every version has, or says since when', () => {
    const required = Object.entries(REQUIRED).flatMap(([id, names]) => names.map((name): [string, Constraint] => [`${id}#${name}`, {}]));
    const unknown = [...Object.entries<Constraint>(CONSTRAINTS), ...required].flatMap(([key, { since = 28 }]) => {
      const [type = '', field = ''] = key.split('#');
      return minors.filter((minor) => minor >= since && kubernetesApi(minor).field(type, field).is !== 'known').map((minor) => `${key} in 1.${minor}`);
    });
    expect(unknown).toEqual([]);
  });

  test('every type that is named is there, or is one that the judge knows', () => {
    const names = Object.values(apiTable().types).flatMap((fields) => Object.values(fields).flatMap((entry) => (typeof entry === 'string' ? entry : [entry].flat().map(({ type }) => type))));
    const elements = new Set(names.map((name) => name.replace(/^(\[\]|\{\})+/, '')));
    expect([...elements].filter((name) => apiTable().types[name] === undefined && SCALARS[name] === undefined && name !== 'object')).toEqual([]);
  });

  test('kinds and apiVersions of 1.28 are those that cdk8s-plus-28 writes', () => {
    const root = dirname(require.resolve('cdk8s-plus-28/package.json'));
    const source = readFileSync(join(root, 'lib', 'imports', 'k8s.js'), 'utf8');
    const written = [...source.matchAll(/GVK = \{\s*apiVersion: '([^']+)',\s*kind: '([^']+)'/g)].map(([, apiVersion = '', kind = '']) => [apiVersion, kind] as const);
    const lacking = written.filter(([apiVersion, kind]) => kubernetesApi(28).kind(apiVersion, kind) === undefined);
    // What is sent to an object's own paths is no object, and of ComponentStatus none can be made.
    expect(lacking.map(([apiVersion, kind]) => `${apiVersion} ${kind}`)).toEqual([
      'authentication.k8s.io/v1 TokenRequest', 'autoscaling/v1 Scale', 'v1 ComponentStatus', 'v1 ComponentStatusList', 'policy/v1 Eviction', 'v1 Status',
    ]);
  });
});
