import { ApiObject, type ApiObjectProps, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import * as plus28 from 'cdk8s-plus-28';
import * as plus34 from 'cdk8s-plus-34';
import { App, EnvFrom, Image, Postgres, Size, Stack, Task, Workload, WorkloadKind, type WorkloadProps } from 'cdk8s-compose';
import { expectAgreement, synthesize } from 'cdk8s-compose/testing';
import type { Deployment, HorizontalPodAutoscaler, Ingress, NetworkPolicy, Service } from '../../lib/targets/kubernetes/api';
import type { KubernetesObject } from '../../lib/targets/kubernetes/api';

/*
 * cdk8s-plus beside this library, the oldest and the newest that work with the same cdk8s: objects of theirs about workloads of ours, and values of theirs
 * where ours are asked for.
 */

const image = Image.fromReference('example/api:1.4.2');

function shop(props: Partial<WorkloadProps> = {}): { readonly stack: Stack; readonly api: Workload } {
  const stack = new Stack(new App(), 'shop');
  const api = new Workload(stack, 'api', { image, ...props });
  api.addEndpoint('http', { port: 8080 });
  return { stack, api };
}

const all = (stack: Stack): KubernetesObject[] => stack.toJson();
const find = <T extends KubernetesObject>(stack: Stack, kind: string, name: RegExp): T => all(stack).find((each) => each.kind === kind && name.test(each.metadata.name ?? '')) as T;
const codesOf = (stack: Stack): string[] => synthesize(stack).findings.filter(({ severity }) => severity !== 'info').map(({ code }) => code);

/** What the tests use of it, which every version has. */
type Plus = typeof plus28;

describe.each<[string, Plus]>([['cdk8s-plus-28', plus28], ['cdk8s-plus-34', plus34 as unknown as Plus]])('%s', (_, kplus) => {
  test('an Ingress sends requests to a workload of ours', () => {
    const { stack, api } = shop();
    new kplus.Ingress(stack, 'own').addRule('/', kplus.IngressBackend.fromService(api.kubernetes.asPlus<plus28.Service>()));
    // Nobody but its peers may call it: who else may is said beside the Ingress.
    expect(codesOf(stack)).toEqual(['manifest/network']);
    const anybody = { peer: kplus.NetworkPolicyIpBlock.anyIpv4(stack, 'anybody'), ports: [kplus.NetworkPolicyPort.tcp(8080)] };
    new kplus.NetworkPolicy(stack, 'let-in', { selector: api.kubernetes.asPlus<plus28.IPodSelector>(), ingress: { rules: [anybody] } });
    expect(codesOf(stack)).toEqual([]);
    expect(find<Ingress>(stack, 'Ingress', /own/).spec.rules?.[0].http?.paths[0].backend).toEqual({ service: { name: 'api', port: { number: 8080 } } });
  });

  test('an autoscaler scales a workload of ours, whose manifest then states no replicas', () => {
    const { stack, api } = shop({ replicas: 2 });
    new kplus.HorizontalPodAutoscaler(stack, 'scaler', { target: api.kubernetes.asPlus<plus28.Deployment>(), minReplicas: 2, maxReplicas: 6 });
    expect(find<HorizontalPodAutoscaler>(stack, 'HorizontalPodAutoscaler', /scaler/).spec).toMatchObject({ scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'api' }, minReplicas: 2, maxReplicas: 6 });
    expect(find<Deployment>(stack, 'Deployment', /api/).spec).not.toHaveProperty('replicas');
    expect(synthesize(stack).findings).toContainEqual(expect.objectContaining({ code: 'kubernetes/replicas-handed-over', path: 'shop/api', message: expect.stringContaining('its 2.') as string }));
    expect(codesOf(stack)).toEqual([]);
    expectAgreement(stack);
  });

  test('an autoscaler that lets it have fewer or more than Compose runs is said', () => {
    const { stack, api } = shop();
    new kplus.HorizontalPodAutoscaler(stack, 'scaler', { target: api.kubernetes.asPlus<plus28.Deployment>(), minReplicas: 3, maxReplicas: 6 });
    expect(codesOf(stack)).toEqual(['agreement/replicas']);
  });

  test('an autoscaler of members of a cluster lets each of them go on answering as well', () => {
    const { stack, api } = shop({ replicas: 2, kind: WorkloadKind.STATEFUL });
    new kplus.HorizontalPodAutoscaler(stack, 'scaler', { target: api.kubernetes.asPlus<plus28.StatefulSet>(), minReplicas: 2, maxReplicas: 6 });
    expect(codesOf(stack)).toEqual([]);
    expectAgreement(stack);
  });

  test('two autoscalers of one workload are an error', () => {
    const { stack, api } = shop({ replicas: 2, autoscaling: { maxReplicas: 4 } });
    new kplus.HorizontalPodAutoscaler(stack, 'scaler', { target: api.kubernetes.asPlus<plus28.Deployment>(), minReplicas: 2, maxReplicas: 6 });
    expect(codesOf(stack)).toContain('kubernetes/two-autoscalers');
  });

  test.each<[string, (stack: Stack, api: Workload) => void]>([
    ['another one of the same workload', (stack, api) => new kplus.HorizontalPodAutoscaler(stack, 'other', { target: api.kubernetes.asPlus<plus28.Deployment>(), maxReplicas: 3 })],
    ['one of KEDA', (stack) => new ApiObject(stack, 'keda', { apiVersion: 'keda.sh/v1alpha1', kind: 'ScaledObject', metadata: { name: 'keda' }, spec: { scaleTargetRef: { name: 'api' } } } as ApiObjectProps)],
  ])('so is, beside an autoscaler, %s', (_what, add) => {
    const { stack, api } = shop();
    new kplus.HorizontalPodAutoscaler(stack, 'scaler', { target: api.kubernetes.asPlus<plus28.Deployment>(), minReplicas: 1, maxReplicas: 6 });
    add(stack, api);
    expect(codesOf(stack)).toContain('kubernetes/two-autoscalers');
  });

  test('an autoscaler of what writes alone is an error, unless it keeps one', () => {
    const scaled = (maxReplicas: number): string[] => {
      const stack = new Stack(new App(), 'shop');
      const postgres = new Postgres(stack, 'postgres', { database: 'shop', storage: Size.gibibytes(1) });
      new kplus.HorizontalPodAutoscaler(stack, 'scaler', { target: postgres.kubernetes.asPlus<plus28.Deployment>(), maxReplicas });
      return codesOf(stack);
    };
    expect(scaled(3)).toEqual(['kubernetes/scaled-writer']);
    expect(scaled(1)).toEqual([]);
  });

  test('a Service selects pods of ours, by all of them or label by label', () => {
    const { stack, api } = shop();
    const one = new kplus.Service(stack, 'one', { ports: [{ port: 80, targetPort: 8080 }], selector: api.kubernetes.asPlus<plus28.IPodSelector>() });
    const other = new kplus.Service(stack, 'other', { ports: [{ port: 80, targetPort: 8080 }] });
    for (const [label, value] of Object.entries(api.kubernetes.selector)) other.selectLabel(label, value);
    const own = find<Service>(stack, 'Service', /^api$/).spec.selector;
    for (const { name } of [one, other]) expect(find<Service>(stack, 'Service', new RegExp(`^${name}$`)).spec.selector).toEqual(own);
  });

  test('a NetworkPolicy is about pods of ours', () => {
    const { stack, api } = shop();
    new kplus.NetworkPolicy(stack, 'own', { selector: api.kubernetes.asPlus<plus28.IPodSelector>(), ingress: { rules: [{ peer: api.kubernetes.asPlus<plus28.INetworkPolicyPeer>() }] } });
    const labels = { matchLabels: { ...api.kubernetes.selector } };
    expect(find<NetworkPolicy>(stack, 'NetworkPolicy', /own/).spec).toMatchObject({ podSelector: labels, ingress: [{ from: [{ podSelector: labels }] }] });
  });

  test('a Deployment of theirs takes variables of a Secret and a ConfigMap that ours know by name', () => {
    const { stack } = shop({ envFrom: [EnvFrom.configMap('settings')] });
    const settings = new kplus.ConfigMap(stack, 'settings', { metadata: { name: 'settings' }, data: { MODE: 'fast' } });
    expect(find<Deployment>(stack, 'Deployment', /api/).spec.template.spec?.containers[0].envFrom).toEqual([{ configMapRef: { name: settings.name } }]);
  });

  test.each<[string, (stack: Construct) => Partial<WorkloadProps>, string]>([
    ['a text', () => ({ env: { A: kplus.EnvValue.fromValue('x') } }) as never, 'Give the text itself'],
    ['a key of a Secret', (scope) => ({ env: { A: kplus.EnvValue.fromSecretValue({ secret: kplus.Secret.fromSecretName(scope, 'there', 'keys'), key: 'a' }) } }) as never, 'existing: { secretName, key }'],
    ['a Secret', (scope) => ({ env: { A: kplus.Secret.fromSecretName(scope, 'there', 'keys') } }) as never, 'EnvFrom.secret(secret.name)'],
    ['a Volume', (scope) => ({ mounts: { '/data': kplus.Volume.fromEmptyDir(scope, 'empty', 'data') } }) as never, 'new Volume(stack, "data", { size })'],
    ['a claim', (scope) => ({ mounts: { '/data': kplus.PersistentVolumeClaim.fromClaimName(scope, 'there', 'data') } }) as never, 'new ExistingVolume(stack, "data", { claimName'],
    ['a Probe', () => ({ health: kplus.Probe.fromHttpGet('/health') }) as never, 'HealthProbe.fromHttpGet'],
    ['variables', () => ({ envFrom: [new kplus.EnvFrom()] }) as never, 'EnvFrom.secret("name")'],
    ['CPUs', () => ({ resources: { cpu: { limit: kplus.Cpu.millis(500) } } }) as never, 'Write the number of CPUs'],
    ['a backend', () => ({ publish: kplus.IngressBackend.fromService({ name: 'x', ports: [{ port: 1 }] } as never), replicas: kplus.IngressBackend.fromService({ name: 'x', ports: [{ port: 1 }] } as never) }) as never, 'Publish.atHost'],
    ['whatever else', () => ({ replicas: kplus.Replicas.absolute(3) }) as never, 'says nothing to Compose'],
  ])('%s of theirs in a property of ours is an error that says what to write', (__, props, fix) => {
    const stack = new Stack(new App(), 'shop');
    new Workload(stack, 'api', { image, ...props(new Chart(new App(), 'elsewhere')) });
    const errors = synthesize(stack).findings.filter(({ severity }) => severity === 'error');
    expect(errors.map((error) => error.fix).join('\n')).toContain(fix);
    expect(errors.map(({ message }) => message).join('\n')).not.toContain('[object Object]');
  });

  test.each<[string, (spec: { containers: { env?: unknown[]; volumeMounts?: unknown[] }[]; volumes?: unknown[] }, scope: Construct) => void]>([
    ['a variable', ({ containers: [container] }) => (container.env = [{ name: 'A', value: kplus.EnvValue.fromValue('x') }])],
    ['a volume', (spec, scope) => (spec.volumes = [kplus.Volume.fromEmptyDir(scope, 'empty', 'data')])],
  ])('%s of theirs in customize is an error, not "[object Object]"', (__, change) => {
    const { stack, api } = shop();
    api.kubernetes.customize(({ controller }) => change(controller.spec.template.spec as never, new Chart(new App(), 'elsewhere')));
    const { findings, files } = synthesize(stack);
    expect(findings.some(({ severity }) => severity === 'error')).toBe(true);
    expect([...files.values()].join('\n')).not.toContain('[object Object]');
  });
});

