import { ApiObject, Chart, JsonPatch } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { acknowledge, App, Image, Kubernetes, Publish, Size, Stack, SynthesisError, Volume, Workload, type ComposeFragment, type ComposeService, type KubernetesObjects } from 'cdk8s-compose';
import { synthesizeApp } from '../../lib/synthesis/run';
import { DEFAULT_TARGETS } from '../../lib/targets/targets';
import { sourceLine } from '../../lib/diagnostics/source-line';

const image = Image.fromReference('example/api:1.0.0');

interface Shop {
  readonly app: App;
  readonly stack: Stack;
  readonly api: Workload;
}

function shop(): Shop {
  const app = new App({ targets: [new Kubernetes({ version: '1.28' }), ...DEFAULT_TARGETS.slice(1)] });
  const stack = new Stack(app, 'shop');
  const api = new Workload(stack, 'api', { image, env: { MODE: 'fast' }, mounts: { '/data': new Volume(stack, 'data', { size: Size.gibibytes(1) }) } });
  api.addEndpoint('http', { port: 8080, publish: Publish.atHost('shop.example.com') });
  return { app, stack, api };
}

const found = ({ app }: Shop) => synthesizeApp(app, DEFAULT_TARGETS).findings.filter(({ severity }) => severity === 'error');

type Hatch = (shop: Shop) => unknown;

/** A callback for the objects, a patch, a service, a fragment, a raw object, one in a chart of cdk8s. */
const objects = (change: (objects: KubernetesObjects & { controller: { spec: { template: { spec?: Loose } } } }) => void): Hatch => ({ api }) => api.kubernetes.customize((all) => change(all as never));
const pod = (change: (spec: Loose, container: Loose) => void): Hatch => objects(({ controller: { spec: { template: { spec = {} } } } }) => change(spec, (spec as { containers: [Loose] }).containers[0]));
const patch = (kind: string, step: JsonPatch): Hatch => ({ api }) => api.kubernetes.addJsonPatch(kind, step);
const service = (change: (service: ComposeService & Loose) => void): Hatch => ({ api }) => api.compose.customize((each) => change(each as never));
const fragment = (added: unknown): Hatch => ({ stack }) => stack.compose.addFragment(added as ComposeFragment);
const raw = (apiVersion: string, kind: string, more: object, metadata: object = {}): Hatch => ({ stack }) => new ApiObject(stack, 'own', { apiVersion, kind, metadata: { name: 'own', ...metadata }, ...more });
const inChart = (apiVersion: string, kind: string, more: object, metadata: object = {}): Hatch => ({ app }) => new ApiObject(new Chart(app, 'plain'), 'own', { apiVersion, kind, metadata: { name: 'own', ...metadata }, ...more });

type Loose = Record<string, unknown>;

const mail = (more: object): Hatch => fragment({ services: { mail: { image: 'axllent/mailpit:v1.21', networks: ['api'], ...more } } });

