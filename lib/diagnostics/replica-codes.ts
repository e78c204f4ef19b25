import { declare } from './declaration';

/** Mistakes in what each replica of a workload is to have for itself. */
export const REPLICA_CODES = {
  'model/replica-name': declare<{ readonly value: number; readonly of: string; readonly rule: string }>({
    severity: 'error',
    title: 'A replica that has no name',
    says: ({ value, of, rule }) => `The replica ${value} of ${of} is referred to, but ${rule}.`,
    expected: 'a replica of a stateful workload of this stack, counted from 0',
    fix: 'Refer to the endpoint itself, which leads to any of them, or make it a WorkloadKind.STATEFUL with as many replicas.',
  }),
  'model/volume-per-replica': declare<{ readonly value: string; readonly rule: string }>({
    severity: 'error',
    title: 'Not a volume for each replica',
    says: ({ value, rule }) => `Each replica is to have a volume "${value}" of its own, but ${rule}.`,
    expected: 'a volume with perReplica: true that is not shared, mounted by containers of one stateful workload alone',
    fix: 'Mount it in one workload of WorkloadKind.STATEFUL, or leave perReplica out.',
  }),
};
