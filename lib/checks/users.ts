import type { Findings } from '../diagnostics/findings';
import type { StackGraph } from '../model/graph';

const MAX_ID = 2 ** 31 - 1;

/** Containers run as a numeric user that is not root, with capabilities that exist by their name. */
export function checkUsers(graph: StackGraph, findings: Findings): void {
  for (const { security, lifecycle, path } of graph.model.workloads) {
    for (const [field, value] of [['the user id', security.user], ['the group id', security.group]] as const) {
      if (!Number.isInteger(value) || value < 1 || value > MAX_ID) findings.report('model/invalid-user', path, { field, value });
    }
    for (const group of security.supplementalGroups ?? []) {
      if (!Number.isInteger(group) || group < 0 || group > MAX_ID) findings.report('model/invalid-user', path, { field: 'a supplemental group', value: group });
    }
    for (const { name } of security.capabilities) {
      if (!/^(?!CAP_)[A-Z][A-Z_]*$/.test(name)) {
        findings.report('model/invalid-name', path, { what: 'capability', value: name, rule: 'a Linux capability in upper case, without "CAP_"' });
      }
    }
    if (lifecycle.stopSignal !== undefined && !/^SIG[A-Z0-9+]+$/.test(lifecycle.stopSignal)) {
      findings.report('model/invalid-name', path, { what: 'stop signal', value: lifecycle.stopSignal, rule: 'a signal such as SIGINT' });
    }
  }
}