/** What the hatch does, what is found, and where; a line there is, unless cdk8s made the object. */
const PLANTED: readonly (readonly [when: string, hatch: Hatch, code: string, at: string])[] = [
  ['an unknown field of a pod', pod((spec) => { spec.nodeSelectors = { pool: 'gpu' }; }), 'manifest/unknown-field', 'shop/api'],
  ['an unknown field of a container', pod((_, container) => { container.enviroment = []; }), 'manifest/unknown-field', 'shop/api'],
  ['an unknown field by a patch', patch('Service', JsonPatch.add('/spec/sesionAffinity', 'ClientIP')), 'manifest/unknown-field', 'shop/api'],
  ['a field of a newer version', pod((spec) => { spec.resources = { limits: { cpu: '1' } }; }), 'manifest/not-in-version', 'shop/api'],
  ['a number as text', pod((spec) => { spec.terminationGracePeriodSeconds = '30'; }), 'manifest/wrong-type', 'shop/api'],
  ['text as a number by a patch', patch('Deployment', JsonPatch.add('/spec/template/metadata/annotations', { retries: 3 })), 'manifest/wrong-type', 'shop/api'],
  ['a value that no server takes', pod((_, container) => { container.imagePullPolicy = 'Sometimes'; }), 'manifest/invalid-value', 'shop/api'],
  ['a quantity that is none', pod((_, container) => { container.resources = { limits: { memory: '1 GB' } }; }), 'manifest/invalid-value', 'shop/api'],
  ['a request above its limit', pod((_, container) => { container.resources = { requests: { cpu: '2' }, limits: { cpu: '1', memory: '1Gi' } }; }), 'manifest/resources', 'shop/api'],
  ['a field that has to be there', pod((_, container) => { delete container.name; }), 'manifest/missing-field', 'shop/api'],
  ['a variable twice', pod((_, container) => { container.env = [{ name: 'A', value: '1' }, { name: 'A', value: '2' }]; }), 'manifest/duplicate', 'shop/api'],
  ['a mount without a volume', pod((_, container) => { container.volumeMounts = [{ name: 'no-such-volume', mountPath: '/x' }]; }), 'manifest/missing-reference', 'shop/api'],
  ['a ConfigMap that is not there', pod((_, container) => { container.envFrom = [{ configMapRef: { name: 'nowhere' } }]; }), 'manifest/missing-reference', 'shop/api'],
  ['a claim that is not there', pod((spec) => { spec.volumes = [...(spec.volumes as Loose[]), { name: 'more', persistentVolumeClaim: { claimName: 'nowhere' } }]; }), 'manifest/missing-reference', 'shop/api'],
  ['a service account that is not there', pod((spec) => { spec.serviceAccountName = 'nobody'; }), 'manifest/missing-reference', 'shop/api'],
  ['a probe of a port that nobody has', pod((_, container) => { container.livenessProbe = { httpGet: { path: '/', port: 'admin' } }; }), 'manifest/port', 'shop/api'],
  ['a probe of nothing', pod((_, container) => { container.livenessProbe = { periodSeconds: 5 }; }), 'manifest/probe', 'shop/api'],
  ['two handlers of one probe', pod((_, container) => { container.livenessProbe = { tcpSocket: { port: 8080 }, exec: { command: ['true'] } }; }), 'manifest/probe', 'shop/api'],
  ['a Pod Security level that is broken', pod((_, container) => { container.securityContext = { privileged: true }; }), 'manifest/pod-security', 'shop/api'],
  ['a directory of the host, which the level forbids', pod((spec) => { spec.volumes = [...(spec.volumes as Loose[]), { name: 'host', hostPath: { path: '/etc' } }]; }), 'manifest/pod-security', 'shop/api'],
  ['a selector of pods that are not made', objects(({ controller }) => { (controller.spec as { selector: unknown }).selector = { matchLabels: { app: 'other' } }; }), 'manifest/selector', 'shop/api'],
  ['a Service of nothing', objects(({ service: own }) => { own!.spec.selector = { app: 'nothing' }; }), 'manifest/selector', 'shop/api'],
  ['a Service that another object needs, under another name', objects(({ service: own }) => { own!.metadata.name = 'renamed'; }), 'manifest/missing-reference', 'shop/api'],
  ['a Service that is taken out', objects((all) => { delete all.service; }), 'manifest/missing-reference', 'shop/api'],
  ['a label that is too long', objects(({ controller }) => { controller.metadata.labels = { ...controller.metadata.labels, note: 'x'.repeat(64) }; }), 'manifest/invalid-name', 'shop/api'],
  ['a kind that the version does not have', raw('policy/v1beta1', 'PodSecurityPolicy', { spec: {} }), 'manifest/not-in-version', 'shop/own'],
  ['a kind that there never was', raw('apps/v1', 'Deploymint', { spec: {} }), 'manifest/unknown-kind', 'shop/own'],
  ['a Service of cdk8s without pods', raw('v1', 'Service', { spec: { selector: { app: 'nothing' }, ports: [{ port: 80 }] } }), 'manifest/selector', 'shop/own'],
  ['a ConfigMap that is too large', raw('v1', 'ConfigMap', { data: { all: 'x'.repeat(2 ** 20 + 1) } }), 'manifest/too-large', 'shop/own'],
  ['a role that is not there', raw('rbac.authorization.k8s.io/v1', 'RoleBinding', { roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'nobody' }, subjects: [{ kind: 'ServiceAccount', name: 'api', namespace: 'shop' }] }), 'manifest/missing-reference', 'shop/own'],
  ['an autoscaler of nothing', raw('autoscaling/v2', 'HorizontalPodAutoscaler', { spec: { maxReplicas: 3, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'nothing' } } }), 'manifest/missing-reference', 'shop/own'],
  ['an object of a chart that leads to a port that a stack has not', inChart('networking.k8s.io/v1', 'Ingress', { spec: { rules: [{ host: 'own.example.com', http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'api', port: { number: 9999 } } } }] } }] } }, { namespace: 'shop' }), 'manifest/port', 'plain/own'],
  ['a wrong type in a chart', inChart('v1', 'ConfigMap', { data: { retries: 3 } }), 'manifest/wrong-type', 'plain/own'],
  ['an object of cdk8s-plus that needs another one', ({ stack }) => new kplus.Pod(stack, 'own', { containers: [{ image: 'a:1', envFrom: [kplus.Env.fromConfigMap(kplus.ConfigMap.fromConfigMapName(stack, 'other', 'nowhere'))] }] }), 'manifest/missing-reference', 'shop/own/Resource'],
  ['a duration that is none', service((own) => { own.stop_grace_period = 'soon'; }), 'project/invalid-value', 'shop/api'],
  ['a port that is none', service((own) => { own.ports = [{ target: 80, published: '99999', protocol: 'tcp' }]; }), 'project/port', 'shop/api'],
  ['a port of the host twice', fragment({ services: { mail: { image: 'mail:1', networks: ['api'], ports: ['9000:80'] }, web: { image: 'web:1', networks: ['api'], ports: ['9000:80'] } } }), 'project/port', 'shop'],
  ['a network that is not declared', mail({ networks: ['backstage'] }), 'project/missing-reference', 'shop'],
  ['a volume that is not declared', mail({ volumes: ['mails:/data'] }), 'project/missing-reference', 'shop'],
  ['a config that is not declared', service((own) => { own.configs = [{ source: 'nothing', target: '/x' }]; }), 'project/missing-reference', 'shop/api'],
  ['a wait for a service that is not there', mail({ depends_on: ['nobody'] }), 'project/missing-reference', 'shop'],
  ['a word where a list has to be', service((own) => { own.cap_add = 'NET_ADMIN' as never; }), 'project/wrong-type', 'shop/api'],
  ['a variable without an end', mail({ environment: { A: '${B' } }), 'project/interpolation', 'shop'],
];

