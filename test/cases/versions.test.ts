import * as fs from 'node:fs';
import * as path from 'node:path';
import { App, Compose, Kubernetes, type KubernetesVersion, type Stack } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import { goldensOf, problemsOf } from './outputs';

/*
 * Each case, written for the oldest and the newest version that there are: what a server of that version would have to say.
 * Cases that choose their targets themselves are as they are in `cases.test.ts`.
 */

interface Case {
  readonly build: (app: App) => Stack;
}

const CASES = fs.readdirSync(__dirname, { withFileTypes: true }).filter((entry) => entry.isDirectory() && !entry.name.startsWith('errors-')).map(({ name }) => name);

const writtenFor = (version: KubernetesVersion, name: string): Map<string, string> => {
  const { build } = jest.requireActual<Case>(path.join(__dirname, name, 'stack'));
  const { model, files } = synthesize(build(new App({ targets: [new Kubernetes({ version }), new Compose()] })));
  return goldensOf(model.name, files);
};

const choosesTargets = (name: string): boolean => fs.readFileSync(path.join(__dirname, name, 'stack.ts'), 'utf8').includes('targets: [');

test.each(['1.28', '1.37'] as const)('every case is valid for Kubernetes %s when it is written for that', (version) => {
  const found = CASES.filter((name) => !choosesTargets(name)).map((name) => [name, problemsOf(writtenFor(version, name), version)] as const);
  expect(found.length).toBeGreaterThan(100);
  expect(found.filter(([, problems]) => problems.length > 0)).toEqual([]);
});

test.each([
  ['sidecar-native', '1.28', '- name: proxy', '1.29', 'restartPolicy: Always'],
  ['unconfined', '1.29', 'container.apparmor.security.beta.kubernetes.io/helper: unconfined', '1.30', 'appArmorProfile:'],
] as const)('%s: what %s has as "%s", %s has as "%s"', (name, before, ofOlder, from, ofNewer) => {
  const [older, newer] = [before, from].map((version) => writtenFor(version, name).get('kubernetes.yaml'));
  expect(older).toContain(ofOlder);
  expect(older).not.toContain(ofNewer);
  expect(newer).toContain(ofNewer);
});
