import type { Findings } from '../diagnostics/findings';
import { sourceLine } from '../diagnostics/source-line';
import type { Fault } from '../model/fault';

/** Mistakes that were made in the program itself, at the line that made them. */
export function reportFaults(faults: readonly Fault[], findings: Findings): void {
  for (const fault of faults) {
    switch (fault.kind) {
      case 'stringified-value':
        findings.report('model/stringified-value', fault.path, { value: fault.what }, fault.trace);
        break;
      case 'duplicate-id':
        findings.report('model/duplicate-name', fault.path, { what: 'construct', value: fault.id, other: `the one created before it at ${fault.path}` }, fault.trace);
        break;
      case 'invalid-path':
      case 'invalid-duration':
      case 'invalid-quantity':
        findings.report(`model/${fault.kind}`, fault.path, { field: fault.field, value: fault.value, rule: fault.rule }, fault.trace);
        break;
      case 'api-url':
        findings.report('model/api-url', fault.path, { value: fault.value, rule: fault.rule }, fault.trace);
        break;
      case 'program':
        findings.report('model/supervisor-program', fault.path, { value: fault.program, rule: fault.rule }, fault.trace);
        break;
      case 'contradiction':
        findings.report('model/contradiction', fault.path, { value: fault.field, rule: fault.other }, fault.trace);
        break;
      case 'unknown-user':
        findings.report('model/unknown-user', fault.path, { value: fault.value }, fault.trace);
        break;
      case 'meaningless':
        findings.report('model/meaningless-property', fault.path, { value: fault.field, rule: fault.rule }, fault.trace);
        break;
      case 'conflict': {
        const line = sourceLine(fault.firstTrace);
        const other = line === undefined ? fault.first : `${fault.first} (${line})`;
        findings.report('model/conflicting-statements', fault.path, { value: fault.what, first: other, second: fault.second, ...(fault.fix !== undefined && { fix: fault.fix }) }, fault.trace);
        break;
      }
      case 'route':
        findings.report('model/route', fault.path, { value: fault.value, rule: fault.rule, fix: fault.fix }, fault.trace);
        break;
      case 'not-http':
        findings.report('model/not-http', fault.path, { what: fault.what, value: fault.value }, fault.trace);
        break;
      case 'server-setting':
        findings.report('model/server-setting', fault.path, { field: fault.field, value: fault.value, rule: fault.rule }, fault.trace);
        break;
      case 'url':
        findings.report('model/url', fault.path, { field: fault.field, value: fault.value, rule: fault.rule }, fault.trace);
        break;
      case 'chosen-value':
        findings.report('model/chosen-value', fault.path, { field: fault.field, value: fault.value, rule: fault.expected }, fault.trace);
        break;
      case 'file':
        findings.report('model/unreadable-file', fault.path, { value: fault.value, rule: fault.rule }, fault.trace);
        break;
      case 'server-version':
        findings.report('model/unknown-server-version', fault.path, { value: fault.value, known: fault.known }, fault.trace);
        break;
      case 'invalid-value':
        findings.report('model/invalid-value', fault.path, fault, fault.trace);
        break;
      case 'unknown-property':
        findings.report('model/unknown-property', fault.path, fault, fault.trace);
        break;
      case 'accidental-text':
        findings.report('model/accidental-text', fault.path, fault, fault.trace);
        break;
      case 'object-in-text':
        findings.report('model/stringified-value', fault.path, { value: `${fault.value} in ${fault.field}` }, fault.trace);
        break;
      case 'lost':
        findings.report('model/lost-construct', fault.path, { value: fault.value, scope: fault.scope }, fault.trace);
        break;
      case 'undescribed':
        // It may have been given a stand-in for something wrong, which is reported by itself.
        if (!faults.some(({ kind }) => kind === 'invalid-value')) findings.report('model/undescribed', fault.path, { detail: fault.detail });
        break;
      case 'empty-id':
        findings.report('model/invalid-name', fault.path, { what: 'construct', value: '', rule: 'a name' }, fault.trace);
        break;
    }
  }
}
