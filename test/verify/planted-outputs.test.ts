import { folderOf, invoke } from '../cli/invoke';
import { editedOutputs, outputs, staleOutputs, writtenOutputs } from './edited-outputs';
import { PLANTED_FAULTS, type PlantedFault } from './planted-outputs';

/*
 * Mistakes that somebody makes who edits an output by hand, each found by the command with the code of its kind.
 */

test('the outputs agree before anyone edits them', () => {
  const folder = folderOf(writtenOutputs());
  expect(invoke(folder, ['verify'])).toMatchObject({ exit: 0, out: expect.stringContaining('nothing is wrong') as string });
});

test('there are enough of them, of every judge', () => {
  expect(PLANTED_FAULTS.length).toBeGreaterThanOrEqual(40);
  for (const judge of ['manifest/', 'project/', 'agreement/']) expect(PLANTED_FAULTS.filter(({ code }) => code.startsWith(judge)).length).toBeGreaterThanOrEqual(10);
});

test.each(PLANTED_FAULTS.map((fault) => [`${fault.what} in ${fault.file}`, fault] as const))('%s', (_, fault) => {
  const { exit, out } = invoke(folderOf(editedOutputs(fault)), ['verify', '--format', 'json']);
  const { findings } = JSON.parse(out) as { findings: readonly { readonly code: string; readonly file?: string; readonly line?: number; readonly message: string }[] };
  expect(exit).toBe(1);
  expect(findings.map(({ code }) => code)).toContain(fault.code);
  for (const { code, file, line } of findings.filter((finding) => finding.code === fault.code)) expect(`${code} ${file === undefined || line === undefined ? 'nowhere' : 'somewhere'}`).toBe(`${code} somewhere`);
});

test('an announcement of a difference that there is not is an error', () => {
  const { exit, out } = invoke(folderOf(staleOutputs()), ['verify']);
  expect(exit).toBe(1);
  expect(out).toContain('agreement/announcement-stale  compose/published-replicas announces that redis: replicas is "3" on Kubernetes, "1" in Compose, and it is not');
});

describe('with what was applied before', () => {
  test.each<[string, string, string, string]>([
    ['another selector', 'kind: StatefulSet\nmetadata:\n  name: redis', 'matchLabels:\n      app.kubernetes.io/name: redis', 'matchLabels:\n      app.kubernetes.io/component: redis'],
    ['a smaller claim', 'name: redis-data\n', 'storage: 1Gi', 'storage: 512Mi'],
    ['another service of a StatefulSet', 'kind: StatefulSet\nmetadata:\n  name: redis', 'serviceName: redis', 'serviceName: qdrant'],
    ['another role', 'kind: RoleBinding', 'kind: Role\n  name: backend-task-reader', 'kind: ClusterRole\n  name: backend-task-reader'],
  ])('%s is refused', (_, before, from, to) => {
    const fault: PlantedFault = { what: '', file: 'kubernetes.yaml', in: before, from, to, code: 'manifest/immutable' };
    const old = Object.fromEntries([...outputs()].map(([name, content]) => [`before/${name}`, content]));
    const { exit, out } = invoke(folderOf({ ...editedOutputs(fault), ...old }), ['verify', 'dist', '--against', 'before']);
    expect(exit).toBe(1);
    expect(out).toMatch(/^dist\/kubernetes\/ai-society\.k8s\.yaml:\d+ {2}manifest\/immutable /m);
  });

  test('nothing is refused of what has not changed, or is new', () => {
    const files = Object.fromEntries([...outputs()].flatMap(([name, content]) => [[`dist/${name}`, content], [`before/${name}`, content]]));
    expect(invoke(folderOf(files), ['verify', '--against', 'before']).exit).toBe(0);
    const other = Object.fromEntries([...outputs()].flatMap(([name, content]) => [[`dist/${name}`, content], [`before/${name.replaceAll('ai-society', 'other')}`, content]]));
    expect(invoke(folderOf(other), ['verify', '--against', 'before']).exit).toBe(0);
  });

  test('a folder without manifests is no such', () => {
    const { exit, out } = invoke(folderOf(writtenOutputs()), ['verify', '--against', 'before']);
    expect(exit).toBe(2);
    expect(out).toContain('before  input/nothing  There are no manifests of a synthesis in it, to compare with');
  });

  test('files may be named on both sides', () => {
    const manifests = outputs().get('kubernetes/ai-society.k8s.yaml')!;
    const folder = folderOf({ 'new.yaml': manifests.replace('serviceName: redis', 'serviceName: qdrant'), 'old/a.yaml': manifests });
    for (const against of ['old', 'old/a.yaml']) expect(invoke(folder, ['verify', '--kubernetes', 'new.yaml', '--against', against]).out).toContain('manifest/immutable');
  });
});
