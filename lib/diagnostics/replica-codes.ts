import { declare } from './declaration';

/** Mistakes in what each replica of a workload is to have for itself. */
export const REPLICA_CODES = {
  'model/volume-per-replica': declare<{ readonly value: string; readonly rule: string }>({
    severity: 'error',
    title: 'Not a volume for each replica',
    says: ({ value, rule }) => `Each replica is to have a volume "${value}" of its own, but ${rule}.`,
    expected: 'a volume with perReplica: true that is not shared, mounted by containers of one stateful workload alone',
    fix: 'Mount it in one workload of WorkloadKind.STATEFUL, or leave perReplica out.',
  }),
};