test('there are forty of them, of many kinds', () => {
  expect(PLANTED.length).toBeGreaterThanOrEqual(40);
  expect(new Set(PLANTED.map(([, , code]) => code)).size).toBeGreaterThanOrEqual(20);
});

test.each(PLANTED)('%s is found', (_, hatch, code, at) => {
  const planted = shop();
  expect(found(planted)).toEqual([]);
  hatch(planted);
  const findings = found(planted).filter((finding) => finding.code === code && finding.path === at);
  expect(found(planted).map((finding) => `${finding.code} ${finding.path}`)).toContain(`${code} ${at}`);
  expect(findings[0].waivable).toBe(true);
  if (at === 'shop' || at === 'shop/api') expect(sourceLine(findings[0].trace)).toContain('planted-hatches.test.ts');
});

test('nothing is written while one stands, and all is once it is acknowledged', () => {
  const planted = shop();
  planted.api.compose.customize((each) => { each.stop_grace_period = 'soon'; });
  expect(() => planted.app.synthYaml()).toThrow(SynthesisError);
  acknowledge(planted.api, 'project/invalid-value', 'our engine knows it');
  expect(planted.app.synthYaml()).toContain('kind: Deployment');
});

test('objects of charts and stacks may refer to each other, whichever comes first', () => {
  const planted = shop();
  const chart = new Chart(planted.app, 'plain', { namespace: 'shop' });
  new ApiObject(chart, 'settings', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' }, data: {} });
  planted.api.kubernetes.customize(({ controller }) => { controller.spec.template.spec!.containers[0].envFrom = [{ configMapRef: { name: 'settings' } }]; });
  expect(found(planted)).toEqual([]);
});

test('one in a variant is found in its overlay', () => {
  const planted = shop();
  const variant = shop();
  variant.api.kubernetes.customize(({ controller }) => { (controller.spec as unknown as Loose).replica = 3; });
  planted.stack.addOverlay('more', variant.stack);
  expect(found(planted).map(({ code, path }) => `${code} ${path}`)).toEqual(['manifest/unknown-field shop/api (overlay more)']);
});

test('many of one kind at one object are one finding', () => {
  const planted = shop();
  planted.api.kubernetes.customize(({ controller }) => { for (let at = 0; at < 40; at++) (controller.spec as unknown as Loose)[`wrong${at}`] = at; });
  const findings = found(planted);
  expect(findings).toHaveLength(1);
  expect(findings[0].message).toContain('and 36 more of the kind');
});
