import { Construct } from 'constructs';
import { ConfigFile, Scratch, Size, SourceDirectory, Volume, Workload, WorkloadKind, type IMountable, type Stack, type WorkloadProps } from 'cdk8s-compose';
import type { PersistentVolumeClaim, StatefulSet } from '../../../lib/targets/kubernetes/api';
import { IMAGE, Lowered } from '../lowered';

const size = Size.mebibytes(1);

function podOf(mounts: (stack: Stack) => Record<string, IMountable>, props: Partial<WorkloadProps> = {}) {
  const lowered = new Lowered((stack) => new Workload(stack, 'api', { image: IMAGE, tmp: false, mounts: mounts(stack), ...props }));
  const { volumes } = lowered.controller('api').spec.template.spec!;
  return { volumes, volumeMounts: lowered.container('api').volumeMounts, lowered };
}

const memory = (name: string, sizeLimit = '1Mi') => ({ name, emptyDir: { medium: 'Memory', sizeLimit } });

describe('a directory in memory', () => {
  test('is called after its path', () => {
    expect(podOf(() => ({ '/var/cache/Agent_1': Scratch.ofSize(size) })).volumes).toEqual([memory('scratch-var-cache-agent-1')]);
  });

  test('is never another one, however alike the paths are', () => {
    const { volumes, volumeMounts } = podOf(() => ({ '/a/b': Scratch.ofSize(size), '/a-b': Scratch.ofSize(Size.mebibytes(2)), '/A.b': Scratch.ofSize(size) }));
    expect(volumes).toEqual([memory('scratch-a-b'), memory('scratch-a-b-2', '2Mi'), memory('scratch-a-b-3')]);
    expect(volumeMounts).toEqual([
      { name: 'scratch-a-b', mountPath: '/A.b' },
      { name: 'scratch-a-b-2', mountPath: '/a-b' },
      { name: 'scratch-a-b-3', mountPath: '/a/b' },
    ]);
  });

  test('has a name that Kubernetes takes, however long the path is', () => {
    const long = `/${'a'.repeat(100)}`;
    const names = podOf(() => ({ [long]: Scratch.ofSize(size), [`${long}b`]: Scratch.ofSize(size), '/ä': Scratch.ofSize(size) })).volumes?.map(({ name }) => name) ?? [];
    expect(new Set(names).size).toBe(3);
    for (const name of names) expect(name).toMatch(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/);
  });
});

describe('a volume of a service', () => {
  test('is a claim of its own', () => {
    const { volumes, lowered } = podOf((stack) => ({ '/data': new Volume(stack, 'data', { size: Size.gibibytes(2), storageClass: 'fast' }) }));
    expect(volumes).toEqual([{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }]);
    expect(lowered.object<PersistentVolumeClaim>('PersistentVolumeClaim', 'data').spec).toEqual({
      accessModes: ['ReadWriteOnce'],
      storageClassName: 'fast',
      resources: { requests: { storage: '2Gi' } },
    });
  });

  test('that is only read cannot be written to', () => {
    const { volumes, volumeMounts } = podOf((stack) => ({ '/data': new Volume(stack, 'data', { size }).readOnly() }));
    expect(volumes).toEqual([{ name: 'data', persistentVolumeClaim: { claimName: 'data', readOnly: true } }]);
    expect(volumeMounts).toEqual([{ name: 'data', mountPath: '/data', readOnly: true }]);
  });

  test('that is read at one path and written at another can be written to', () => {
    const { volumes, volumeMounts } = podOf((stack) => {
      const data = new Volume(stack, 'data', { size });
      return { '/in': data.readOnly(), '/out': data };
    });
    expect(volumes).toEqual([{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }]);
    expect(volumeMounts).toEqual([{ name: 'data', mountPath: '/in', readOnly: true }, { name: 'data', mountPath: '/out' }]);
  });

  test('keeps its name where a file is called the same', () => {
    const { volumes, volumeMounts } = podOf((stack) => ({
      '/a': new ConfigFile(new Construct(stack, 'web'), 'data', { content: '', fileName: 'x' }),
      '/b': new Volume(stack, 'web-data', { size }),
    }));
    expect(volumes?.map(({ name, configMap }) => [name, configMap?.name])).toEqual([['web-data-2', 'web-data'], ['web-data', undefined]]);
    expect(volumeMounts).toMatchObject([{ name: 'web-data-2', mountPath: '/a', subPath: 'x' }, { name: 'web-data', mountPath: '/b' }]);
  });
});

describe('a volume of a stateful workload', () => {
  const stateful = (replicas: number, shared: boolean) =>
    podOf((stack) => ({ '/data': new Volume(stack, 'data', { size, shared }) }), { kind: WorkloadKind.STATEFUL, replicas }).lowered;

  test.each([{ replicas: 1, shared: false, mode: 'ReadWriteOnce' }, { replicas: 1, shared: true, mode: 'ReadWriteMany' }, { replicas: 2, shared: true, mode: 'ReadWriteMany' }])(
    'is a claim that is called as the volume is, whoever mounts it: %j',
    ({ replicas, shared, mode }) => {
      const lowered = stateful(replicas, shared);
      const { spec } = lowered.controller('api') as StatefulSet;
      expect(spec).not.toHaveProperty('volumeClaimTemplates');
      expect(spec.template.spec!.volumes).toEqual([{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }]);
      expect(lowered.object<PersistentVolumeClaim>('PersistentVolumeClaim', 'data').spec).toEqual({ accessModes: [mode], resources: { requests: { storage: '1Mi' } } });
    },
  );
});

test('a file is mounted by itself, read-only', () => {
  const { volumes, volumeMounts } = podOf((stack) => ({ '/etc/app/app.conf': new ConfigFile(stack, 'conf', { content: '', fileName: 'app.conf' }) }));
  expect(volumes).toEqual([{ name: 'conf', configMap: { name: 'conf', defaultMode: 0o444 } }]);
  expect(volumeMounts).toEqual([{ name: 'conf', mountPath: '/etc/app/app.conf', subPath: 'app.conf', readOnly: true }]);
});

test('a checkout is not mounted', () => {
  const { volumes, volumeMounts } = podOf(() => ({ '/app': SourceDirectory.at('.') }));
  expect([volumes, volumeMounts]).toEqual([undefined, undefined]);
});
