import type { Findings } from '../diagnostics/findings';
import type { StackGraph } from '../model/graph';
import { CAPABILITIES, isSignal } from './linux-names';

const MAX_ID = 2 ** 31 - 1;

/** What a database of groups takes; a number in quotation marks is none. */
const GROUP_NAME = /^[A-Za-z_][A-Za-z0-9_.-]*$/;

/** As a device plugin advertises it: `smarter-devices/fuse`. */
const RESOURCE_NAME = /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?\/[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/;

/** Containers run as a numeric user, as root only for a reason, with capabilities that exist by their name. */
export function checkUsers(graph: StackGraph, findings: Findings): void {
  for (const { container: { security, lifecycle, process, path } } of graph.containers) {
    for (const [field, value] of [['the user id', security.user], ['the group id', security.group]] as const) {
      const minimum = security.rootReason === undefined ? 1 : 0;
      if (value !== undefined && (!Number.isInteger(value) || value < minimum || value > MAX_ID)) findings.report('model/invalid-user', path, { field, value });
    }
    if (security.fuse && security.user !== 0) findings.report('model/fuse-user', path, { value: security.user ?? 'whoever the image says' });
    const resource = security.fuse?.devicePlugin;
    if (resource !== undefined && !RESOURCE_NAME.test(resource)) {
      findings.report('model/invalid-name', path, { what: 'device plugin resource', value: resource, rule: 'a domain, "/" and a name, such as "smarter-devices/fuse"' });
    }
    if (process.wrapped === true && !process.command?.length) findings.report('model/wrapped-command', path, {});
    for (const name of security.groupNames ?? []) {
      if (!GROUP_NAME.test(name)) findings.report('model/invalid-name', path, { what: 'group', value: name, rule: 'the name of a group, of letters, digits, "_", "." and "-"; a number is written as one' });
    }
    for (const group of security.supplementalGroups ?? []) {
      if (!Number.isInteger(group) || group < 0 || group > MAX_ID) findings.report('model/invalid-user', path, { field: 'a supplemental group', value: group });
    }
    for (const { name } of security.capabilities) {
      if (!CAPABILITIES.has(name)) {
        findings.report('model/invalid-name', path, { what: 'capability', value: name, rule: 'a Linux capability in upper case, without "CAP_"' });
      }
    }
    if (lifecycle.stopSignal !== undefined && !isSignal(lifecycle.stopSignal)) {
      findings.report('model/invalid-name', path, { what: 'stop signal', value: lifecycle.stopSignal, rule: 'a signal such as SIGINT' });
    }
  }
}
