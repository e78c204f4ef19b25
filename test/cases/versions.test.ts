import * as fs from 'node:fs';
import * as path from 'node:path';
import { App, Compose, Image, Kubernetes, Stack, Workload, type ComposeProps, type KubernetesProps } from 'cdk8s-compose';
import { expectAgreement, synthesize } from 'cdk8s-compose/testing';
import { goldensOf, problemsOf } from './outputs';

/*
 * Each case, written for the oldest and the newest version that there are: what a server of that version would have to say.
 * Cases that choose their targets themselves are as they are in `cases.test.ts`.
 */

interface Case {
  readonly build: (app: App) => Stack;
  readonly kubernetes?: KubernetesProps;
  readonly compose?: ComposeProps;
}

const OLDEST_AND_NEWEST = ['1.28', '1.37'] as const;

const CASES = fs.readdirSync(__dirname, { withFileTypes: true }).filter((entry) => entry.isDirectory() && !entry.name.startsWith('errors-')).map(({ name }) => name);

const caseOf = (name: string): Case => jest.requireActual<Case>(path.join(__dirname, name, 'stack'));

function written({ build }: Pick<Case, 'build'>, kubernetes: KubernetesProps, compose: ComposeProps = {}): Map<string, string> {
  const { model, files, findings } = synthesize(build(new App({ targets: [new Kubernetes(kubernetes), new Compose(compose)] })));
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  return goldensOf(model.name, files);
}

const choosesTargets = (name: string): boolean => fs.readFileSync(path.join(__dirname, name, 'stack.ts'), 'utf8').includes('targets: [');

test.each(OLDEST_AND_NEWEST)('every case is valid for Kubernetes %s when it is written for that', (version) => {
  const found = CASES.filter((name) => !choosesTargets(name)).map((name) => {
    const each = caseOf(name);
    return [name, problemsOf(written(each, { ...each.kubernetes, version }, each.compose), version)] as const;
  });
  expect(found.length).toBeGreaterThan(100);
  expect(found.filter(([, problems]) => problems.length > 0)).toEqual([]);
});

test('what a version does not have is left out, and said', () => {
  const found = (['1.32', '1.33'] as const).map((version) => {
    const { findings, files } = synthesize(caseOf('user-namespace').build(new App({ targets: [new Kubernetes({ version }), new Compose()] })));
    return [findings.filter(({ code }) => code === 'kubernetes/user-namespace').map(({ severity, path }) => `${severity} ${path}`), files.get('kubernetes/shop.k8s.yaml')?.includes('hostUsers: false')];
  });
  expect(found).toEqual([[['warning shop/builder'], false], [[], true]]);
});

test('parameters of the kernel are unsafe until kubelets let every pod set them, and so is the level of the namespace', () => {
  const build = (app: App): Stack => {
    const stack = new Stack(app, 'shop');
    new Workload(stack, 'chat', { image: Image.fromReference('example/chat:1.4.2'), sysctls: { 'net.ipv4.tcp_keepalive_time': '60' } });
    return stack;
  };
  const found = (['1.28', '1.29'] as const).map((version) => {
    const { findings, files } = synthesize(build(new App({ targets: [new Kubernetes({ version })] })));
    return [findings.some(({ code }) => code === 'kubernetes/unsafe-sysctls'), files.get('kubernetes/shop.k8s.yaml')?.match(/enforce: (\w+)/)?.[1]];
  });
  expect(found).toEqual([[true, 'privileged'], [false, 'restricted']]);
});

test.each([
  ['sidecar-native', '1.28', '- name: proxy', '1.29', 'restartPolicy: Always'],
  ['hooks', '1.29', 'command: ["sleep", "1"]', '1.30', 'seconds: 5'],
  ['unconfined', '1.29', 'container.apparmor.security.beta.kubernetes.io/helper: unconfined', '1.30', 'appArmorProfile:'],
] as const)('%s: what %s has as "%s", %s has as "%s"', (name, before, ofOlder, from, ofNewer) => {
  const [older, newer] = ([before, from] as const).map((version) => written(caseOf(name), { version }).get('kubernetes.yaml'));
  expect(older).toContain(ofOlder);
  expect(older).not.toContain(ofNewer);
  expect(newer).toContain(ofNewer);
});

const SETTINGS = CASES.flatMap((name) => {
  const { kubernetes = {}, compose = {} } = caseOf(name);
  return [...Object.keys(kubernetes).map((setting) => [name, 'kubernetes', setting] as const), ...Object.keys(compose).map((setting) => [name, 'compose', setting] as const)];
});

const without = <T extends object>(props: T, setting: string): T => Object.fromEntries(Object.entries(props).filter(([key]) => key !== setting)) as T;

test.each(SETTINGS)('%s: the setting %s.%s changes what is written for the oldest and for the newest version, and the outputs agree but for what is announced', (name, target, setting) => {
  const { kubernetes = {}, compose = {}, build } = caseOf(name);
  const stack = build(new App({ targets: [new Kubernetes(kubernetes), new Compose(compose)] }));
  expectAgreement(stack);
  for (const version of OLDEST_AND_NEWEST) {
    const given = { ...kubernetes, version };
    const lacking = target === 'kubernetes' ? written({ build }, { ...without(kubernetes, setting), version }, compose) : written({ build }, given, without(compose, setting));
    expect(written({ build }, given, compose).get(`${target}.yaml`)).not.toBe(lacking.get(`${target}.yaml`));
  }
});