test('one of KEDA may come down to none while there is nothing to do, which is said and no other number', () => {
  const { stack, api } = shop();
  new ApiObject(stack, 'scaler', { apiVersion: 'keda.sh/v1alpha1', kind: 'ScaledObject', metadata: { name: 'api' }, spec: { scaleTargetRef: { name: api.kubernetes.resource.name }, triggers: [] } } as ApiObjectProps);
  expect(codesOf(stack)).toEqual([]);
  expect(synthesize(stack).findings).toContainEqual(expect.objectContaining({ code: 'kubernetes/replicas-handed-over', message: expect.stringContaining('its 0, which is 1 as long as there is something to do; Compose keeps it running.') as string }));
  expectAgreement(stack);
});

test('plain objects refer to a workload by the names it says', () => {
  const { stack, api } = shop({ replicas: 2 });
  const migrate = new Task(stack, 'migrate', { image, command: ['migrate'] });
  new ApiObject(stack, 'scaler', { apiVersion: 'keda.sh/v1alpha1', kind: 'ScaledObject', metadata: { name: 'api' }, spec: { scaleTargetRef: { name: api.kubernetes.resource.name }, minReplicaCount: 2, triggers: [] } });
  new ApiObject(stack, 'route', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'names' }, data: { service: api.kubernetes.serviceName, job: migrate.kubernetes.resource.name } });
  expect(find<Deployment>(stack, 'Deployment', /api/).spec).not.toHaveProperty('replicas');
  const job = all(stack).find(({ kind }) => kind === 'Job')?.metadata.name;
  expect(find(stack, 'ConfigMap', /names/)).toMatchObject({ data: { service: 'api', job } });
  expect(job).toMatch(/^migrate-[0-9a-f]{8}$/);
});
