import { App, Compose, Image, Kubernetes, Stack, Workload, type WorkloadOptions } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import { KUBERNETES_VERSIONS } from '../../../lib/targets/kubernetes/settings';
import { verifyFiles } from '../../../lib/cli/verify';
import { FilesInMemory } from '../../../lib/testing/files-in-memory';
import { verifiedProblemsOf } from '../../cases/outputs';

/** What the level depends on, by the first minor version in which a namespace with it is restricted. */
const SINCE: readonly (readonly [string, number, WorkloadOptions, boolean?])[] = [
  ['nothing', 28, {}],
  ['a parameter that was always safe', 28, { sysctls: { 'net.ipv4.tcp_syncookies': '1' } }],
  ['one that is safe from 1.29 on', 29, { sysctls: { 'net.ipv4.tcp_fin_timeout': '30' } }],
  ['one that is safe from 1.32 on', 32, { sysctls: { 'net.ipv4.tcp_wmem': '4096 16384 4194304' } }],
  ['one that is not', Infinity, { sysctls: { 'kernel.sem': '250 32000 100 128' } }],
  ['root among users of its own', 35, { userNamespace: true }, true],
  ['root of the node', Infinity, {}, true],
];

const CASES = KUBERNETES_VERSIONS.flatMap((version) => SINCE.map(([what, since, options, isRoot]) => ({ version, what, options, isRoot, isRestricted: Number(version.split('.')[1]) >= since })));

test.each(CASES)('$version: a namespace is held to the strictest level that its pods reach, with $what', ({ version, options, isRoot, isRestricted }) => {
  const stack = new Stack(new App({ targets: [new Kubernetes({ version }), new Compose()] }), 'shop');
  const api = new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2'), ...options });
  if (isRoot) api.runAsRoot('its installer writes everywhere');
  const output = synthesize(stack);
  const errors = output.findings.filter(({ severity }) => severity === 'error');
  // Clusters before 1.33 give pods no users of their own.
  if (errors.length > 0) {
    expect([errors.map(({ code }) => code), Number(version.split('.')[1]) < 33, options.userNamespace]).toEqual([['kubernetes/user-namespace'], true, true]);
    return;
  }
  expect(output.files.get('kubernetes/shop.k8s.yaml')!.includes('pod-security.kubernetes.io/enforce: restricted')).toBe(isRestricted);
  expect(verifiedProblemsOf(output)).toEqual([]);
});

test('a newer cluster, under which the level might be stricter, makes no difference between the outputs', () => {
  const stack = new Stack(new App({ targets: [new Kubernetes({ version: '1.31' }), new Compose()] }), 'shop');
  new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2'), sysctls: { 'net.ipv4.tcp_wmem': '4096 16384 4194304' } });
  const { files } = synthesize(stack);
  const { findings, judged } = verifyFiles({ directory: '.', kubernetes: [], compose: [], crds: [], envFiles: [], profiles: [], matches: [], kubernetesVersion: '1.37' }, new FilesInMemory(files));
  expect([findings, judged.compared]).toEqual([[], 1]);
});
